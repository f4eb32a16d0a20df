import { expect, test } from 'vitest';
import { casesTakenIn, type BundleEvent, type BundleEventName } from '../../../shared/merge/ledger.ts';

const [one, two] = ['0190c0de-0000-7000-8000-000000000001', '0190c0de-0000-7000-8000-000000000002'] as const;
const cases = [one, two].map((id) => ({ id, series: [] }));

const taken = (...events: readonly [what: BundleEventName, cases?: string[]][]): readonly string[] =>
  casesTakenIn({
    cases,
    events: events.map(([what, ids]): BundleEvent => {
      return { what, at: '2026-11-24T20:00:00.000Z', by: 'p', note: '', ...(ids === undefined ? {} : { cases: ids }) };
    }),
  }).map(({ id }) => id);

test('what counts of a bundle is what was taken in since it was last withdrawn', () => {
  expect(taken(['received'])).toEqual([]);
  expect(taken(['received'], ['imported'])).toEqual([one, two]);
  expect(taken(['imported', [two]])).toEqual([two]);
  expect(taken(['imported', []])).toEqual([]);
  expect(taken(['imported', [one]], ['imported', [two]])).toEqual([one, two]);
  expect(taken(['imported', [one, two]], ['withdrawn'])).toEqual([]);
  expect(taken(['imported', [one, two]], ['withdrawn'], ['imported', [one]])).toEqual([one]);
});
