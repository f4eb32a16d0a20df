import { PDF } from '@libpdf/core';
import { expect, test, vi } from 'vitest';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef, type FieldValue, type Values } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { readLogicalText } from '../../../shared/pdf/reading/logical-text.ts';
import { renderPdf } from '../../../shared/pdf/render.ts';
import { prepareActa } from '../../../shared/report/acta.ts';
import { canonicalRecord, isPrinted, maySee } from '../../../shared/report/canonical-record.ts';
import { addressees, type Addressee, type Report } from '../../../shared/report/report.ts';
import {
  interviewedPeople,
  sampleInspection,
  sampleOffice,
  withInterviewed,
  withRows,
} from '../../support/inspection-builder.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';
import { reportTexts } from '../../support/report-text.ts';

vi.setConfig({ testTimeout: 60_000 });

const isProtected = ({ level }: FieldDef): boolean => level === 'protected';
const planted: string[] = [];

/** A value that is found nowhere by chance. */
function plant(): FieldValue {
  const value = `Plantado${planted.length + 1}Zzyx`;
  planted.push(value);
  return value;
}

const plantIn = (values: Values, fields: readonly FieldDef[]): Values => ({
  ...values,
  ...Object.fromEntries(fields.filter(isProtected).map(({ key }) => [key, plant()])),
});

/** A record with a value planted in every protected field and column there is, whatever the kind will grow. */
function plantedRecord(): RecordDraft {
  const draft = withInterviewed(sampleInspection());
  const tables = tablesOf(inspection).map((table) => {
    const rows = (draft.tables[table.key] ?? []).map((row) => ({ ...row, values: plantIn(row.values, table.columns) }));
    return [table.key, rows] as const;
  });
  return { values: plantIn(draft.values, fieldsOf(inspection)), tables: Object.fromEntries(tables) };
}

const draft = plantedRecord();
const content = (addressee: Addressee, record = draft) => ({
  office: sampleOffice,
  draft: record,
  number: 'STSS-ORD-LCE-00001-2026',
  version: 1,
  addressee,
});
const acta = async (addressee: Addressee, draftMark: boolean, record = draft): Promise<Report> =>
  (
    await prepareActa({
      ...content(addressee, record),
      draftMark,
      madeAt: '2026-11-23T18:45:10.000Z',
      paper: 'letter',
    })
  ).report;

/** Letters and digits only, so that a broken line hides nothing. */
const squeezed = (text: string): string => text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '');
const found = (text: string, values: readonly string[]): readonly string[] =>
  values.filter((value) => squeezed(text).includes(squeezed(value)));

test('there is something to keep out', () => {
  expect(planted.length).toBeGreaterThanOrEqual(6);
  expect(found(JSON.stringify(draft), planted)).toEqual(planted);
});

test.each(addressees)('no addressee may see a protected field: %s', (addressee) => {
  const fields = [...fieldsOf(inspection), ...tablesOf(inspection).flatMap(({ columns }) => columns)];
  expect(fields.filter((field) => isProtected(field) && maySee(field, { draft, addressee }))).toEqual([]);
  const columns = tablesOf(inspection).find(({ key }) => key === 'interviewed')!.columns;
  const row = draft.tables['interviewed']![0]!;
  expect(columns.filter((column) => isPrinted(column, { draft, addressee }, row)).map(({ key }) => key)).toEqual([
    'pseudonym',
  ]);
});

test.each(addressees.flatMap((addressee) => [[addressee, true] as const, [addressee, false] as const]))(
  'neither report, attached record nor PDF for %s (draft: %s) says who was interviewed',
  async (addressee, draftMark) => {
    const report = await acta(addressee, draftMark);
    expect(found(JSON.stringify(report), planted)).toEqual([]);
    expect(found(canonicalRecord(content(addressee)), planted)).toEqual([]);
    const pdf = await renderPdf(report, pdfAssets());
    if (!pdf.ok) throw new Error(pdf.fault.code);
    const file = await PDF.load(pdf.value.pdf);
    const text = readLogicalText(file);
    const inside = file.getAttachment('acta.json');
    expect(inside === null).toBe(draftMark);
    expect(found(new TextDecoder().decode(inside ?? new Uint8Array()), planted)).toEqual([]);
    // the text is really that of the paper
    expect(found(JSON.stringify(text), ['T-01, T-02', sampleOffice.name])).toHaveLength(2);
    expect(found(JSON.stringify(text), planted)).toEqual([]);
  },
);

test('people are on the paper by their pseudonyms, in one line', async () => {
  const texts = reportTexts(await acta('employer', false));
  expect(texts[texts.indexOf('Personas entrevistadas (seudónimos)') + 1]).toBe('T-01, T-02');
  expect(canonicalRecord(content('file'))).toContain('"interviewed":[{"pseudonym":"T-01"},{"pseudonym":"T-02"}]');
  const nobody = reportTexts(await acta('file', false, withRows(sampleInspection(), 'interviewed')));
  expect(nobody.join()).not.toContain('seudónimos');
});

test('the hash of a record is the same whether its protected values are open or closed', () => {
  const closed = withRows(draft, 'interviewed', ...interviewedPeople.map((_, i) => ({ pseudonym: `T-0${i + 1}` })));
  expect(canonicalRecord(content('file', closed))).toBe(canonicalRecord(content('file')));
});
