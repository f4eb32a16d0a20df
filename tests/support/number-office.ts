import { nextRun, usedMark, type CounterView } from '../../shared/record/number-blocks.ts';
import type { NumberMarks, StoredBlock, StoredRange } from '../../shared/record/number-register.ts';
import type { NumberSpan } from '../../shared/record/number-spans.ts';

export const COUNTER = 'TGU/ORD/2026';

/** A block of ordinary inspections of 2026. */
export function block(installationId: string, from: number, to: number, over: Partial<StoredBlock> = {}): StoredBlock {
  const id = `${installationId}-${from}`;
  return { id, installationId, type: 'ORD', year: 2026, from, to, note: '', by: 'x', at: '2026-01-02', ...over };
}

/** An entry of the register about the same counter. */
export function range(
  kind: StoredRange['kind'],
  from: number,
  to = from,
  over: Partial<StoredRange> = {},
): StoredRange {
  const id = `${kind}-${from}-${to}`;
  return { id, counter: COUNTER, from, to, kind, reason: 'x', installationId: 'a', by: 'x', at: '2026-01-03', ...over };
}

/** One computer of an office as far as numbers go: what the database layer keeps, without the database. */
export class NumberComputer {
  readonly installationId: string;
  blocks: readonly StoredBlock[];
  ranges: readonly StoredRange[] = [];
  marks: NumberMarks = {};
  readonly founder: string;
  /** numbers that it gave to papers */
  readonly papers: number[] = [];

  constructor(installationId: string, blocks: readonly StoredBlock[], founder = 'a') {
    this.installationId = installationId;
    this.blocks = blocks;
    this.founder = founder;
  }

  view(): CounterView {
    const { installationId, blocks, ranges, founder, marks } = this;
    return { counter: COUNTER, installationId, register: { blocks, ranges, founder }, marks };
  }

  /** Gives the next number to a paper; undefined when there is none. */
  give(): number | undefined {
    const run = this.#take(1);
    if (run !== undefined) this.papers.push(run.from);
    return run?.from;
  }

  reserve(count: number): NumberSpan | undefined {
    const run = this.#take(count);
    const { installationId } = this;
    if (run !== undefined) this.ranges = [...this.ranges, range('reserved', run.from, run.to, { installationId })];
    return run;
  }

  use(n: number): void {
    this.marks = { ...this.marks, [usedMark(COUNTER, n)]: 1 };
    this.papers.push(n);
  }

  annul(n: number): void {
    this.ranges = [...this.ranges, range('annulled', n)];
  }

  /** Takes in what another computer of the office knows, as a meeting on a stick does. */
  meet(other: NumberComputer): void {
    const known = <T extends { readonly id: string }>(ours: readonly T[], theirs: readonly T[]): readonly T[] => [
      ...new Map([...ours, ...theirs].map((one) => [one.id, one])).values(),
    ];
    this.blocks = known(this.blocks, other.blocks);
    this.ranges = known(this.ranges, other.ranges);
    const ahead = Object.entries(other.marks).filter(([mark, n]) => n > (this.marks[mark] ?? 0));
    this.marks = { ...this.marks, ...Object.fromEntries(ahead) };
  }

  #take(count: number): NumberSpan | undefined {
    const run = nextRun(this.view(), count);
    if (run !== undefined) this.marks = { ...this.marks, [run.mark]: run.to };
    return run;
  }
}
