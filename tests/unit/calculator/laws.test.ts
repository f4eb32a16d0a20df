import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calculators } from '../../../shared/calculator/calculators.ts';
import { commercialDays, fullYears, yearsLater } from '../../../shared/calculator/commercial-days.ts';
import { minutesBetween, readSpans, spanMinutes, splitSpans } from '../../../shared/calculator/clock-spans.ts';
import { decimal, lempiras, moneyText, sum, toCents, whole } from '../../../shared/calculator/decimal.ts';
import type { InputValues, Rules } from '../../../shared/calculator/inputs.ts';
import type { WageTable } from '../../../shared/calculator/wage-table.ts';
import { Working } from '../../../shared/calculator/working.ts';
import * as v from 'valibot';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';
import { addDays } from '../../../shared/kernel/plain-date.ts';

const wages: WageTable = {
  id: 'a',
  document: 'La Gaceta',
  by: 'Ana',
  on: '2025-01-01',
  rows: [
    { branch: 'trade', size: '1-10', from: '2020-01-01', until: '2025-03-14', monthly: '12191.70', norm: 'x' },
    { branch: 'trade', size: '1-10', from: '2025-03-15', until: '2030-12-31', monthly: '13045.33', norm: 'x' },
  ],
};
const rules: Rules = { overrides: {}, wageTables: [wages] };

function work(key: CalculatorKey, values: InputValues): Working {
  const computed = calculators[key].compute(values, rules);
  if (!computed.ok) throw new Error(JSON.stringify(computed.fault));
  return computed.value;
}

const cents = fc.integer({ min: 1, max: 9_999_999 });
const money = (amount: number): string => `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
const day = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2022-01-01', n));

/** Inputs of each calculator beside the wage. */
const others: readonly (readonly [CalculatorKey, string, InputValues])[] = [
  [
    'hours',
    'wage',
    { week: '2025-11-24', method: 'byShift', monday: '06:20-13:00 14:00-20:10', tuesday: '21:05-06:00' },
  ],
  ['hours', 'wage', { week: '2025-11-24', method: 'byClock', monday: '06:20-13:00 14:00-23:10' }],
  ['extraMonth', 'wage', { month: 'thirteenth', year: '2025', hired: '2025-02-17' }],
  ['vacations', 'wage', { hired: '2019-05-04', until: '2025-11-17', proportional: 'yes' }],
  ['contributions', 'wage', { on: '2025-05-01' }],
  ['fine', 'owed', { infringement: 'economicLoss', on: '2025-05-01', repetition: 'second' }],
];

describe.each(others)('%s', (key, field, inputs) => {
  test('more wage is never less due, and twice the wage is about twice the due', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a];
        const due = (amount: number): string => work(key, { ...inputs, [field]: money(amount) }).result.value;
        expect(decimal(due(less)).lte(decimal(due(more)))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('a working is well formed, and its texts carry no trace of binary fractions', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        const working = work(key, { ...inputs, [field]: money(amount) });
        expect(v.parse(Working, working)).toEqual(working);
        expect(working.result.value).toMatch(/^\d+\.\d{2}$/);
        for (const { expression, value, unit } of working.steps) {
          expect(expression).not.toMatch(/\d\.\d{5,}|e[-+]\d|NaN|undefined/);
          if (unit === 'lempiras') expect(value).toMatch(/^-?\d+(\.\d{1,4})?$/);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('the parts of a sum make it to the cent', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        const sums = work(key, { ...inputs, [field]: money(amount) })
          .steps.map(({ expression }) => expression)
          .filter((text) => /^L [\d,.]+( \+ L [\d,.]+)+ = L [\d,.]+$/.test(text));
        for (const text of sums) {
          const amounts = [...text.matchAll(/L ([\d,.]+)/g)].map(([, digits = '']) =>
            decimal(digits.replaceAll(',', '')),
          );
          const total = amounts.pop()!;
          expect(moneyText(sum(amounts))).toBe(moneyText(total));
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('a minimum wage difference: less pay is more owed; a period cut in two owes within a cent a span what the whole owes', () => {
  const owed = (from: string, until: string, wage: number) =>
    decimal(work('minimumWage', { branch: 'trade', size: '1-10', from, until, wage: money(wage) }).result.value);
  const pay = fc.integer({ min: 1, max: 1_400_000 });
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 400 }),
      fc.integer({ min: 0, max: 399 }),
      fc.tuple(pay, pay),
      (from, days, at, [a, b]) => {
        const until = addDays(from, days);
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(owed(from, until, less).gte(owed(from, until, more))).toBe(true);
        const cut = addDays(from, Math.min(at, days - 1));
        const parts = owed(from, cut, less).plus(owed(addDays(cut, 1), until, less));
        expect(
          parts
            .minus(owed(from, until, less))
            .abs()
            .lte('0.02'),
        ).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('days of 30-day months: a period cut in two has the days of the whole; a calendar month has 30, a year 360', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (from, a, b) => {
      const middle = addDays(from, a);
      const end = addDays(middle, 1 + b);
      expect(commercialDays(from, middle) + commercialDays(addDays(middle, 1), end)).toBe(commercialDays(from, end));
      expect(commercialDays(from, addDays(yearsLater(from, 1), -1))).toBeGreaterThanOrEqual(358);
    }),
  );
  for (const month of ['01', '02', '04', '12']) {
    const first = `2025-${month}-01`;
    const last = addDays(month === '12' ? '2026-01-01' : `2025-${String(Number(month) + 1).padStart(2, '0')}-01`, -1);
    expect(commercialDays(first, last)).toBe(30);
  }
  expect(commercialDays('2024-01-01', '2024-12-31')).toBe(360);
  expect(commercialDays('2024-02-01', '2024-02-29')).toBe(30);
  expect(commercialDays('2025-01-02', '2025-01-01')).toBe(0);
});

test('full years, also from a leap day', () => {
  expect(fullYears('2020-03-01', '2021-02-27')).toBe(0);
  expect(fullYears('2020-03-01', '2021-02-28')).toBe(1);
  expect(fullYears('2020-02-29', '2021-02-28')).toBe(1);
  expect(fullYears('2025-03-01', '2025-01-01')).toBe(0);
  expect(yearsLater('2020-02-29', 1)).toBe('2021-03-01');
  expect(yearsLater('2020-02-29', 4)).toBe('2024-02-29');
});

test('decimals are exact and take no binary number', () => {
  expect(decimal('0.1').plus(decimal('0.2')).toFixed()).toBe('0.3');
  expect(() => decimal(0.1 as unknown as string)).toThrow();
  expect(() => whole(0.5)).toThrow();
  expect(['1.005', '2.675', '0.125', '-0.005'].map((text) => moneyText(toCents(decimal(text))))).toEqual([
    '1.01',
    '2.68',
    '0.13',
    '-0.01',
  ]);
  expect(lempiras(decimal('1234567.5'))).toBe('L 1,234,567.50');
  fc.assert(
    fc.property(fc.array(cents, { maxLength: 40 }), (amounts) => {
      const total = amounts.reduce((all, amount) => all + BigInt(amount), 0n);
      expect(moneyText(sum(amounts.map((amount) => decimal(money(amount)))))).toBe(
        `${total / 100n}.${String(total % 100n).padStart(2, '0')}`,
      );
    }),
  );
});

describe('times of work', () => {
  test('are read as people write them', () => {
    expect(readSpans('7:00-12:00, 13:00 a 17:00')).toEqual([
      { from: 420, until: 720 },
      { from: 780, until: 1020 },
    ]);
    expect(readSpans('22:00 – 06:00')).toEqual([{ from: 1320, until: 1800 }]);
    expect(readSpans('20:00-24:00 01:00-04:00')).toBe('spans-overlap');
    expect(readSpans('20:00-00:30 01:00-04:00')).toEqual([
      { from: 1200, until: 1470 },
      { from: 1500, until: 1680 },
    ]);
    for (const text of ['8-5', '25:00-26:00', '08:00', '08:60-09:00']) expect(readSpans(text)).toBe('not-spans');
  });

  test('cutting and counting lose no minute', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.tuple(time, time), fc.integer({ min: 0, max: 1500 }), time, time, ([a, b], cut, from, until) => {
        const spans = readSpans(`${a}-${b}`);
        if (typeof spans === 'string') throw new Error(spans);
        const [first, rest] = splitSpans(spans, cut);
        expect(spanMinutes(first)).toBe(Math.min(cut, spanMinutes(spans)));
        expect(spanMinutes(first) + spanMinutes(rest)).toBe(spanMinutes(spans));
        fc.pre(from !== until);
        expect(minutesBetween(spans, from, until) + minutesBetween(spans, until, from)).toBe(spanMinutes(spans));
      }),
    );
  });
});
