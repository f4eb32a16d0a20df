import { catalogLabel, type CatalogName } from '../../shared/catalog/catalog.ts';
import { listDepartments } from '../../shared/catalog/territory.ts';
import { partOf } from '../../shared/search/normalise.ts';
import { inOneGo, inSlices, nextTurn } from './in-slices.ts';
import { EMPTY, inOrder } from './in-order.ts';
import type { SummaryColumns } from './summary-columns.ts';
import { textRanks } from './text-ranks.ts';

/** By what a list can be ordered: `time` is when it was last saved or signed, `date` the civil date of the visit. */
export type SortKey = 'time' | 'date' | 'name' | 'number' | 'type' | 'place' | 'state' | 'due';

export interface SummarySorting {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** What is ordered, and the catalogue that its types are keys of. */
interface Ordered {
  readonly columns: SummaryColumns;
  readonly types: CatalogName;
}

/** What a slot is ordered by: a number below 2^31 (-1: nothing there), or a text (empty: nothing there). */
type KeyOf = (slot: number) => number | string;

/** Keys that are texts, by the part of the search line that holds them. */
const textParts = { name: 0, number: 1 } as const;
type TextKey = keyof typeof textParts;
const isText = (by: SortKey): by is TextKey => by in textParts;

const collator = new Intl.Collator('es-HN', { sensitivity: 'base', numeric: true });

let knownPlaceRanks: ReadonlyMap<number, number> | undefined;

/** Places in the order of their names; a place that the catalogue does not know comes after them. */
function placeRanks(): ReadonlyMap<number, number> {
  knownPlaceRanks ??= new Map(
    listDepartments()
      .flatMap(({ name, municipalities }) =>
        municipalities.map((place) => ({ code: Number(place.code), name: `${place.name}, ${name}` })),
      )
      .sort((a, b) => collator.compare(a.name, b.name))
      .map(({ code }, rank) => [code, rank]),
  );
  return knownPlaceRanks;
}

function keyOf(ordered: Ordered, by: SortKey): KeyOf {
  if (!isText(by)) return numberOf(ordered, by);
  return (slot) => partOf(ordered.columns.lineOf(slot), textParts[by]);
}

function numberOf({ columns, types }: Ordered, by: Exclude<SortKey, TextKey>): (slot: number) => number {
  switch (by) {
    case 'time':
      // seconds are enough: of two saves in the same one, the later slot is the newer
      return (slot) => Math.max(Math.floor((columns.time[slot] ?? 0) / 1000), 0);
    case 'date':
      return (slot) => {
        const date = columns.date[slot] ?? 0;
        return date === 0 ? EMPTY : date;
      };
    case 'due':
      return (slot) => {
        const due = columns.due[slot] ?? 0;
        return due === 0 ? EMPTY : due;
      };
    case 'state':
      return (slot) => (columns.state[slot] ?? 0) * 0x10000 + (columns.version[slot] ?? 0);
    case 'place': {
      const ranks = placeRanks();
      return (slot) => {
        const place = columns.place[slot] ?? 0;
        return place === 0 ? EMPTY : (ranks.get(place) ?? ranks.size + place);
      };
    }
    case 'type': {
      const ranks = typeRanks(columns.types, types);
      return (slot) => ranks[columns.type[slot] ?? 0] ?? EMPTY;
    }
  }
}

function typeRanks(types: readonly string[], catalog: CatalogName): readonly number[] {
  const labels = types.map((type) => (type === '' ? '' : catalogLabel(catalog, type)));
  const sorted = [...labels].sort((a, b) => collator.compare(a, b));
  return labels.map((label) => (label === '' ? EMPTY : sorted.indexOf(label)));
}

/** Which of two slots comes first. Nothing comes last both ways; of equals, the higher slot, which is newer, first. */
function comparison(ordered: Ordered, { by, descending }: SummarySorting): (a: number, b: number) => number {
  const key = keyOf(ordered, by);
  return (a, b) => compareKeys(key(a), key(b), descending) || b - a;
}

function compareKeys(a: number | string, b: number | string, descending: boolean): number {
  if (a === b) return 0;
  if (a === EMPTY || a === '') return 1;
  if (b === EMPTY || b === '') return -1;
  return a < b === descending ? 1 : -1;
}

/** The slots below `size` that count, the newest first: the order of equals. */
function newestFirst({ dead }: SummaryColumns, size: number): Uint32Array {
  const slots = new Uint32Array(size);
  let count = 0;
  for (let slot = size - 1; slot >= 0; slot -= 1) {
    if (dead[slot] === 1) continue;
    slots[count] = slot;
    count += 1;
  }
  return slots.subarray(0, count);
}

/** What the columns were when something was worked out from them. */
interface Moment {
  readonly size: number;
  readonly rebuilt: number;
}
interface KnownOrder extends Moment {
  readonly order: Uint32Array;
}
interface KnownRanks extends Moment {
  readonly ranks: Int32Array;
}

/** Orders of one set of columns; remembers the last few and brings them up to date after a save instead of sorting anew. */
export class SummaryOrders {
  readonly #ordered: Ordered;
  readonly #known = new Map<string, KnownOrder>();
  readonly #ranks = new Map<TextKey, KnownRanks>();
  readonly #ranking = new Map<TextKey, Promise<void>>();

  /** @param types the catalogue that the types of the columns are keys of */
  constructor(columns: SummaryColumns, types: CatalogName) {
    this.#ordered = { columns, types };
  }

  /** All slots that count, in order. The same array as before when nothing changed. */
  of(sorting: SummarySorting): Uint32Array {
    const known = this.#keptUp(this.#known.get(nameOf(sorting))) ?? inOneGo(this.#sorted(sorting));
    return this.#keep(known, sorting);
  }

  /** Brings an order up to date with what came and went since, and remembers it. */
  #keep(known: KnownOrder, sorting: SummarySorting): Uint32Array {
    const { columns } = this.#ordered;
    const name = nameOf(sorting);
    const isCurrent = known.size === columns.size && known.order.length === columns.alive;
    const order = isCurrent ? known.order : merged(this.#ordered, known, sorting);
    this.#known.delete(name);
    this.#known.set(name, { order, size: columns.size, rebuilt: columns.rebuilt });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return order;
  }

  /** Whether {@link of} has no more to do than to put a few new rows in their places. */
  isAtHand(sorting: SummarySorting): boolean {
    return this.#keptUp(this.#known.get(nameOf(sorting))) !== undefined;
  }

  /** Resolves when an order {@link isAtHand}; the window goes on meanwhile. */
  async prepare(sorting: SummarySorting): Promise<void> {
    if (this.isAtHand(sorting)) return;
    const { by } = sorting;
    if (isText(by) && this.#keptUp(this.#ranks.get(by)) === undefined) await this.#ranked(by);
    // in turns of its own, for drawing the rows takes the next one
    await nextTurn();
    const known = await inSlices(this.#sorted(sorting));
    // where pages were filled meanwhile it is an order of before
    if (known.rebuilt === this.#ordered.columns.rebuilt) this.#keep(known, sorting);
    await nextTurn();
  }

  /** Ranks once, however many rows come meanwhile: those are placed among the others. Anew only where pages were filled. */
  async #ranked(by: TextKey): Promise<void> {
    do {
      const ranking = this.#ranking.get(by) ?? this.#rank(by);
      this.#ranking.set(by, ranking);
      await ranking;
    } while (this.#ranks.get(by)?.rebuilt !== this.#ordered.columns.rebuilt);
  }

  async #rank(by: TextKey): Promise<void> {
    const { columns } = this.#ordered;
    const { size, rebuilt } = columns;
    try {
      const ranks = await inSlices(textRanks(columns, textParts[by]));
      if (rebuilt === columns.rebuilt) this.#ranks.set(by, { ranks, size, rebuilt });
    } finally {
      this.#ranking.delete(by);
    }
  }

  *#sorted({ by, descending }: SummarySorting): Generator<void, KnownOrder> {
    const { columns } = this.#ordered;
    const now = { size: columns.size, rebuilt: columns.rebuilt };
    if (!isText(by)) {
      const order = yield* inOrder(newestFirst(columns, now.size), numberOf(this.#ordered, by), descending);
      return { ...now, order };
    }
    const before = this.#ranks.get(by);
    const known =
      before?.rebuilt === now.rebuilt ? before : { ...now, ranks: yield* textRanks(columns, textParts[by]) };
    // what was ranked while pages were filled is of no use to the next
    if (known.rebuilt === columns.rebuilt) this.#ranks.set(by, known);
    const { ranks, size, rebuilt } = known;
    const order = yield* inOrder(newestFirst(columns, size), (slot) => ranks[slot] ?? EMPTY, descending);
    return { size, rebuilt, order };
  }

  /** What was worked out, when only a few rows came since. */
  #keptUp<M extends Moment>(known: M | undefined): M | undefined {
    const { columns } = this.#ordered;
    const isKept = known?.rebuilt === columns.rebuilt && columns.size - known.size < KEPT_UP;
    return isKept ? known : undefined;
  }
}

function nameOf({ by, descending }: SummarySorting): string {
  return `${by} ${descending}`;
}

/** Some 0.4 MB each at a hundred thousand rows, and working one out by its texts is what a person would wait for. */
const REMEMBERED = 8;
/** More new rows than this are sorted together with the rest, unless they came while the rest was ranked. */
const KEPT_UP = 64;

/** The known order without what died since, and with what was added since. */
function merged(ordered: Ordered, known: KnownOrder, sorting: SummarySorting): Uint32Array {
  const { columns } = ordered;
  const compare = comparison(ordered, sorting);
  const added: number[] = [];
  for (let slot = known.size; slot < columns.size; slot += 1) if (columns.dead[slot] === 0) added.push(slot);
  added.sort(compare);
  const kept = known.order.filter((slot) => columns.dead[slot] === 0);
  const order = new Uint32Array(kept.length + added.length);
  let from = 0;
  added.forEach((slot, i) => {
    const to = placeFor(kept, slot, compare);
    order.set(kept.subarray(from, to), from + i);
    order[to + i] = slot;
    from = to;
  });
  order.set(kept.subarray(from), from + added.length);
  return order;
}

/** How many of the ordered slots come before this one. */
function placeFor(order: Uint32Array, slot: number, compare: (a: number, b: number) => number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(order[middle] ?? 0, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The newest slots by when they were saved or signed.
 * @param wanted which slots count
 */
export function latestSlots(
  columns: SummaryColumns,
  limit: number,
  wanted: (slot: number) => boolean,
): readonly number[] {
  const newest: number[] = [];
  const time = (slot: number): number => columns.time[slot] ?? 0;
  for (let slot = columns.size - 1; slot >= 0; slot -= 1) {
    if (columns.dead[slot] === 1) continue;
    if (newest.length === limit && time(slot) <= time(newest[limit - 1] ?? slot)) continue;
    if (!wanted(slot)) continue;
    let at = newest.length;
    while (at > 0 && time(newest[at - 1] ?? slot) < time(slot)) at -= 1;
    newest.splice(at, 0, slot);
    newest.length = Math.min(newest.length, limit);
  }
  return newest;
}
