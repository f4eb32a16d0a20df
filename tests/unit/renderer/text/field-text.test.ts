import { afterEach, expect, test } from 'vitest';
import { es } from '../../../../renderer/text/es.ts';
import { languages, setLanguage } from '../../../../renderer/text/index.ts';
import {
  addRowLabel,
  fieldHint,
  fieldLabel,
  optionLabel,
  problemText,
  rowLabel,
  sectionLabel,
  tableLabel,
} from '../../../../renderer/text/field-text.ts';
import { faultText } from '../../../../renderer/text/fault-text.ts';
import { faultCodes } from '../../../../shared/kernel/fault.ts';
import type { FieldDef } from '../../../../shared/record/fields.ts';
import { fieldsOf, tablesOf } from '../../../../shared/record/fields.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { problemCodes } from '../../../../shared/record/problem.ts';

afterEach(async () => {
  await setLanguage('es');
});

/** Every field and column of the acta with the table it stands in. */
const everyField: readonly (readonly [FieldDef, string | undefined])[] = [
  ...fieldsOf(inspection).map((field) => [field, undefined] as const),
  ...tablesOf(inspection).flatMap((table) => table.columns.map((column) => [column, table.key] as const)),
];

test.each(languages)('every field, choice, section and table of the acta has its words in %s', async (language) => {
  await setLanguage(language);
  const wordless: string[] = [];
  for (const [field, table] of everyField) {
    const place = { kind: inspection.key, table, field: field.key };
    if (fieldLabel(place) === field.key) wordless.push(`${table ?? ''}.${field.key}`);
    if (field.kind !== 'choice' && field.kind !== 'multiChoice') continue;
    for (const option of field.options) {
      if (optionLabel(place, field, option) === option) wordless.push(`${field.key} = ${option}`);
    }
  }
  for (const { key } of inspection.sections) if (sectionLabel(inspection.key, key) === key) wordless.push(key);
  for (const { key } of tablesOf(inspection)) {
    if (tableLabel(inspection.key, key) === key) wordless.push(key);
    if (addRowLabel(inspection.key, key) === key) wordless.push(`${key}.add`);
    if (rowLabel(inspection.key, key, 3) === '3') wordless.push(`${key}.row`);
  }
  expect(everyField.length).toBeGreaterThan(60);
  expect(wordless).toEqual([]);
});

test('words of fields that the acta does not have are gone', () => {
  const known = new Set(everyField.map(([{ key }, table]) => (table === undefined ? key : `${table}.${key}`)));
  const stray = Object.keys(es)
    .filter((key) => key.startsWith('fields.inspection.') && !/^fields\.inspection\.(section|table)\./.test(key))
    .map((key) => key.slice('fields.inspection.'.length).replace(/\.(hint|option\..*)$/, ''))
    .filter((key) => !known.has(key));
  expect(stray).toEqual([]);
});

test.each(languages)('every problem and every fault is a sentence in %s', async (language) => {
  await setLanguage(language);
  const facts = {
    version: 3,
    office: 'LCE',
    part: 'sobre.json',
    people: 'P-01',
    min: 2,
    max: 9,
    length: 12,
    sum: 3,
    expected: '1.00',
    counted: 2,
    listed: 1,
    total: 4,
    code: '9999',
    seconds: 5,
    until: '01/03/2027',
    released: '01/03/2026',
    now: '01/02/2026',
    path: 'indicators.0',
    name: 'exHours',
    pseudonym: 'P-01',
    strength: 'fuerte',
    from: 7,
    to: 8,
    state: 'Borrador',
    move: 'Anular',
    what: 'visit',
    step: 'Visita',
    term: 'appeal',
    gap: 'monto',
    n: 6,
    last: 5,
    type: 'ORD',
    year: 2026,
    note: 'Portátil',
    at: 2,
    line: 12,
    number: 'STSS-ORD-LCE-00001-2026',
    computers: 70,
    most: 64,
  };
  const sentences = [
    ...problemCodes.map((code) => problemText({ code, detail: facts })),
    ...faultCodes.flatMap((code) => {
      const { what, safe, todo } = faultText({ code, detail: { ...facts, missing: ['Patrono · RTN', 'Hechos · 2'] } });
      return [what, safe, todo];
    }),
  ];
  expect(
    sentences.filter((sentence) => !/^[¿\p{Lu}].*(?:[.?\d]|\.hn)$/su.test(sentence) || /[{}]/.test(sentence)),
  ).toEqual([]);
});

test('a hint is there or is nothing', () => {
  expect(fieldHint({ kind: 'inspection', field: 'employerRtn' })).toBe('14 dígitos.');
  expect(fieldHint({ kind: 'inspection', field: 'employerName' })).toBeUndefined();
});
