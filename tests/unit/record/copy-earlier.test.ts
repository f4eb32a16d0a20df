import { describe, expect, test } from 'vitest';
import { copyableSections, copyFrom } from '../../../shared/record/copy-earlier.ts';
import { addRow, emptyDraft, rowsOf, setValue, type RecordDraft } from '../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { caseRecordKinds, getKind } from '../../../shared/record/kinds/kinds.ts';
import { sampleInspection } from '../../support/inspection-builder.ts';

/** Every field and column filled in with its own name. */
const whole = (key: string): RecordDraft => {
  const kind = getKind(key);
  const values = fieldsOf(kind).reduce((so, field) => setValue(so, field.key, `old ${field.key}`), emptyDraft(kind));
  return tablesOf(kind).reduce((so, table) => {
    const row = Object.fromEntries(table.columns.map((column) => [column.key, `old ${column.key}`]));
    return addRow(so, table.key, { id: `old-${table.key}`, values: row });
  }, values);
};
const isOnce = ({ key, kind, level, officeOnly }: FieldDef): boolean =>
  level === 'protected' ||
  officeOnly === true ||
  ['date', 'time', 'approximateDate'].includes(kind) ||
  /number|signer|refus/i.test(key);

describe.each(caseRecordKinds.map(({ key }) => key))('%s', (key) => {
  test('never gives away what is protected or the office’s, nor dates, numbers or signatures', () => {
    const kind = getKind(key);
    const earlier = whole(key);
    const copied = copyFrom(emptyDraft(kind), earlier, copyableSections(kind, earlier));
    for (const field of fieldsOf(kind).filter(isOnce)) expect(copied.values[field.key]).toBeUndefined();
    for (const table of tablesOf(kind)) {
      for (const row of rowsOf(copied, table.key)) {
        expect(row.id).not.toBe(`old-${table.key}`);
        for (const column of table.columns.filter(isOnce)) expect(row.values[column.key]).toBeUndefined();
      }
    }
    for (const once of ['inspectors', 'reinspectors', 'witnesses', 'reinspection_witnesses', 'interviewed', 'minors'])
      expect(rowsOf(copied, once)).toEqual([]);
  });
});

test('only the sections that are wanted give way, and the rest stays as it was typed', () => {
  const earlier = sampleInspection();
  const typed = setValue(setValue(emptyDraft(inspection), 'employerName', 'Nuevo'), 'startDate', '2026-12-01');
  const parts = copyableSections(inspection, earlier);
  const employer = parts.filter(({ section }) => section.key === 'employer');
  const copied = copyFrom(typed, earlier, employer);
  expect(copied.values['employerName']).toBe(earlier.values['employerName']);
  expect(copied.values['startDate']).toBe('2026-12-01');
  expect(copied.values['address']).toBeUndefined();
  expect(rowsOf(copied, 'findings')).toEqual([]);
  expect(copyFrom(typed, earlier, [])).toEqual(typed);
});

test('a table is replaced as a whole, and what the earlier record leaves empty takes nothing away', () => {
  const earlier = sampleInspection();
  const typed = addRow(setValue(emptyDraft(inspection), 'village', 'El Porvenir'), 'findings', {
    id: 'mine',
    values: { fact: 'Mío' },
  });
  const without = setValue(earlier, 'village', '');
  const copied = copyFrom(typed, without, copyableSections(inspection, without));
  expect(copied.values['village']).toBe('El Porvenir');
  expect(rowsOf(copied, 'findings').map(({ values }) => values['fact'])).toEqual(
    rowsOf(earlier, 'findings').map(({ values }) => values['fact']),
  );
});

test('an earlier record without anything has nothing to give', () => {
  expect(copyableSections(inspection, emptyDraft(inspection))).toEqual([]);
});
