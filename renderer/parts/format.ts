import { instantFrom, type Instant } from '../../shared/kernel/clock.ts';
import { dateInHonduras, formatDate, secondsInHonduras, type PlainDate } from '../../shared/kernel/plain-date.ts';
import { currentLocale } from '../text/index.ts';

const DAY_MS = 86_400_000;

/** Time of day in Honduras with seconds: `14:32:05`. */
export function formatTime(instant: Instant): string {
  return secondsInHonduras(instant);
}

/** Date and time in Honduras: `24/11/2026, 14:32:05`. */
export function formatInstant(instant: Instant): string {
  return `${formatDate(dateInHonduras(instant))}, ${formatTime(instant)}`;
}

/** The civil date in Honduras of an instant: `24/11/2026`. */
export function formatDay(instant: Instant): string {
  return formatDate(dateInHonduras(instant));
}

/**
 * Civil days in Honduras from now until an instant: 0 is today, negative is past.
 * @param now milliseconds since 1970
 */
export function daysUntil(instant: Instant, now: number): number {
  const day = (at: Instant): number => Date.parse(dateInHonduras(at)) / DAY_MS;
  return day(instant) - day(instantFrom(now));
}

/** A hash short enough to compare by eye: the first and last eight digits. */
export function shortHash(hex: string): string {
  return hex.length <= 20 ? hex : `${hex.slice(0, 8)} … ${hex.slice(-8)}`;
}

/**
 * The civil date in Honduras with its weekday: `martes, 24 de noviembre de 2026`.
 * @param locale language tag of the screens
 */
export function formatLongDay(instant: Instant, locale: string): string {
  return formatLongDate(dateInHonduras(instant), locale);
}

/** A civil date with its weekday: `martes, 24 de noviembre de 2026`; `locale` as for {@link formatLongDay}. */
export function formatLongDate(date: PlainDate, locale: string): string {
  return inLocale(date, locale, { dateStyle: 'full' });
}

/** The weekday of a civil date: `martes`; `locale` as for {@link formatLongDay}. */
export function formatWeekday(date: PlainDate, locale: string): string {
  return inLocale(date, locale, { weekday: 'long' });
}

function inLocale(date: PlainDate, locale: string, options: Intl.DateTimeFormatOptions): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(noon);
}

const MB = 1024 * 1024;
const GB = 1024 * MB;

/** A size as people say it: `3.4 MB`, `812 kB`, `14.6 GB`, `1.8 TB`. */
export function sizeText(bytes: number): string {
  const number = new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 1 });
  if (bytes >= 1024 * GB) return `${number.format(bytes / (1024 * GB))} TB`;
  if (bytes >= GB) return `${number.format(bytes / GB)} GB`;
  return bytes >= MB ? `${number.format(bytes / MB)} MB` : `${number.format(Math.max(0.1, bytes / 1024))} kB`;
}
