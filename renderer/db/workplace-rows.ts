import { EMPTY, inOrder } from './in-order.ts';
import { inOneGo, inSlices, nextTurn } from './in-slices.ts';
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
  const names = listSorting({ by, descending });
  const found = workplaces.rows(typed, names);
  const [place, type] = [Number(department), columns.types.indexOf(branch)];
  const wanted =
    department === '' && branch === ''
      ? found
      : found.filter(
          (slot) =>
            (department === '' || Math.floor((columns.place[slot] ?? 0) / 100) === place) &&
            (branch === '' || columns.type[slot] === type),
        );
  if (by !== 'cases' && by !== 'last') return wanted;
  const all = workplaces.rows('', names);
  const counts = countsBySlot(columns, tallies);
  const known = knownOrder(all, counts, { by, descending });
  if (known === undefined) return inOneGo(inOrder(wanted, keyOf(counts, by), descending));
  if (wanted === all) return known;
  // equals stay as they were, so that some of all in order is the order of some
  const isWanted = new Uint8Array(columns.size);
  for (const slot of wanted) isWanted[slot] = 1;
  return known.filter((slot) => isWanted[slot] === 1);
}

interface CountOrder {
  readonly counts: CountsBySlot;
  readonly order: Uint32Array;
}

/** By the order of names that they were made from, which is another array whenever a workplace came or went. */
const orders = new WeakMap<Uint32Array, Map<string, CountOrder>>();
const nameOf = ({ by, descending }: WorkplaceSorting): string => `${by} ${descending}`;

function knownOrder(all: Uint32Array, counts: CountsBySlot, sorting: WorkplaceSorting): Uint32Array | undefined {
  const known = orders.get(all)?.get(nameOf(sorting));
  return known?.counts === counts ? known.order : undefined;
}

function keyOf(counts: CountsBySlot, by: keyof Tally): (slot: number) => number {
  const keys = counts[by];
  return (slot) => (keys[slot] === 0 ? EMPTY : (keys[slot] ?? EMPTY));
}

/** Whether {@link workplaceRows} in this order has nothing more to work out. */
export function isCountOrderAtHand(
  workplaces: Pick<SummaryList<WorkplaceSummary>, 'columns' | 'rows'>,
  tallies: Tallies,
  sorting: WorkplaceSorting,
): boolean {
  if (sorting.by !== 'cases' && sorting.by !== 'last') return true;
  const counts = knownCounts(workplaces.columns, tallies);
  if (counts === undefined) return false;
  return knownOrder(workplaces.rows('', listSorting(sorting)), counts, sorting) !== undefined;
}

/** Works an order by counts out, of which {@link isCountOrderAtHand} then tells; the window goes on meanwhile. */
export async function prepareCountOrder(
  workplaces: Pick<SummaryList<WorkplaceSummary>, 'columns' | 'rows'>,
  tallies: Tallies,
  sorting: WorkplaceSorting,
): Promise<void> {
  const { by, descending } = sorting;
  if ((by !== 'cases' && by !== 'last') || isCountOrderAtHand(workplaces, tallies, sorting)) return;
  await prepareCounts(workplaces.columns, tallies);
  const all = workplaces.rows('', listSorting(sorting));
  const counts = countsBySlot(workplaces.columns, tallies);
  const order = await inSlices(inOrder(all, keyOf(counts, by), descending));
  const known = orders.get(all) ?? new Map<string, CountOrder>();
  orders.set(all, known.set(nameOf(sorting), { counts, order }));
  // drawing the rows takes a turn of its own
  await nextTurn();
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
