import { describe, expect, test } from 'vitest';
import {
  branches,
  checklist,
  findEntry,
  infringements,
  matters,
  workplaceSizes,
} from '../../../shared/catalog/catalog.ts';
import { checklistMatters } from '../../../shared/catalog/entry.ts';
import {
  findParameter,
  isParameterValue,
  legalParameters,
  parameterAt,
  type ParameterConfirmation,
} from '../../../shared/catalog/legal-parameters.ts';

const confirmation = (change: Partial<ParameterConfirmation> = {}): ParameterConfirmation => ({
  value: '12500.00',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  document: 'Circular 1',
  by: 'Ana Núñez',
  on: '2026-01-20',
  ...change,
});

describe('the catalogue of parameters', () => {
  test('keys are unique, values are in the canonical text of their unit, periods do not overlap', () => {
    const keys = legalParameters.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { key, unit, periods } of legalParameters) {
      for (const { value, validFrom = '0000-01-01', validUntil = '9999-12-31' } of periods) {
        expect(`${key} ${value} ${isParameterValue(unit, value)}`).toBe(`${key} ${value} true`);
        expect(validFrom <= validUntil).toBe(true);
      }
      periods.forEach(({ validFrom }, at) => {
        if (at > 0) expect(periods[at - 1]!.validUntil! < validFrom!).toBe(true);
      });
    }
  });

  test('a value without a source that was read is not marked as verified', () => {
    for (const { source, periods } of legalParameters) {
      const isUnread = /not found|of this project|was not read/i.test(source);
      if (isUnread) for (const { confidence } of periods) expect(confidence).not.toBe('verified');
    }
  });

  test('fines and questions name parameters that exist', () => {
    const named = [
      ...infringements.flatMap(({ fine }) =>
        Object.entries(fine ?? {}).flatMap(([name, key]) => (name === 'kind' ? [] : [key])),
      ),
      ...checklist.flatMap(({ values }) => values),
    ];
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((key) => findParameter(key) === undefined)).toEqual([]);
    expect(infringements.filter(({ fine }) => fine === undefined)).toEqual([]);
  });
});

describe('the value in force', () => {
  test('on the first and last day of its validity, and not a day before or after', () => {
    expect(parameterAt('ihssCeiling', '2024-12-31')).toBeUndefined();
    expect(parameterAt('ihssCeiling', '2025-01-01')?.value).toBe('11903.13');
    expect(parameterAt('ihssCeiling', '2025-12-31')).toMatchObject({ value: '11903.13', confidence: 'verified' });
    expect(parameterAt('ihssCeiling', '2026-01-01')).toBeUndefined();
    expect(parameterAt('labourReserve', '2025-06-01')).toBeUndefined();
    expect(parameterAt('nobody', '2025-06-01')).toBeUndefined();
    expect(parameterAt('dayShiftHours', '1960-01-01')?.value).toBe('8');
  });

  test('what the office confirmed goes first, within its days only', () => {
    const overrides = { ihssCeiling: [confirmation()] };
    expect(parameterAt('ihssCeiling', '2025-12-31', overrides)?.value).toBe('11903.13');
    expect(parameterAt('ihssCeiling', '2026-01-01', overrides)).toMatchObject({
      value: '12500.00',
      confidence: 'verified',
      confirmed: confirmation(),
    });
    expect(parameterAt('ihssCeiling', '2026-12-31', overrides)?.value).toBe('12500.00');
    expect(parameterAt('ihssCeiling', '2027-01-01', overrides)).toBeUndefined();
  });

  test('of two confirmations for a day the later one holds; one without days holds always', () => {
    const first = confirmation({ value: '1.00', validFrom: undefined, validUntil: undefined });
    const second = confirmation({ value: '2.00', on: '2026-02-01' });
    for (const list of [
      [first, second],
      [second, first],
    ]) {
      expect(parameterAt('ihssCeiling', '2026-05-01', { ihssCeiling: list })?.value).toBe('2.00');
      expect(parameterAt('ihssCeiling', '2019-05-01', { ihssCeiling: list })?.value).toBe('1.00');
    }
    const sameDay = [confirmation({ value: '1.00' }), confirmation({ value: '2.00' })];
    expect(parameterAt('ihssCeiling', '2026-05-01', { ihssCeiling: sameDay })?.value).toBe('2.00');
  });

  test.each([
    ['fraction', ['0', '0.25', '1'], ['1.01', '25', '0,25', '-0.1', '']],
    ['lempiras', ['0', '250000', '11903.13'], ['1,000', '1.234', '-1', 'L 5']],
    ['clock', ['00:00', '19:00'], ['24:00', '7:00']],
    ['monthDay', ['01-01', '12-20'], ['02-29', '13-01', '1-1']],
    ['hours', ['8', '7.5'], ['8 h', '7.']],
    ['people', ['10'], ['1.5']],
    ['months', ['1', '24'], ['0', '2.5', '1000']],
  ] as const)('%s', (unit, fine, wrong) => {
    for (const value of fine) expect([value, isParameterValue(unit, value)]).toEqual([value, true]);
    for (const value of wrong) expect([value, isParameterValue(unit, value)]).toEqual([value, false]);
  });
});

describe('the checklist', () => {
  test('22 questions with unique keys, each of a matter that has a name', () => {
    expect(checklist).toHaveLength(22);
    expect(new Set(checklist.map(({ key }) => key)).size).toBe(22);
    const named = new Set([...matters.map(({ key }) => key), 'freedom']);
    expect(checklistMatters.filter((matter) => !named.has(matter))).toEqual([]);
  });

  test('child labour and forced labour are looked for everywhere', () => {
    const always = checklist.filter(({ alwaysApplies }) => alwaysApplies).map(({ key }) => key);
    expect(always).toEqual(['minors', 'minorsBreak', 'identityDocuments']);
    for (const { matter, alwaysApplies } of checklist) {
      if (matter === 'childLabour' || matter === 'freedom') expect(alwaysApplies).toBe(true);
    }
  });

  test('sizes follow one another without a gap', () => {
    workplaceSizes.forEach(({ least }, at) => expect(least).toBe((workplaceSizes[at - 1]?.most ?? 0) + 1));
    expect(workplaceSizes.at(-1)?.most).toBeNull();
    expect(findEntry('workplaceSizes', '151+')?.label).toBe('De 151 trabajadores o más');
    expect(branches.length).toBeGreaterThan(9);
  });
});
