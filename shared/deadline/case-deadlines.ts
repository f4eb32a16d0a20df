import type { Confidence } from '../catalog/entry.ts';
import { addDays, instantInHonduras, type PlainDate, type PlainTime } from '../kernel/plain-date.ts';
import { computeDeadline, weakest, type Deadline, type Running } from './deadline.ts';
import type { TermInForce } from './term-in-force.ts';
import type { Calendar } from './working-days.ts';

/** Something that happened in a case, in civil time in Honduras. */
export interface CaseEvent {
  readonly date: PlainDate;
  /** for terms in hours; noon where left out */
  readonly time?: PlainTime;
}

/**
 * What has happened in a case, as far as terms of the ordinary way hang on it. Signs of trafficking are no part of it:
 * they go their own way, and a list of deadlines is seen by more people.
 */
export interface CaseEvents {
  readonly actaRecorded?: CaseEvent;
  /** `channel`: how it was handed over. It does not change the count: no rule about it was found */
  readonly actaNotified?: CaseEvent & { readonly channel?: string };
  /** as the acta sets it; goes before the length of the catalogue */
  readonly correctionTermDays?: number;
  /** where the acta sets a day instead */
  readonly correctionEnds?: PlainDate;
  readonly corrected?: CaseEvent;
  readonly reinspected?: CaseEvent;
  readonly resolved?: CaseEvent;
  readonly fineNotified?: CaseEvent;
  /** the cause was mended after the fine was notified */
  readonly correctedAfterFine?: CaseEvent;
  readonly appealed?: CaseEvent;
  readonly paid?: CaseEvent;
  /** the case came to its end */
  readonly ended?: CaseEvent;
  /** no acta names an infringement: there is nothing to correct, nor to look at again */
  readonly nothingToCorrect?: boolean;
  /** about a child: nothing stops the terms, and every day works */
  readonly childMatter: boolean;
  /** code of the municipality whose offices count */
  readonly place?: string;
}

/**
 * `week`: within seven days from today; `done`: what was due was done; `past`: the case has gone past it, so that nobody
 * has to watch it any more; `unknown`: nobody has said how long the term is, or it never ends.
 */
export type DeadlineState = 'overdue' | 'today' | 'week' | 'later' | 'done' | 'past' | 'unknown';

/** One deadline of a case. */
export interface CaseDeadline {
  /** key of the term */
  readonly key: string;
  readonly label: string;
  /** the day that it runs from */
  readonly from: PlainDate;
  readonly term: TermInForce;
  readonly due: PlainDate | undefined;
  /** how one comes to `due`; undefined without one, and where the acta sets the day */
  readonly computation: Deadline | undefined;
  /** what runs, as {@link computeDeadline} was given it; undefined where the acta sets the day or nobody knows the length */
  readonly running: Running | undefined;
  /** the weakest of all it rests on; `unverified` where no source says what the term runs from */
  readonly confidence: Confidence;
  /** when what was due was done, in time or late */
  readonly fulfilledOn?: PlainDate;
  readonly state: DeadlineState;
}

/** What deadlines are counted with. */
export interface DeadlineRules {
  /** as the office counts them (`termInForce`) */
  readonly terms: readonly TermInForce[];
  readonly calendar: Calendar;
  /** civil date in Honduras */
  readonly today: PlainDate;
}

/** From what a term runs in a case, and what ends it. */
interface Line {
  readonly key: string;
  readonly from: CaseEvent | undefined;
  readonly done: CaseEvent | undefined;
  /** what makes it pointless, though nothing that was due was done */
  readonly past?: CaseEvent | undefined;
  /** how sure the beginning is, where it was counted itself */
  readonly startConfidence?: Confidence;
}

/**
 * The deadlines that run in a case, or ran, the nearest first; those without a day stand last.
 * @returns one for each term whose event has happened; none for terms that the catalogue does not know
 */
export function caseDeadlines(events: CaseEvents, rules: DeadlineRules): readonly CaseDeadline[] {
  const { actaNotified, corrected, reinspected, resolved, fineNotified, correctedAfterFine, appealed, paid } = events;
  const toCorrect = events.nothingToCorrect === true ? undefined : actaNotified;
  const correction = deadlineOf(
    { key: 'correction', from: toCorrect, done: corrected, past: reinspected ?? resolved },
    events,
    rules,
  );
  const correctionDue = correction?.due === undefined ? undefined : { date: correction.due };
  const lines: readonly Line[] = [
    { key: 'notifyActa', from: events.actaRecorded, done: actaNotified },
    // there is nothing to look at again once documents have shown that all was mended
    {
      key: 'reinspection',
      from: corrected && !reinspected ? undefined : correctionDue,
      done: reinspected,
      past: resolved,
      ...(correction === undefined ? {} : { startConfidence: correction.confidence }),
    },
    { key: 'resolution', from: reinspected ?? corrected, done: resolved },
    { key: 'correctionAfterFine', from: fineNotified, done: correctedAfterFine, past: paid },
    { key: 'appeal', from: fineNotified, done: appealed, past: correctedAfterFine ?? paid },
    { key: 'payment', from: fineNotified, done: paid, past: correctedAfterFine },
  ];
  const others = lines.map((line) => deadlineOf(line, events, rules));
  const all = [correction, ...others].filter((deadline) => deadline !== undefined);
  return all.sort((a, b) => (a.due ?? LAST).localeCompare(b.due ?? LAST));
}

/** Sorts behind every date. */
const LAST = '9999-12-31';

function deadlineOf(
  { key, from, done, past, startConfidence = 'verified' }: Line,
  events: CaseEvents,
  rules: DeadlineRules,
): CaseDeadline | undefined {
  const term = rules.terms.find((entry) => entry.key === key);
  if (term === undefined || from === undefined) return undefined;
  const set = key === 'correction' ? events.correctionEnds : undefined;
  const running = set === undefined ? runningOf(term, from, events) : undefined;
  const computed = running === undefined ? undefined : computeDeadline(running, rules.calendar);
  const computation = computed?.ok === true ? computed.value : undefined;
  const due = set ?? computation?.due;
  const confidence = set === undefined ? (computation?.confidence ?? 'unverified') : 'verified';
  // what the acta sets runs from its notification; of other terms somebody must have said what from
  const hasStart = key === 'correction' || term.from !== undefined || term.confirmed !== undefined;
  return {
    key,
    label: term.label,
    from: from.date,
    term,
    due,
    computation,
    running,
    confidence: weakest([{ confidence }, { confidence: hasStart ? startConfidence : 'unverified' }]),
    ...(done === undefined ? {} : { fulfilledOn: done.date }),
    state: done !== undefined ? 'done' : (past ?? events.ended) !== undefined ? 'past' : stateOf(due, rules.today),
  };
}

function runningOf(term: TermInForce, from: CaseEvent, events: CaseEvents): Running | undefined {
  const { correctionTermDays: days, childMatter, place } = events;
  // how long the acta sets it is sure: it says so itself
  const isSet = term.key === 'correction' && days !== undefined;
  const amount = isSet ? days : term.amount;
  if (amount === null) return undefined;
  return {
    term: { unit: term.unit, amount, confidence: isSet ? 'verified' : term.confidence },
    from: instantInHonduras(from.date, from.time ?? '12:00'),
    aboutChild: childMatter,
    ...(place === undefined ? {} : { place }),
  };
}

function stateOf(due: PlainDate | undefined, today: PlainDate): DeadlineState {
  if (due === undefined) return 'unknown';
  if (due < today) return 'overdue';
  if (due === today) return 'today';
  return due <= addDays(today, 7) ? 'week' : 'later';
}
