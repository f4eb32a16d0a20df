import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatAge,
  formatApproximateDate,
  isAge,
  isApproximateDate,
  mayBeChild,
  parseTypedAge,
  parseTypedApproximateDate,
} from '../../../shared/record/approximate.ts';

test.each([
  ['14/03/2025', '2025-03-14', '14/03/2025'],
  ['marzo de 2025', '2025-03', 'marzo de 2025'],
  ['Mar. 2025', '2025-03', 'marzo de 2025'],
  ['setiembre 2024', '2024-09', 'septiembre de 2024'],
  ['03/2025', '2025-03', 'marzo de 2025'],
  ['2025', '2025', '2025'],
  ['hacia marzo de 2025', '2025-03~', 'hacia marzo de 2025'],
  ['como en 2019', '2019~', 'hacia 2019'],
  ['no se sabe', 'XXXX', 'fecha desconocida'],
])('a date told as «%s»', (said, kept, read) => {
  expect(parseTypedApproximateDate(said)).toBe(kept);
  expect(formatApproximateDate(kept)).toBe(read);
});

test.each(['', 'ayer', '31/02/2025', '13/2025', 'mayonesa 2025', '20255', 'de 2025'])('«%s» is no date', (said) => {
  expect(parseTypedApproximateDate(said)).toBeUndefined();
});

test.each([
  ['14', '14', '14 años'],
  ['1 año', '1', '1 año'],
  ['unos 14 años', '14~', 'unos 14 años'],
  ['aprox. 16', '16~', 'unos 16 años'],
  ['entre 14 y 16', '14..16', 'entre 14 y 16 años'],
  ['14-16', '14..16', 'entre 14 y 16 años'],
  ['no sabe', 'X', 'edad desconocida'],
])('an age told as «%s»', (said, kept, read) => {
  expect(parseTypedAge(said)).toBe(kept);
  expect(formatAge(kept)).toBe(read);
});

test.each(['', 'catorce y pico', '121', '16-14', '14-14', '-3'])('«%s» is no age', (said) => {
  expect(parseTypedAge(said)).toBeUndefined();
});

test('where the age is not sure, whoever may be a child is taken for one', () => {
  expect(['17', '18~', '19~', '16..20', 'X'].map(mayBeChild)).toEqual([true, true, true, true, true]);
  expect(['18', '20~', '18..25', 'mayor'].map(mayBeChild)).toEqual([false, false, false, false]);
});

test('law: what is read can be written and read again', () => {
  const age = fc.oneof(
    fc.integer({ min: 0, max: 120 }).map((n) => `${n}`),
    fc.integer({ min: 0, max: 120 }).map((n) => `${n}~`),
    fc.tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 60, max: 120 })).map(([a, b]) => `${a}..${b}`),
    fc.constant('X'),
  );
  fc.assert(
    fc.property(age, (value) => {
      expect(isAge(value)).toBe(true);
      expect(parseTypedAge(formatAge(value).replace('edad desconocida', 'no se sabe'))).toBe(value);
    }),
  );
  const year = fc.integer({ min: 1900, max: 2100 }).map(String);
  const month = fc.integer({ min: 1, max: 12 }).map((n) => String(n).padStart(2, '0'));
  const date = fc
    .tuple(year, fc.option(month), fc.boolean())
    .map(([y, m, about]) => `${m === null ? y : `${y}-${m}`}${about ? '~' : ''}`);
  fc.assert(
    fc.property(date, (value) => {
      expect(isApproximateDate(value)).toBe(true);
      expect(parseTypedApproximateDate(formatApproximateDate(value))).toBe(value);
    }),
  );
});
