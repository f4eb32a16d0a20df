import { addDays, type PlainDate } from '../kernel/plain-date.ts';

/**
 * Days of a period in months of 30 days, both ends counted: a month is 30, a year 360, whatever the calendar says.
 * A period cut in two gives the same days as the whole.
 * @returns 0 when the period ends before it starts
 */
export function commercialDays(from: PlainDate, until: PlainDate): number {
  return until < from ? 0 : elapsed(until) - elapsed(addDays(from, -1));
}

/** Days of 30-day months up to the end of a date; the last day of a month ends it, also in February. */
function elapsed(date: PlainDate): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const isLast = addDays(date, 1).endsWith('-01');
  return (year * 12 + month - 1) * 30 + (isLast ? 30 : Math.min(day, 30));
}

/**
 * Whole years from a date to another, counted on the day before the anniversary: who starts on 1 March has worked a year
 * at the end of the last of February.
 */
export function fullYears(from: PlainDate, until: PlainDate): number {
  const end = addDays(until, 1);
  const years = Number(end.slice(0, 4)) - Number(from.slice(0, 4));
  return Math.max(0, end.slice(5) >= from.slice(5) ? years : years - 1);
}

/** The day so many years later; 29 February becomes 1 March where there is none. */
export function yearsLater(from: PlainDate, years: number): PlainDate {
  const year = String(Number(from.slice(0, 4)) + years).padStart(4, '0');
  // the day after the 28th exists in every year
  return from.endsWith('-02-29') ? addDays(`${year}-02-28`, 1) : `${year}${from.slice(4)}`;
}
