import type { StoredDraft } from '../../db/drafts.ts';
import { isOpenState } from '../../db/summary-kinds.ts';
import type { SummaryList } from '../../db/summary-list.ts';
import type { CaseSummary } from '../../db/summaries.ts';

/** How many rows each part of the home screen shows; the rest is in the lists. */
export const SHOWN = 8;

/** Unsaved texts, newest first. */
export function waitingDrafts(drafts: readonly StoredDraft[]): readonly StoredDraft[] {
  return [...drafts].sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
}

/**
 * Inspections that were saved and not finalised, last touched first; those with unsaved text wait in its list.
 * @returns slots of the list
 */
export function inProgress(
  cases: Pick<SummaryList<CaseSummary>, 'columns' | 'latest'>,
  drafts: readonly StoredDraft[],
): readonly number[] {
  const unsaved = new Set(drafts.map(({ caseId }) => caseId));
  const { columns } = cases;
  return cases.latest(
    SHOWN,
    (slot) => isOpenState(columns.state[slot] ?? 0) && !(unsaved.size > 0 && unsaved.has(columns.idOf(slot))),
  );
}
