import type { PlainDate, PlainTime } from '../../../shared/kernel/plain-date.ts';
import { addDays as daysFrom, isPlainDate, isPlainTime, parseTypedDate } from '../../../shared/kernel/plain-date.ts';

/**
 * Reads a date that is finished being typed: what the kernel reads, and also a two-digit year (20yy) and a day and
 * month without a year, which means this year.
 * @param today civil date in Honduras
 * @returns undefined when no such date exists
 */
export function completeDate(text: string, today: PlainDate): PlainDate | undefined {
  const exact = parseTypedDate(text);
  if (exact !== undefined) return exact;
  const match =
    /^\s*(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{2}))?\s*$/.exec(text) ?? /^\s*(\d{2})(\d{2})(\d{2})?\s*$/.exec(text);
  if (!match) return undefined;
  const [, day = '', month = '', year] = match;
  return parseTypedDate(`${day}/${month}/${year === undefined ? today.slice(0, 4) : `20${year}`}`);
}

/** The date so many days later (or earlier); undefined when `date` is none. */
export function addDays(date: string, days: number): PlainDate | undefined {
  if (!isPlainDate(date)) return undefined;
  const moved = daysFrom(date, days);
  return isPlainDate(moved) ? moved : undefined;
}

/** Reads a time of day as people type it: `9:30`, `930`, `0930`, `9.30`, `9h30`, `9`. 24 hours, no a.m. or p.m. */
export function parseTypedTime(text: string): PlainTime | undefined {
  const match =
    /^\s*(\d{1,2})\s*[:.hH]\s*(\d{2})\s*$/.exec(text) ??
    /^\s*(\d{1,2})(\d{2})\s*$/.exec(text) ??
    /^\s*(\d{1,2})\s*$/.exec(text);
  if (!match) return undefined;
  const [, hour = '', minute = '00'] = match;
  const time = `${hour.padStart(2, '0')}:${minute}`;
  return isPlainTime(time) ? time : undefined;
}

/** The time so many minutes later, around midnight if need be; undefined when `time` is none. */
export function addMinutes(time: string, minutes: number): PlainTime | undefined {
  if (!isPlainTime(time)) return undefined;
  const day = 24 * 60;
  const total = (((Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + minutes) % day) + day) % day;
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** Reads an amount in lempiras: `1,234.5`, `L 1234.50`, `1 234`; the point is the decimal mark (es-HN). */
export function parseTypedMoney(text: string): string | undefined {
  const plain = text.replace(/^\s*L\.?\s*/i, '').replace(/[\s ]/g, '');
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return undefined;
  const [, whole = '', cents = ''] = match;
  const units = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '');
  return units.length > 12 ? undefined : `${units}.${cents.padEnd(2, '0')}`;
}

/** `1234.50` as it is read: `1,234.50`; anything else as it is. */
export function formatTypedMoney(value: string): string {
  const match = /^(\d{1,12})(\.\d{1,2})?$/.exec(value);
  return match ? `${withThousands(match[1] ?? '')}${match[2] ?? ''}` : value;
}

/** Reads a whole number: `1200`, `1,200`, `1 200`. */
export function parseTypedInteger(text: string): string | undefined {
  const plain = text.trim();
  if (!/^(\d{1,3}(?:[, ]\d{3})+|\d{1,9})$/.test(plain)) return undefined;
  const digits = plain.replace(/[, ]/g, '').replace(/^0+(?=\d)/, '');
  return digits.length > 9 ? undefined : digits;
}

/** `1200` as it is read: `1,200`; anything else as it is. */
export function formatTypedInteger(value: string): string {
  return /^\d{1,9}$/.test(value) ? withThousands(value) : value;
}

/**
 * Reads decimal degrees, latitude first: `14.0723, -87.1921`, `14.0723 -87.1921`, `14.0723N 87.1921O`.
 * @returns canonical `14.0723,-87.1921`; undefined when it is not two such numbers
 */
export function parseTypedCoordinates(text: string): string | undefined {
  const match =
    /^\s*(-?\d{1,2}(?:\.\d{1,8})?)\s*°?\s*([NS])?\s*[,; ]\s*(-?\d{1,3}(?:\.\d{1,8})?)\s*°?\s*([EWO])?\s*$/i.exec(text);
  if (!match) return undefined;
  const [, latitude = '', northSouth = '', longitude = '', eastWest = ''] = match;
  return `${signed(latitude, /s/i.test(northSouth))},${signed(longitude, /[wo]/i.test(eastWest))}`;
}

/** `14.0723,-87.1921` with a space after the comma, easier to read; anything else as it is. */
export function formatTypedCoordinates(value: string): string {
  return value.replace(/^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/, '$1, $2');
}

function signed(degrees: string, negative: boolean): string {
  return negative && !degrees.startsWith('-') ? `-${degrees}` : degrees;
}

function withThousands(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
