import type { Instant } from '../../shared/kernel/clock.ts';

// A case tells in its search line when the receipt of a referral is to be asked for, in capitals, which typed words have
// none of. The letters that begin the mark stand together neither in it nor in the mark of a workplace (A to P), which
// stays the last thing in the line.

const BEGIN = 'AZA';
const DIGIT = 'Q'.charCodeAt(0);
const MINUTE_MS = 60_000;
const MARK = new RegExp(`\\t${BEGIN}([Q-Z]+)`);

/** What stands in every line that waits for a receipt, and in no other. */
export const receiptWord = BEGIN;

/** A search line with the moment at which a receipt is asked for; the line as it is without one. */
export function withReceipt(line: string, dueAt: Instant | undefined): string {
  const minutes = dueAt === undefined ? Number.NaN : Math.floor(Date.parse(dueAt) / MINUTE_MS);
  if (!(minutes >= 0)) return line;
  const digits = Array.from(String(minutes), (digit) => DIGIT + Number(digit));
  return `${line}\t${BEGIN}${String.fromCharCode(...digits)}`;
}

/** The moment that a search line tells, in milliseconds since 1970; undefined where there is none. */
export function receiptDueOf(line: string): number | undefined {
  const [, letters] = MARK.exec(line) ?? [];
  if (letters === undefined) return undefined;
  return MINUTE_MS * Number(Array.from(letters, (letter) => letter.charCodeAt(0) - DIGIT).join(''));
}
