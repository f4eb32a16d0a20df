import { MOST_DAYS, MOST_HOURS, type Running } from '../../../shared/deadline/deadline.ts';
import type { TermInForce } from '../../../shared/deadline/term-in-force.ts';
import { instantFrom, type Clock } from '../../../shared/kernel/clock.ts';
import {
  dateInHonduras,
  instantInHonduras,
  isPlainDate,
  isPlainTime,
  timeInHonduras,
} from '../../../shared/kernel/plain-date.ts';
import type { TextKey } from '../../text/index.ts';

export const units = ['workingDay', 'calendarDay', 'hour'] as const;
export type Unit = (typeof units)[number];

/** A term that is none of the law's. */
export const OTHER = 'other';

/** What was typed into the calculator. */
export interface ComputationForm {
  /** key of a term, or `other` */
  readonly term: string;
  /** digits, or what was typed; for terms without a number and for others */
  readonly amount: string;
  readonly unit: Unit;
  readonly date: string;
  readonly time: string;
  /** code of the municipality */
  readonly place: string;
  readonly aboutChild: boolean | undefined;
}

export type ComputationProblems = Partial<Record<'amount' | 'date' | 'time', TextKey>>;

/** A calculator as it opens: the first term of the law, from today, in the office's town. */
export function emptyComputation(first: TermInForce | undefined, place: string, clock: Clock): ComputationForm {
  const now = instantFrom(clock.now());
  return {
    term: first?.key ?? OTHER,
    amount: '',
    unit: 'workingDay',
    date: dateInHonduras(now),
    time: timeInHonduras(now),
    place,
    aboutChild: undefined,
  };
}

/**
 * What is to be computed. Terms of the law bring their unit and, where somebody knows it, their amount.
 * @returns what runs, once everything is filled in; what is wrong until then
 */
export function readComputation(
  form: ComputationForm,
  terms: readonly TermInForce[],
): { readonly running: Running | undefined; readonly problems: ComputationProblems } {
  const term = terms.find(({ key }) => key === form.term);
  const unit = term?.unit ?? form.unit;
  const amount = term?.amount ?? (/^\d{1,6}$/.test(form.amount) ? Number(form.amount) : undefined);
  const most = unit === 'hour' ? MOST_HOURS : MOST_DAYS;
  const problems: ComputationProblems = {
    ...(amount === undefined || amount > most ? { amount: 'deadlines.problem_amount' } : {}),
    ...(isPlainDate(form.date) ? {} : { date: 'deadlines.problem_date' }),
    ...(unit !== 'hour' || isPlainTime(form.time) ? {} : { time: 'deadlines.problem_time' }),
  };
  if (amount === undefined || Object.keys(problems).length > 0) return { running: undefined, problems };
  // a length that somebody typed is as sure as whoever typed it
  const confidence = term === undefined || term.amount === null ? 'unverified' : term.confidence;
  const running: Running = {
    term: { unit, amount, confidence },
    from: instantInHonduras(form.date, unit === 'hour' ? form.time : '12:00'),
    aboutChild: form.aboutChild === true,
    ...(form.place === '' ? {} : { place: form.place }),
  };
  return { running, problems };
}
