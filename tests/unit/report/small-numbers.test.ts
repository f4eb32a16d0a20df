// From what the reports of the months and of their year say nobody can compute a number that a month hid: whatever stood there,
// they say the same.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  FEWEST_PEOPLE,
  isAboutPeople,
  isFew,
  ofPeople,
  ofPlaces,
  OTHERS,
} from '../../../shared/report/small-numbers.ts';

const few = fc.integer({ min: 1, max: FEWEST_PEOPLE - 1 });
const number = fc.oneof(fc.constant(0), few, fc.integer({ min: FEWEST_PEOPLE, max: 40 }));
const year = fc.array(number, { minLength: 1, maxLength: 12 });
const total = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((so, { count }) => so + count, 0);

test('a year of people says the same whatever its months hid, and never what is untrue', () => {
  fc.assert(
    fc.property(year, fc.array(few, { minLength: 12, maxLength: 12 }), (months, other) => {
      const changed = months.map((count, i) => (isFew(count) ? (other[i] ?? 1) : count));
      const said = ofPeople(months);
      expect(ofPeople(changed)).toBe(said);
      const [least = 0, most = least] = said.startsWith('menos')
        ? [1, FEWEST_PEOPLE - 1]
        : said.match(/\d+/g)!.map(Number);
      const sum = months.reduce((so, count) => so + count, 0);
      expect(sum).toBeGreaterThanOrEqual(least);
      expect(sum).toBeLessThanOrEqual(most);
      // a number by itself is only said where no month hides one
      expect(/^\d+$/.test(said)).toBe(!months.some(isFew));
    }),
  );
});

test('the one hidden month of a year is not what is left when the others are taken away', () => {
  expect(ofPeople([6, 3, 7])).toBe('de 14 a 17');
  expect(ofPeople([1, 1])).toBe('de 2 a 8');
  expect(ofPeople([3, 0])).toBe('menos de 5');
  expect([0, 1, FEWEST_PEOPLE - 1, FEWEST_PEOPLE].map((count) => ofPeople([count]))).toEqual([
    ...['0', 'menos de 5', 'menos de 5', '5'],
  ]);
});

const placesOfMonth = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 12 })), { selector: ([key]) => key })
  .map((all) => all.map(([key, count]) => ({ key: `010${key}`, count })));
const placesOfYear = fc.array(placesOfMonth, { minLength: 1, maxLength: 12 });

test('municipalities add up to all cases, and none with few is named', () => {
  fc.assert(
    fc.property(placesOfYear, (months) => {
      expect(total(ofPlaces(months))).toBe(total(months.flat()));
      for (const month of months) {
        const rows = ofPlaces([month]);
        expect(rows.filter(({ key, count }) => key !== OTHERS && isFew(count))).toEqual([]);
        // all together they are only few where there is nothing else in that month
        const others = rows.find(({ key }) => key === OTHERS);
        expect(others === undefined || !isFew(others.count) || rows.length === 1).toBe(true);
      }
    }),
  );
});

test('whichever municipalities had few, and however many each, month and year say the same', () => {
  fc.assert(
    fc.property(placesOfYear, (months) => {
      // the same cases, one in each of as many municipalities that nobody has heard of
      const changed = months.map((month, m) => {
        const hidden = total(month.filter(({ count }) => isFew(count)));
        const elsewhere = Array.from({ length: hidden }, (_, i) => ({ key: `18${m}-${i}`, count: 1 }));
        return [...elsewhere, ...month.filter(({ count }) => !isFew(count))];
      });
      months.forEach((month, i) => expect(ofPlaces([changed[i] ?? []])).toEqual(ofPlaces([month])));
      expect(ofPlaces(changed)).toEqual(ofPlaces(months));
    }),
  );
});

test('an infringement may be about people unless it is known to be about a workplace', () => {
  for (const key of [
    'childLabour',
    'discrimination',
    'freedomOfAssociation',
    'otherPerWorker',
    'own1',
    'own1:Acoso',
    '',
  ]) {
    expect(isAboutPeople(key), key).toBe(true);
  }
  for (const key of ['safety', 'safety:Alturas', 'obstruction', 'economicLoss'])
    expect(isAboutPeople(key), key).toBe(false);
});
