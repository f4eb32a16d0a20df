import { expect, test } from 'vitest';
import { foldText } from '../../../../renderer/ui/fold-text.ts';
import { sortRows } from '../../../../renderer/ui/sort-rows.ts';

const sorted = (values: readonly (string | number)[], descending = false) => sortRows(values, (v) => v, descending);

test('accents and case do not count, ñ follows n, numbers in names count as numbers', () => {
  expect(sorted(['ñame', 'Nube', 'ángel', 'Beto', 'nube 10', 'nube 9'])).toEqual([
    'ángel',
    'Beto',
    'Nube',
    'nube 9',
    'nube 10',
    'ñame',
  ]);
});

test('numbers are ordered as numbers', () => expect(sorted([10, 9, 100])).toEqual([9, 10, 100]));

test('empty values come last both ways', () => {
  expect(sorted(['b', '', 'a'])).toEqual(['a', 'b', '']);
  expect(sorted(['b', '', 'a'], true)).toEqual(['b', 'a', '']);
});

test('equal rows keep their order and the given list is left alone', () => {
  const rows = [
    { name: 'Ana', id: 1 },
    { name: 'ána', id: 2 },
    { name: 'ANA', id: 3 },
  ];
  const before = [...rows];
  expect(sortRows(rows, (row) => row.name, false).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(sortRows(rows, (row) => row.name, true).map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(rows).toEqual(before);
});

test('text is folded for finding', () => expect(foldText('Ñandú COMAYAGÜELA')).toBe('nandu comayaguela'));
