import { blocksOf, highestGiven, rangesOf, wasGiven, type CounterView } from './number-blocks.ts';
import type { StoredBlock, StoredRange } from './number-register.ts';
import { holds, spansOfNumbers, type NumberSpan } from './number-spans.ts';

/**
 * What is known of a number. `paper`: a paper bears it; `annulled`, `reserved`: by the register; `gap`: it was given and
 * nothing is known of it; `other`: in the block of another computer, whose papers may be unknown here; `notGiven`: nobody
 * has given it yet.
 */
export type NumberClass = 'annulled' | 'paper' | 'reserved' | 'gap' | 'other' | 'notGiven';

/** Numbers in a row of which the same is known. */
export interface ClassedSpan extends NumberSpan {
  readonly kind: NumberClass;
  /** of `annulled` and `reserved`: what the register says */
  readonly range?: StoredRange;
  /** of `other`: whose */
  readonly block?: StoredBlock;
  /** of `annulled`: papers bear these numbers */
  readonly withPaper?: true;
}

/** Every number of a counter up to the last one. */
export interface GapReport {
  readonly counter: string;
  /** the highest number that was given or that a paper bears; 0 when there is none */
  readonly last: number;
  /** ascending, without holes, from 1 to `last`; each number in exactly one */
  readonly spans: readonly ClassedSpan[];
}

/**
 * Works out what is known of each number of a counter.
 * @param papers the numbers that papers bear, in any order, each as often as papers bear it
 */
export function reportGaps(view: CounterView, papers: Iterable<number>): GapReport {
  const borne = new Set(papers);
  const ofPapers = spansOfNumbers(borne);
  const last = Math.max(highestGiven(view), ofPapers.at(-1)?.to ?? 0);
  const spans: ClassedSpan[] = [];
  for (const span of pieces(view, ofPapers, last)) {
    const classed = { ...span, ...classOf(view, borne, span.from) };
    const before = spans.at(-1);
    if (before !== undefined && isSame(before, classed)) spans[spans.length - 1] = { ...before, to: classed.to };
    else spans.push(classed);
  }
  return { counter: view.counter, last, spans };
}

/** How many numbers of each class there are. */
export function countClasses({ spans }: Pick<GapReport, 'spans'>): Readonly<Record<NumberClass, number>> {
  const counts = { annulled: 0, paper: 0, reserved: 0, gap: 0, other: 0, notGiven: 0 };
  for (const { kind, from, to } of spans) counts[kind] += to - from + 1;
  return counts;
}

/** Spans between whose ends nothing changes. */
function pieces(view: CounterView, papers: readonly NumberSpan[], last: number): readonly NumberSpan[] {
  const { counter, marks } = view;
  const blocks = blocksOf(view);
  const ends = [marks[counter] ?? 0, ...blocks.map(({ id }) => marks[`${counter}#${id}`] ?? 0)];
  const starts = [...papers, ...rangesOf(view), ...blocks].flatMap(({ from, to }) => [from, to + 1]);
  const cuts = [...new Set([1, ...starts, ...ends.map((end) => end + 1)])]
    .filter((cut) => cut >= 1 && cut <= last)
    .sort((a, b) => a - b);
  return cuts.map((from, i) => ({ from, to: (cuts[i + 1] ?? last + 1) - 1 }));
}

function classOf(view: CounterView, papers: ReadonlySet<number>, n: number): Omit<ClassedSpan, 'from' | 'to'> {
  const ranges = rangesOf(view).filter((range) => holds(range, n));
  const annulled = ranges.find(({ kind }) => kind === 'annulled');
  const hasPaper = papers.has(n);
  if (annulled !== undefined) return { kind: 'annulled', range: annulled, ...(hasPaper ? { withPaper: true } : {}) };
  if (hasPaper) return { kind: 'paper' };
  const [reserved] = ranges;
  if (reserved !== undefined) return { kind: 'reserved', range: reserved };
  if (wasGiven(view, n)) return { kind: 'gap' };
  const other = blocksOf(view).find((block) => block.installationId !== view.installationId && holds(block, n));
  return other === undefined ? { kind: 'notGiven' } : { kind: 'other', block: other };
}

function isSame(a: ClassedSpan, b: ClassedSpan): boolean {
  return a.kind === b.kind && a.range?.id === b.range?.id && a.block?.id === b.block?.id && a.withPaper === b.withPaper;
}
