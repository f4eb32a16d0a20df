import type { Instant } from './clock.ts';

/** A civil date in Honduras, `YYYY-MM-DD`; it has no time zone and is never turned into a `Date` by accident. */
export type PlainDate = string;
/** A civil time of day, `HH:MM`, 00:00 to 23:59. */
export type PlainTime = string;

/** Honduras keeps UTC-6 all year (no summer time since 2006): America/Tegucigalpa. */
const TEGUCIGALPA_OFFSET_MS = -6 * 3_600_000;

/** True for a date that exists: `2024-02-29` yes, `2023-02-29` no. */
export function isPlainDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** The date so many days later, or earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day of the week, 1 Monday to 7 Sunday (ISO 8601). */
export function weekdayOf(date: PlainDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** True for `00:00` to `23:59`. */
export function isPlainTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** The civil date in Honduras at an instant. */
export function dateInHonduras(instant: Instant): PlainDate {
  return new Date(Date.parse(instant) + TEGUCIGALPA_OFFSET_MS).toISOString().slice(0, 10);
}

/** The civil time of day in Honduras at an instant. */
export function timeInHonduras(instant: Instant): PlainTime {
  return secondsInHonduras(instant).slice(0, 5);
}

/** The civil time of day in Honduras at an instant, to the second: `14:32:05`. */
export function secondsInHonduras(instant: Instant): string {
  return new Date(Date.parse(instant) + TEGUCIGALPA_OFFSET_MS).toISOString().slice(11, 19);
}

/** The instant at which it is this time of day on this date in Honduras. */
export function instantInHonduras(date: PlainDate, time: PlainTime): Instant {
  return new Date(Date.parse(`${date}T${time}:00.000Z`) - TEGUCIGALPA_OFFSET_MS).toISOString();
}

/** `2026-11-24` as Honduran offices write it: `24/11/2026`. */
export function formatDate(date: PlainDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/**
 * Reads a typed date: `24/11/2026`, `24-11-2026`, `24.11.2026`, `24112026` or with one-digit day or month.
 * @returns the date, or undefined when it does not exist
 */
export function parseTypedDate(text: string): PlainDate | undefined {
  const match =
    /^\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})\s*$/.exec(text) ?? /^\s*(\d{2})(\d{2})(\d{4})\s*$/.exec(text);
  if (!match) return undefined;
  const [, day = '', month = '', year = ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}
