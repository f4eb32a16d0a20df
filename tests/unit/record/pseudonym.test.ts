import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendChanges } from '../../../shared/record/append.ts';
import type { ChangeIntent } from '../../../shared/record/change.ts';
import { isPseudonym, nextPseudonym, pseudonymsGiven, pseudonymsIn } from '../../../shared/record/kinds/pseudonym.ts';
import { rowId, sampleInspection, withRows } from '../../support/inspection-builder.ts';

test('the first is T-01, and the next is after the highest, whatever gaps there are', () => {
  expect(nextPseudonym([], 'interviewed')).toBe('T-01');
  expect(nextPseudonym(['T-01', 'T-07', 'T-03'], 'interviewed')).toBe('T-08');
  expect(nextPseudonym(['T-99'], 'interviewed')).toBe('T-100');
  expect(nextPseudonym(['Olvin', 'T-x', ' T-02 '], 'interviewed')).toBe('T-03');
});

test('law: the next one is new, and a pseudonym', () => {
  const any = fc.oneof(
    fc.integer({ min: 0, max: 998 }).map((n) => `T-${String(n).padStart(2, '0')}`),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(any), (known) => {
      const next = nextPseudonym(known, 'interviewed');
      expect(known.map((one) => one.trim())).not.toContain(next);
      expect(isPseudonym(next, 'interviewed')).toBe(true);
    }),
  );
});

test('children have letters and numbers of their own', () => {
  expect(nextPseudonym(['T-09', 'NNA-02'], 'minors')).toBe('NNA-03');
  expect(isPseudonym('NNA-01', 'minors')).toBe(true);
  expect(isPseudonym('NNA-01', 'interviewed')).toBe(false);
  expect(isPseudonym('T-01', 'minors')).toBe(false);
});

test('a draft tells its own in order, without the rows that have none', () => {
  const draft = withRows(sampleInspection(), 'interviewed', { pseudonym: 'T-04' }, {}, { pseudonym: ' T-02 ' });
  expect(pseudonymsIn(draft, 'interviewed')).toEqual(['T-04', 'T-02']);
});

test('a case remembers those whose row was removed', () => {
  const set = (entity: string, field: string, value: string | boolean): ChangeIntent => ({
    entity,
    field,
    kind: 'set',
    value,
  });
  const [first, second] = [`interviewed/${rowId(1)}`, `interviewed/${rowId(2)}`];
  const changes = appendChanges(
    [
      set(first, 'pseudonym', 'T-01'),
      set(second, 'pseudonym', 'T-02'),
      set(`findings/${rowId(3)}`, 'pseudonym', 'T-50'),
      set(`protected_person/${rowId(4)}`, 'pseudonym', 'P-03'),
      { entity: second, field: 'pseudonym', kind: 'del', value: null },
      set(second, '@borrado', true),
    ],
    {
      caseId: rowId(9),
      installationId: rowId(8),
      author: rowId(7),
      existing: [],
      clock: { now: () => Date.parse('2026-11-24T20:00:00.000Z') },
    },
  );
  expect([...pseudonymsGiven(changes)]).toEqual(['T-01', 'T-02', 'P-03']);
  expect(nextPseudonym(pseudonymsGiven(changes), 'interviewed')).toBe('T-03');
  // a worker who is screened and a protected person go by the same letters, so by one row of numbers
  expect(nextPseudonym(pseudonymsGiven(changes), 'screening')).toBe('P-04');
});
