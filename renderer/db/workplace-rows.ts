import type { CaseSummary, WorkplaceSummary } from './summaries.ts';
import type { SummaryList } from './summary-list.ts';
import type { SortKey } from './summary-order.ts';
import { talliesOf, type Tally } from './workplace-cases.ts';

/** By what workplaces are ordered: `cases` and `last` come from the list of cases. */
export type WorkplaceSortKey = Extract<SortKey, 'name' | 'number' | 'place' | 'type'> | keyof Tally;

/** Which workplaces are wanted, and in which order. */
export interface WorkplaceWish {
  /** as it stands in the search field */
  readonly typed: string;
  /** two digits; empty: all */
  readonly department: string;
  /** key of the catalogue; empty: all */
  readonly branch: string;
  readonly by: WorkplaceSortKey;
  readonly descending: boolean;
}

/** The workplaces that are wanted, in order. Slots of their list; what has nothing to be ordered by comes last. */
export function workplaceRows(
  workplaces: Pick<SummaryList<WorkplaceSummary>, 'columns' | 'rows'>,
  cases: Pick<SummaryList<CaseSummary>, 'columns'>,
  { typed, department, branch, by, descending }: WorkplaceWish,
): Uint32Array {
  const { columns } = workplaces;
  const counts = by === 'cases' || by === 'last' ? by : undefined;
  const found = workplaces.rows(
    typed,
    counts === undefined ? { by: by as SortKey, descending } : { by: 'name', descending: false },
  );
  const [place, type] = [Number(department), columns.types.indexOf(branch)];
  const wanted = found.filter(
    (slot) =>
      (department === '' || Math.floor((columns.place[slot] ?? 0) / 100) === place) &&
      (branch === '' || columns.type[slot] === type),
  );
  if (counts === undefined) return wanted;
  const keys = new Float64Array(columns.size);
  for (const [id, tally] of talliesOf(cases.columns)) {
    const slot = columns.find(id);
    if (slot !== undefined) keys[slot] = tally[counts];
  }
  const key = (slot: number): number => keys[slot] ?? 0;
  const none = descending ? -1 : Number.MAX_VALUE;
  const rank = (slot: number): number => (key(slot) === 0 ? none : key(slot));
  // stable: the same count keeps the order of the names
  return wanted.sort((a, b) => (descending ? rank(b) - rank(a) : rank(a) - rank(b)));
}
