import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holidays } from '../../../shared/catalog/holidays.ts';
import { computeDeadline, type Deadline, type Running } from '../../../shared/deadline/deadline.ts';
import type { Closure } from '../../../shared/deadline/closure.ts';
import { standingOf } from '../../../shared/deadline/working-days.ts';
import { addDays, dateInHonduras } from '../../../shared/kernel/plain-date.ts';
import { faultOf, valueOf } from '../../support/vault-builder.ts';

const calendar = { holidays, closures: [] };
const working = (amount: number) => ({ unit: 'workingDay', amount, confidence: 'likely' }) as const;
const natural = (amount: number) => ({ unit: 'calendarDay', amount, confidence: 'likely' }) as const;
const hours = (amount: number) => ({ unit: 'hour', amount, confidence: 'unverified' }) as const;
/** Ten in the morning in Honduras. */
const morning = (date: string): string => `${date}T16:00:00.000Z`;

function run(change: Partial<Running> & Pick<Running, 'term'>, closures: readonly Closure[] = []): Deadline {
  return valueOf(
    computeDeadline({ from: morning('2026-11-25'), aboutChild: false, ...change }, { holidays, closures }),
  );
}

describe('ten working days from a notification, counted on paper', () => {
  test.each([
    ['an ordinary fortnight', '2026-11-25', '2026-12-09'],
    ['over Holy Week', '2024-03-20', '2024-04-05'],
    ['over Holy Week and no 14 April, a Sunday', '2024-04-04', '2024-04-18'],
    ['14 April on the Monday of Holy Week', '2025-04-09', '2025-04-28'],
    ['over the moved 14 April', '2026-04-08', '2026-04-23'],
    ['over the first of May, a Friday', '2026-04-24', '2026-05-11'],
    ['over the fifteenth of September', '2026-09-08', '2026-09-23'],
    ['over the week of October', '2026-09-30', '2026-10-19'],
    ['over the week of October that begins on its first day', '2025-09-24', '2025-10-13'],
    ['over Christmas and the new year', '2026-12-21', '2027-01-06'],
    ['over the moved 14 April of 2027', '2027-04-12', '2027-04-27'],
    ['notified on a Saturday', '2026-11-28', '2026-12-11'],
  ])('%s: %s to %s', (_, from, due) => {
    expect(run({ term: working(10), from: morning(from) }).due).toBe(due);
  });
});

describe('how the day is found', () => {
  test('every day from the first to the last is there, with its number or its reason', () => {
    const { days, due, rules, confidence } = run({ term: working(3), from: morning('2026-10-05') });
    expect(due).toBe('2026-10-13');
    expect(days.map(({ date, n, reasons }) => [date.slice(8), n, reasons.map(({ label }) => label).join()])).toEqual([
      ['06', 1, ''],
      ['07', undefined, 'Semana Morazánica (sector público)'],
      ['08', undefined, 'Semana Morazánica (sector público)'],
      ['09', undefined, 'Semana Morazánica (sector público)'],
      ['10', undefined, 'Fin de semana'],
      ['11', undefined, 'Fin de semana'],
      ['12', 2, ''],
      ['13', 3, ''],
    ]);
    expect(rules).toEqual([holidays.counting]);
    // nobody has read the article on weekends
    expect(confidence).toBe('unverified');
  });

  test('the day of the event is that of Honduras', () => {
    // half past ten at night on the 24th there is the 25th in Greenwich
    expect(run({ term: working(1), from: '2026-11-25T04:30:00.000Z' }).due).toBe('2026-11-25');
    expect(run({ term: working(1), from: '2026-11-25T06:00:00.000Z' }).due).toBe('2026-11-26');
  });

  test('calendar days run over weekends; one that ends on a day without work goes to the next', () => {
    const on = run({ term: natural(2), from: morning('2026-11-24') });
    expect(on).toMatchObject({ due: '2026-11-26', rules: [holidays.counting] });
    const moved = run({ term: natural(3), from: morning('2026-11-25') });
    expect(moved.due).toBe('2026-11-30');
    expect(moved.rules).toEqual([holidays.counting, holidays.endingOnNonWorkingDay]);
    expect(moved.days.map(({ n }) => n)).toEqual([1, 2, 3, undefined, undefined]);
  });

  test('the same day, or the next that works', () => {
    expect(run({ term: natural(0) })).toMatchObject({ due: '2026-11-25', rules: [] });
    const saturday = run({ term: natural(0), from: morning('2026-11-28') });
    expect(saturday).toMatchObject({ due: '2026-11-30', rules: [holidays.endingOnNonWorkingDay] });
  });

  test('hours run from the very moment, over nights and weekends', () => {
    const friday = run({ term: hours(72), from: '2026-11-27T22:15:00.000Z' });
    expect(friday).toMatchObject({ due: '2026-11-30', dueAt: '2026-11-30T22:15:00.000Z', days: [] });
    expect(run({ term: hours(1), from: '2026-11-26T05:30:00.000Z' }).due).toBe('2026-11-26');
  });

  test('a suspension stops every term, those of calendar days too', () => {
    const suspension: Closure = {
      kind: 'suspended',
      from: '2026-11-30',
      until: '2026-12-04',
      label: 'Suspensión de plazos',
      confidence: 'verified',
    };
    expect(run({ term: working(10) }, [suspension]).due).toBe('2026-12-16');
    expect(run({ term: natural(10) }, [suspension]).due).toBe('2026-12-10');
    expect(run({ term: natural(10) }).due).toBe('2026-12-07');
  });

  test('matters about children are stopped by nothing', () => {
    const suspension: Closure = {
      kind: 'suspended',
      from: '2026-01-01',
      until: '2027-12-31',
      label: 'Suspensión de plazos',
      confidence: 'verified',
    };
    for (const term of [working(10), natural(10)]) {
      const { due, rules } = run({ term, from: morning('2026-10-02'), aboutChild: true }, [suspension]);
      expect(due).toBe('2026-10-12');
      expect(rules).toContain(holidays.children);
    }
  });

  test('what cannot be computed is refused', () => {
    const always = { from: '2026-01-01', until: '9999-12-31' };
    const endless: Closure = { kind: 'suspended', ...always, label: 'x', confidence: 'likely' };
    const from = morning('2026-11-25');
    for (const term of [working(-1), working(1.5), working(3651), natural(Number.NaN), hours(87_601)]) {
      const refused = computeDeadline({ term, from, aboutChild: false }, calendar);
      expect(faultOf(refused)).toEqual({ code: 'deadline/out-of-reach' });
    }
    const stuck = computeDeadline({ term: working(1), from, aboutChild: false }, { holidays, closures: [endless] });
    expect(faultOf(stuck)).toEqual({ code: 'deadline/out-of-reach' });
  });
});

describe('laws', () => {
  const date = fc.integer({ min: 0, max: 1460 }).map((days) => addDays('2024-01-01', days));
  const closure: fc.Arbitrary<Closure> = fc
    .record({
      kind: fc.constantFrom('closed', 'suspended'),
      from: date,
      length: fc.integer({ min: 0, max: 20 }),
      places: fc.constantFrom(undefined, ['0801'], ['05']),
    })
    .map(({ kind, from, length, places }) => ({
      ...{ kind, from, until: addDays(from, length), label: 'x', confidence: 'verified' as const },
      ...(places === undefined ? {} : { places }),
    }));
  const closures = fc.array(closure, { maxLength: 6 });
  const amount = fc.integer({ min: 0, max: 60 });
  const unit = fc.constantFrom('workingDay' as const, 'calendarDay' as const);
  const place = fc.constantFrom('0801', '0501', '0101');
  const given = fc.record({ from: date, amount, unit, place });
  type Given = Readonly<{ from: string; amount: number; unit: 'workingDay' | 'calendarDay'; place: string }>;
  const due = (of: Given, shut: readonly Closure[], aboutChild = false): Deadline => {
    const term = { unit: of.unit, amount: of.amount, confidence: 'likely' as const };
    const running = { term, from: morning(of.from), aboutChild, place: of.place };
    return valueOf(computeDeadline(running, { holidays, closures: shut }));
  };

  test('it ends on a day that works, and as many days were counted as the term has', () => {
    fc.assert(
      fc.property(given, closures, (of, shut) => {
        const { due: end, days } = due(of, shut);
        expect(standingOf(end, { holidays, closures: shut }, of.place).works).toBe(true);
        expect(days.flatMap(({ n }) => n ?? [])).toEqual(Array.from({ length: of.amount }, (_, i) => i + 1));
        expect(days.at(-1)?.date).toBe(end);
        expect(days.map((day) => day.date)).toEqual(days.map((_, i) => addDays(days[0]!.date, i)));
        expect(days[0]?.date).toBe(addDays(of.from, of.amount === 0 ? 0 : 1));
        // whatever is not counted says why, but for the day to which the end moves
        for (const { n, reasons } of days.slice(0, -1)) if (n === undefined) expect(reasons).not.toEqual([]);
      }),
    );
  });

  test('a closure or suspension never makes it end earlier, and taking it away again restores it', () => {
    fc.assert(
      fc.property(given, closures, closure, (of, shut, more) => {
        const before = due(of, shut);
        const after = due(of, [...shut, more]);
        expect(after.due >= before.due).toBe(true);
        expect(due(of, [...shut, more].slice(0, -1))).toEqual(before);
        // in what order they were noted does not matter to the day
        expect(due(of, [more, ...shut]).due).toBe(after.due);
      }),
    );
  });

  test('a longer term and a later event never end earlier; a child never waits longer', () => {
    fc.assert(
      fc.property(given, closures, (of, shut) => {
        const end = due(of, shut).due;
        expect(due({ ...of, amount: of.amount + 1 }, shut).due >= end).toBe(true);
        expect(due({ ...of, from: addDays(of.from, 1) }, shut).due >= end).toBe(true);
        const child = due(of, shut, true);
        expect(child.due <= end).toBe(true);
        expect(child.due).toBe(addDays(of.from, of.amount));
        expect(child.days.every((day) => day.reasons.length === 0)).toBe(true);
      }),
    );
  });

  test('closures of other places change nothing', () => {
    fc.assert(
      fc.property(given, closures, (of, shut) => {
        const everywhere = shut.filter(({ places }) => places === undefined);
        expect(due({ ...of, place: '0101' }, shut)).toEqual(due({ ...of, place: '0101' }, everywhere));
      }),
    );
  });

  test('it starts on the day of Honduras, whatever the hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1460 * 24 * 60 }), amount, (minutes, n) => {
        const from = new Date(Date.UTC(2024, 0, 1) + minutes * 60_000).toISOString();
        const term = { unit: 'workingDay' as const, amount: n, confidence: 'likely' as const };
        const whole = valueOf(computeDeadline({ term, from, aboutChild: false }, calendar));
        const onDay = { from: dateInHonduras(from), amount: n, unit: 'workingDay', place: '0101' } as const;
        expect(whole.due).toBe(due(onDay, []).due);
      }),
    );
  });
});
