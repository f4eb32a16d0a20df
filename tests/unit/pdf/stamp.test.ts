import { PDF } from '@libpdf/core';
import { expect, test, vi } from 'vitest';
import { latin1 } from '../../../shared/kernel/bytes.ts';
import { readPages } from '../../../shared/pdf/reading/logical-text.ts';
import { renderStamp, stampTime, type StampText } from '../../../shared/pdf/stamp.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();
const text: StampText = {
  kind: 'firma electrónica simple',
  name: 'Wagíbuna Álvarez Núñez',
  position: 'Inspectora de trabajo',
  reason: 'Acta levantada',
  place: 'Trujillo, Colón',
  when: '2026-11-25T04:05:09.000Z',
  serial: '3f8c2a9be1f2d3c4',
  width: 230,
  height: 58,
};

async function stamp(changes: Partial<StampText> = {}): Promise<PDF> {
  const result = await renderStamp({ ...text, ...changes }, assets);
  if (!result.ok) throw new Error(result.fault.code);
  expect(latin1(result.value)).toContain('<pdfaid:part>3</pdfaid:part>');
  return PDF.load(result.value);
}

function textOf(document: PDF): string {
  return readPages(document)
    .map((page) => page.artifacts)
    .join('');
}

test('the time is that of Honduras and says whose clock it is', () => {
  expect(stampTime(text.when)).toBe('24/11/2026 22:05:09 (hora del equipo)');
});

test('a stamp is one page of the size of its field and says who, when, where and why', async () => {
  const document = await stamp();
  expect(document.getPages().map(({ width, height }) => [width, height])).toEqual([[230, 58]]);
  expect(textOf(document)).toBe(
    [
      'Firma electrónica simple de',
      text.name,
      text.position,
      '24/11/2026 22:05:09 (hora del equipo), Trujillo, Colón',
      'Motivo: Acta levantada',
      'Certificado 3f8c2a9be1f2d3c4',
    ].join(''),
  );
});

test('what is empty leaves no line', async () => {
  const document = await stamp({ position: '', reason: '', place: '' });
  expect(document.extractText().flatMap((page) => page.lines)).toHaveLength(4);
});

test('the longest names stay whole, set smaller', async () => {
  const name = 'Yurumein Güity de los Ángeles '.repeat(4).trim();
  const document = await stamp({ name, position: name, reason: name, place: 'San Pedro Sula' });
  expect(document.getPageCount()).toBe(1);
  const all = textOf(document).replaceAll(/\s/g, '');
  expect(all.split(name.replaceAll(' ', ''))).toHaveLength(4);
  for (const page of document.extractText()) {
    for (const { bbox, text: line } of page.lines) {
      expect(bbox.x + bbox.width, line).toBeLessThanOrEqual(230);
      expect(bbox.y, line).toBeGreaterThanOrEqual(0);
    }
  }
});

test('what cannot fit is a fault, never cut', async () => {
  const result = await renderStamp({ ...text, reason: 'porque sí '.repeat(400) }, assets);
  expect(result).toMatchObject({ ok: false, fault: { code: 'pdf/engine' } });
});
