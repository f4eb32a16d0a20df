import { catalogLabel, type CatalogName } from '../../shared/catalog/catalog.ts';
import { listDepartments } from '../../shared/catalog/territory.ts';
import { partOf } from '../../shared/search/normalise.ts';
import type { SummaryColumns } from './summary-columns.ts';

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

const EMPTY = -1;
/** so that a key in seconds and a slot fit into a number exactly */
const SLOTS_LIMIT = 2 ** 21;
const PAST_EVERY_KEY = 2 ** 31;
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

function keyOf({ columns, types }: Ordered, by: SortKey): KeyOf {
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
    case 'name':
      return (slot) => partOf(columns.lineOf(slot), 0);
    case 'number':
      return (slot) => partOf(columns.lineOf(slot), 1);
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

function sortedSlots(ordered: Ordered, sorting: SummarySorting): Uint32Array {
  const { size, dead, alive } = ordered.columns;
  const slots = new Uint32Array(alive);
  let n = 0;
  for (let slot = 0; slot < size; slot += 1) if (dead[slot] === 0) slots[n++] = slot;
  const { by, descending } = sorting;
  if (by === 'name' || by === 'number' || size > SLOTS_LIMIT) {
    const key = keyOf(ordered, by);
    const keyed = Array.from(slots, (slot) => ({ slot, key: key(slot) }));
    keyed.sort((a, b) => compareKeys(a.key, b.key, descending) || b.slot - a.slot);
    return Uint32Array.from(keyed, ({ slot }) => slot);
  }
  // key and slot in one number each: sorting numbers takes a tenth of sorting by a function
  const key = keyOf(ordered, by) as (slot: number) => number;
  const keyed = Float64Array.from(slots, (slot) => {
    const value = key(slot);
    const place = value === EMPTY ? PAST_EVERY_KEY : descending ? PAST_EVERY_KEY - 1 - value : value;
    return place * SLOTS_LIMIT + (SLOTS_LIMIT - 1 - slot);
  });
  keyed.sort();
  return Uint32Array.from(keyed, (value) => SLOTS_LIMIT - 1 - (value % SLOTS_LIMIT));
}

/** An order that was worked out, and what the columns were then. */
interface KnownOrder {
  readonly order: Uint32Array;
  readonly size: number;
  readonly rebuilt: number;
}

/** Orders of one set of columns; remembers the last few and brings them up to date after a save instead of sorting anew. */
export class SummaryOrders {
  readonly #ordered: Ordered;
  readonly #known = new Map<string, KnownOrder>();

  /** @param types the catalogue that the types of the columns are keys of */
  constructor(columns: SummaryColumns, types: CatalogName) {
    this.#ordered = { columns, types };
  }

  /** All slots that count, in order. The same array as before when nothing changed. */
  of(sorting: SummarySorting): Uint32Array {
    const { columns } = this.#ordered;
    const name = `${sorting.by} ${sorting.descending}`;
    const known = this.#known.get(name);
    const isCurrent =
      known?.rebuilt === columns.rebuilt && known.size === columns.size && known.order.length === columns.alive;
    if (isCurrent) return known.order;
    const order =
      known?.rebuilt === columns.rebuilt && columns.size - known.size < KEPT_UP
        ? merged(this.#ordered, known, sorting)
        : sortedSlots(this.#ordered, sorting);
    this.#known.delete(name);
    this.#known.set(name, { order, size: columns.size, rebuilt: columns.rebuilt });
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    return order;
  }
}

/** Some 0.4 MB each at a hundred thousand rows, and working one out by its texts is what a person would wait for. */
const REMEMBERED = 8;
/** More new rows than this are sorted together with the rest. */
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
