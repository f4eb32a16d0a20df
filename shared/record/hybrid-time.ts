import { instantFrom } from '../kernel/clock.ts';

/**
 * Time of a change: the clock's milliseconds plus a counter, so that it never goes back and no two own changes are
 * equal even when the clock stands still or is set back. It is for display and for the provisional winner of a
 * conflict; nothing correct depends on it.
 */
export interface HybridTime {
  readonly milliseconds: number;
  readonly counter: number;
}

const FORM = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)#([0-9a-f]{4})$/;
const MAX_COUNTER = 0xffff;
/** A received time further ahead than this is kept as it is but does not pull the own clock along. */
export const MAX_AHEAD_MS = 24 * 3_600_000;

/** `2026-11-24T22:38:35.000Z#0001`; sorts as text. */
export function formatHybridTime(time: HybridTime): string {
  return `${instantFrom(time.milliseconds)}#${time.counter.toString(16).padStart(4, '0')}`;
}

/** Reads that text; undefined when it is not a hybrid time or not a moment that exists. */
export function parseHybridTime(text: string): HybridTime | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, instant = '', counter = ''] = match;
  const milliseconds = Date.parse(instant);
  // only the last days of a month, and midnight as hour 24, are read as a moment that is written otherwise
  const isCertain = instant.slice(8, 10) <= '28' && instant.slice(11, 13) <= '23';
  if (Number.isNaN(milliseconds) || (!isCertain && instantFrom(milliseconds) !== instant)) return undefined;
  return { milliseconds, counter: Number.parseInt(counter, 16) };
}

/** True for what {@link parseHybridTime} reads, told in a fraction of the time: each change that comes has one. */
export function isHybridTime(text: string): boolean {
  if (!FORM.test(text)) return false;
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(month, 100 * twoDigits(text, 0) + twoDigits(text, 2)))
    return false;
  return twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 59;
}

function twoDigits(text: string, at: number): number {
  return 10 * (text.charCodeAt(at) - 48) + text.charCodeAt(at + 1) - 48;
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The next own time: the clock's, or one counter step after the last when the clock is not past it.
 * @param last the latest time known; undefined when there is none
 * @param now the clock, milliseconds since 1970
 */
export function nextHybridTime(last: HybridTime | undefined, now: number): HybridTime {
  if (last === undefined || now > last.milliseconds) return { milliseconds: now, counter: 0 };
  if (last.counter < MAX_COUNTER) return { milliseconds: last.milliseconds, counter: last.counter + 1 };
  return { milliseconds: last.milliseconds + 1, counter: 0 };
}
