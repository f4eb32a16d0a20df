import { holdsWords, searchWords } from '../../../shared/search/normalise.ts';
import type { SnapshotCase } from '../../db/snapshot-cases.ts';
import { alertKind } from '../../db/alert-kind.ts';
import { caseKind } from '../../db/summary-kinds.ts';
import { workplaceKind } from '../../db/workplace-kind.ts';
import { sortRows, type Sorting } from '../../ui/sort-rows.ts';

/** What of a copy is shown: what is missing here, or everything. */
export type CopyScope = 'missing' | 'all';

const valueOf: Readonly<Record<string, (one: SnapshotCase) => string | number>> = {
  number: ({ summary }) => summary?.number ?? '',
  employer: ({ summary, workplace, alert }) => (summary ?? workplace ?? alert)?.employer ?? '',
  date: ({ summary }) => summary?.date ?? '',
  here: ({ here }) => ['absent', 'partial', 'whole'].indexOf(here),
};

/**
 * The cases of a copy that are asked for, in order.
 * @param typed as it stands in the search field; found by every word that the office's own list is found by
 */
export function copyCases(
  cases: readonly SnapshotCase[],
  { scope, typed, sort }: { readonly scope: CopyScope; readonly typed: string; readonly sort: Sorting },
): readonly SnapshotCase[] {
  const words = searchWords(typed);
  const wanted = cases.filter(
    (one) => (scope === 'all' || one.here !== 'whole') && (words.length === 0 || holdsWords(lineOf(one), words)),
  );
  return sortRows(wanted, valueOf[sort.column] ?? (() => ''), sort.descending);
}

function lineOf({ summary, workplace, alert }: SnapshotCase): string {
  if (summary !== undefined) return caseKind.facts(summary).line;
  if (alert !== undefined) return alertKind.facts(alert).line;
  return workplace === undefined ? '' : workplaceKind.facts(workplace).line;
}
