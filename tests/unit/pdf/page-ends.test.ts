import { expect, test, vi } from 'vitest';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { papers, type Report, type ReportBlock } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { placedLines, type PlacedLine } from '../../support/pdf-glyphs.ts';
import { sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();

function filler(rows: number): ReportBlock {
  return { kind: 'fields', rows: Array.from({ length: rows }, (_, i) => ({ label: `Relleno ${i}`, value: 'Sí' })) };
}

async function linesOf(report: Report): Promise<readonly PlacedLine[]> {
  const result = await renderPdf(report, assets);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  return placedLines(result.value.pdf);
}

/** How many lines with a mark lie on each page that has any. */
function perPage(lines: readonly PlacedLine[], mark: string): number[] {
  const counts = new Map<number, number>();
  for (const { page, text } of lines) if (text.includes(mark)) counts.set(page, (counts.get(page) ?? 0) + 1);
  return [...counts.values()];
}

const fact = 'marca '.repeat(110);

test('a numbered fact breaks across pages, two lines or more on each', async () => {
  const splits = new Set<string>();
  for (let rows = 11; rows < 36; rows += 1) {
    const sections = [
      { heading: '1. Relleno', blocks: [filler(rows)] },
      { heading: '2. Hechos', blocks: [{ kind: 'numbered' as const, items: ['Breve.', fact, 'Breve.'] }] },
    ];
    const counts = perPage(await linesOf(sampleReport(2, { sections })), 'marca');
    for (const count of counts) expect(count, `${rows} rows before`).toBeGreaterThanOrEqual(2);
    splits.add(counts.join('+'));
  }
  // not moved whole: with the end of the page in its middle it lies on both
  expect(splits.size).toBeGreaterThan(3);
});

test('a short field table stays on one page', async () => {
  let moved = 0;
  for (let rows = 16; rows < 36; rows += 1) {
    const table: ReportBlock = {
      kind: 'fields',
      rows: Array.from({ length: 5 }, (_, i) => ({ label: `marca ${i}`, value: 'Sí' })),
    };
    const sections = [
      { heading: '1. Relleno', blocks: [filler(rows)] },
      { heading: '2. Prueba', blocks: [{ kind: 'paragraph' as const, text: 'Breve.' }, table] },
    ];
    const lines = await linesOf(sampleReport(2, { sections }));
    expect(perPage(lines, 'marca'), `${rows} rows before`).toEqual([5]);
    if (lines.some(({ page, text }) => page === 1 && text.includes('marca'))) moved += 1;
  }
  expect(moved).toBeGreaterThan(2);
});

// words of letters that the paper has used before any ligature: the library that reads them loses count at one
const CODE = 'candente';
const SIGNER = 'docente';

test.each(papers)('the verification code shares its page with a signature on %s paper', async (paper) => {
  const sample = sampleReport(2);
  if (!sample.code) throw new Error('the sample has a code');
  const code = { ...sample.code, heading: CODE };
  const signatures = [...sample.signatures.slice(0, 2), { role: 'Testigo', name: SIGNER, details: [] }];
  const pagesOfCode = new Set<number>();
  for (let rows = 6; rows < 40; rows += 2) {
    const sections = [{ heading: '1. Relleno', blocks: [filler(rows)] }];
    const lines = await linesOf(sampleReport(2, { paper, sections, code, signatures }));
    const pageOf = (word: string) => lines.find(({ text }) => text.includes(word))?.page;
    expect(pageOf(CODE), `${rows} rows before`).toBeDefined();
    expect(pageOf(CODE), `${rows} rows before`).toBe(pageOf(SIGNER));
    pagesOfCode.add(pageOf(CODE) ?? -1);
  }
  expect(pagesOfCode.size).toBeGreaterThan(1);
});
