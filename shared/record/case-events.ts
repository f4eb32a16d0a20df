import { isPlainDate, isPlainTime, type PlainDate, type PlainTime } from '../kernel/plain-date.ts';
import { reader, rowsOf, type RecordDraft } from './draft.ts';

/** A record of a case, as far as it tells when something happened. */
export interface DatedRecord {
  /** key of its kind */
  readonly kind: string;
  readonly draft: RecordDraft;
  /** sealed, for kinds that become papers: what is only a draft has not happened */
  readonly counts: boolean;
}

/** A change of state, with its civil date in Honduras. */
export interface DatedMove {
  readonly to: string;
  readonly date: PlainDate;
}

interface Event {
  readonly date: PlainDate;
  readonly time?: PlainTime;
}

/** What happened in a case that terms hang on; the shape of `CaseEvents` in `shared/deadline`. */
export interface CaseHappenings {
  readonly actaRecorded?: Event;
  readonly actaNotified?: Event & { readonly channel?: string };
  readonly correctionTermDays?: number;
  readonly corrected?: Event;
  readonly reinspected?: Event;
  readonly resolved?: Event;
  readonly fineNotified?: Event;
  readonly correctedAfterFine?: Event;
  readonly appealed?: Event;
  readonly paid?: Event;
  readonly nothingToCorrect?: boolean;
  readonly childMatter: boolean;
  readonly place?: string;
}

/**
 * What happened in a case, from its records and its way through the procedure. Of several of a kind the first counts: a
 * term that has begun to run is not begun again by another paper.
 * @param file the case file
 */
export function caseHappenings(
  file: RecordDraft,
  records: readonly DatedRecord[],
  moves: readonly DatedMove[],
): CaseHappenings {
  const of = (kind: string): readonly RecordDraft[] =>
    records.filter((one) => one.kind === kind && one.counts).map(({ draft }) => draft);
  const acta = of('inspection');
  const told = of('notification').filter((draft) => reader(draft).text('startsTerm') !== 'no');
  const about = (what: string): readonly RecordDraft[] => told.filter((draft) => reader(draft).text('about') === what);
  const moved = (to: string): Event | undefined => {
    const move = moves.find((one) => one.to === to);
    return move === undefined ? undefined : { date: move.date };
  };
  const days = acta.flatMap((draft) =>
    rowsOf(draft, 'infringements').flatMap((row) => wholeDays(reader(draft, row).text('termDays'))),
  );
  const found = acta.some((draft) => rowsOf(draft, 'infringements').length > 0);
  const { text } = reader(file);
  const notified = first(about('acta'), 'date', 'time');
  const [acted] = about('acta');
  const channel = acted === undefined ? '' : reader(acted).text('means');
  return defined({
    actaRecorded: first(acta, 'endDate', 'endTime'),
    actaNotified: notified === undefined || channel === '' ? notified : { ...notified, channel },
    // the first term that ends is the one not to miss
    correctionTermDays: days.length === 0 ? undefined : Math.min(...days),
    corrected: moved('corrected'),
    reinspected: first(of('reinspection'), 'endDate', 'endTime'),
    resolved: first(of('resolution'), 'date'),
    fineNotified: first(about('fine'), 'date', 'time'),
    correctedAfterFine: moved('exempt'),
    appealed: first(of('appeal'), 'filedOn'),
    paid: first(
      of('payment').filter((draft) => reader(draft).text('concept') === 'fine'),
      'date',
    ),
    nothingToCorrect: acta.length > 0 && !found ? true : undefined,
    childMatter: concernsChildren(file, acta),
    place: /^\d{4}$/.test(text('municipality')) ? text('municipality') : undefined,
  });
}

/**
 * Whether a case is about children: its file says so, or some were found at work.
 * @param actas those that count
 */
export function concernsChildren(file: RecordDraft, actas: readonly RecordDraft[]): boolean {
  return reader(file).text('childMatter') === 'yes' || actas.some((draft) => rowsOf(draft, 'minors').length > 0);
}

function first(drafts: readonly RecordDraft[], dateKey: string, timeKey?: string): Event | undefined {
  const events = drafts.flatMap((draft): Event[] => {
    const { text } = reader(draft);
    const date = text(dateKey);
    const time = timeKey === undefined ? '' : text(timeKey);
    if (!isPlainDate(date)) return [];
    return [isPlainTime(time) ? { date, time } : { date }];
  });
  return events.sort((a, b) => (a.date < b.date ? -1 : 1))[0];
}

function wholeDays(text: string): number[] {
  return /^[1-9]\d{0,2}$/.test(text) ? [Number(text)] : [];
}

/** Without the fields that are not known. */
function defined(events: { readonly [K in keyof CaseHappenings]-?: CaseHappenings[K] | undefined }): CaseHappenings {
  return Object.fromEntries(
    Object.entries(events).filter(([, value]) => value !== undefined),
  ) as unknown as CaseHappenings;
}
