import { expect, test, vi } from 'vitest';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { readJpeg } from '../../../shared/pdf/jpeg.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { buildPhotoAnnex, type AnnexAddressee, type AnnexPhoto } from '../../../shared/report/photo-annex.ts';
import type { Report } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { annexPhoto, housePhoto, tinyJpeg } from '../../support/photo-builder.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

const named = annexPhoto(2, { name: 'Rosa en la bodega.jpg', note: 'La llevó Rosa Mejía.' });
const open = annexPhoto(1, { note: 'Lo contó el vecino que puso la denuncia.' });

function annex(addressee: AnnexAddressee, photos: readonly AnnexPhoto[] = [open, named]): Promise<Report> {
  return buildPhotoAnnex({
    office: { name: 'Oficina Regional de La Ceiba', code: 'LCE', letterhead: [] },
    person: { name: 'Wendy Núñez', position: 'Inspectora', credential: 'IT-0457' },
    ...{ caseId: '7c9e6679-7425-40de-944b-e07fc1f90ae7', addressee, photos },
    about: { number: 'STSS-ORD-LCE-00001-2026', employer: 'Fincas del Valle, S. A.' },
    leftOut: [
      { n: 3, name: '', why: 'protected' },
      { n: 4, name: 'Audio de Rosa.m4a', why: 'not-a-picture' },
    ],
    ...{ closed: 1, madeAt: '2026-11-25T16:00:00.000Z', paper: 'letter' },
  });
}

function photosOf(report: Report) {
  return report.sections.flatMap(({ blocks }) => blocks).flatMap((one) => (one.kind === 'photos' ? one.photos : []));
}

test('the file gets every photograph with what it shows, who brought it, when, its hash, and what is not printed', async () => {
  const report = await annex('file');
  const [first] = photosOf(report);
  expect(first?.caption).toBe(open.note);
  expect(first?.rows.map(({ label }) => label)).toEqual([
    ...['Número', 'En el expediente', 'Archivo', 'Tomada', 'Ingresó', 'SHA-256 del original'],
  ]);
  expect(report.number).toBe('STSS-ORD-LCE-00001-2026');
  const said = reportTexts(report).join('\n');
  expect(said).toContain('Audio de Rosa.m4a');
  expect(said).toContain('Es una pieza protegida');
  expect(said).toContain('Hay además una pieza protegida');
});

test('the employer gets no words of the office, no number of the case, and no sign that anything is missing', async () => {
  const report = await annex('employer');
  expect(photosOf(report)).toHaveLength(2);
  expect(report.addressee).toBe('employer');
  const all = `${reportTexts(report).join('\n')}\n${report.attachment?.json ?? ''}`;
  for (const word of [
    'Rosa',
    'vecino',
    'Fachada',
    'STSS-',
    open.id,
    named.id,
    'rotegid',
    'Audio',
    '"n":',
    'isProtected',
  ]) {
    expect(all).not.toContain(word);
  }
  expect(report.number).toBe('');
  expect(all).toContain('Fincas del Valle');
});

test('photographs are read back byte for byte, and one that is lost or exchanged is named', async () => {
  const report = await annex('file');
  const made = await renderPdf(report, pdfAssets());
  if (!made.ok) throw new Error(JSON.stringify(made.fault));
  expect(await readBack(made.value.pdf, report)).toEqual({ ok: true, value: undefined });
  const other = await annex('file', [open, { ...named, jpeg: tinyJpeg() }]);
  expect(await readBack(made.value.pdf, other)).toMatchObject({
    fault: { code: 'pdf/read-back-missing', detail: { missing: ['Fotografía 2: Rosa en la bodega.jpg'] } },
  });
});

test('what is no JPEG is refused, whatever it says it is', async () => {
  expect(readJpeg(housePhoto())).toEqual({ width: 400, height: 300, components: 3 });
  expect(readJpeg(housePhoto().subarray(0, 40))).toBeUndefined();
  expect(readJpeg(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3, 4, 5, 6]))).toBeUndefined();
  expect(readJpeg(new TextEncoder().encode('%PDF-1.7'))).toBeUndefined();
  const bad = await annex('file', [{ ...open, jpeg: new Uint8Array([1, 2, 3]) }]);
  expect(await renderPdf(bad, pdfAssets())).toMatchObject({ ok: false, fault: { code: 'pdf/engine' } });
});
