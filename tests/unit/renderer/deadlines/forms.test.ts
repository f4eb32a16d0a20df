import { describe, expect, test } from 'vitest';
import { emptyClosure, readClosure, type ClosureForm } from '../../../../renderer/features/deadlines/closure-form.ts';
import {
  emptyComputation,
  OTHER,
  readComputation,
  type ComputationForm,
} from '../../../../renderer/features/deadlines/computation-form.ts';
import { terms } from '../../../../shared/catalog/catalog.ts';
import { termInForce } from '../../../../shared/deadline/term-in-force.ts';

const clock = { now: () => Date.parse('2026-11-26T05:30:00.000Z') };
const start = emptyComputation(terms[0], '0801', clock);
const read = (change: Partial<ComputationForm>, of = terms) => readComputation({ ...start, ...change }, of);

describe('the calculator', () => {
  test('opens on the first term, today in Honduras, in the town of the office', () => {
    expect(start).toMatchObject({ term: 'correctionAfterFine', date: '2026-11-25', time: '23:30', place: '0801' });
    expect(read({})).toEqual({
      running: {
        term: { unit: 'workingDay', amount: 10, confidence: 'likely' },
        from: '2026-11-25T18:00:00.000Z',
        aboutChild: false,
        place: '0801',
      },
      problems: {},
    });
  });

  test('a term without a number takes the one that is typed, and is as unsure as that', () => {
    expect(read({ term: 'notifyActa' })).toEqual({
      running: undefined,
      problems: { amount: 'deadlines.problem_amount' },
    });
    expect(read({ term: 'notifyActa', amount: '3' }).running?.term).toEqual({
      unit: 'workingDay',
      amount: 3,
      confidence: 'unverified',
    });
    const confirmed = { amount: 5, document: 'x', by: 'y', on: '2026-11-25' };
    const known = terms.map((term) => termInForce(term, term.key === 'notifyActa' ? confirmed : undefined));
    expect(read({ term: 'notifyActa', amount: '3' }, known).running?.term).toMatchObject({
      amount: 5,
      confidence: 'verified',
    });
  });

  test('another term takes its own unit; hours start at the very minute', () => {
    const other = { term: OTHER, amount: '72', unit: 'hour', time: '09:15' } as const;
    expect(read(other).running).toMatchObject({
      term: { unit: 'hour', amount: 72 },
      from: '2026-11-25T15:15:00.000Z',
    });
    expect(read({ ...other, time: '9' }).problems).toEqual({ time: 'deadlines.problem_time' });
    expect(read({ ...other, unit: 'calendarDay', time: '9' }).problems).toEqual({});
  });

  test.each([
    [{ date: '31/02/2026' }, 'date'],
    [{ date: '' }, 'date'],
    [{ term: OTHER, amount: '' }, 'amount'],
    [{ term: OTHER, amount: '-1' }, 'amount'],
    [{ term: OTHER, amount: '3651' }, 'amount'],
    [{ term: OTHER, amount: '1.5' }, 'amount'],
  ])('%j is refused', (change, field) => {
    const { running, problems } = read(change);
    expect(running).toBeUndefined();
    expect(Object.keys(problems)).toEqual([field]);
  });

  test('only a yes makes it a matter about children; no town leaves the whole country', () => {
    expect(read({ aboutChild: true }).running?.aboutChild).toBe(true);
    expect(read({ aboutChild: false }).running?.aboutChild).toBe(false);
    expect(read({ place: '' }).running).not.toHaveProperty('place');
  });
});

describe('a closure', () => {
  const typed: ClosureForm = { ...emptyClosure, from: '2026-11-25', label: ' Tormenta ' };
  const closureOf = (change: Partial<ClosureForm>) => readClosure({ ...typed, ...change }, '0801');

  test('is one day long without a last day, and holds where the office lies', () => {
    expect(closureOf({})).toEqual({
      closure: {
        kind: 'closed',
        from: '2026-11-25',
        until: '2026-11-25',
        places: ['0801'],
        label: 'Tormenta',
        confidence: 'unverified',
      },
      problems: {},
    });
  });

  test('may hold for the department or the country, be confirmed, and name its act', () => {
    expect(closureOf({ where: 'department' }).closure?.places).toEqual(['08']);
    expect(closureOf({ where: 'all' }).closure).not.toHaveProperty('places');
    expect(closureOf({ sure: true, norm: ' PCM 1 ' }).closure).toMatchObject({ confidence: 'verified', norm: 'PCM 1' });
  });

  test.each([
    [{ from: '' }, { from: 'deadlines.problem_date' }],
    [{ from: '2026-02-30' }, { from: 'deadlines.problem_date' }],
    [{ until: 'x' }, { until: 'deadlines.problem_date' }],
    [{ until: '2026-11-24' }, { until: 'deadlines.problem_order' }],
    [{ until: '2028-11-25' }, { until: 'deadlines.problem_long' }],
    [{ label: '  ' }, { label: 'deadlines.problem_label' }],
  ])('%j is refused', (change, problems) => {
    expect(closureOf(change)).toEqual({ closure: undefined, problems });
  });
});
