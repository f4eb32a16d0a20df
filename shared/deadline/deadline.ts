import type { Confidence, Term } from '../catalog/entry.ts';
import type { CountingRule } from '../catalog/holidays.ts';
import { instantFrom, type Instant } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { addDays, dateInHonduras, type PlainDate } from '../kernel/plain-date.ts';
import { standingOf, type Calendar, type DayReason } from './working-days.ts';

/** No term of the law is longer; behind it a slip of the keyboard would be counted day by day. */
export const MOST_DAYS = 3650;
export const MOST_HOURS = MOST_DAYS * 24;
/** A suspension without an end would be followed for ever. */
const FARTHEST_DAYS = 10 * MOST_DAYS;
const HOUR_MS = 3_600_000;

/** A term that runs, and what from. */
export interface Running {
  /** what the law says: `amount` is what an administrator has confirmed where the catalogue has none */
  readonly term: Pick<Term, 'unit' | 'confidence'> & { readonly amount: number };
  /** when it happened: the notification, the detection ... For days only its date in Honduras counts */
  readonly from: Instant;
  /** the matter is about a child: every day and every hour is a working one */
  readonly aboutChild: boolean;
  /** code of the municipality whose offices count; see `standingOf` */
  readonly place?: string;
}

/** One day of a computation. */
export interface CountedDay {
  readonly date: PlainDate;
  /** which day of the term it is; undefined when it is not counted */
  readonly n: number | undefined;
  /** why it is not counted, or counts nevertheless */
  readonly reasons: readonly DayReason[];
}

/** When a term ends, and how one comes to it. */
export interface Deadline {
  /** last day on which it can be met */
  readonly due: PlainDate;
  /** the very moment, for terms in hours */
  readonly dueAt?: Instant;
  /** the first day that was looked at to the last, without gaps; none for terms in hours */
  readonly days: readonly CountedDay[];
  /** what the computation rests on beside the calendar, in Spanish */
  readonly rules: readonly CountingRule[];
  /** the weakest of all that decided: the term, the rules, the days */
  readonly confidence: Confidence;
}

/**
 * Computes when a term ends, day by day.
 * - Working days: the day of the event is not counted, nor any day on which the offices do not work or terms are
 *   suspended.
 * - Calendar days: every day counts unless terms are suspended; an end on a day that does not work goes to the next
 *   that does.
 * - Hours: run from the very moment, without a stop.
 * - Matters about children: nothing stops them, and every day works (Código de la Niñez y la Adolescencia, art. 84).
 * @returns the deadline; `deadline/out-of-reach` for an amount that is no whole number from 0 to ten years, or when
 *   suspensions never let it end
 */
export function computeDeadline(running: Running, calendar: Calendar): Result<Deadline> {
  const { amount, unit } = running.term;
  const longest = unit === 'hour' ? MOST_HOURS : MOST_DAYS;
  if (!Number.isInteger(amount) || amount < 0 || amount > longest) return fail('deadline/out-of-reach');
  return unit === 'hour' ? ok(inHours(running, calendar)) : inDays(running, calendar);
}

function inHours({ term, from, aboutChild }: Running, { holidays }: Calendar): Deadline {
  const dueAt = instantFrom(Date.parse(from) + term.amount * HOUR_MS);
  const rules = aboutChild ? [holidays.children] : [];
  return { due: dateInHonduras(dueAt), dueAt, days: [], rules, confidence: weakest([term, ...rules]) };
}

function inDays({ term, from, aboutChild, place }: Running, calendar: Calendar): Result<Deadline> {
  const { amount, unit } = term;
  const { children, counting, endingOnNonWorkingDay } = calendar.holidays;
  const start = dateInHonduras(from);
  const days: CountedDay[] = [];
  let n = 0;
  // on the day itself there is nothing to count, but it must be one on which something can be done
  for (let ahead = amount === 0 ? 0 : 1; ahead <= FARTHEST_DAYS; ahead += 1) {
    const date = addDays(start, ahead);
    const { works, suspended, reasons } = aboutChild ? NEVER_STOPS : standingOf(date, calendar, place);
    const counts = n < amount && (unit === 'workingDay' ? works : !suspended);
    if (counts) n += 1;
    const isOver = n === amount;
    days.push({ date, n: counts ? n : undefined, reasons });
    if (!isOver || !works) continue;
    const rules = [
      ...(aboutChild ? [children] : []),
      ...(amount === 0 ? [] : [counting]),
      // the last day of the term was another one, or the day itself
      ...(!counts && ahead > 0 ? [endingOnNonWorkingDay] : []),
    ];
    return ok({ due: date, days, rules, confidence: weakest([term, ...rules, ...days.flatMap((day) => day.reasons)]) });
  }
  return fail('deadline/out-of-reach');
}

const NEVER_STOPS = { works: true, suspended: false, reasons: [] } as const;

const STRENGTH: Readonly<Record<Confidence, number>> = { unverified: 0, likely: 1, verified: 2 };

/** How sure that is which rests on all of these. */
export function weakest(facts: readonly { readonly confidence: Confidence }[]): Confidence {
  return facts.reduce<Confidence>(
    (found, { confidence }) => (STRENGTH[confidence] < STRENGTH[found] ? confidence : found),
    'verified',
  );
}
