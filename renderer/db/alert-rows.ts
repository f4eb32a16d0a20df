import { alertLikeness, tellingWords, type AlertFacts, type AlertReason } from '../../shared/alert/alert-likeness.ts';
import { alertPatterns, type AlertPattern, type KnownAlert } from '../../shared/alert/alert-patterns.ts';
import { alertRules } from '../../shared/catalog/alert-rules.ts';
import { alertStates } from '../../shared/record/kinds/alert-triage.ts';
import { partOf } from '../../shared/search/normalise.ts';
import { alertAt, isUrgentAt } from './alert-kind.ts';
import type { SummaryColumns } from './summary-columns.ts';
import type { SummaryList } from './summary-list.ts';
import type { AlertSummary } from './summaries.ts';
import { workplaceMark } from './workplace-mark.ts';

/** Which alerts a list shows: those that wait for somebody here, or all. */
export type AlertWish = 'open' | 'all';

const NEW = alertStates.indexOf('new');
const MERGED = alertStates.indexOf('merged');
const PASSED = alertStates.indexOf('passed');

/**
 * The alerts that are wanted: those nobody has decided about first, and those that were passed on and have not left, among
 * them the urgent ones, and of these the one that has waited longest; then the others, newest first. Slots of their list.
 * @param unsent ids of those that were passed on and have not left
 */
export function alertRows(
  alerts: Pick<SummaryList<AlertSummary>, 'columns' | 'rows'>,
  typed: string,
  wish: AlertWish,
  unsent: ReadonlySet<string>,
): Uint32Array {
  const { columns } = alerts;
  const isWaiting = (slot: number): boolean =>
    columns.state[slot] === NEW || (columns.state[slot] === PASSED && unsent.has(columns.idOf(slot)));
  const time = (slot: number): number => columns.time[slot] ?? 0;
  const rank = (slot: number): number => (isWaiting(slot) ? (isUrgentAt(columns, slot) ? 0 : 1) : 2);
  return alerts
    .rows(typed, { by: 'time', descending: true })
    .filter((slot) => wish === 'all' || isWaiting(slot))
    .sort((a, b) => rank(a) - rank(b) || (isWaiting(a) ? time(a) - time(b) : time(b) - time(a)));
}

/** Slots of the alerts that went into a case or into another alert. */
export function sentAlerts(columns: SummaryColumns): readonly number[] {
  const wanted: readonly string[] = ['inspection', 'linked', 'merged'];
  const slots: number[] = [];
  for (let slot = 0; slot < columns.size; slot += 1) {
    if (columns.dead[slot] !== 1 && wanted.includes(alertStates[columns.state[slot] ?? 0] ?? '')) slots.push(slot);
  }
  return slots;
}

/** Slots of the alerts that were passed on to another office. */
export function passedAlerts(columns: SummaryColumns): readonly number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < columns.size; slot += 1)
    if (columns.dead[slot] === 0 && columns.state[slot] === PASSED) slots.push(slot);
  return slots;
}

/** The slots of some alerts by their ids, the urgent first, and of these the one that has waited longest. */
export function inWaitingOrder(columns: SummaryColumns, ids: ReadonlySet<string>): readonly number[] {
  const rank = (slot: number): number => (isUrgentAt(columns, slot) ? 0 : 1);
  return [...ids]
    .flatMap((id) => columns.find(id) ?? [])
    .sort((a, b) => rank(a) - rank(b) || (columns.time[a] ?? 0) - (columns.time[b] ?? 0));
}

/** The urgent alerts that nobody has decided about, the one that has waited longest first. Slots of their list. */
export function urgentAlerts(columns: SummaryColumns): readonly number[] {
  const slots: number[] = [];
  for (let slot = 0; slot < columns.size; slot += 1)
    if (columns.dead[slot] === 0 && columns.state[slot] === NEW && isUrgentAt(columns, slot)) slots.push(slot);
  return slots.sort((a, b) => (columns.time[a] ?? 0) - (columns.time[b] ?? 0));
}

/** The alerts that went into a case, oldest first. Slots of their list. */
export function alertsOfCase(columns: SummaryColumns, caseId: string): readonly number[] {
  const found = columns.search([{ text: workplaceMark(caseId) }]);
  const slots: number[] = [];
  for (let slot = 0; slot < columns.size; slot += 1)
    if (found[slot] === 1 && columns.dead[slot] === 0 && columns.state[slot] !== MERGED) slots.push(slot);
  return slots.sort((a, b) => (columns.time[a] ?? 0) - (columns.time[b] ?? 0));
}

/** Alerts by municipality: how many there were, and how many nobody has decided about. The most first. */
export function alertsByPlace(
  columns: SummaryColumns,
): readonly { readonly municipality: string; readonly all: number; readonly open: number }[] {
  const counts = new Map<number, { all: number; open: number }>();
  for (let slot = 0; slot < columns.size; slot += 1) {
    if (columns.dead[slot] === 1) continue;
    const place = columns.place[slot] ?? 0;
    const count = counts.get(place) ?? { all: 0, open: 0 };
    count.all += 1;
    if (columns.state[slot] === NEW) count.open += 1;
    counts.set(place, count);
  }
  return [...counts]
    .map(([place, count]) => ({ municipality: place === 0 ? '' : String(place).padStart(4, '0'), ...count }))
    .sort((a, b) => b.all - a.all || a.municipality.localeCompare(b.municipality));
}

/** A row of a list that may be about the same as an alert. */
export interface SimilarRow {
  readonly slot: number;
  readonly reasons: readonly AlertReason[];
}

/** As many as can be compared at a glance. */
const SHOWN = 5;

/** Other alerts that may be about the same as one, the most alike first. Compared by what is in memory. */
export function similarAlerts(
  columns: SummaryColumns,
  alert: AlertFacts & { readonly id: string },
): readonly SimilarRow[] {
  return mostAlike(lookedUp(columns, alert), (slot) => {
    const other = alertAt(columns, slot);
    return other.id === alert.id ? undefined : alertLikeness(alert, other);
  });
}

/** Cases whose employer is called as the one of an alert. */
export function similarCases(columns: SummaryColumns, alert: AlertFacts): readonly SimilarRow[] {
  return mostAlike(lookedUp(columns, { ...alert, recruiter: '', route: '', place: '' }), (slot) => {
    const place = columns.place[slot] ?? 0;
    const municipality = place === 0 ? '' : String(place).padStart(4, '0');
    const employer = partOf(columns.lineOf(slot), 0);
    return alertLikeness(alert, { employer, municipality, recruiter: '', route: '', place: '' });
  });
}

/** What comes back in other alerts of the office. */
export function patternsOf(columns: SummaryColumns, alert: KnownAlert): readonly AlertPattern[] {
  const others = lookedUp(columns, alert).map((slot) => alertAt(columns, slot));
  return alertPatterns(alert, others, alertRules.patterns);
}

/** Slots that hold any word by which an alert is told from others. */
function lookedUp(columns: SummaryColumns, facts: AlertFacts): readonly number[] {
  const slots = new Set<number>();
  for (const text of tellingWords(facts)) {
    const found = columns.search([{ text }]);
    for (let slot = 0; slot < columns.size; slot += 1)
      if (found[slot] === 1 && columns.dead[slot] === 0) slots.add(slot);
  }
  return [...slots];
}

function mostAlike(
  slots: readonly number[],
  compare: (slot: number) => ReturnType<typeof alertLikeness> | undefined,
): readonly SimilarRow[] {
  return slots
    .flatMap((slot) => {
      const { reasons, score } = compare(slot) ?? { reasons: [], score: 0 };
      return score === 0 ? [] : [{ slot, reasons, score }];
    })
    .sort((a, b) => b.score - a.score || b.slot - a.slot)
    .slice(0, SHOWN);
}
