import { addDays, type PlainDate } from '../../shared/kernel/plain-date.ts';
import { hasFile, isOpenState } from '../db/summary-kinds.ts';
import type { SummaryList } from '../db/summary-list.ts';
import type { CaseSummary } from '../db/summaries.ts';

export const dueGroups = ['overdue', 'today', 'week'] as const;
export type DueGroup = (typeof dueGroups)[number];

/** Slots of the list of cases by when something of them is due, the nearest first. */
export type DueCases = Readonly<Record<DueGroup, readonly number[]>>;

const SOON_DAYS = 7;
const asNumber = (date: PlainDate): number => Number(date.replaceAll('-', ''));

/**
 * The open cases in which something is overdue, due today, or due within seven days.
 * @param today civil date in Honduras
 */
export function dueCases(cases: Pick<SummaryList<CaseSummary>, 'columns' | 'rows'>, today: PlainDate): DueCases {
  const groups: Record<DueGroup, number[]> = { overdue: [], today: [], week: [] };
  const [now, soon] = [asNumber(today), asNumber(addDays(today, SOON_DAYS))];
  const { due, state } = cases.columns;
  for (const slot of cases.rows('', { by: 'due', descending: false })) {
    const day = due[slot] ?? 0;
    // in order: what has no day comes last
    if (day === 0 || day > soon) break;
    const stands = state[slot] ?? 0;
    if (!hasFile(stands) || !isOpenState(stands)) continue;
    groups[day < now ? 'overdue' : day === now ? 'today' : 'week'].push(slot);
  }
  return groups;
}
