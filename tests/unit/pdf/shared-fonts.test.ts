import { PDF } from '@libpdf/core';
import { expect, test, vi } from 'vitest';
import { equalBytes, type Bytes } from '../../../shared/kernel/bytes.ts';
import { readLogicalText } from '../../../shared/pdf/reading/logical-text.ts';
import { renderPdf, type PdfAssets } from '../../../shared/pdf/render.ts';
import type { Report } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

async function print(report: Report, assets: PdfAssets): Promise<Bytes> {
  const result = await renderPdf(report, assets);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return result.value.pdf;
}

function saying(text: string): Report {
  return sampleReport(2, { sections: [{ heading: '1. Prueba', blocks: [{ kind: 'paragraph', text }] }] });
}

// pairs of characters that the fonts draw with one glyph: what is printed first must not name it for later documents
const PLAIN = 'φ ˭ Ω uno dos';
const TWINS = '\u03d5 \u207c \u2126 uno\u00a0dos';

test('what was printed before leaves no trace in the bytes', async () => {
  const warm = pdfAssets();
  await print(saying(TWINS), warm);
  await print(sampleReport(6), warm);
  for (const report of [saying(PLAIN), saying(TWINS), sampleReport(2)]) {
    const inNewProcess = await print(report, pdfAssets());
    expect(equalBytes(await print(report, warm), inNewProcess)).toBe(true);
  }
});

test('characters of one glyph are read as what was written', async () => {
  const assets = pdfAssets();
  for (const text of [PLAIN, TWINS]) {
    const { parts } = readLogicalText(await PDF.load(await print(saying(text), assets)));
    expect(parts).toContain(text.normalize('NFC'));
  }
});

test('accents that the font shifts into place are printed in order', async () => {
  const stacked = 'Guaraní g\u0303 y \u1e17\u0302 con J\u0301 y más';
  const parts = readLogicalText(await PDF.load(await print(saying(stacked), pdfAssets()))).parts;
  expect(parts).toContain(stacked.normalize('NFC'));
});

test('more words than are remembered change nothing', async () => {
  const many = Array.from({ length: 22_000 }, (_, n) => `w${n.toString(36)}`).join(' ');
  const warm = pdfAssets();
  await print(saying(many), warm);
  expect(equalBytes(await print(saying(PLAIN), warm), await print(saying(PLAIN), pdfAssets()))).toBe(true);
});
