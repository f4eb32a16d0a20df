import { addDays, weekdayOf, type PlainDate } from '../../../shared/kernel/plain-date.ts';

/** The weeks of the month of a day, Monday first; days of other months are absent. */
export function weeksOf(day: PlainDate): readonly (readonly (PlainDate | undefined)[])[] {
  const month = day.slice(0, 7);
  const first: PlainDate = `${month}-01`;
  const weeks: (PlainDate | undefined)[][] = [];
  for (let monday = addDays(first, 1 - weekdayOf(first)); monday.slice(0, 7) <= month; monday = addDays(monday, 7)) {
    const days = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
    weeks.push(days.map((date) => (date.startsWith(month) ? date : undefined)));
  }
  return weeks;
}
