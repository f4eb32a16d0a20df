import { expect, test, vi } from 'vitest';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { prepareActa } from '../../../shared/report/acta.ts';
import { buildRecoverySheet } from '../../../shared/report/recovery-sheet.ts';
import { addressees, papers, type Report } from '../../../shared/report/report.ts';
import { obstructedInspection, sampleInspection, sampleOffice } from '../../support/inspection-builder.ts';
import { sampleSheet } from '../../support/recovery-sheet-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();
const madeAt = '2026-11-23T18:45:10.000Z';

async function expectComplete(report: Report): Promise<void> {
  const rendered = await renderPdf(report, assets);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
  expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
  const wanted = report.signatures.flatMap(({ field }) => field ?? []);
  expect(rendered.value.fields.map(({ name }) => name)).toEqual(wanted);
}

test.each(papers.flatMap((paper) => addressees.map((addressee) => [paper, addressee] as const)))(
  'the acta on %s paper for the %s',
  async (paper, addressee) => {
    const { report } = await prepareActa({
      office: sampleOffice,
      draft: sampleInspection(),
      number: 'STSS-ORD-LCE-00001-2026',
      version: 1,
      addressee,
      draftMark: false,
      madeAt,
      paper,
    });
    await expectComplete(report);
  },
);

test('the draft of an acta of obstruction', async () => {
  const { report } = await prepareActa({
    office: sampleOffice,
    draft: obstructedInspection(),
    number: '',
    version: 1,
    addressee: 'file',
    draftMark: true,
    madeAt,
    paper: 'letter',
  });
  await expectComplete(report);
});

test.each(papers)('a recovery sheet on %s paper', async (paper) => {
  const { office, sheet } = sampleSheet;
  await expectComplete(buildRecoverySheet({ office, sheet, madeAt, paper }));
  await expectComplete(buildRecoverySheet({ office, sheet, opens: 'exchange-root', madeAt, paper }));
});

test('a recovery sheet is one page of letter paper, with long names too', async () => {
  const office = {
    name: 'Oficina Regional del Trabajo de la Zona Norte y de los Departamentos de Atlántida y Colón',
    code: 'ZNORTE',
    letterhead: ['República de Honduras', 'Secretaría de Trabajo y Seguridad Social', 'Dirección General', 'Oficina'],
  };
  const sheet = { ...sampleSheet.sheet, holder: 'Jefatura de la Dirección General de Inspección del Trabajo' };
  for (const report of [
    buildRecoverySheet({ ...sampleSheet, madeAt, paper: 'letter' }),
    buildRecoverySheet({ office, sheet, madeAt, paper: 'letter' }),
    buildRecoverySheet({ office, sheet, opens: 'exchange-root', madeAt, paper: 'letter' }),
  ]) {
    const rendered = await renderPdf(report, assets);
    expect(rendered.ok && rendered.value.pages).toBe(1);
  }
});
