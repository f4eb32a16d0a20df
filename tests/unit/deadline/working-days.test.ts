import { describe, expect, test } from 'vitest';
import { holidays } from '../../../shared/catalog/holidays.ts';
import { addDays, weekdayOf, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { easterSunday } from '../../../shared/deadline/easter.ts';
import type { Closure } from '../../../shared/deadline/closure.ts';
import { holidaysOn, standingOf } from '../../../shared/deadline/working-days.ts';

const calendar = { holidays, closures: [] };

/** Every holiday of a year, as its date and name. */
function holidaysIn(year: number): readonly string[] {
  const found: string[] = [];
  for (let date: PlainDate = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) {
    for (const { label } of holidaysOn(date, holidays.holidays)) found.push(`${date.slice(5)} ${label}`);
  }
  return found;
}

test('days of the week and sums over the end of months, years and leap days', () => {
  expect(weekdayOf('2026-11-23')).toBe(1);
  expect(weekdayOf('2026-11-29')).toBe(7);
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
});

/** Published dates (Astronomical Applications Department, U.S. Naval Observatory); 1818 and 1943 are the extremes. */
test.each([
  [1818, '1818-03-22'],
  [1943, '1943-04-25'],
  [2000, '2000-04-23'],
  [2008, '2008-03-23'],
  [2019, '2019-04-21'],
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
  [2049, '2049-04-18'],
])('Easter of %i', (year, date) => expect(easterSunday(year)).toBe(date));

describe('the holidays of a year', () => {
  test.each([
    [2024, ['03-28', '03-29', '03-30'], '04-14', ['10-02', '10-03', '10-04']],
    [2025, ['04-17', '04-18', '04-19'], '04-14', ['10-01', '10-02', '10-03']],
    [2026, ['04-02', '04-03', '04-04'], '04-20', ['10-07', '10-08', '10-09']],
    [2027, ['03-25', '03-26', '03-27'], '04-19', ['10-06', '10-07', '10-08']],
  ])('%i', (year, [thursday, friday, saturday], americas, week) => {
    expect(holidaysIn(year)).toEqual(
      [
        '01-01 Año Nuevo',
        `${thursday} Jueves Santo`,
        `${friday} Viernes Santo`,
        `${saturday} Sábado Santo`,
        `${americas} Día de las Américas`,
        '05-01 Día del Trabajo',
        '09-15 Día de la Independencia',
        ...week.map((day) => `${day} Semana Morazánica (sector público)`),
        '12-25 Navidad',
      ].sort(),
    );
  });

  test('before the week of October there were three days', () => {
    const october = (year: number): readonly string[] => holidaysIn(year).filter((text) => text.startsWith('10-'));
    expect(october(2015).map((text) => text.slice(0, 5))).toEqual(['10-03', '10-12', '10-21']);
    expect(october(2016).map((text) => text.slice(0, 5))).toEqual(['10-05', '10-06', '10-07']);
  });
});

describe('how a day stands', () => {
  const works = (date: PlainDate, closures: readonly Closure[] = [], place?: string): boolean =>
    standingOf(date, { holidays, closures }, place).works;

  test('working days, weekends, holidays', () => {
    expect(works('2026-11-25')).toBe(true);
    expect(works('2026-11-28')).toBe(false);
    expect(works('2026-10-07')).toBe(false);
    // in 2026 the day of the Americas was worked on, and its Monday was not
    expect(works('2026-04-14')).toBe(true);
    expect(standingOf('2026-04-20', calendar).reasons).toEqual([
      {
        kind: 'holiday',
        label: 'Día de las Américas',
        confidence: 'likely',
        norm: 'Código del Trabajo, arts. 339 y 340; Decreto 50-2003',
      },
    ]);
  });

  test('a storm closes the offices of two towns and of a department', () => {
    const storm: Closure = {
      kind: 'closed',
      from: '2024-11-15',
      until: '2024-11-18',
      places: ['0801', '05'],
      label: 'Tormenta Sara',
      confidence: 'verified',
    };
    for (const [place, isOpen] of [
      ['0801', false],
      ['0501', false],
      ['0511', false],
      ['0101', true],
      [undefined, true],
    ] as const) {
      expect(works('2024-11-18', [storm], place)).toBe(isOpen);
    }
    expect(works('2024-11-19', [storm], '0801')).toBe(true);
    expect(works('2024-11-14', [storm], '0801')).toBe(true);
  });

  test('a decree opens a holiday, but neither a closed office nor a suspension', () => {
    const open: Closure = {
      kind: 'open',
      from: '2026-10-07',
      until: '2026-10-07',
      label: 'Día habilitado',
      confidence: 'verified',
    };
    expect(works('2026-10-07', [open])).toBe(true);
    expect(standingOf('2026-10-07', { holidays, closures: [open] }).reasons.map(({ kind }) => kind)).toEqual([
      'holiday',
      'open',
    ]);
    for (const kind of ['closed', 'suspended'] as const) {
      const other: Closure = { ...open, kind, label: kind };
      expect(works('2026-10-07', [open, other])).toBe(false);
      expect(works('2026-10-07', [other, open])).toBe(false);
    }
  });
});
