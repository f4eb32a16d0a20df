/** Whole numbers from the first to the last, both included. */
export interface NumberSpan {
  readonly from: number;
  /** `Infinity` where there is no end */
  readonly to: number;
}

/** Whether two spans have a number in common. */
export function meet(a: NumberSpan, b: NumberSpan): boolean {
  return a.from <= b.to && b.from <= a.to;
}

/** Whether a number lies in a span. */
export function holds({ from, to }: NumberSpan, n: number): boolean {
  return from <= n && n <= to;
}

/** The same numbers in as few spans as possible, ascending. */
export function unite(spans: readonly NumberSpan[]): readonly NumberSpan[] {
  const united: NumberSpan[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = united.at(-1);
    if (last === undefined || span.from > last.to + 1) united.push({ from: span.from, to: span.to });
    else if (span.to > last.to) united[united.length - 1] = { from: last.from, to: span.to };
  }
  return united;
}

/** Single numbers as spans, ascending. */
export function spansOfNumbers(numbers: Iterable<number>): readonly NumberSpan[] {
  return unite([...numbers].map((n) => ({ from: n, to: n })));
}

/** How many numbers of a span are in none of the others. */
export function countOutside({ from, to }: NumberSpan, others: readonly NumberSpan[]): number {
  const inside = unite(others).reduce((sum, other) => {
    return sum + Math.max(0, Math.min(to, other.to) - Math.max(from, other.from) + 1);
  }, 0);
  return Math.max(0, to - from + 1) - inside;
}

/**
 * The first run of free numbers in a span.
 * @param taken spans that are not free, in any order
 * @returns where it begins; undefined when there is no room for so many
 */
export function firstRun(span: NumberSpan, taken: readonly NumberSpan[], count: number): number | undefined {
  let start = span.from;
  for (const { from, to } of unite(taken)) {
    if (from > start + count - 1) break;
    if (to >= start) start = to + 1;
  }
  return start + count - 1 <= span.to ? start : undefined;
}
