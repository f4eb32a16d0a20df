import { findEntry } from '../../catalog/catalog.ts';
import { visitRules } from '../../catalog/visit-rules.ts';
import { isPlainDate, isPlainTime } from '../../kernel/plain-date.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import { isEmpty } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { isPseudonym } from './pseudonym.ts';

/** Rules of an inspection that look at more than one field. Values that are wrong by themselves are left alone. */
export function checkInspection(draft: RecordDraft): readonly Problem[] {
  return [
    ...checkPeriod(draft),
    ...checkWorkers(draft),
    ...checkInterviewed(draft),
    ...checkObstruction(draft),
    ...checkInfringements(draft),
  ];
}

/** The visit ends after it starts, and in working hours unless it is extraordinary (those may be at any time). */
function checkPeriod(draft: RecordDraft): Problem[] {
  const { text } = reader(draft);
  const start = { date: text('startDate'), time: text('startTime') };
  const end = { date: text('endDate'), time: text('endTime') };
  const problems: Problem[] = [];
  if (isMoment(start) && isMoment(end) && `${end.date} ${end.time}` <= `${start.date} ${start.time}`) {
    const field = end.date < start.date ? 'endDate' : 'endTime';
    problems.push({ section: 'general', field, code: 'ends-before-start', severity: 'error' });
  }
  if (text('type') !== 'extraordinary') {
    const outside = { section: 'general', code: 'outside-working-hours', severity: 'warning' } as const;
    if (isMoment(start) && !isWorkingTime(start)) problems.push({ ...outside, field: 'startTime' });
    if (isMoment(end) && !isWorkingTime(end)) problems.push({ ...outside, field: 'endTime' });
  }
  return problems;
}

/** Women and men make the total; no part is more than the whole. */
function checkWorkers(draft: RecordDraft): Problem[] {
  const numbers = new Map(
    ['workersTotal', 'workersWomen', 'workersMen', 'workersMinors', 'workersForeign', 'workersContracted'].map(
      (key) => [key, wholeNumber(reader(draft).text(key))],
    ),
  );
  const total = numbers.get('workersTotal');
  if (total === undefined) return [];
  const women = numbers.get('workersWomen');
  const men = numbers.get('workersMen');
  const problems: Problem[] = [];
  if (women !== undefined && men !== undefined && women + men !== total) {
    const detail = { total, sum: women + men };
    problems.push({ section: 'workers', field: 'workersTotal', code: 'sum-differs', severity: 'error', detail });
  }
  for (const [field, part] of numbers) {
    if (part !== undefined && part > total) {
      problems.push({ section: 'workers', field, code: 'more-than-total', severity: 'error', detail: { total } });
    }
  }
  return problems;
}

/** A pseudonym goes on paper, so that it may be nothing but one; and one person's alone. */
function checkInterviewed(draft: RecordDraft): Problem[] {
  const seen = new Set<string>();
  return rowsOf(draft, 'interviewed').flatMap((row): Problem[] => {
    const pseudonym = reader(draft, row).text('pseudonym').trim();
    if (pseudonym === '') return [];
    const isTaken = seen.has(pseudonym);
    seen.add(pseudonym);
    const at = {
      section: 'interviews',
      table: 'interviewed',
      row: row.id,
      field: 'pseudonym',
      severity: 'error',
    } as const;
    if (!isPseudonym(pseudonym)) return [{ ...at, code: 'not-a-pseudonym' }];
    return isTaken ? [{ ...at, code: 'pseudonym-taken' }] : [];
  });
}

/** Obstruction is an infringement of its own (Decreto 178-2016 art. 84); forgetting to list it is easy. */
function checkObstruction(draft: RecordDraft): Problem[] {
  const obstructed = reader(draft).text('obstructed') === 'yes';
  const listed = rowsOf(draft, 'infringements').some((row) => row.values['infringement'] === 'obstruction');
  if (!obstructed || listed) return [];
  return [{ section: 'obstruction', field: 'obstructed', code: 'obstruction-not-listed', severity: 'warning' }];
}

/** What can be corrected needs a term to do it in; no rule gives its length, so that its absence only warns. */
function checkInfringements(draft: RecordDraft): Problem[] {
  return rowsOf(draft, 'infringements')
    .filter((row) => {
      const key = row.values['infringement'];
      const entry = typeof key === 'string' ? findEntry('infringements', key) : undefined;
      return entry?.correctable === true && isEmpty(row.values['termDays']);
    })
    .map((row) => ({
      section: 'infringements',
      table: 'infringements',
      row: row.id,
      field: 'termDays',
      code: 'term-missing',
      severity: 'warning',
    }));
}

interface Moment {
  readonly date: string;
  readonly time: string;
}

function isMoment({ date, time }: Moment): boolean {
  return isPlainDate(date) && isPlainTime(time);
}

function isWorkingTime({ date, time }: Moment): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  const { from, to } = visitRules.dayShift;
  return day >= 1 && day <= 5 && time >= from && time <= to;
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
