import { isPlainTime, type PlainTime } from '../kernel/plain-date.ts';

/** Work without a pause, in minutes from midnight of its day; it may end on the next day (past 1440). */
export interface ClockSpan {
  readonly from: number;
  readonly until: number;
}

export const DAY_MINUTES = 1440;

/** Minutes from midnight: `07:30` is 450. */
export function minutesOf(time: PlainTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/**
 * Reads times of work: `07:00-12:00 13:00-17:00`; also `7:00 a 12:00`, commas and semicolons. A span that ends before
 * it starts goes on to the next day. Spans come in order and do not overlap.
 */
export function readSpans(text: string): readonly ClockSpan[] | 'not-spans' | 'spans-overlap' {
  const parts = text
    .trim()
    .replace(/\s*(?:-|–|—|\ba\b)\s*/g, '-')
    .split(/[\s,;]+/)
    .filter((part) => part !== '');
  const spans: ClockSpan[] = [];
  for (const part of parts) {
    const [, start = '', end = ''] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(part) ?? [];
    const [from, until] = [start.padStart(5, '0'), end.padStart(5, '0')];
    if (!isPlainTime(from) || (!isPlainTime(until) && until !== '24:00')) return 'not-spans';
    const last = spans.at(-1);
    const shift = last !== undefined && last.until > DAY_MINUTES ? DAY_MINUTES : 0;
    const begin = minutesOf(from) + shift;
    const stop = minutesOf(until) + shift;
    spans.push({ from: begin, until: stop > begin ? stop : stop + DAY_MINUTES });
  }
  const overlaps = spans.some(({ from }, at) => from < (spans[at - 1]?.until ?? 0));
  const first = spans[0];
  const isTooLong = first !== undefined && (spans.at(-1)?.until ?? 0) - first.from > DAY_MINUTES;
  return overlaps || isTooLong ? 'spans-overlap' : spans;
}

/** Minutes of all spans together. */
export function spanMinutes(spans: readonly ClockSpan[]): number {
  return spans.reduce((total, { from, until }) => total + until - from, 0);
}

/** The first so many minutes of the spans, and what comes after them. */
export function splitSpans(
  spans: readonly ClockSpan[],
  minutes: number,
): readonly [first: readonly ClockSpan[], rest: readonly ClockSpan[]] {
  const first: ClockSpan[] = [];
  const rest: ClockSpan[] = [];
  let left = minutes;
  for (const { from, until } of spans) {
    const cut = Math.min(until, from + left);
    if (cut > from) first.push({ from, until: cut });
    if (cut < until) rest.push({ from: Math.max(from, cut), until });
    left -= cut - from;
  }
  return [first, rest];
}

/** Minutes of the spans that lie between two times of day, on whichever day; `until` may be earlier than `from`. */
export function minutesBetween(spans: readonly ClockSpan[], from: PlainTime, until: PlainTime): number {
  const start = minutesOf(from);
  const end = minutesOf(until) > start ? minutesOf(until) : minutesOf(until) + DAY_MINUTES;
  // the window of the day before, of the day itself, and of the next
  const windows = [-DAY_MINUTES, 0, DAY_MINUTES].map((shift) => [start + shift, end + shift] as const);
  return spans.reduce(
    (total, span) =>
      total + windows.reduce((part, [a, b]) => part + Math.max(0, Math.min(span.until, b) - Math.max(span.from, a)), 0),
    0,
  );
}
