import { isLasting, placeOf, type Write } from '../../shared/journal/write.ts';

/**
 * Tells the rows that count from those that came too late. Saves, files and the chain of acts are never rewritten: a
 * later row for a taken place may lie in a frame, written by a window that was not ours any more, and counts nowhere.
 */
export class FirstRows {
  readonly #taken = new Set<string>();

  /** @returns false for a row whose place an earlier one has taken; to be asked once for each write, in order */
  counts(write: Write): boolean {
    if (!isLasting(write)) return true;
    const place = placeOf(write);
    if (this.#taken.has(place)) return false;
    this.#taken.add(place);
    return true;
  }
}
