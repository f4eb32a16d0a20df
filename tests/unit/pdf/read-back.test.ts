import { expect, test, vi } from 'vitest';
import { utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import type { Fault } from '../../../shared/kernel/fault.ts';
import { toDefinition } from '../../../shared/pdf/definition.ts';
import { printDefinition } from '../../../shared/pdf/engine/print.ts';
import type { CellNode, Definition, Node, TableNode, TextNode } from '../../../shared/pdf/nodes.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import type { Report } from '../../../shared/report/report.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { sampleReport } from '../../support/report-builder.ts';

vi.setConfig({ testTimeout: 60_000 });

const assets = pdfAssets();
const report = sampleReport(6);

/** Prints the report with something wrong in its layout. */
function printAltered(alter: (definition: Definition) => Definition, of: Report = report): Bytes {
  return printDefinition(() => alter(toDefinition(of)), assets).pdf;
}

/** The places that reading back names. */
async function placesMissing(pdf: Bytes, of: Report = report): Promise<readonly string[]> {
  const result = await readBack(pdf, of);
  if (result.ok) return [];
  expect(result.fault.code).toBe('pdf/read-back-missing');
  return (result.fault as Fault & { detail: { missing: string[] } }).detail.missing;
}

function without(definition: Definition, ...keys: (keyof Definition)[]): Definition {
  const kept = Object.entries(definition).filter(([key]) => !keys.some((dropped) => dropped === key));
  return Object.fromEntries(kept) as unknown as Definition;
}

function tables(definition: Definition): TableNode[] {
  return definition.content.filter((node): node is TableNode => 'table' in node);
}

function tableFrom(definition: Definition, header: string): CellNode[][] {
  const found = tables(definition).find(({ table }) => (table.body[0]?.[0] as TextNode).text === header);
  if (!found) throw new Error(`no table with ${header}`);
  return found.table.body;
}

/** Takes the first text node that begins so out of the content, or replaces it. */
function replaceText(nodes: Node[], start: string, change: (text: string) => string | undefined): void {
  const at = nodes.findIndex((node) => 'text' in node && node.text.startsWith(start));
  const node = nodes[at];
  if (!node || !('text' in node)) throw new Error(`no text ${start}`);
  const text = change(node.text);
  if (text === undefined) nodes.splice(at, 1);
  else nodes[at] = { ...node, text };
}

test('an unaltered document is complete', async () => {
  expect(await placesMissing(printAltered((definition) => definition))).toEqual([]);
});

test('a dropped row is named, though its value stands elsewhere too', async () => {
  const pdf = printAltered((definition) => {
    const rows = tableFrom(definition, 'Tipo de inspección');
    rows.splice(7, 1);
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['¿Estuvo presente el sindicato?']);
});

test('a value that went missing beside its label is named', async () => {
  const pdf = printAltered((definition) => {
    const row = tableFrom(definition, 'Tipo de inspección')[6];
    if (row?.[1]) row[1] = { text: '' };
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['¿Se exhibió la credencial?']);
});

test('two rows in the wrong order are noticed', async () => {
  const pdf = printAltered((definition) => {
    const rows = tableFrom(definition, 'Tipo de inspección');
    const [second, third] = [rows[1], rows[2]];
    if (second && third) rows.splice(1, 2, third, second);
    return definition;
  });
  expect(await placesMissing(pdf)).toContain('Materias');
});

test('a table cell is named by table, row and column', async () => {
  const pdf = printAltered((definition) => {
    const row = tableFrom(definition, 'N.º')[17];
    if (row?.[3]) row[3] = { text: '' };
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['Infracciones constatadas, fila 17, Monto adeudado']);
});

test('a whole table row is noticed, though others are alike', async () => {
  const same = sampleReport(2, {
    sections: [
      {
        heading: '1. Igual',
        blocks: [
          { kind: 'table', caption: 'Iguales', columns: [{ header: 'X', weight: 1 }], rows: [['Sí'], ['Sí'], ['Sí']] },
        ],
      },
    ],
  });
  const pdf = printAltered((definition) => {
    tableFrom(definition, 'X').splice(2, 1);
    return definition;
  }, same);
  expect(await placesMissing(pdf, same)).toEqual(['Iguales, fila 3, X']);
});

test('a dropped paragraph is named by its label', async () => {
  const pdf = printAltered((definition) => {
    replaceText(definition.content, '«Al recorrer', () => undefined);
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['Manifestaciones del patrono']);
});

test.each([
  ['an accent', (text: string) => text.replace('Ñáñez', 'Nánez')],
  ['the last word', (text: string) => text.slice(0, -8)],
  ['a digit', (text: string) => text.replace('391', '381')],
])('%s changed in a paragraph is noticed', async (_name, change) => {
  const pdf = printAltered((definition) => {
    replaceText(definition.content, '«Al recorrer', change);
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['Manifestaciones del patrono']);
});

test('a text too many is noticed', async () => {
  const pdf = printAltered((definition) => {
    definition.content.splice(4, 0, { text: 'Se perdona la multa.' });
    return definition;
  });
  expect(await placesMissing(pdf)).toEqual(['Texto de más: Seperdonalamulta.']);
});

test('a check mark that was lost is noticed', async () => {
  const unchecked = toDefinition(
    sampleReport(6, {
      sections: report.sections.map((section) => ({
        ...section,
        blocks: section.blocks.map((block) =>
          block.kind === 'checks'
            ? { ...block, items: block.items.map((item) => ({ ...item, checked: false })) }
            : block,
        ),
      })),
    }),
  );
  const pdf = printAltered((definition) => ({ ...definition, content: unchecked.content }));
  expect(await placesMissing(pdf)).toEqual(['Contratos de trabajo', 'Planillas de los últimos seis meses']);
});

test('text that runs off the paper is noticed', async () => {
  const pdf = printAltered((definition) => {
    const at = definition.content.findIndex((node) => 'text' in node && node.text.startsWith('En la ciudad'));
    const node = definition.content[at];
    if (node) definition.content[at] = { ...node, margin: [0, 0, -120, 7] };
    return definition;
  });
  expect((await placesMissing(pdf))[0]).toMatch(/^Fuera de la página: /);
});

test('footer, letterhead, draft mark and signature fields are looked for', async () => {
  const draft = sampleReport(2, { draft: true });
  const bare = printAltered((definition) => without(definition, 'header', 'footer', 'watermark'), draft);
  const missing = await placesMissing(bare, draft);
  for (const place of ['Membrete, página 1', 'Pie, página 2', 'Marca, página 1']) {
    expect(missing).toContain(place);
  }
  const unsigned = printAltered((definition) => definition, {
    ...report,
    signatures: report.signatures.map((signature, i) => (i === 1 ? { ...signature, field: 'Otra' } : signature)),
  });
  expect(await placesMissing(unsigned)).toEqual(['Casilla de firma de Íñigo Muñoz Peña']);
});

test('the attached record must be the very bytes of the report', async () => {
  const pdf = printAltered((definition) =>
    definition.attachment
      ? { ...definition, attachment: { ...definition.attachment, bytes: utf8('{"findings":0}') } }
      : definition,
  );
  expect(await placesMissing(pdf)).toEqual(['acta.json']);
  expect(await placesMissing(printAltered((definition) => without(definition, 'attachment')))).toEqual(['acta.json']);
});

test('bytes that are no document are a fault, not a crash', async () => {
  expect(await readBack(utf8('no soy un PDF'), report)).toMatchObject({ ok: false, fault: { code: 'pdf/unreadable' } });
});

test('fifty pages are read in less than a second of work', async () => {
  const long = sampleReport(50);
  const { pdf, pages } = printDefinition(() => toDefinition(long), assets);
  expect(pages).toBeGreaterThanOrEqual(50);
  const start = process.cpuUsage();
  expect(await readBack(pdf, long)).toEqual({ ok: true, value: undefined });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(2);
});
