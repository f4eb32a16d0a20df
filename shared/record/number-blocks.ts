import { parseCounterKey } from './numbering.ts';
import type { NumberBlock, NumberMarks, NumberRegister, StoredBlock, StoredRange } from './number-register.ts';
import { countOutside, firstRun, holds, meet, type NumberSpan } from './number-spans.ts';
import { EVERY_TYPE } from './number-types.ts';

/** A counter as one installation sees it. */
export interface CounterView {
  readonly counter: string;
  readonly installationId: string;
  readonly register: NumberRegister;
  readonly marks: NumberMarks;
}

/** Numbers in a row, about to be given. */
export interface NumberRun extends NumberSpan {
  /** the mark that moves to `to` */
  readonly mark: string;
  /** numbers that remain in the blocks of this installation behind these; undefined where there are no blocks */
  readonly left: number | undefined;
  /** few remain: the chief should give another block */
  readonly isLow: boolean;
}

/** Fewer than this are always few. */
const FEW = 5;
/** And so is less than this part of what the blocks hold. */
const LOW_PART = 0.1;

/** Whether some counter draws from both. */
export function shareCounter(a: Pick<NumberBlock, 'type' | 'year'>, b: Pick<NumberBlock, 'type' | 'year'>): boolean {
  return a.year === b.year && (a.type === b.type || a.type === EVERY_TYPE || b.type === EVERY_TYPE);
}

/** The block that has numbers of another one already, whoever has it; undefined when none does. */
export function overlapping<B extends NumberBlock>(
  blocks: readonly B[],
  added: Pick<NumberBlock, 'type' | 'year' | 'from' | 'to'>,
): B | undefined {
  return blocks.find((block) => shareCounter(block, added) && meet(block, added));
}

/** The blocks that a counter draws from, of all installations. */
export function blocksOf({ counter, register }: Pick<CounterView, 'counter' | 'register'>): readonly StoredBlock[] {
  const parts = parseCounterKey(counter);
  return parts === undefined ? [] : register.blocks.filter((block) => shareCounter(block, parts));
}

/** The mark of a block in a counter. */
export function blockMark(counter: string, { id }: Pick<StoredBlock, 'id'>): string {
  return `${counter}#${id}`;
}

/** The mark of a reserved number that got its paper. */
export function usedMark(counter: string, n: number): string {
  return `${counter}=${n}`;
}

/** The counter that a mark belongs to. */
export function counterOfMark(mark: string): string {
  return mark.replace(/[#=].*$/, '');
}

/**
 * The next numbers of a counter on this installation: the smallest free ones in its blocks behind what was given.
 * While the office has no block at all, whoever works with it counts from 1; as soon as it has some, a counter without
 * blocks belongs to the installation on which the office began.
 * @param count how many in a row
 * @returns undefined when this installation has none (left)
 */
export function nextRun(view: CounterView, count = 1): NumberRun | undefined {
  const spans = ownSpans(view);
  const taken = takenSpans(view);
  for (const { mark, from, to } of spans) {
    const start = firstRun({ from, to }, taken, count);
    if (start === undefined) continue;
    const end = start + count - 1;
    const left = leftBehind(spans, [...taken, { from: start, to: end }]);
    return { from: start, to: end, mark, left, isLow: left !== undefined && left <= lowLevel(view) };
  }
  return undefined;
}

/** How many numbers this installation can still give; undefined where it has no blocks and no end. */
export function numbersLeft(view: CounterView): number | undefined {
  return leftBehind(ownSpans(view), takenSpans(view));
}

/** Whether so few numbers are left in blocks that another one is due. */
export function isRunningLow(view: CounterView): boolean {
  const left = numbersLeft(view);
  return left !== undefined && left <= lowLevel(view);
}

/** Reserved numbers that this installation may give to a paper: neither used nor annulled. Ascending. */
export function freeReserved(view: CounterView): readonly number[] {
  const { counter, installationId, marks } = view;
  const ranges = rangesOf(view);
  const annulled = ranges.filter(({ kind }) => kind === 'annulled');
  const found = ranges
    .filter((range) => range.kind === 'reserved' && range.installationId === installationId)
    .flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
    .filter((n) => marks[usedMark(counter, n)] === undefined && !annulled.some((range) => holds(range, n)));
  return [...new Set(found)].sort((a, b) => a - b);
}

/** What the register says of a counter. */
export function rangesOf({ counter, register }: Pick<CounterView, 'counter' | 'register'>): readonly StoredRange[] {
  return register.ranges.filter((range) => range.counter === counter);
}

/** Whether a number is known to have been given, to a paper or for paper, by anybody. */
export function wasGiven(view: CounterView, n: number): boolean {
  const { counter, marks } = view;
  if (n <= (marks[counter] ?? 0)) return true;
  if (rangesOf(view).some((range) => holds(range, n))) return true;
  return blocksOf(view).some((block) => holds(block, n) && n <= (marks[blockMark(counter, block)] ?? 0));
}

/** The highest number that is known to have been given; 0 when none was. */
export function highestGiven(view: CounterView): number {
  const { counter, marks } = view;
  const ofBlocks = Object.entries(marks).flatMap(([mark, n]) => (mark.startsWith(`${counter}#`) ? [n] : []));
  return Math.max(0, marks[counter] ?? 0, ...ofBlocks, ...rangesOf(view).map(({ to }) => to));
}

/** Numbers in one block, as a rule, and where blocks begin. */
const BLOCK_SIZE = 1000;

/** The first thousand behind everything that was given out, as numbers or as blocks. */
export function suggestBlock(
  blocks: readonly NumberBlock[],
  wanted: Pick<NumberBlock, 'type' | 'year'>,
  highest: number,
): NumberSpan {
  const ends = blocks.flatMap((block) => (shareCounter(block, wanted) ? [block.to] : []));
  const from = Math.ceil(Math.max(highest, ...ends, 0) / BLOCK_SIZE) * BLOCK_SIZE + 1;
  return { from, to: from + BLOCK_SIZE - 1 };
}

interface MarkedSpan extends NumberSpan {
  readonly mark: string;
}

/** What this installation may still give, as far as its marks tell; lowest first. */
function ownSpans(view: CounterView): readonly MarkedSpan[] {
  const { counter, installationId, register, marks } = view;
  const before = marks[counter] ?? 0;
  const blocks = blocksOf(view);
  if (blocks.length === 0) {
    if (register.blocks.length > 0 && register.founder !== installationId) return [];
    // blocks that this version cannot read any more may have given some
    return [{ mark: counter, from: highestGivenByMarks(counter, marks) + 1, to: Infinity }];
  }
  return blocks
    .filter((block) => block.installationId === installationId)
    .map((block) => {
      const mark = blockMark(counter, block);
      return { mark, from: Math.max(block.from, before + 1, (marks[mark] ?? 0) + 1), to: block.to };
    })
    .sort((a, b) => a.from - b.from);
}

function highestGivenByMarks(counter: string, marks: NumberMarks): number {
  return highestGiven({ counter, installationId: '', marks, register: { blocks: [], ranges: [], founder: undefined } });
}

/** What is in the register, and what an earlier block of another installation has too: offices that met say so late. */
function takenSpans(view: CounterView): readonly NumberSpan[] {
  const blocks = blocksOf(view);
  const own = blocks.filter(({ installationId }) => installationId === view.installationId);
  const contested = blocks.filter(
    (block) =>
      block.installationId !== view.installationId && own.some((mine) => meet(mine, block) && isEarlier(block, mine)),
  );
  return [...rangesOf(view), ...contested];
}

function isEarlier(a: StoredBlock, b: StoredBlock): boolean {
  return a.at === b.at ? a.id < b.id : a.at < b.at;
}

function leftBehind(spans: readonly MarkedSpan[], taken: readonly NumberSpan[]): number | undefined {
  if (spans.some(({ to }) => to === Infinity)) return undefined;
  return spans.reduce((sum, span) => sum + (span.from > span.to ? 0 : countOutside(span, taken)), 0);
}

function lowLevel(view: CounterView): number {
  const size = blocksOf(view).reduce(
    (sum, { installationId, from, to }) => sum + (installationId === view.installationId ? to - from + 1 : 0),
    0,
  );
  return Math.max(FEW, Math.floor(size * LOW_PART));
}
