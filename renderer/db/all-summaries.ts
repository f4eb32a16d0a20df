import type { Summary } from './summaries.ts';
import type { SummaryList } from './summary-list.ts';

/** Texts fetched at once: fewer than a list keeps. */
const BATCH = 1000;

/** Goes over every row of a list once, whatever its order; what was committed a moment ago is among them. */
export async function eachSummary<T extends Summary>(list: SummaryList<T>, visit: (summary: T) => void): Promise<void> {
  // what was committed a moment ago is being taken in
  await list.exclusive(() => Promise.resolve());
  const slots = [...list.rows('', { by: 'number', descending: false })];
  for (let start = 0; start < slots.length; start += BATCH) {
    const batch = slots.slice(start, start + BATCH);
    await list.load(batch);
    for (const slot of batch) {
      const summary = list.peek(slot);
      if (summary !== undefined) visit(summary);
    }
  }
}
