import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countClasses, reportGaps } from '../../../shared/record/number-gaps.ts';
import { block, COUNTER, NumberComputer, range } from '../../support/number-office.ts';

test('papers, reserved, annulled, gaps', () => {
  const computer = new NumberComputer('a', []);
  computer.marks = { [COUNTER]: 10 };
  computer.ranges = [range('reserved', 4, 7), range('annulled', 5), range('annulled', 2)];
  const report = reportGaps(computer.view(), [1, 2, 8, 3, 3]);
  expect(report.last).toBe(10);
  expect(report.spans.map(({ kind, from, to, withPaper }) => [kind, from, to, withPaper])).toEqual([
    ['paper', 1, 1, undefined],
    ['annulled', 2, 2, true],
    ['paper', 3, 3, undefined],
    ['reserved', 4, 4, undefined],
    ['annulled', 5, 5, undefined],
    ['reserved', 6, 7, undefined],
    ['paper', 8, 8, undefined],
    ['gap', 9, 10, undefined],
  ]);
  expect(countClasses(report)).toEqual({ paper: 3, annulled: 2, reserved: 3, gap: 2, other: 0, notGiven: 0 });
  expect(report.spans[3]?.range?.id).toBe('reserved-4-7');
});

test('blocks of other computers, and what nobody has given', () => {
  const theirs = block('b', 11, 20);
  const computer = new NumberComputer('a', [block('a', 3, 6), theirs]);
  computer.give();
  computer.give();
  const { last, spans } = reportGaps(computer.view(), [3, 13]);
  expect(last).toBe(13);
  expect(spans).toEqual([
    { kind: 'notGiven', from: 1, to: 2 },
    { kind: 'paper', from: 3, to: 3 },
    { kind: 'gap', from: 4, to: 4 },
    { kind: 'notGiven', from: 5, to: 10 },
    { kind: 'other', from: 11, to: 12, block: theirs },
    { kind: 'paper', from: 13, to: 13 },
  ]);
});

test('nothing was given', () => {
  expect(reportGaps(new NumberComputer('a', []).view(), [])).toEqual({ counter: COUNTER, last: 0, spans: [] });
});

const few = fc.integer({ min: 1, max: 30 });
const pair = fc.tuple(few, fc.nat({ max: 6 }));

test('every number up to the last is in exactly one span, and of the class it should be', () => {
  fc.assert(
    fc.property(
      fc.record({
        papers: fc.array(few),
        before: fc.nat({ max: 12 }),
        mark: fc.nat({ max: 20 }),
        reserved: fc.array(pair, { maxLength: 3 }),
        annulled: fc.array(few, { maxLength: 3 }),
        withBlocks: fc.boolean(),
      }),
      ({ papers, before, mark, reserved, annulled, withBlocks }) => {
        const computer = new NumberComputer('a', withBlocks ? [block('a', 11, 20), block('b', 21, 28)] : []);
        computer.marks = { [COUNTER]: before, ...(withBlocks && mark > 10 ? { [`${COUNTER}#a-11`]: mark } : {}) };
        computer.ranges = [
          ...reserved.map(([from, more]) => range('reserved', from, from + more)),
          ...annulled.map((n) => range('annulled', n)),
        ];
        const { last, spans } = reportGaps(computer.view(), papers);
        const isReserved = (n: number): boolean => reserved.some(([from, more]) => from <= n && n <= from + more);
        const classOf = (n: number): string => {
          if (annulled.includes(n)) return 'annulled';
          if (papers.includes(n)) return 'paper';
          if (isReserved(n)) return 'reserved';
          if (n <= before || (withBlocks && n >= 11 && n <= Math.min(mark, 20))) return 'gap';
          return withBlocks && n >= 21 && n <= 28 ? 'other' : 'notGiven';
        };
        const said = spans.flatMap(({ from, to, kind }) =>
          Array.from({ length: to - from + 1 }, (_, i) => [from + i, kind]),
        );
        expect(said).toEqual(Array.from({ length: last }, (_, i) => [i + 1, classOf(i + 1)]));
        expect(last).toBeGreaterThanOrEqual(Math.max(before, ...papers, ...annulled));
        const counts = countClasses({ spans });
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(last);
      },
    ),
  );
});
