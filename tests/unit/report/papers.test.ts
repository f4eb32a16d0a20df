import { PDF } from '@libpdf/core';
import { describe, expect, test, vi } from 'vitest';
import { rowsOf, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type RecordKind, type Values } from '../../../shared/record/fields.ts';
import { terms } from '../../../shared/catalog/catalog.ts';
import { caseRecordKinds, getKind } from '../../../shared/record/kinds/kinds.ts';
import { validate } from '../../../shared/record/validate.ts';
import { readLogicalText } from '../../../shared/pdf/reading/logical-text.ts';
import { readBack } from '../../../shared/pdf/read-back.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { columnLabel, fieldLabel } from '../../../shared/report/paper-labels.ts';
import { findPaper, paperFor } from '../../../shared/report/papers.ts';
import { printValue } from '../../../shared/report/print-value.ts';
import { preparePaper } from '../../../shared/report/record-paper.ts';
import { addressees, papers, type Addressee, type Paper, type Report } from '../../../shared/report/report.ts';
import { filledRecord } from '../../support/filled-record.ts';
import { sampleOffice, withRows, withValues } from '../../support/inspection-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

// a paper for one addressee alone is looked at in a test of its own
const kinds = caseRecordKinds
  .filter(({ key }) => findPaper(key) !== undefined && findPaper(key)?.addressee === undefined)
  .map((kind): readonly [string, RecordKind] => [kind.key, kind]);

/** Every field and two rows of every table; texts are found nowhere by chance. */
const filled = (kind: RecordKind): RecordDraft =>
  filledRecord(kind, (place) => `Dicho${place.replace(/[^a-z0-9]/gi, '')}Ñ`);

async function paperOf(
  kind: RecordKind,
  addressee: Addressee,
  paper: Paper = 'letter',
  draft: RecordDraft = filled(kind),
): Promise<Report> {
  const number = `STSS-${paperFor(kind.key)!.numberType(filled(kind))}-LCE-00001-2026`;
  const madeAt = '2026-11-23T18:45:10.000Z';
  const input = { office: sampleOffice, draft, number, version: 1, addressee, draftMark: false, madeAt, paper };
  return (await preparePaper(kind, input)).report;
}

const hidden = (field: FieldDef): boolean => field.officeOnly === true || field.level === 'protected';
/** What was typed into fields for the office alone. */
function secretsOf(kind: RecordKind): readonly string[] {
  const draft = filled(kind);
  const texts = (fields: readonly FieldDef[], values: RecordDraft['values']) =>
    fields.filter(hidden).map(({ key }) => values[key]);
  return [
    ...texts(fieldsOf(kind), draft.values),
    ...tablesOf(kind).flatMap(({ key, columns }) => rowsOf(draft, key).flatMap((row) => texts(columns, row.values))),
  ].filter((value): value is string => typeof value === 'string');
}

test('there is a paper of every kind that says so, and something to keep out of some', () => {
  const keys = ['order', 'document_request', 'notification', 'reinspection', 'conciliation', 'resolution'];
  expect(kinds.map(([key]) => key)).toEqual(keys);
  expect(kinds.flatMap(([, kind]) => secretsOf(kind)).length).toBeGreaterThan(2);
});

describe.each(kinds)('the paper of a %s', (key, kind) => {
  test('says for the file everything that is filled in, once, under its name', async () => {
    const report = await paperOf(kind, 'file');
    const draft = filled(kind);
    const blocks = report.sections.flatMap((section) => section.blocks);
    const labelled = blocks.flatMap((block) => {
      if (block.kind === 'fields') return block.rows.map(({ label, value }) => `${label}: ${value}`);
      return block.kind === 'paragraph' && block.label !== undefined ? [`${block.label}: ${block.text}`] : [];
    });
    const wanted = fieldsOf(kind)
      .filter(({ level }) => level !== 'protected')
      .map((field) => `${fieldLabel(key, field.key)}: ${printValue(field, draft.values[field.key], key)}`);
    // a working may fill pages: it stands below its table
    const workings = rowsOf(draft, 'fines').map(({ values }, i) => `Cálculo ${i + 1}: ${String(values['working'])}`);
    expect([...labelled].sort()).toEqual([...wanted, ...workings].sort());
    for (const { key: table, columns } of tablesOf(kind)) {
      const drawn = blocks.filter((block) => block.kind === 'table');
      const inside = columns.filter((column) => column.key !== 'working');
      const headers = inside.map((column) => columnLabel(key, table, column.key));
      const own = drawn.filter(({ columns: some }) => some.map(({ header }) => header).join() === headers.join());
      expect(own).toHaveLength(1);
      expect(own[0]!.rows).toHaveLength(2);
      expect(own[0]!.rows.flat().filter((cell) => cell === '')).toEqual([]);
    }
  });

  test('has no gap where everything is filled in, and a place for whoever signs', async () => {
    const report = await paperOf(kind, 'file');
    const text = reportTexts(report).join('\n');
    expect(text).not.toMatch(/_{3,}|undefined|NaN|\[object/);
    expect(report.signatures.length).toBeGreaterThan(0);
    expect(report.signatures[0]?.field).toMatch(/^Firma_/);
    expect(new Set(report.signatures.flatMap(({ field }) => field ?? [])).size).toBe(
      report.signatures.filter(({ field }) => field !== undefined).length,
    );
  });

  test.each(papers.flatMap((paper) => addressees.map((addressee) => [paper, addressee] as const)))(
    'is whole on %s paper for the %s, and holds nothing that is not for them',
    async (paper, addressee) => {
      const report = await paperOf(kind, addressee, paper);
      const rendered = await renderPdf(report, pdfAssets());
      if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
      expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
      const file = await PDF.load(rendered.value.pdf);
      const squeeze = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
      const record = new TextDecoder().decode(file.getAttachment('registro.json') ?? new Uint8Array());
      const text = squeeze(JSON.stringify(readLogicalText(file))) + squeeze(record);
      expect(text).toContain(squeeze(report.title));
      const seen = secretsOf(kind).filter((secret) => text.includes(squeeze(secret)));
      expect(seen).toEqual(addressee === 'file' ? secretsOf(kind).filter((secret) => secret !== '') : []);
    },
  );
});

describe('papers that stay in the file', () => {
  test.each(['technical_report', 'delivery'])('%s is whole, and is made for nobody else', async (key) => {
    const kind = getKind(key);
    const report = await paperOf(kind, 'file');
    const rendered = await renderPdf(report, pdfAssets());
    if (!rendered.ok) throw new Error(JSON.stringify(rendered.fault));
    expect(await readBack(rendered.value.pdf, report)).toEqual({ ok: true, value: undefined });
    expect(reportTexts(report).join('\n')).not.toMatch(/_{3,}|undefined|NaN|\[object/);
    expect(paperFor(key)?.forEmployer).toBe(false);
    await expect(paperOf(kind, 'employer')).rejects.toThrow('for its own addressee alone');
  });

  test('what is handed over is named, copy by copy', async () => {
    const kind = getKind('delivery');
    const rows = [
      { paperTitle: 'Acta de inspección', paperNumber: 'STSS-ORD-LCE-00001-2026', copy: 'employer', pages: '6' },
      { paperTitle: 'Acta de inspección', paperNumber: 'STSS-ORD-LCE-00001-2026', copy: 'worker', pages: '6' },
    ];
    const draft = withRows(filled(kind), 'handed_papers', ...rows);
    const text = reportTexts(await paperOf(kind, 'file', 'letter', draft)).join('\n');
    expect(text).toContain('Copia para el patrono');
    expect(text).toContain('Copia para la persona trabajadora');
  });
});

describe('a request for documents', () => {
  const request = (values: Values): Promise<Report> => {
    const kind = getKind('document_request');
    return paperOf(kind, 'employer', 'letter', withValues(filled(kind), values));
  };

  test('says until when, as whoever asks set it, and cites no norm that nobody confirmed', async () => {
    const text = reportTexts(await request({ dueDate: '2026-11-27', dueTime: '16:00', refused: 'no' })).join('\n');
    expect(text).toContain('El plazo para presentarlos termina el viernes 27 de noviembre de 2026, a las 16:00 horas');
    expect(text).toContain('Lo fija quien suscribe.');
    expect(terms.find(({ key }) => key === 'documentRequest')?.confidence).toBe('unverified');
    expect(text).not.toMatch(/art\. \d|Decreto/);
  });

  test('says that it was refused', async () => {
    const text = reportTexts(await request({ refused: 'yes', refusalReason: 'Dijo que esperaría.' })).join('\n');
    expect(text).toContain('se negó a recibir o a firmar');
  });

  test('cannot be due before it was asked', () => {
    const kind = getKind('document_request');
    const draft = withValues(filled(kind), { date: '2026-11-23', dueDate: '2026-11-22' });
    expect(validate(kind, draft, { today: '2026-11-23' }).map(({ code }) => code)).toContain('due-before-asked');
  });
});

test('an order has the credentials of whoever is sent, for that visit alone', async () => {
  const report = await paperOf(getKind('order'), 'employer');
  const section = report.sections.find(({ heading }) => heading.endsWith('Credencial para esta inspección'));
  const [says] = section?.blocks ?? [];
  expect(says?.kind === 'paragraph' && says.text).toContain('STSS-ODI-LCE-00001-2026');
  expect(says?.kind === 'paragraph' && says.text).toContain('programada para el viernes 20 de noviembre de 2026');
  const empty = await paperOf(getKind('order'), 'file', 'letter', withRows(filled(getKind('order')), 'team'));
  expect(reportTexts(empty).join('\n')).not.toContain('Credencial para esta inspección');
});

test('the order that an employer is shown does not tell who comes along, nor does its record', async () => {
  const draft = withRows(
    filled(getKind('order')),
    'companions',
    { institution: 'cicesct', name: 'Zoila Ñuflo' },
    { institution: 'prosecutor', name: 'Eda Ñuflo' },
  );
  const told = /Acompañantes|companions|cicesct|Ministerio Público|prosecutor|Ñuflo/i;
  const all = (report: Report): string => `${JSON.stringify(report)}\n${reportTexts(report).join('\n')}`;
  expect(all(await paperOf(getKind('order'), 'employer', 'letter', draft))).not.toMatch(told);
  const own = all(await paperOf(getKind('order'), 'file', 'letter', draft));
  for (const word of ['Acompañantes', 'CICESCT', 'Ministerio Público', 'Eda Ñuflo']) expect(own).toContain(word);
});
