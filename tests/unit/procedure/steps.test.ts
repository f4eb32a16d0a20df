import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogKeys } from '../../../shared/catalog/catalog.ts';
import {
  caseStates,
  recordForms,
  shippedProcedure as shipped,
  type CaseState,
  type RecordKindKey,
} from '../../../shared/procedure/procedure.ts';
import { nextStep, stepMarks, stepsOf, type CaseStanding } from '../../../shared/procedure/steps.ts';

const letters = { done: 'D', next: 'N', open: 'o', skipped: 's' } as const;
/** The marks of all steps as one word, e.g. `DDNo`. */
const marks = (type: string, standing: CaseStanding): string =>
  stepMarks(shipped, type, standing)
    .map(({ mark }) => letters[mark])
    .join('');

interface Moment {
  readonly state: CaseState;
  /** what the case has got since the moment before */
  readonly adds?: readonly RecordKindKey[];
  readonly marks: string;
  readonly next: string | undefined;
}

/** Follows a case; its log is known. */
function follow(type: string, moments: readonly Moment[]): void {
  const records = new Set<RecordKindKey>();
  const passed = new Set<CaseState>();
  for (const { state, adds = [], marks: wanted, next } of moments) {
    passed.add(state);
    for (const record of adds) records.add(record);
    const standing = { state, records, passed };
    expect(`${state} ${marks(type, standing)}`).toBe(`${state} ${wanted}`);
    expect(nextStep(shipped, type, standing)?.key).toBe(next);
  }
}

describe('the steps of a whole case', () => {
  test('ordinary: order visit check detect acta notify correct reinspect resolve fine pay appeal archive', () => {
    follow('ordinary', [
      { state: 'draft', marks: 'Noooooooooooo', next: 'order' },
      { state: 'assigned', adds: ['order'], marks: 'DNooooooooooo', next: 'visit' },
      { state: 'visiting', marks: 'DDNoooooooooo', next: 'check' },
      { state: 'visiting', adds: ['checklist'], marks: 'DDDoNoooooooo', next: 'acta' },
      { state: 'recorded', adds: ['inspection'], marks: 'DDDoDNooooooo', next: 'notify' },
      { state: 'notified', adds: ['notification'], marks: 'DDDoDDNoooooo', next: 'correct' },
      { state: 'correcting', marks: 'DDDoDDDNooooo', next: 'reinspect' },
      // the state says that it is under way, the record that it was done
      { state: 'reinspection', marks: 'DDDoDDDNooooo', next: 'reinspect' },
      { state: 'reinspection', adds: ['reinspection'], marks: 'DDDoDDDDNoooo', next: 'resolve' },
      { state: 'resolution', adds: ['resolution'], marks: 'DDDoDDDDDNooo', next: 'fine' },
      { state: 'fineNotified', marks: 'DDDoDDDDDDNoo', next: 'pay' },
      { state: 'appeal', adds: ['appeal'], marks: 'DDDoDDDDDDNDo', next: 'pay' },
      { state: 'paid', adds: ['payment'], marks: 'DDDoDDDDDDDDN', next: 'archive' },
      { state: 'archived', marks: 'DDDsDDDDDDDDD', next: undefined },
    ]);
  });

  test('extraordinary: a complaint first; what was corrected needs neither reinspection nor fine', () => {
    follow('extraordinary', [
      { state: 'draft', marks: 'Nooooooooooooo', next: 'intake' },
      { state: 'draft', adds: ['complaint'], marks: 'DNoooooooooooo', next: 'order' },
      { state: 'assigned', adds: ['order'], marks: 'DDNooooooooooo', next: 'visit' },
    ]);
    const records = new Set<RecordKindKey>(['complaint', 'order', 'checklist', 'inspection', 'notification']);
    const passed = new Set<CaseState>(['assigned', 'visiting', 'recorded', 'notified', 'correcting', 'corrected']);
    expect(marks('extraordinary', { state: 'corrected', records, passed })).toBe('DDDDoDDDsNoooo');
    passed.add('archived');
    expect(marks('extraordinary', { state: 'archived', records, passed })).toBe('DDDDsDDDsssssD');
  });

  test('advisory: ends with the acta handed over', () => {
    follow('advisory', [
      { state: 'draft', marks: 'Noooooo', next: 'order' },
      { state: 'assigned', adds: ['order'], marks: 'DNooooo', next: 'visit' },
      // the acta is there, the list is not: the case went past it
      { state: 'recorded', adds: ['inspection'], marks: 'DssoDNo', next: 'notify' },
      { state: 'notified', adds: ['notification'], marks: 'DssoDDN', next: 'archive' },
      { state: 'archived', marks: 'DsssDDD', next: undefined },
    ]);
  });

  test('reinspection: its acta is the record of the reinspection', () => {
    follow('reinspection', [
      { state: 'assigned', adds: ['order'], marks: 'DNooooooooo', next: 'visit' },
      { state: 'visiting', adds: ['checklist'], marks: 'DDDoNoooooo', next: 'acta' },
      { state: 'recorded', adds: ['reinspection'], marks: 'DDDoDNooooo', next: 'notify' },
      { state: 'notified', adds: ['notification'], marks: 'DDDoDDNoooo', next: 'resolve' },
      { state: 'resolution', adds: ['resolution'], marks: 'DDDoDDDNooo', next: 'fine' },
    ]);
  });

  test('a visit without infringements goes straight to the archive', () => {
    const records = new Set<RecordKindKey>(['order', 'checklist', 'inspection']);
    const passed = new Set<CaseState>(['assigned', 'visiting', 'recorded']);
    expect(marks('ordinary', { state: 'noInfringement', records, passed })).toBe('DDDoDsssssssN');
  });
});

test('without the log, what the way cannot go around counts as passed, and no more', () => {
  const records = new Set<RecordKindKey>(['order', 'inspection', 'notification']);
  // nobody comes to a resolution without a visit; the term for correction may have been left out
  expect(marks('ordinary', { state: 'resolution', records })).toBe('DDsoDDssNoooo');
  // an obstruction can be met anywhere
  expect(marks('ordinary', { state: 'obstruction', records: new Set() })).toBe('sNooooooooooo');
});

test('one notification does not stand for two', () => {
  const records = new Set<RecordKindKey>(['order', 'inspection', 'notification', 'resolution']);
  const passed = new Set<CaseState>(['notified']);
  const fine = stepMarks(shipped, 'ordinary', { state: 'resolution', records, passed }).find(
    ({ step }) => step.key === 'fine',
  );
  expect(fine?.mark).toBe('next');
});

test('marks keep to their laws in every case one can think of', () => {
  const standing = fc.record({
    state: fc.constantFrom(...caseStates),
    records: fc.subarray([...recordForms]).map((kinds) => new Set(kinds)),
    passed: fc.subarray([...caseStates]).map((states) => new Set(states)),
  });
  fc.assert(
    fc.property(fc.constantFrom(...catalogKeys('inspectionTypes')), standing, (type, at) => {
      const marked = stepMarks(shipped, type, at);
      expect(marked.map(({ step }) => step)).toEqual(stepsOf(shipped, type));
      expect(marked.filter(({ mark }) => mark === 'next').length).toBeLessThanOrEqual(1);
      for (const { step, mark } of marked) {
        // nothing is called done that left no record where it should have
        if (mark === 'done' && step.form !== undefined) expect(at.records).toContain(step.form);
        if (step.form === undefined && step.reaches === undefined) expect(mark).not.toBe('done');
      }
      if (at.state === 'annulled') expect(nextStep(shipped, type, at)).toBeUndefined();
    }),
  );
});

test('a type that the version does not know has no steps', () => {
  expect(stepsOf(shipped, 'eclipse')).toEqual([]);
  expect(nextStep(shipped, 'eclipse', { state: 'draft', records: new Set() })).toBeUndefined();
});
