import { searchWords } from '../../shared/search/normalise.ts';
import { inOneGo, inSlices } from './in-slices.ts';
import type { SummaryColumns } from './summary-columns.ts';

interface Searched {
  readonly words: string;
  /** what there was when it was searched */
  readonly size: number;
  readonly rebuilt: number;
  /** 1 for each slot that holds the words */
  readonly found: Uint8Array;
}

/** So many searches are remembered: the one on the screen, and the one that is typed. */
const REMEMBERED = 2;
/** More new rows than this are worth a search in slices. */
const KEPT_UP = 1024;

/** Searches in one set of columns: done in slices, and brought up to date after a save instead of done again. */
export class SummarySearch {
  readonly #columns: SummaryColumns;
  #known: readonly Searched[] = [];

  constructor(columns: SummaryColumns) {
    this.#columns = columns;
  }

  /** What holds every word typed: 1 for each such slot, dead ones among them; undefined when nothing is typed. */
  of(typed: string): Uint8Array | undefined {
    const words = searchWords(typed);
    if (words.length === 0) return undefined;
    const columns = this.#columns;
    const { size, rebuilt } = columns;
    const known = this.#find(typed);
    if (known?.size === size) return known.found;
    const found = inOneGo(columns.searching(words, known?.size ?? 0));
    if (known !== undefined) found.set(known.found);
    this.#keep({ words: nameOf(typed), size, rebuilt, found });
    return found;
  }

  /** Whether {@link of} has no more to do than to look at a few new rows. */
  isAtHand(typed: string): boolean {
    const known = this.#find(typed);
    return searchWords(typed).length === 0 || (known !== undefined && this.#columns.size - known.size < KEPT_UP);
  }

  /**
   * Resolves when a search {@link isAtHand}, or when it is not wanted any more; the window goes on meanwhile.
   * @param isWanted asked after each slice
   */
  async prepare(typed: string, isWanted: () => boolean): Promise<void> {
    if (this.isAtHand(typed)) return;
    const columns = this.#columns;
    const { size, rebuilt } = columns;
    const found = await inSlices(untilUnwanted(columns.searching(searchWords(typed), 0), isWanted));
    if (found !== undefined && rebuilt === columns.rebuilt) this.#keep({ words: nameOf(typed), size, rebuilt, found });
  }

  #find(typed: string): Searched | undefined {
    const words = nameOf(typed);
    return this.#known.find((one) => one.words === words && one.rebuilt === this.#columns.rebuilt);
  }

  #keep(searched: Searched): void {
    const others = this.#known.filter(({ words }) => words !== searched.words);
    this.#known = [...others, searched].slice(-REMEMBERED);
  }
}

function nameOf(typed: string): string {
  return searchWords(typed)
    .map(({ text }) => text)
    .join(' ');
}

function* untilUnwanted<R>(work: Generator<void, R>, isWanted: () => boolean): Generator<void, R | undefined> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (!isWanted()) return undefined;
    yield;
  }
}
