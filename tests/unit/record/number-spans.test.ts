import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countOutside,
  firstRun,
  holds,
  meet,
  spansOfNumbers,
  unite,
  type NumberSpan,
} from '../../../shared/record/number-spans.ts';

const span = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 }))
  .map(([from, more]): NumberSpan => ({ from, to: from + more }));
const spans = fc.array(span, { maxLength: 8 });
const upTo = Array.from({ length: 60 }, (_, i) => i + 1);

test('united spans hold the same numbers, ascending and apart', () => {
  fc.assert(
    fc.property(spans, (some) => {
      const united = unite(some);
      for (const n of upTo) expect(united.some((one) => holds(one, n))).toBe(some.some((one) => holds(one, n)));
      united.forEach((one, i) => expect(one.from).toBeGreaterThan((united[i - 1]?.to ?? -1) + 1));
      expect(spansOfNumbers(upTo.filter((n) => some.some((one) => holds(one, n))))).toEqual(united);
    }),
  );
});

test('two spans meet where a number is in both', () => {
  fc.assert(
    fc.property(span, span, (a, b) => {
      expect(meet(a, b)).toBe(upTo.some((n) => holds(a, n) && holds(b, n)));
    }),
  );
});

test('numbers outside are counted one by one', () => {
  fc.assert(
    fc.property(span, spans, (one, others) => {
      const outside = upTo.filter((n) => holds(one, n) && !others.some((other) => holds(other, n)));
      expect(countOutside(one, others)).toBe(outside.length);
    }),
  );
});

test('the first run is free, inside, and no smaller one is', () => {
  fc.assert(
    fc.property(span, spans, fc.integer({ min: 1, max: 4 }), (inside, taken, count) => {
      const isFree = (start: number): boolean =>
        Array.from({ length: count }, (_, i) => start + i).every(
          (n) => holds(inside, n) && !taken.some((one) => holds(one, n)),
        );
      expect(firstRun(inside, taken, count)).toBe(upTo.find(isFree));
    }),
  );
  expect(firstRun({ from: 3, to: Infinity }, [{ from: 3, to: 9 }], 2)).toBe(10);
});
