import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  counterOfMark,
  freeReserved,
  highestGiven,
  isRunningLow,
  nextRun,
  numbersLeft,
  overlapping,
  suggestBlock,
  wasGiven,
} from '../../../shared/record/number-blocks.ts';
import { NumberBlock, NumberRange, type StoredBlock } from '../../../shared/record/number-register.ts';
import { numberTypeLabel, numberTypes } from '../../../shared/record/number-types.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { block, COUNTER, NumberComputer, range } from '../../support/number-office.ts';

describe('the next number', () => {
  test('an office without blocks counts from 1, whoever works with it', () => {
    const computer = new NumberComputer('b', [], 'a');
    expect([computer.give(), computer.give()]).toEqual([1, 2]);
    expect(numbersLeft(computer.view())).toBeUndefined();
    expect(isRunningLow(computer.view())).toBe(false);
  });

  test('with blocks it is the smallest of the own ones, and then there is none', () => {
    const computer = new NumberComputer('a', [block('b', 1, 3), block('a', 8, 9), block('a', 4, 5)]);
    expect([1, 2, 3, 4, 5].map(() => computer.give())).toEqual([4, 5, 8, 9, undefined]);
    expect(numbersLeft(computer.view())).toBe(0);
    expect(isRunningLow(computer.view())).toBe(true);
  });

  test('a block that comes later and lies lower is used as well', () => {
    const computer = new NumberComputer('a', [block('a', 501, 502)]);
    computer.give();
    computer.blocks = [...computer.blocks, block('a', 1, 2)];
    expect([computer.give(), computer.give(), computer.give()]).toEqual([1, 2, 502]);
  });

  test('what was given before there were blocks is not given again', () => {
    const computer = new NumberComputer('a', []);
    for (let n = 1; n <= 7; n += 1) computer.give();
    computer.blocks = [block('a', 1, 10)];
    expect(computer.give()).toBe(8);
  });

  test('blocks of all types and of other years or types', () => {
    const others: readonly StoredBlock[] = [block('a', 1, 9, { year: 2025 }), block('a', 1, 9, { type: 'EXT' })];
    const computer = new NumberComputer('a', [...others, block('a', 20, 29, { type: '*' })]);
    expect(computer.give()).toBe(20);
  });

  test('a counter without blocks belongs to where the office began, once there are other blocks', () => {
    const blocks = [block('b', 501, 599, { type: 'EXT' })];
    expect(new NumberComputer('a', blocks, 'a').give()).toBe(1);
    expect(new NumberComputer('b', blocks, 'a').give()).toBeUndefined();
  });

  test('reserved and annulled numbers are passed over, also those that others noted', () => {
    const computer = new NumberComputer('a', [block('a', 1, 9)]);
    computer.ranges = [range('annulled', 2), range('reserved', 4, 6, { installationId: 'b' })];
    expect([1, 2, 3, 4].map(() => computer.give())).toEqual([1, 3, 7, 8]);
  });

  test('numbers in a row stay in a row', () => {
    const computer = new NumberComputer('a', [block('a', 1, 3), block('a', 11, 20)]);
    expect(computer.reserve(4)).toMatchObject({ from: 11, to: 14 });
    expect([computer.give(), computer.give()]).toEqual([1, 2]);
    expect(computer.reserve(7)).toBeUndefined();
  });

  test('where two blocks turn out to overlap, the earlier one has the numbers', () => {
    const mine = block('a', 1, 10, { at: '2026-02-01' });
    const theirs = block('b', 6, 15, { at: '2026-01-01' });
    const [a, b] = [new NumberComputer('a', [mine, theirs]), new NumberComputer('b', [mine, theirs])];
    expect(Array.from({ length: 6 }, () => a.give())).toEqual([1, 2, 3, 4, 5, undefined]);
    expect(b.give()).toBe(6);
  });
});

test('few are left: under a tenth, and the last five of a small block', () => {
  const low = (size: number, given: number): boolean => {
    const computer = new NumberComputer('a', [block('a', 1, size)]);
    computer.marks = { [`${COUNTER}#a-1`]: given };
    return isRunningLow(computer.view());
  };
  expect([low(1000, 899), low(1000, 900)]).toEqual([false, true]);
  expect([low(20, 14), low(20, 15)]).toEqual([false, true]);
  const computer = new NumberComputer('a', [block('a', 1, 20)]);
  computer.marks = { [`${COUNTER}#a-1`]: 14 };
  expect(nextRun(computer.view())).toMatchObject({ from: 15, left: 5, isLow: true });
});

test('a block is refused where another one has some of its numbers', () => {
  const known = [block('a', 1, 100), block('b', 200, 300, { type: '*' })];
  const wanted = { type: 'ORD', year: 2026 };
  expect(overlapping(known, { ...wanted, from: 100, to: 150 })).toBe(known[0]);
  expect(overlapping(known, { ...wanted, type: 'EXT', from: 1, to: 199 })).toBeUndefined();
  expect(overlapping(known, { ...wanted, type: 'EXT', from: 1, to: 200 })).toBe(known[1]);
  expect(overlapping(known, { ...wanted, type: '*', from: 1, to: 1 })).toBe(known[0]);
  expect(overlapping(known, { ...wanted, year: 2027, from: 1, to: 999 })).toBeUndefined();
});

test('the next free thousand is proposed', () => {
  const wanted = { type: 'ORD', year: 2026 };
  expect(suggestBlock([], wanted, 0)).toEqual({ from: 1, to: 1000 });
  expect(suggestBlock([], wanted, 37)).toEqual({ from: 1001, to: 2000 });
  expect(suggestBlock([block('a', 501, 1500)], wanted, 37)).toEqual({ from: 2001, to: 3000 });
  expect(suggestBlock([block('a', 501, 1500, { year: 2025 })], wanted, 0)).toEqual({ from: 1, to: 1000 });
});

test('a reserved number is given once, on the computer that reserved it, and not after it was annulled', () => {
  const computer = new NumberComputer('a', []);
  computer.reserve(4);
  computer.use(2);
  computer.annul(3);
  expect(freeReserved(computer.view())).toEqual([1, 4]);
  const other = new NumberComputer('b', []);
  other.meet(computer);
  expect(freeReserved(other.view())).toEqual([]);
  expect(computer.give()).toBe(5);
});

test('what was given is known from marks and register', () => {
  const computer = new NumberComputer('a', [block('a', 1, 9), block('b', 11, 19)]);
  computer.give();
  computer.marks = { ...computer.marks, [`${COUNTER}#b-11`]: 12 };
  computer.ranges = [range('reserved', 15)];
  expect([1, 2, 11, 12, 13, 15].map((n) => wasGiven(computer.view(), n))).toEqual([
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(highestGiven(computer.view())).toBe(15);
  expect(['TGU/ORD/2026', 'TGU/ORD/2026#x', 'TGU/ORD/2026=7'].map(counterOfMark)).toEqual([COUNTER, COUNTER, COUNTER]);
});

test('what is stored is looked at', () => {
  const good = block(newId(), 1, 9);
  expect(v.is(NumberBlock, good)).toBe(true);
  for (const bad of [
    { from: 10 },
    { from: 0 },
    { to: 1.5 },
    { to: 1_000_000 },
    { type: 'ord' },
    { installationId: 'a' },
  ]) {
    expect(v.is(NumberBlock, { ...good, ...bad })).toBe(false);
  }
  const noted = range('annulled', 3, 3, { installationId: newId() });
  expect(v.is(NumberRange, noted)).toBe(true);
  expect(v.is(NumberRange, { ...noted, reason: '' })).toBe(false);
});

test('every type of number has one label', () => {
  const codes = numberTypes.map(({ code }) => code);
  expect(codes.join(' ')).toBe('ORD EXT ASE REI EXP ODI NOT RES CON REM REQ INF ENT ENV');
  expect(numberTypeLabel('ODI')).toBe('Orden de inspección');
  expect(numberTypeLabel('XYZ')).toBe('XYZ');
});

type Deed = 'give' | 'reserve' | 'use' | 'annul' | 'meet';

/** What computers do, in any order: who, what, and how many or with whom. */
const steps = fc.array(
  fc.record({
    who: fc.nat({ max: 2 }),
    what: fc.constantFrom<Deed>('give', 'give', 'give', 'reserve', 'use', 'annul', 'meet'),
    n: fc.nat({ max: 5 }),
  }),
  { maxLength: 60 },
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Disjoint blocks for three computers, as they come. */
const blocks = fc.array(
  fc.record({ who: fc.nat({ max: 2 }), skip: fc.nat({ max: 3 }), size: fc.integer({ min: 1, max: 9 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
);

function run(computers: readonly NumberComputer[], all: Steps): void {
  for (const { who, what, n } of all) {
    const computer = computers[who % computers.length]!;
    const [reserved] = freeReserved(computer.view());
    if (what === 'give') computer.give();
    else if (what === 'reserve') computer.reserve(n + 1);
    else if (what === 'use' && reserved !== undefined) computer.use(reserved);
    else if (what === 'annul' && wasGiven(computer.view(), n + 1)) computer.annul(n + 1);
    else if (what === 'meet') computer.meet(computers[n % computers.length]!);
  }
}

test('computers with blocks apart never give one number twice, whatever they do and whenever they meet', () => {
  fc.assert(
    fc.property(blocks, steps, (given, all) => {
      let end = 0;
      const apart = given.map(({ who, skip, size }) => {
        const from = end + skip + 1;
        end = from + size - 1;
        return block('abc'[who]!, from, end);
      });
      const computers = ['a', 'b', 'c'].map((name) => new NumberComputer(name, apart));
      run(computers, all);
      const papers = computers.flatMap((computer) => computer.papers);
      expect(new Set(papers).size).toBe(papers.length);
      for (const computer of computers) {
        for (const n of computer.papers) {
          const own = apart.filter(({ installationId }) => installationId === computer.installationId);
          expect(own.some(({ from, to }) => from <= n && n <= to)).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('one computer never gives a number twice while blocks come', () => {
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const computer = new NumberComputer('a', []);
      run([computer], before);
      computer.blocks = [block('a', 1, 40), block('b', 41, 60)];
      run([computer], after);
      expect(new Set(computer.papers).size).toBe(computer.papers.length);
    }),
  );
});
