/** Bytes that all photographs of one annex may take together: the process that prints it holds them several times. */
const MOST_TOGETHER = 24_000_000;
/** A photograph of a thousand pixels hardly ever has more. */
const MOST_EACH = 250_000;

/** How many bytes each of so many photographs may have on paper. */
export function photoBudget(count: number): number {
  return Math.min(MOST_EACH, Math.floor(MOST_TOGETHER / Math.max(1, count)));
}
