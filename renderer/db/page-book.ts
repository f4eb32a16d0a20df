import { PAGE_ROWS } from './pages.ts';

/** Where a text lies: row `row` of page p. */
export interface PagePlace {
  readonly p: number;
  readonly row: number;
}

/** A page on the disk and those of its rows that no later page replaces. */
export interface PageInForce {
  readonly p: number;
  readonly rows: readonly number[];
}

/**
 * Which page holds the newest packed text of each id. Pages that were there at opening fill the slots set aside for
 * them, in order, so that only what was packed since needs to be remembered.
 */
export class PageBook {
  /** page numbers by their position among the slots set aside */
  readonly opened: readonly number[];
  /** ids of the pages written since, by page number and row */
  readonly #written = new Map<number, readonly string[]>();
  readonly #places = new Map<string, PagePlace>();
  readonly #gone = new Set<number>();
  #next: number;

  /** @param opened numbers of the pages on the disk, ascending */
  constructor(opened: readonly number[]) {
    this.opened = opened;
    this.#next = (opened.at(-1) ?? 0) + 1;
  }

  /** A number for a new page; what it says is newer than what any page before it says. */
  takeNumber(): number {
    this.#next += 1;
    return this.#next - 1;
  }

  /** Where the newest packed text of an id is, when it is packed at all. */
  find(id: string, slot: number): PagePlace | undefined {
    const later = this.#places.get(id);
    if (later !== undefined) return later;
    const p = this.opened[Math.floor(slot / PAGE_ROWS)];
    return p === undefined || this.#gone.has(p) ? undefined : { p, row: slot % PAGE_ROWS };
  }

  /** Takes in a page that was written, and forgets those it replaced. */
  note(p: number, ids: readonly string[]): void {
    this.#written.set(p, ids);
    ids.forEach((id, row) => this.#places.set(id, { p, row }));
  }

  /** Forgets a page that is no longer on the disk. */
  drop(p: number): void {
    this.#written.delete(p);
    this.#gone.add(p);
  }

  /**
   * Every page on the disk, ascending by number.
   * @param isDead which of the slots set aside no longer count
   */
  pagesInForce(isDead: (slot: number) => boolean): readonly PageInForce[] {
    const every = Array.from({ length: PAGE_ROWS }, (_, row) => row);
    const atOpening = this.opened
      .map((p, index) => ({ p, rows: every.filter((row) => !isDead(index * PAGE_ROWS + row)) }))
      .filter(({ p }) => !this.#gone.has(p));
    const since = [...this.#written].map(([p, ids]) => ({
      p,
      rows: ids.flatMap((id, row) => {
        const place = this.#places.get(id);
        return place?.p === p && place.row === row ? [row] : [];
      }),
    }));
    return [...atOpening, ...since];
  }
}
