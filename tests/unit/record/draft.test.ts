import { describe, expect, test } from 'vitest';
import {
  addRow,
  emptyDraft,
  equalDrafts,
  hasContent,
  isRequired,
  isVisible,
  moveRow,
  removeRow,
  rowsOf,
  setRowValue,
  setValue,
} from '../../../shared/record/draft.ts';
import { fieldsOf, isEmpty, tablesOf } from '../../../shared/record/fields.ts';
import { inspection } from '../../../shared/record/kinds/inspection.ts';
import { isEntityName, isFieldName } from '../../../shared/record/verify-change.ts';
import { rowEntity, recordEntity } from '../../../shared/record/system-fields.ts';
import { emptyInspection, rowId, sampleInspection, withValues } from '../../support/inspection-builder.ts';

const field = (key: string) => fieldsOf(inspection).find((candidate) => candidate.key === key)!;
const three = ['a', 'b', 'c'].reduce(
  (draft, name, i) => addRow(draft, 'findings', { id: rowId(i), values: { fact: name } }),
  emptyInspection(),
);
const facts = (draft: typeof three): unknown[] => rowsOf(draft, 'findings').map((row) => row.values['fact']);

describe('the inspection', () => {
  test('field keys are unique, and columns within their table', () => {
    const keys = [...fieldsOf(inspection), ...tablesOf(inspection)].map(({ key }) => key);
    const fields = fieldsOf(inspection).map(({ key }) => key);
    expect(new Set(fields).size).toBe(fields.length);
    expect(keys).toContain('findings');
    for (const table of tablesOf(inspection)) {
      expect(new Set(table.columns.map(({ key }) => key)).size).toBe(table.columns.length);
    }
  });

  test('every name fits the change log', () => {
    expect(isEntityName(recordEntity(inspection, rowId(1)))).toBe(true);
    for (const table of tablesOf(inspection)) {
      expect(isEntityName(rowEntity(table, rowId(1)))).toBe(true);
      for (const column of table.columns) expect(isFieldName(column.key)).toBe(true);
    }
    for (const { key } of fieldsOf(inspection)) expect(isFieldName(key)).toBe(true);
  });

  test('has no field that could hold a complaint', () => {
    const names = [...fieldsOf(inspection), ...tablesOf(inspection).flatMap(({ columns }) => columns)].map(
      ({ key }) => key,
    );
    expect(names.filter((name) => /complain|denunc|origin|source|informant/i.test(name))).toEqual([]);
  });
});

describe('values', () => {
  test('set, replaced, emptied; the draft before stays as it was', () => {
    const one = setValue(emptyInspection(), 'place', 'Tela');
    const two = setValue(one, 'place', '');
    expect(one.values).toEqual({ place: 'Tela' });
    expect(two.values).toEqual({});
    expect(setValue(one, 'matters', []).values).toEqual({ place: 'Tela' });
    expect(emptyInspection().values).toEqual({});
  });

  test('text that cannot be parsed is kept as typed', () => {
    expect(setValue(emptyInspection(), 'startDate', '31/2/2026').values['startDate']).toBe('31/2/2026');
  });

  test('half a character becomes a replacement character, a whole one stays', () => {
    const text = setValue(emptyInspection(), 'place', 'a\uD83D b 😀 \uDE00').values['place'];
    expect(text).toBe('a\uFFFD b 😀 \uFFFD');
  });
});

describe('rows', () => {
  test('added at the end or at a place', () => {
    expect(facts(three)).toEqual(['a', 'b', 'c']);
    expect(facts(addRow(three, 'findings', { id: rowId(9), values: { fact: 'x' } }, 1))).toEqual(['a', 'x', 'b', 'c']);
    expect(facts(addRow(three, 'findings', { id: rowId(1), values: { fact: 'again' } }))).toEqual(['a', 'b', 'c']);
  });
  test('changed by id; an unknown id changes nothing', () => {
    const at = { table: 'findings', row: rowId(1), column: 'fact' };
    expect(facts(setRowValue(three, at, 'B'))).toEqual(['a', 'B', 'c']);
    expect(setRowValue(three, { ...at, row: rowId(77) }, 'B')).toEqual(three);
  });
  test('removed', () => {
    expect(facts(removeRow(three, 'findings', rowId(0)))).toEqual(['b', 'c']);
  });
  test.each([
    [0, 1, ['b', 'a', 'c']],
    [2, -2, ['c', 'a', 'b']],
    [0, 9, ['b', 'c', 'a']],
    [2, 9, ['a', 'b', 'c']],
    [7, 1, ['a', 'b', 'c']],
  ])('row %i moved by %i', (row, by, order) => {
    expect(facts(moveRow(three, 'findings', rowId(row), by))).toEqual(order);
  });
});

describe('equalDrafts', () => {
  test('absent, empty text and empty list are the same; order of keys does not matter', () => {
    const a = { values: { place: '', matters: [], village: 'x', ciiu: '1' }, tables: {} };
    const b = { values: { ciiu: '1', village: 'x' }, tables: { findings: [] } };
    expect(equalDrafts(a, b)).toBe(true);
  });
  test('notices a value, a list, a row, a row value, an order, an id', () => {
    const sample = sampleInspection();
    expect(equalDrafts(sample, sampleInspection())).toBe(true);
    expect(equalDrafts(sample, setValue(sample, 'ciiu', '1021'))).toBe(false);
    expect(equalDrafts(sample, setValue(sample, 'matters', ['hours', 'wages', 'socialSecurity', 'childLabour']))).toBe(
      false,
    );
    expect(equalDrafts(sample, removeRow(sample, 'findings', rowId(0x300)))).toBe(false);
    expect(equalDrafts(sample, moveRow(sample, 'findings', rowId(0x300), 1))).toBe(false);
    const at = { table: 'findings', row: rowId(0x300), column: 'fact' };
    expect(equalDrafts(sample, setRowValue(sample, at, 'otro'))).toBe(false);
    expect(equalDrafts({ values: { place: 'a' }, tables: {} }, { values: { place: ['a'] }, tables: {} })).toBe(false);
  });
});

describe('conditions', () => {
  test('a field exists only while its condition holds', () => {
    expect(isVisible(field('workerRepName'), emptyInspection())).toBe(false);
    expect(isVisible(field('workerRepName'), withValues(emptyInspection(), { workerRepPresent: 'yes' }))).toBe(true);
    expect(isVisible(field('interviewsPrivate'), withValues(emptyInspection(), { interviewCount: '0' }))).toBe(false);
    expect(isVisible(field('interviewsPrivate'), withValues(emptyInspection(), { interviewCount: '10' }))).toBe(true);
  });
  test('numbers of workers are not asked for when the visit was prevented', () => {
    expect(isRequired(field('workersTotal'), emptyInspection())).toBe(true);
    expect(isRequired(field('workersTotal'), withValues(emptyInspection(), { obstructed: 'yes' }))).toBe(false);
  });
});

test('hasContent: a row without values is not content', () => {
  expect(hasContent(emptyDraft(inspection))).toBe(false);
  expect(hasContent(addRow(emptyDraft(inspection), 'findings', { id: rowId(1), values: {} }))).toBe(false);
  expect(hasContent(three)).toBe(true);
  expect(hasContent(setValue(emptyDraft(inspection), 'place', 'x'))).toBe(true);
});

test('isEmpty', () => {
  expect([undefined, '', '  ', []].map(isEmpty)).toEqual([true, true, true, true]);
  expect([['a'], '0', 'no'].map(isEmpty)).toEqual([false, false, false]);
});
