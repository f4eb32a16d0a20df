import { partOf } from '../../shared/search/normalise.ts';
import { EMPTY } from './in-order.ts';
import { PAGE_ROWS } from './pages.ts';
import type { SummaryColumns } from './summary-columns.ts';

/**
 * Ranks every slot by one part of its search line: texts are compared once, and each order by them is one of numbers from
 * then on. Stops after each thousand texts (in-slices.ts).
 * @param part of the search line, which has neither accents nor capitals
 * @returns by slot; equal texts have the same rank, {@link EMPTY} where there is none
 */
export function* textRanks(columns: SummaryColumns, part: number): Generator<void, Int32Array> {
  const { size } = columns;
  const ranks = new Int32Array(size);
  /** each text once, and its number */
  const known = new Map<string, number>();
  for (let from = 0; from < size; from += PAGE_ROWS) {
    const to = Math.min(from + PAGE_ROWS, size);
    textsOf(columns, { from, to, part }).forEach((text, at) => {
      const number = known.get(text) ?? known.size;
      if (number === known.size) known.set(text, number);
      ranks[from + at] = number;
    });
    yield;
  }
  const byNumber = new Int32Array(known.size);
  let rank = 0;
  for (const text of yield* sortedTexts([...known.keys()])) {
    byNumber[known.get(text) ?? 0] = text === '' ? EMPTY : rank;
    rank += 1;
    if (rank % PAGE_ROWS === 0) yield;
  }
  for (let slot = 0; slot < size; slot += 1) ranks[slot] = byNumber[ranks[slot] ?? 0] ?? EMPTY;
  return ranks;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly part: number;
}

function textsOf(columns: SummaryColumns, { from, to, part }: Run): readonly string[] {
  const texts: string[] = [];
  for (let slot = from; slot < to; slot += 1) texts.push(partOf(columns.lineOf(slot), part));
  // pieces of a long text are compared through it, which takes twice the time; what is parsed stands alone
  return JSON.parse(JSON.stringify(texts)) as string[];
}

/** A merge sort by UTF-16 code units, with a stop after each thousand comparisons. */
function* sortedTexts(texts: readonly string[]): Generator<void, readonly string[]> {
  let runs: (readonly string[])[] = [];
  for (let from = 0; from < texts.length; from += PAGE_ROWS) {
    runs.push(texts.slice(from, from + PAGE_ROWS).sort());
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly string[])[] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* mergedTexts(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedTexts(a: readonly string[], b: readonly string[]): Generator<void, readonly string[]> {
  const merged: string[] = [];
  let [i, j] = [0, 0];
  for (;;) {
    const [left, right] = [a[i], b[j]];
    if (left === undefined) return merged.concat(b.slice(j));
    if (right === undefined) return merged.concat(a.slice(i));
    if (left <= right) i += 1;
    else j += 1;
    merged.push(left <= right ? left : right);
    if (merged.length % PAGE_ROWS === 0) yield;
  }
}
