import { expect, test, vi } from 'vitest';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf, type RenderedPdf } from '../../../shared/pdf/render.ts';
import type { Report, ReportBlock } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { placedLines } from '../../support/pdf-glyphs.ts';
import { infringementTable, sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();
const SENTENCE = 'La señora Ñáñez manifestó que «la llave la guarda el vigilante» — sin más. ';

/** Prints blocks, and expects all of their text on paper, inside the margins. */
async function printWhole(blocks: readonly ReportBlock[], changes: Partial<Report> = {}): Promise<RenderedPdf> {
  const report = sampleReport(2, { sections: [{ heading: '1. Prueba', blocks }], ...changes });
  const result = await renderPdf(report, assets);
  if (!result.ok) throw new Error(JSON.stringify(result.fault));
  expect(await readBack(result.value.pdf, report)).toEqual({ ok: true, value: undefined });
  for (const line of await placedLines(result.value.pdf)) {
    expect(line.left, line.text).toBeGreaterThanOrEqual(63);
    expect(line.right, line.text).toBeLessThanOrEqual(612 - 53);
    expect(line.baseline, line.text).toBeGreaterThan(20);
  }
  return result.value;
}

function tableWith(cell: string): ReportBlock {
  return {
    kind: 'table',
    caption: 'Un renglón alto',
    columns: [
      { header: 'Corta', weight: 1 },
      { header: 'Larga', weight: 2 },
    ],
    rows: [
      ['antes', 'breve'],
      ['en medio', cell],
      ['después', 'breve'],
    ],
  };
}

test('a cell of three pages breaks across pages and is all there', async () => {
  const { pages } = await printWhole([tableWith(SENTENCE.repeat(120))]);
  expect(pages).toBeGreaterThanOrEqual(4);
});

test('a first row taller than a page does not take the header with it', async () => {
  const block = tableWith('');
  if (block.kind !== 'table') throw new Error('a table');
  await printWhole([{ ...block, rows: [['única', SENTENCE.repeat(120)]] }]);
});

test('two long cells of one row keep their text apart', async () => {
  const block = tableWith('');
  if (block.kind !== 'table') throw new Error('a table');
  await printWhole([{ ...block, rows: [[SENTENCE.repeat(70), `Otra cosa. ${SENTENCE.repeat(90)}`]] }]);
});

test('two hundred rows', async () => {
  const { pages } = await printWhole([infringementTable(200)]);
  expect(pages).toBeGreaterThanOrEqual(6);
});

const long = SENTENCE.repeat(Math.ceil(60_000 / SENTENCE.length)).slice(0, 60_000);
const blocksOf = (text: string): Record<string, ReportBlock> => ({
  paragraph: { kind: 'paragraph', label: 'Manifestaciones', text },
  field: { kind: 'fields', rows: [{ label: 'Hechos', value: text }] },
  numbered: { kind: 'numbered', items: ['Primero.', text, 'Tercero.'] },
  notice: { kind: 'notice', text },
  cell: tableWith(text),
});

test.each(Object.entries(blocksOf(long)))('60,000 characters as %s', async (_name, block) => {
  const { pages } = await printWhole([block]);
  expect(pages).toBeGreaterThan(8);
});

const word = 'administración/electrónica'.repeat(20).replaceAll('/', '').slice(0, 500);
const narrow: ReportBlock = {
  kind: 'table',
  caption: 'Columnas angostas',
  columns: Array.from({ length: 8 }, (_, i) => ({
    header: `Columna${i}`,
    weight: 1,
    align: i % 2 ? ('right' as const) : ('left' as const),
  })),
  rows: [Array.from({ length: 8 }, () => word)],
};
const withWord = Object.entries({
  ...blocksOf(`Véase ${word} y ${word}.`),
  checks: { kind: 'checks', items: [{ label: word.slice(0, 400), checked: true }] },
  narrow,
} satisfies Record<string, ReportBlock>);

test.each(withWord)('words of 500 letters wrap as %s', async (_name, block) => {
  await printWhole([block]);
});

test('labels, title, letterhead and names as long as the contract lets them be', async () => {
  const words = (length: number) => 'Inspección del trabajo '.repeat(20).slice(0, length).trim();
  await printWhole([{ kind: 'fields', rows: [{ label: words(400), value: 'Sí' }] }], {
    title: words(200),
    letterhead: [words(200), words(200), words(200)],
    footer: words(60),
    signatures: [{ field: 'Firma_1', role: words(200), name: words(200), details: [words(200), words(200)] }],
  });
});

test('a long title in the header stays above the text', async () => {
  const title = 'Acta de inspección extraordinaria por riesgo para las personas trabajadoras '.repeat(3).slice(0, 200);
  const { pdf } = await printWhole([{ kind: 'paragraph', text: SENTENCE.repeat(90) }], {
    title,
    letterhead: ['Oficina'],
  });
  const second = (await placedLines(pdf)).filter(({ page }) => page === 1);
  const titleLines = second.filter(({ left, baseline }) => left > 300 && baseline > 400);
  expect(titleLines.length).toBeGreaterThanOrEqual(4);
  const titleFoot = Math.min(...titleLines.map(({ baseline }) => baseline));
  const textTop = Math.max(...second.filter(({ text }) => text.includes('vigilante')).map(({ baseline }) => baseline));
  expect(titleFoot).toBeGreaterThan(textTop + 12);
});

test('a word of 60,000 letters is printed within seconds', async () => {
  const start = process.cpuUsage();
  await printWhole([{ kind: 'paragraph', text: word.repeat(120) }]);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(8);
});

test('no heading stands alone at the foot of a page, wherever it falls', async () => {
  for (let filler = 20; filler < 46; filler += 1) {
    const section = { heading: 'Encabezado que no queda solo', blocks: [tableWith(SENTENCE.repeat(9))] };
    const rows = Array.from({ length: filler }, (_, i) => ({ label: `Dato ${i}`, value: 'Sí' }));
    const report = sampleReport(2, {
      sections: [{ heading: '1. Relleno', blocks: [{ kind: 'fields', rows }] }, section],
    });
    const result = await renderPdf(report, assets);
    if (!result.ok) throw new Error(result.fault.code);
    const lines = await placedLines(result.value.pdf);
    for (const text of [section.heading, 'Un renglón alto', 'Firmas']) {
      const at = lines.findIndex((line) => line.text.includes(text));
      const [line, next] = [lines[at], lines[at + 1]];
      expect(line, text).toBeDefined();
      expect(next?.page, `${text} with ${filler} rows before`).toBe(line?.page);
      expect(next?.text.startsWith('STSS-AI'), `${text} above the footer with ${filler} rows before`).toBe(false);
    }
  }
});

test('the sheet of signatures carries the closing words, wherever the page ends', async () => {
  for (let filler = 4; filler < 34; filler += 2) {
    const rows = Array.from({ length: filler }, (_, i) => ({ label: `Dato ${i}`, value: 'Sí' }));
    const closing = 'Se cierra la presente acta y la suscriben quienes en ella participaron. '.repeat(3);
    const report = sampleReport(2, {
      sections: [
        { heading: '1. Relleno', blocks: [{ kind: 'fields', rows }] },
        { heading: '2. Cierre', blocks: [{ kind: 'paragraph', text: closing }] },
      ],
    });
    const result = await renderPdf(report, assets);
    if (!result.ok) throw new Error(result.fault.code);
    const lines = await placedLines(result.value.pdf);
    const pageOf = (text: string) => lines.find((line) => line.text.includes(text))?.page;
    expect(pageOf('Firmas'), `${filler} rows before`).toBeDefined();
    expect(pageOf('2. Cierre'), `${filler} rows before`).toBe(pageOf('Firmas'));
    expect(result.value.fields[0]?.page, `${filler} rows before`).toBe(pageOf('Firmas'));
  }
});
