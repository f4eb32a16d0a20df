import type { SummaryRow, Write } from '../../shared/journal/write.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { guarded, type Database } from './database.ts';
import { PageBook } from './page-book.ts';
import { decodeText, PAGE_ROWS } from './pages.ts';
import type { PageRow } from './schema.ts';
import { isGone, openSummary, type Summary } from './summaries.ts';
import { SummaryColumns } from './summary-columns.ts';
import { openColumns, readDeltas, readFirst, readPages, readTexts, textPlace } from './summary-disk.ts';
import type { SummaryKind } from './summary-kinds.ts';
import { latestSlots, SummaryOrders, type SummarySorting } from './summary-order.ts';
import { SummarySearch } from './summary-search.ts';

/** How a list stands. A new object with every change, so that a screen can tell by looking at it. */
export interface ListStatus {
  /** `opening`: what is there can be used, more is coming */
  readonly phase: 'opening' | 'open';
  /** rows there are now */
  readonly count: number;
  /** rows that are being made again because their summary was lost */
  readonly making: number;
  /** rows that can be neither read nor made again: never dropped silently */
  readonly damaged: number;
  /** why the list cannot be read; its rows are unknown then, not absent */
  readonly fault?: Fault;
}

/** Pages read at once: the next ones are fetched while these are opened. */
const BATCH = 32;
const DELTAS = 2048;
/** Rows of texts, some 50 KB each. */
const PARTS_KEPT = 96;
const TEXTS_KEPT = 4000;

/** A map that forgets what was used longest ago. */
class Recent<K, V> {
  readonly #limit: number;
  readonly #entries = new Map<K, V>();
  constructor(limit: number) {
    this.#limit = limit;
  }
  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
  /** Without counting as use. */
  peek(key: K): V | undefined {
    return this.#entries.get(key);
  }
  set(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#limit && oldest !== undefined) this.#entries.delete(oldest);
  }
}

interface Suspects {
  /** rows of `summaries`, by id */
  readonly deltas: Map<string, SummaryRow>;
  readonly pages: Set<number>;
  /** ids whose text could not be read */
  readonly ids: Set<string>;
}
const noSuspects = (): Suspects => ({ deltas: new Map(), pages: new Set(), ids: new Set() });

/**
 * The summaries of one kind in memory: columns and search lines of all of them, texts of those that were on the screen.
 * Follows every commit. A slot names a row as long as its content is the same; a saved row gets another slot.
 */
export class SummaryList<T extends Summary> {
  readonly db: Database;
  readonly kind: SummaryKind<T>;
  columns = new SummaryColumns();
  /** one piece of work at a time changes the columns */
  readonly exclusive = makeTurns();
  /** what could not be opened on the disk, to be made again (summary-upkeep.ts) */
  suspect = noSuspects();
  book = new PageBook([]);
  /** ids that were taken off; the rows that say so stay in `summaries` */
  readonly gone = new Set<string>();
  /** called when a text on the screen could not be read */
  onSuspect: () => void = () => undefined;
  #orders: SummaryOrders;
  #search: SummarySearch;
  #texts = new Recent<number, T>(TEXTS_KEPT);
  #parts = new Recent<number, Promise<Result<Bytes>>>(PARTS_KEPT);
  readonly #listeners = new Set<() => void>();
  #status: ListStatus = { phase: 'opening', count: 0, making: 0, damaged: 0 };

  constructor(db: Database, kind: SummaryKind<T>) {
    this.db = db;
    this.kind = kind;
    this.#orders = new SummaryOrders(this.columns, kind.types);
    this.#search = new SummarySearch(this.columns);
  }

  /** How the list stands now. */
  readonly status = (): ListStatus => this.#status;

  /** Calls back after every change of {@link status}; gives how to stop. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Tells everybody that rows or the facts given have changed. */
  tell(change: Partial<ListStatus> = {}): void {
    this.#status = { ...this.#status, ...change, count: this.columns.alive };
    for (const listener of this.#listeners) listener();
  }

  /**
   * Reads everything: rows saved since the last packing, then pages, newest first. Faults `db/*` are told in the status as
   * well; pages and rows that do not open are left for the upkeep. Once more: after the tables were made again.
   */
  async open(): Promise<Result<void>> {
    return await this.exclusive(async () => {
      const read = await this.#read();
      this.tell(read.ok ? { phase: 'open' } : { fault: read.fault });
      return read;
    });
  }

  async #read(): Promise<Result<void>> {
    const first = await readFirst(this.db, this.kind.key, { pages: BATCH, deltas: DELTAS });
    if (!first.ok) return first;
    const { numbers, pages, deltas } = first.value;
    this.book = new PageBook(numbers);
    this.columns = new SummaryColumns();
    this.#orders = new SummaryOrders(this.columns, this.kind.types);
    this.#search = new SummarySearch(this.columns);
    this.#texts = new Recent(TEXTS_KEPT);
    this.#parts = new Recent(PARTS_KEPT);
    this.suspect = noSuspects();
    this.gone.clear();
    this.columns.reserve(numbers.length);
    let batch = this.#batch(numbers.length);
    await this.#takeIn(deltas);
    const others = await this.#readDeltas(deltas);
    if (!others.ok) return others;
    for (let end = numbers.length; end > BATCH; end -= BATCH) {
      const rows = await batch;
      if (!rows.ok) return rows;
      batch = this.#batch(end - BATCH);
      await this.#takePages(rows.value);
      this.tell();
    }
    await this.#takePages(pages);
    return ok(undefined);
  }

  /** The pages before position `end`, as many as are read at once and are not among the first. */
  async #batch(end: number): ReturnType<typeof readPages> {
    const last = this.book.opened[end - 1];
    const first = this.book.opened[Math.max(end - BATCH, BATCH)];
    if (end <= BATCH || last === undefined || first === undefined) return ok([]);
    return await readPages(this.db, this.kind.key, first, last);
  }

  async #takePages(rows: readonly PageRow[]): Promise<void> {
    const pages = await Promise.all(rows.map((row) => openColumns(this.db, row)));
    pages.forEach((page, i) => {
      const p = rows[i]?.p ?? -1;
      if (page.ok) this.columns.setPage(this.book.opened.indexOf(p), page.value);
      else this.suspect.pages.add(p);
    });
  }

  /** Rows of `summaries` after those that were read first, when there are more. */
  async #readDeltas(first: readonly SummaryRow[]): Promise<Result<void>> {
    let before = first;
    for (;;) {
      const last = before.at(-1);
      if (last === undefined || before.length < DELTAS) return ok(undefined);
      const rows = await readDeltas(this.db, this.kind.key, last.k, DELTAS);
      if (!rows.ok) return rows;
      await this.#takeIn(rows.value);
      this.tell();
      before = rows.value;
    }
  }

  async #takeIn(rows: readonly SummaryRow[]): Promise<void> {
    const opened = await Promise.all(rows.map((row) => openSummary<T>(this.db, row)));
    opened.forEach((summary, i) => {
      const row = rows[i];
      if (row === undefined) return;
      if (!summary.ok) this.suspect.deltas.set(row.k.slice(2), row);
      else if (isGone(summary.value)) this.#bury(summary.value.gone);
      else this.add(summary.value);
    });
  }

  /** Puts a summary at the end, in place of what was said of its id before. */
  add(summary: T): void {
    const facts = this.kind.facts(summary);
    this.gone.delete(facts.id);
    this.#texts.set(this.columns.add(facts), summary);
  }

  #bury(id: string): void {
    this.gone.add(id);
    this.columns.bury(id);
  }

  /** Rows that came after those of the pages read at opening: they may be in no page. */
  unpacked(): number {
    return this.columns.size - this.book.opened.length * PAGE_ROWS;
  }

  /** Takes in what was committed. */
  readonly follow = (writes: readonly Write[]): void => {
    const rows = writes.flatMap((write) =>
      write.t === 'summaries' && write.row.k.startsWith(`${this.kind.key}/`) ? [write.row] : [],
    );
    if (rows.length === 0) return;
    void this.exclusive(async () => {
      await this.#takeIn(rows);
      this.tell();
    });
  };

  /**
   * The rows that hold every word typed, in order; all of them when nothing is typed.
   * @param typed as it stands in the search field
   * @returns slots; their texts come from {@link peek} and {@link load}
   */
  rows(typed: string, sorting: SummarySorting): Uint32Array {
    const order = this.#orders.of(sorting);
    const found = this.#search.of(typed);
    return found === undefined ? order : order.filter((slot) => found[slot] === 1);
  }

  /** Whether what {@link rows} looks for was found already. */
  isFound(typed: string): boolean {
    return this.#search.isAtHand(typed);
  }

  /**
   * Resolves when it {@link isFound}, or is not wanted any more: all lines are gone through in slices.
   * @param isWanted asked after each slice
   */
  async find(typed: string, isWanted: () => boolean): Promise<void> {
    await this.#search.prepare(typed, isWanted);
  }

  /** Whether {@link rows} in this order can be had at once. */
  isAtHand(sorting: SummarySorting): boolean {
    return this.#orders.isAtHand(sorting);
  }

  /** Resolves when {@link isAtHand}: what takes long of it is done in slices. */
  async prepare(sorting: SummarySorting): Promise<void> {
    await this.#orders.prepare(sorting);
  }

  /** The rows saved or signed last, newest first. */
  latest(limit: number, wanted: (slot: number) => boolean = () => true): readonly number[] {
    return latestSlots(this.columns, limit, wanted);
  }

  /** The text of a row, when it is at hand. */
  peek(slot: number): T | undefined {
    return this.#texts.peek(slot);
  }

  /** Fetches the texts of rows for {@link peek}. Those that cannot be read are left for the upkeep. */
  async load(slots: readonly number[]): Promise<void> {
    const wanted = slots.filter((slot) => this.#texts.get(slot) === undefined);
    if (wanted.length === 0) return;
    const known = this.suspect.ids.size;
    const rows = await this.#unpacked(wanted);
    await Promise.all(
      wanted.map(async (slot, i) => {
        const row = rows[i];
        const text = row === undefined ? await this.#packedText(slot) : await openSummary<T>(this.db, row);
        if (text?.ok) this.#texts.set(slot, text.value);
        else if (this.columns.dead[slot] === 0) this.suspect.ids.add(this.columns.idOf(slot));
      }),
    );
    if (this.suspect.ids.size > known) this.onSuspect();
  }

  /** The summary of an id; undefined when there is none or it cannot be read. */
  async get(id: string): Promise<T | undefined> {
    const slot = this.columns.find(id);
    if (slot === undefined) return undefined;
    await this.load([slot]);
    return this.peek(slot);
  }

  /** Rows of `summaries`. What counts in a slot set aside for a page was not saved since: it has none. */
  async #unpacked(slots: readonly number[]): Promise<readonly (SummaryRow | undefined)[]> {
    const packed = this.book.opened.length * PAGE_ROWS;
    const asked = slots.filter((slot) => slot >= packed);
    if (asked.length === 0) return [];
    const keys = asked.map((slot) => `${this.kind.key}/${this.columns.idOf(slot)}`);
    const rows = await guarded(() => this.db.tables.summaries.bulkGet(keys));
    const bySlot = new Map(asked.map((slot, i) => [slot, rows.ok ? rows.value[i] : undefined]));
    return slots.map((slot) => bySlot.get(slot));
  }

  async #packedText(slot: number): Promise<Result<T> | undefined> {
    const place = this.book.find(this.columns.idOf(slot), slot);
    if (place === undefined) return undefined;
    // the promise is kept, so that texts that lie together and are asked for together are read once
    const { part, row } = textPlace(place);
    const reading = this.#parts.get(part) ?? readTexts(this.db, this.kind.key, part);
    this.#parts.set(part, reading);
    const texts = await reading;
    return texts.ok ? decodeText<T>(texts.value, row) : texts;
  }
}
