import { PDF } from '@libpdf/core';
import { expect, test, vi } from 'vitest';
import { equalBytes } from '../../../shared/kernel/bytes.ts';
import { toDefinition } from '../../../shared/pdf/definition.ts';
import { paperSize } from '../../../shared/pdf/page.ts';
import { readLogicalText } from '../../../shared/pdf/reading/logical-text.ts';
import { renderPdf, type RenderedPdf } from '../../../shared/pdf/render.ts';
import { papers, type Report } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { placedLines } from '../../support/pdf-glyphs.ts';
import { sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();

async function render(report: Report): Promise<RenderedPdf> {
  const result = await renderPdf(report, assets);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value;
}

test('a definition is made anew each time, always the same', () => {
  const report = sampleReport();
  const plain = (value: unknown) => JSON.stringify(value);
  expect(toDefinition(report)).not.toBe(toDefinition(report));
  expect(plain(toDefinition(report))).toBe(plain(toDefinition(report)));
});

test('the same report gives the same bytes, another one others', async () => {
  const [first, second] = [await render(sampleReport(2)), await render(sampleReport(2))];
  expect(equalBytes(first.pdf, second.pdf)).toBe(true);
  const later = await render(sampleReport(2, { madeAt: '2026-11-24T17:40:13.000Z' }));
  expect(equalBytes(first.pdf, later.pdf)).toBe(false);
});

test.each(papers)('%s paper has its size, and its content stays inside the margins', async (paper) => {
  const { pdf, pages } = await render(sampleReport(6, { paper }));
  const document = await PDF.load(pdf);
  const sizes = document.getPages().map(({ width, height }) => ({ width, height }));
  expect(sizes).toHaveLength(pages);
  for (const size of sizes) expect(size).toEqual(paperSize[paper]);
  for (const line of await placedLines(pdf)) {
    expect(line.left, line.text).toBeGreaterThanOrEqual(63);
    expect(line.right, line.text).toBeLessThanOrEqual(612 - 53);
  }
});

test('each field is an empty signature widget at the place told, in reading order', async () => {
  const { pdf, fields } = await render(sampleReport());
  expect(fields.map(({ name }) => name)).toEqual(['Firma_Inspector_1', 'Firma_Jefatura']);
  const document = await PDF.load(pdf);
  const inFile = document.getForm()?.getSignatureFields() ?? [];
  expect(inFile.map(({ name }) => name)).toEqual(['Firma_Inspector_1', 'Firma_Jefatura']);
  expect(inFile.some((field) => field.isSigned())).toBe(false);
  for (const { rect, page, width, height } of fields) {
    expect(page).toBe(document.getPageCount() - 1);
    expect(rect[2] - rect[0]).toBeCloseTo(width, 1);
    expect(rect[3] - rect[1]).toBeCloseTo(height, 1);
  }
});

test('two fields of the same name are refused', async () => {
  const [signature] = sampleReport().signatures;
  if (!signature) throw new Error('the sample has signatures');
  const result = await renderPdf(sampleReport(2, { signatures: [signature, signature] }), assets);
  expect(result).toMatchObject({ ok: false, fault: { code: 'pdf/engine' } });
});

test('a draft says so across every page, a final paper nowhere', async () => {
  const draft = readLogicalText(await PDF.load((await render(sampleReport(6, { draft: true, number: '' }))).pdf));
  expect(draft.artifacts.length).toBeGreaterThan(2);
  for (const page of draft.artifacts) expect(page).toContain('BORRADOR');
  const final = readLogicalText(await PDF.load((await render(sampleReport(2))).pdf));
  expect(final.artifacts.join('') + final.parts.join('')).not.toContain('BORRADOR');
});

test('later versions say which one they are', async () => {
  const { pdf } = await render(sampleReport(2, { version: 3 }));
  expect(readLogicalText(await PDF.load(pdf)).parts).toContain('N.º STSS-AI-0201-00012-2026, versión 3');
});

test('a report without signatures, code or attachment is printed too', async () => {
  const { code, attachment, ...rest } = sampleReport(2, { signatures: [] });
  expect([code, attachment]).not.toContain(undefined);
  const { fields, pages } = await render(rest);
  expect(fields).toEqual([]);
  expect(pages).toBe(2);
});

test('characters of both fonts stand in one word without a gap', async () => {
  const { pdf } = await render(sampleReport(2, { title: 'Acta ☐marcada✓ aquí' }));
  expect(readLogicalText(await PDF.load(pdf)).parts[0]).toBe('Acta ☐marcada✓ aquí');
});
