import { EMPTY, inOrder } from './in-order.ts';
import { inOneGo, inSlices } from './in-slices.ts';
import { PAGE_ROWS } from './pages.ts';
import type { WorkplaceSummary } from './summaries.ts';
import type { SummaryColumns } from './summary-columns.ts';
import type { SummaryList } from './summary-list.ts';
import type { SortKey, SummarySorting } from './summary-order.ts';
import type { Tallies, Tally } from './workplace-cases.ts';
import { idOfMark } from './workplace-mark.ts';

/** By what workplaces are ordered: `cases` and `last` come from the list of cases. */
export type WorkplaceSortKey = Extract<SortKey, 'name' | 'number' | 'place' | 'type'> | keyof Tally;

export interface WorkplaceSorting {
  readonly by: WorkplaceSortKey;
  readonly descending: boolean;
}

/** Which workplaces are wanted, and in which order. */
export interface WorkplaceWish extends WorkplaceSorting {
  /** as it stands in the search field */
  readonly typed: string;
  /** two digits; empty: all */
  readonly department: string;
  /** key of the catalogue; empty: all */
  readonly branch: string;
}

/** The order of the list itself that an order of workplaces is made from: of equal counts, that of their names. */
export function listSorting({ by, descending }: WorkplaceSorting): SummarySorting {
  return by === 'cases' || by === 'last' ? { by: 'name', descending: false } : { by, descending };
}

/**
 * The workplaces that are wanted, in order. Slots of their list; what has nothing to be ordered by comes last.
 * @param tallies of the list of cases
 */
export function workplaceRows(
  workplaces: Pick<SummaryList<WorkplaceSummary>, 'columns' | 'rows'>,
  tallies: Tallies,
  { typed, department, branch, by, descending }: WorkplaceWish,
): Uint32Array {
  const { columns } = workplaces;
  const counts = by === 'cases' || by === 'last' ? by : undefined;
  const found = workplaces.rows(typed, listSorting({ by, descending }));
  const [place, type] = [Number(department), columns.types.indexOf(branch)];
  const wanted =
    department === '' && branch === ''
      ? found
      : found.filter(
          (slot) =>
            (department === '' || Math.floor((columns.place[slot] ?? 0) / 100) === place) &&
            (branch === '' || columns.type[slot] === type),
        );
  if (counts === undefined) return wanted;
  const keys = countsBySlot(columns, tallies)[counts];
  return inOneGo(inOrder(wanted, (slot) => (keys[slot] === 0 ? EMPTY : (keys[slot] ?? EMPTY)), descending));
}

interface CountsBySlot extends Readonly<Record<keyof Tally, Float64Array>> {
  readonly columns: SummaryColumns;
  readonly size: number;
  readonly rebuilt: number;
}

const known = new WeakMap<Tallies, CountsBySlot>();

/** The tallies by the slots of the workplaces; looked up once for each counting. */
function countsBySlot(columns: SummaryColumns, tallies: Tallies): CountsBySlot {
  return knownCounts(columns, tallies) ?? inOneGo(lookUpCounts(columns, tallies));
}

/** Looks up what ordering by counts needs, before anybody asks for it; the window goes on meanwhile. */
export async function prepareCounts(columns: SummaryColumns, tallies: Tallies): Promise<void> {
  if (knownCounts(columns, tallies) === undefined) await inSlices(lookUpCounts(columns, tallies));
}

function knownCounts(columns: SummaryColumns, tallies: Tallies): CountsBySlot | undefined {
  const before = known.get(tallies);
  const isCurrent = before?.columns === columns && before.size === columns.size && before.rebuilt === columns.rebuilt;
  return isCurrent ? before : undefined;
}

function* lookUpCounts(columns: SummaryColumns, tallies: Tallies): Generator<void, CountsBySlot> {
  const { size, rebuilt } = columns;
  const counts = { columns, size, rebuilt, cases: new Float64Array(size), last: new Float64Array(size) };
  let looked = 0;
  for (const [mark, tally] of tallies) {
    looked += 1;
    if (looked % PAGE_ROWS === 0) yield;
    const slot = columns.findBytes(idOfMark(mark));
    if (slot === undefined) continue;
    counts.cases[slot] = tally.cases;
    counts.last[slot] = tally.last;
  }
  known.set(tallies, counts);
  return counts;
}
