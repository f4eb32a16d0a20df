import { inSlices } from './in-slices.ts';
import { PAGE_ROWS } from './pages.ts';
import type { CaseSummary } from './summaries.ts';
import type { SummaryColumns } from './summary-columns.ts';
import type { SummaryList } from './summary-list.ts';
import { markIn, workplaceMark } from './workplace-mark.ts';

/** What the list of cases says of a workplace. */
export interface Tally {
  readonly cases: number;
  /** civil date of the last visit with a sealed acta as YYYYMMDD; 0: none */
  readonly last: number;
}

/** By the mark of each workplace that has any (workplace-mark.ts). */
export type Tallies = ReadonlyMap<string, Tally>;

interface Counted {
  readonly size: number;
  readonly alive: number;
  readonly rebuilt: number;
  readonly tallies: Tallies;
}

const counted = new WeakMap<SummaryColumns, Counted>();
const counting = new WeakMap<SummaryColumns, Promise<Tallies>>();

/** The cases at a workplace, the newest first. Slots of the list. */
export function casesAt(cases: Pick<SummaryList<CaseSummary>, 'columns' | 'rows'>, id: string): readonly number[] {
  const found = cases.columns.search([{ text: workplaceMark(id) }]);
  return [...cases.rows('', { by: 'date', descending: true }).filter((slot) => found[slot] === 1)];
}

/** How many cases each workplace has, as far as that was counted; undefined when it never was. */
export function lastTallies(columns: SummaryColumns): Tallies | undefined {
  return counted.get(columns)?.tallies;
}

/**
 * How many cases each workplace has; counted anew only after a case changed, while the window goes on. One counting runs at
 * a time: all who ask meanwhile get the one after it.
 */
export async function talliesOf(columns: SummaryColumns): Promise<Tallies> {
  await counting.get(columns);
  const { size, alive, rebuilt } = columns;
  const known = counted.get(columns);
  if (known?.size === size && known.alive === alive && known.rebuilt === rebuilt) return known.tallies;
  const running = counting.get(columns) ?? countNow(columns);
  counting.set(columns, running);
  return await running;
}

async function countNow(columns: SummaryColumns): Promise<Tallies> {
  const { size, alive, rebuilt } = columns;
  try {
    const tallies = await inSlices(count(columns, size));
    counted.set(columns, { size, alive, rebuilt, tallies });
    return tallies;
  } finally {
    counting.delete(columns);
  }
}

function* count(columns: SummaryColumns, size: number): Generator<void, Tallies> {
  const tallies = new Map<string, { cases: number; last: number }>();
  for (let slot = 0; slot < size; slot += 1) {
    if (slot % PAGE_ROWS === PAGE_ROWS - 1) yield;
    const mark = columns.dead[slot] === 1 ? undefined : markIn(columns.lineOf(slot));
    if (mark === undefined) continue;
    // the day of a case without a sealed acta is that of its opening
    const visited = (columns.version[slot] ?? 0) > 0 ? (columns.date[slot] ?? 0) : 0;
    const tally = tallies.get(mark);
    if (tally === undefined) tallies.set(mark, { cases: 1, last: visited });
    else {
      tally.cases += 1;
      tally.last = Math.max(tally.last, visited);
    }
  }
  return tallies;
}
