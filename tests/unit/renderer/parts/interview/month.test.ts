import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weeksOf } from '../../../../../renderer/parts/interview/month.ts';
import { addDays, weekdayOf } from '../../../../../shared/kernel/plain-date.ts';

test('a month that begins on a Sunday takes six rows, one of 28 days that begins on a Monday four', () => {
  const weeks = weeksOf('2026-11-29');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]).toEqual([undefined, undefined, undefined, undefined, undefined, undefined, '2026-11-01']);
  expect(weeks[5]?.[0]).toBe('2026-11-30');
  expect(weeksOf('2027-02-11')).toHaveLength(4);
  expect(weeksOf('2026-12-31').flat().at(-1)).toBeUndefined();
});

test('law: every day of the month stands once, in order, under its weekday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), (n) => {
      const day = addDays('2000-01-01', n);
      const weeks = weeksOf(day);
      const days = weeks.flat().filter((date) => date !== undefined);
      expect(days[0]).toBe(`${day.slice(0, 7)}-01`);
      expect(days.every((date, i) => i === 0 || date === addDays(days[i - 1]!, 1))).toBe(true);
      expect(addDays(days.at(-1)!, 1).slice(8)).toBe('01');
      for (const week of weeks)
        week.forEach((date, place) => expect(date === undefined || weekdayOf(date) === place + 1).toBe(true));
    }),
    { numRuns: 200 },
  );
});
