import { findInfringement } from '../../catalog/catalog.ts';
import { infringementKey } from '../../catalog/infringement-value.ts';
import { visitRules } from '../../catalog/visit-rules.ts';
import { isPlainDate, isPlainTime } from '../../kernel/plain-date.ts';
import { reader, rowsOf, type RecordDraft } from '../draft.ts';
import { isEmpty } from '../fields.ts';
import type { Problem } from '../problem.ts';
import { isPseudonym } from './pseudonym.ts';
import { checkWorkers } from './worker-counts.ts';

/** Rules of an inspection that look at more than one field. Values that are wrong by themselves are left alone. */
export function checkInspection(draft: RecordDraft): readonly Problem[] {
  return [
    ...checkPeriod(draft),
    ...checkWorkers(draft, 'workers'),
    ...checkMinors(draft),
    ...checkPseudonyms(draft, 'interviewed'),
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

/** Whoever counts children at work also writes down each of them; and child protection is told of them. */
function checkMinors(draft: RecordDraft): Problem[] {
  const rows = rowsOf(draft, 'minors');
  const counted = reader(draft).text('workersMinors');
  const problems: Problem[] = checkPseudonyms(draft, 'minors');
  if (/^[1-9]\d{0,8}$/.test(counted) && Number(counted) !== rows.length) {
    const detail = { counted: Number(counted), listed: rows.length };
    problems.push({
      section: 'minors',
      table: 'minors',
      field: 'minors',
      code: 'minors-not-listed',
      severity: 'warning',
      detail,
    });
  }
  for (const row of rows) {
    if (reader(draft, row).text('protectionCalled') !== 'no') continue;
    const at = { section: 'minors', table: 'minors', row: row.id, field: 'protectionCalled' };
    problems.push({ ...at, code: 'protection-not-called', severity: 'warning' });
  }
  return problems;
}

/** A pseudonym goes on paper, so that it may be nothing but one; and one person's alone. */
function checkPseudonyms(draft: RecordDraft, table: 'interviewed' | 'minors'): Problem[] {
  const seen = new Set<string>();
  return rowsOf(draft, table).flatMap((row): Problem[] => {
    const pseudonym = reader(draft, row).text('pseudonym').trim();
    if (pseudonym === '') return [];
    const isTaken = seen.has(pseudonym);
    seen.add(pseudonym);
    const at = {
      section: table === 'minors' ? 'minors' : 'interviews',
      table,
      row: row.id,
      field: 'pseudonym',
      severity: 'error',
    } as const;
    if (!isPseudonym(pseudonym, table)) return [{ ...at, code: 'not-a-pseudonym' }];
    return isTaken ? [{ ...at, code: 'pseudonym-taken' }] : [];
  });
}

/** Obstruction is an infringement of its own (Decreto 178-2016 art. 84); forgetting to list it is easy. */
function checkObstruction(draft: RecordDraft): Problem[] {
  const obstructed = reader(draft).text('obstructed') === 'yes';
  const listed = rowsOf(draft, 'infringements').some(
    (row) => infringementKey(reader(draft, row).text('infringement')) === 'obstruction',
  );
  if (!obstructed || listed) return [];
  return [{ section: 'obstruction', field: 'obstructed', code: 'obstruction-not-listed', severity: 'warning' }];
}

/** What can be corrected needs a term to do it in; no rule gives its length, so that its absence only warns. */
function checkInfringements(draft: RecordDraft): Problem[] {
  return rowsOf(draft, 'infringements')
    .filter((row) => {
      const key = row.values['infringement'];
      const entry = typeof key === 'string' ? findInfringement(key) : undefined;
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
