import { describe, expect, test } from 'vitest';
import { calculators } from '../../../shared/calculator/calculators.ts';
import type { InputValues, Rules } from '../../../shared/calculator/inputs.ts';
import type { WageRow, WageTable } from '../../../shared/calculator/wage-table.ts';
import { isSure, readWorking, writeWorking, type Working } from '../../../shared/calculator/working.ts';
import type { CalculatorKey } from '../../../shared/catalog/entry.ts';

const row = (change: Partial<WageRow> = {}): WageRow => ({
  branch: 'construction',
  size: '11-50',
  from: '2025-01-01',
  until: '2025-12-31',
  monthly: '12636.50',
  norm: 'Acuerdo SETRASS-109-2024',
  ...change,
});
const table = (...rows: readonly WageRow[]): WageTable => ({
  id: 'a',
  document: 'La Gaceta 36,491',
  by: 'Ana Núñez',
  on: '2025-02-01',
  rows: [...rows],
});
const noRules: Rules = { overrides: {}, wageTables: [] };
const withTable: Rules = {
  overrides: {},
  wageTables: [table(row(), row({ from: '2026-01-01', until: '2026-12-31', monthly: '13500.00' }))],
};

function work(key: CalculatorKey, values: InputValues, rules: Rules = noRules): Working {
  const computed = calculators[key].compute(values, rules);
  if (!computed.ok) throw new Error(JSON.stringify(computed.fault));
  return computed.value;
}

function problems(key: CalculatorKey, values: InputValues, rules: Rules = noRules): readonly string[] {
  const computed = calculators[key].compute(values, rules);
  return computed.ok ? [] : computed.fault.map(({ input, code }) => `${input ?? ''} ${code}`.trim());
}

const step = (working: Working, key: string): readonly string[] =>
  working.steps.filter((one) => one.key === key).map(({ expression }) => expression);
const warnings = (working: Working): readonly string[] => working.warnings.map(({ code }) => code);

describe('hours', () => {
  const week = { week: '2025-11-24', wage: '12000.00', method: 'byShift' };

  test('two hours after an ordinary day are worth an hour and a quarter each', () => {
    // 12,000 / 240 = 50 an hour; 2 h x 50 x 1.25 = 125
    const working = work('hours', { ...week, monday: '07:00-12:00 13:00-18:00' });
    expect(step(working, 'hourValue')).toEqual(['L 12,000.00 / 240 h = L 50.00']);
    expect(step(working, 'dayShift')).toEqual(['10 h = 8 h + 2 h']);
    expect(step(working, 'overtime')).toEqual(['L 12,000.00 × 2 h × 1.25 / 240 h = L 125.00']);
    expect(working.result).toEqual({ key: 'owed', value: '125.00', unit: 'lempiras' });
  });

  test('six ordinary days of eight hours are four hours above the week', () => {
    const days = Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => [
        day,
        '08:00-12:00 13:00-17:00',
      ]),
    );
    const working = work('hours', { ...week, ...days });
    expect(step(working, 'dayShift').at(-1)).toBe('8 h = 4 h + 4 h');
    expect(step(working, 'ordinaryWeek')).toEqual(['44 h ≤ 44 h']);
    expect(working.result.value).toBe('250.00');
  });

  test('the class of a shift follows from its night hours', () => {
    const kinds = (spans: string): readonly string[] =>
      work('hours', { ...week, monday: spans })
        .steps.map(({ key }) => key)
        .filter((key) => key.endsWith('Shift'));
    expect(kinds('05:00-13:00')).toEqual(['dayShift']);
    expect(kinds('11:00-20:00')).toEqual(['dayShift']);
    expect(kinds('14:00-21:00')).toEqual(['mixedShift']);
    // the seventh hour ends at 22:00: three night hours
    expect(kinds('15:00-22:00')).toEqual(['nightShift']);
    expect(kinds('03:00-10:00')).toEqual(['mixedShift']);
    expect(kinds('22:00-04:00')).toEqual(['nightShift']);
  });

  test('a night shift has six hours, its surcharge, and dearer overtime; it may go on past midnight', () => {
    // six hours x 50 x 0.25 = 75; two hours x 50 x 1.75 = 175
    const working = work('hours', { ...week, monday: '20:00-04:00' });
    expect(step(working, 'nightSurcharge')).toEqual(['L 12,000.00 × 6 h × 0.25 / 240 h = L 75.00']);
    expect(step(working, 'overtime')).toEqual(['L 12,000.00 × 2 h × 1.75 / 240 h = L 175.00']);
    expect(working.result.value).toBe('250.00');
  });

  test('where sources differ on the bands, one is chosen, the other is told of, and the results differ', () => {
    // a day shift from 10 to 18, then five hours to 23:00
    const day = { ...week, monday: '10:00-23:00' };
    // by class: 1 h to 19:00 at 25 %, 4 h of night at 50 %: 62.50 + 300
    expect(work('hours', day).result.value).toBe('362.50');
    // by the clock: 1 h at 25 %, 19 to 22 at 50 %, 22 to 23 at 75 %: 62.50 + 225 + 87.50
    const clock = work('hours', { ...day, method: 'byClock' });
    expect(clock.result.value).toBe('375.00');
    expect(warnings(work('hours', day))).toContain('bandsByShift');
    expect(warnings(clock)).toContain('bandsByClock');
    expect(warnings(clock)).toContain('conflict');
    expect(isSure(clock)).toBe(false);
  });

  test('a worked holiday is paid twice, counts for no limit, and what was paid is taken off', () => {
    const working = work('hours', { ...week, friday: '08:00-16:00', firstHoliday: '2025-11-28', paid: '300.00' });
    expect(step(working, 'holidayPay')).toEqual(['L 12,000.00 × 8 h × 2 / 240 h = L 800.00']);
    expect(step(working, 'overtime')).toEqual([]);
    expect(working.result.value).toBe('500.00');
    const overpaid = work('hours', { ...week, friday: '08:00-16:00', paid: '300.00' });
    expect(overpaid.result.value).toBe('0.00');
    expect(warnings(overpaid)).toContain('paidMore');
  });

  test('more than twelve hours in any twenty-four are told, also across midnight', () => {
    expect(warnings(work('hours', { ...week, monday: '06:00-18:00' }))).not.toContain('dailyMaximum');
    expect(warnings(work('hours', { ...week, monday: '06:00-18:30' }))).toContain('dailyMaximum');
    expect(warnings(work('hours', { ...week, monday: '18:00-24:00', tuesday: '06:00-13:00' }))).toContain(
      'dailyMaximum',
    );
  });

  test('what cannot be read is named with its field', () => {
    expect(problems('hours', week)).toEqual(['monday missing']);
    expect(problems('hours', { week: '2025-11-24' })).toEqual(['wage missing', 'method missing']);
    expect(problems('hours', { ...week, monday: 'de ocho a cinco' })).toEqual(['monday not-spans']);
    expect(problems('hours', { ...week, monday: '8:00-12:00 11:00-15:00' })).toEqual(['monday spans-overlap']);
    expect(problems('hours', { ...week, monday: '22:00-06:00', tuesday: '05:00-10:00' })).toEqual([
      'tuesday spans-overlap',
    ]);
    expect(problems('hours', { ...week, monday: '8:00-12:00', firstHoliday: '2025-12-01' })).toEqual([
      'firstHoliday not-in-week',
    ]);
    expect(problems('hours', { ...week, wage: '1,000', monday: '8:00-12:00' })).toEqual(['wage not-money']);
    expect(problems('hours', { ...week, method: 'x', monday: '8:00-12:00' })).toEqual(['method not-a-choice']);
  });
});

describe('minimum wage', () => {
  const worker = { branch: 'construction', size: '11-50', wage: '11000.00' };

  test('the difference of a whole year is twelve times the monthly one', () => {
    const working = work('minimumWage', { ...worker, from: '2025-01-01', until: '2025-12-31' }, withTable);
    expect(step(working, 'monthlyDifference')).toEqual(['L 12,636.50 − L 11,000.00 = L 1,636.50']);
    // 1,636.50 x 12
    expect(working.result.value).toBe('19638.00');
    expect(working.parameters.find(({ key }) => key === 'minimumWage')).toMatchObject({
      label: 'Salario mínimo: Construcción, de 11 a 50 trabajadores',
      value: '12636.50',
      norm: 'Acuerdo SETRASS-109-2024',
      confirmed: { by: 'Ana Núñez', on: '2025-02-01', document: 'La Gaceta 36,491' },
    });
  });

  test('a rise within the period cuts it in two; several workers are owed several times', () => {
    // December: 1,636.50; January to the 15th: 2,500 x 15 / 30 = 1,250
    const working = work(
      'minimumWage',
      { ...worker, from: '2025-12-01', until: '2026-01-15', workers: '4' },
      withTable,
    );
    expect(step(working, 'totalDifference')).toEqual(['L 1,636.50 + L 1,250.00 = L 2,886.50']);
    expect(working.result.value).toBe('11546.00');
  });

  test('who earns the minimum is owed nothing', () => {
    const working = work(
      'minimumWage',
      { ...worker, wage: '12636.50', from: '2025-01-01', until: '2025-01-31' },
      withTable,
    );
    expect(step(working, 'noDifference')).toEqual(['L 12,636.50 ≥ L 12,636.50']);
    expect(working.result.value).toBe('0.00');
  });

  test('nothing is guessed: days without a table, and tables that differ, are problems', () => {
    const one = { ...worker, from: '2025-06-01', until: '2025-06-30' };
    expect(problems('minimumWage', one)).toEqual(['no-wage-table']);
    expect(problems('minimumWage', { ...one, from: '2024-12-31' }, withTable)).toEqual(['no-wage-table']);
    expect(problems('minimumWage', { ...one, size: '51-150' }, withTable)).toEqual(['no-wage-table']);
    expect(problems('minimumWage', { ...one, branch: 'mining' }, withTable)).toEqual(['no-wage-table']);
    const second = { ...table(row({ monthly: '12700.00' })), id: 'b' };
    expect(problems('minimumWage', one, { ...noRules, wageTables: [table(row()), second] })).toEqual([
      'wage-tables-disagree',
    ]);
    // the same amount twice is no contradiction
    expect(
      work('minimumWage', one, { ...noRules, wageTables: [table(row()), { ...table(row()), id: 'b' }] }).result.value,
    ).toBe('1636.50');
  });

  test('a table for every size covers each', () => {
    const rules = { ...noRules, wageTables: [table(row({ branch: 'freeZones', size: 'all', monthly: '12930.07' }))] };
    const working = work(
      'minimumWage',
      { branch: 'freeZones', size: '151+', wage: '12930.00', from: '2025-01-01', until: '2025-01-31' },
      rules,
    );
    expect(working.result.value).toBe('0.07');
    expect(working.parameters.at(-1)?.label).toBe('Salario mínimo: Zonas libres / maquila');
  });

  test('wrong inputs', () => {
    const period = { from: '2025-06-01', until: '2025-05-01' };
    expect(problems('minimumWage', { ...worker, ...period }, withTable)).toEqual(['until order']);
    expect(problems('minimumWage', { ...worker, from: '1925-06-01', until: '2025-06-01' }, withTable)).toEqual([
      'from out-of-range',
    ]);
    expect(problems('minimumWage', { ...worker, from: '2025-06-31', until: '2025-07-01' }, withTable)).toEqual([
      'from not-a-date',
    ]);
    expect(
      problems('minimumWage', { ...worker, from: '2025-06-01', until: '2025-06-30', workers: '0' }, withTable),
    ).toEqual(['workers out-of-range']);
  });
});

describe('thirteenth and fourteenth month', () => {
  const year = { month: 'thirteenth', year: '2025', wage: '13000.00' };

  test('a whole year earns a month', () => {
    const working = work('extraMonth', year);
    expect(step(working, 'period')).toEqual(['01/01/2025 – 31/12/2025']);
    expect(step(working, 'dueDate')).toEqual(['20/12/2025']);
    expect(working.result.value).toBe('13000.00');
  });

  test('who came in the middle earns a part', () => {
    // 16 March to 31 December: 15 + 9 x 30 = 285 days; 13,000 x 285 / 360 = 10,291.67
    const working = work('extraMonth', { ...year, hired: '2025-03-16' });
    expect(step(working, 'extraMonth')).toEqual(['L 13,000.00 × 285 / 360 = L 10,291.67']);
    // what was paid of it is taken off
    expect(work('extraMonth', { ...year, hired: '2025-03-16', paid: '10000.00' }).result.value).toBe('291.67');
  });

  test('the fourteenth runs from July to June', () => {
    const working = work('extraMonth', { ...year, month: 'fourteenth', left: '2025-03-31' });
    expect(step(working, 'period')).toEqual(['01/07/2024 – 30/06/2025']);
    // nine months of twelve
    expect(working.result.value).toBe('9750.00');
    expect(step(working, 'dueDate')).toEqual(['30/06/2025']);
    expect(isSure(working)).toBe(false);
  });

  test('wrong inputs', () => {
    expect(problems('extraMonth', { ...year, year: '25' })).toEqual(['year out-of-range']);
    expect(problems('extraMonth', { ...year, hired: '2026-01-02' })).toEqual(['hired out-of-range']);
    expect(problems('extraMonth', { ...year, left: '2024-12-31' })).toEqual(['left out-of-range']);
    expect(problems('extraMonth', { ...year, hired: '2025-05-01', left: '2025-04-01' })).toEqual(['left order']);
  });
});

describe('vacations', () => {
  const worker = { hired: '2020-03-01', wage: '12000.00' };

  test('10, 12, 15, 20 and again 20 days', () => {
    const working = work('vacations', { ...worker, until: '2025-02-28' });
    expect(step(working, 'yearOfService')).toEqual(['10', '12', '15', '20', '20']);
    // 77 days at 400
    expect(working.result.value).toBe('30800.00');
    expect(
      work('vacations', { ...worker, until: '2025-02-27' }).steps.filter(({ key }) => key === 'yearOfService'),
    ).toHaveLength(4);
  });

  test('days that were taken, and the part of the year under way', () => {
    // three months of the second year: 12 x 90 / 360 = 3; 10 + 3 - 4.5 = 8.5 days at 400
    const working = work('vacations', { ...worker, until: '2021-05-31', taken: '4.5', proportional: 'yes' });
    expect(step(working, 'yearUnderWay')).toEqual(['12 × 90 / 360 = 3']);
    expect(step(working, 'daysLeft')).toEqual(['13 − 4.5 = 8.5']);
    expect(working.result.value).toBe('3400.00');
  });

  test('nothing is owed before the first year, and nothing is asked back', () => {
    const first = work('vacations', { ...worker, until: '2020-09-01' });
    expect(first.result.value).toBe('0.00');
    expect(warnings(first)).toContain('noFullYear');
    const many = work('vacations', { ...worker, until: '2021-03-01', taken: '12' });
    expect(many.result.value).toBe('0.00');
    expect(warnings(many)).toContain('takenMore');
    expect(problems('vacations', { ...worker, until: '2020-02-01' })).toEqual(['until order']);
  });
});

describe('contributions', () => {
  test('below the ceiling', () => {
    // 10,000: 500 + 250 + 350 + 250, INFOP 100
    const working = work('contributions', { on: '2025-06-30', wage: '10000.00' });
    expect(step(working, 'totalEmployer')).toEqual(['L 500.00 + L 350.00 + L 100.00 = L 950.00']);
    expect(step(working, 'totalWorker')).toEqual(['L 250.00 + L 250.00 = L 500.00']);
    expect(working.result.value).toBe('1450.00');
    expect(working.parameters.find(({ key }) => key === 'infop')?.confidence).toBe('unverified');
    expect(working.warnings).toContainEqual({ code: 'leftOut', detail: { label: 'Reserva laboral: patrono' } });
  });

  test('above the ceiling the rest goes to the RAP', () => {
    // 11,903.13 x 5 % = 595.16, 2.5 % = 297.58, 3.5 % = 416.61, 2.5 % = 297.58; 8,096.87 x 1.5 % = 121.45 twice; INFOP 200
    const working = work('contributions', { on: '2025-06-30', wage: '20000.00', paid: '1000.00' });
    expect(step(working, 'excessWage')).toEqual(['L 20,000.00 − L 11,903.13 = L 8,096.87']);
    expect(step(working, 'totalEmployer')).toEqual(['L 595.16 + L 416.61 + L 121.45 + L 200.00 = L 1,333.22']);
    expect(step(working, 'totalWorker')).toEqual(['L 297.58 + L 297.58 + L 121.45 = L 716.61']);
    expect(working.result.value).toBe('1049.83');
  });

  test('a year without a ceiling is not computed until somebody confirms one; then rates are marked', () => {
    const inputs = { on: '2026-06-30', wage: '10000.00' };
    expect(problems('contributions', inputs)).toEqual(['no-parameter']);
    const ceiling = { value: '12500.00', validFrom: '2026-01-01', document: 'Circular 1', by: 'Ana', on: '2026-01-20' };
    const working = work('contributions', inputs, { ...noRules, overrides: { ihssCeiling: [ceiling] } });
    expect(working.parameters.find(({ key }) => key === 'ihssCeiling')).toMatchObject({
      value: '12500.00',
      confidence: 'verified',
      confirmed: { by: 'Ana', on: '2026-01-20', document: 'Circular 1' },
    });
    expect(working.parameters.find(({ key }) => key === 'ihssHealthWorker')?.confidence).toBe('unverified');
  });

  test('a labour reserve that somebody confirmed is counted', () => {
    const reserve = { value: '0.04', document: 'Circular 2', by: 'Ana', on: '2025-01-20' };
    const rules = { ...noRules, overrides: { labourReserve: [reserve] } };
    expect(work('contributions', { on: '2025-06-30', wage: '10000.00' }, rules).result.value).toBe('1850.00');
  });
});

describe('fines', () => {
  const once = { on: '2025-06-30', repetition: 'none' };

  test('a quarter of what is owed, besides paying it', () => {
    const working = work('fine', { ...once, infringement: 'economicLoss', owed: '19638.00' });
    expect(step(working, 'baseFine')).toEqual(['L 19,638.00 × 25 % = L 4,909.50']);
    expect(working.result).toEqual({ key: 'fine', value: '4909.50', unit: 'lempiras' });
    expect(warnings(working)).toEqual(expect.arrayContaining(['besidesOwed', 'conflict']));
  });

  test.each([
    ['none', '250000.00'],
    ['first', '312500.00'],
    ['second', '325000.00'],
    ['later', '350000.00'],
  ])('obstruction, repeated: %s', (repetition, value) => {
    expect(work('fine', { ...once, repetition, infringement: 'obstruction' }).result.value).toBe(value);
  });

  test('for each worker, and in minimum wages of the branch', () => {
    expect(work('fine', { ...once, infringement: 'otherPerWorker', workers: '7' }).result.value).toBe('35000.00');
    const wages = { ...once, infringement: 'discrimination', branch: 'construction', size: '11-50' };
    expect(work('fine', { ...wages, times: '2.5' }, withTable).result.value).toBe('31591.25');
    expect(problems('fine', { ...wages, times: '3.5' }, withTable)).toEqual(['times out-of-range']);
    expect(problems('fine', { ...wages, times: '2' })).toEqual(['no-wage-table']);
    expect(problems('fine', { ...once, infringement: 'discrimination' }, withTable)).toEqual([
      'times missing',
      'branch missing',
      'size missing',
    ]);
  });

  test('who corrects is exempt, but never for obstruction or freedom of association', () => {
    const corrected = { ...once, corrected: 'yes' };
    const exempt = work('fine', { ...corrected, infringement: 'economicLoss', owed: '1000.00' });
    expect(exempt.result.value).toBe('0.00');
    expect(warnings(exempt)).toContain('exemptTerm');
    for (const infringement of ['obstruction', 'freedomOfAssociation']) {
      const stays = work('fine', { ...corrected, infringement });
      expect(Number(stays.result.value)).toBeGreaterThan(0);
      expect(warnings(stays)).toContain('notExempt');
    }
  });

  test('an amount that nobody knows is not guessed', () => {
    expect(problems('fine', { ...once, infringement: 'childLabour' })).toEqual(['no-parameter']);
  });

  test('what was typed for another infringement is left aside', () => {
    const working = work('fine', { ...once, infringement: 'obstruction', owed: '5.00', workers: '9' });
    expect(working.inputs.map(({ key }) => key)).toEqual(['infringement', 'on', 'repetition']);
  });
});

describe('a working', () => {
  test('is plain text that reads back as it was, and other text is not taken for one', () => {
    const working = work('extraMonth', { month: 'thirteenth', year: '2025', wage: '13000.00' });
    expect(readWorking(writeWorking(working))).toEqual(working);
    for (const text of ['', '{}', 'L 5.00', writeWorking({ ...working, v: 2 as 1 })])
      expect(readWorking(text)).toBeUndefined();
  });
});
