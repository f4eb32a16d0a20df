import { expect, test } from 'vitest';
import {
  dayOrNone,
  everything,
  wantedEntries,
  wishProblems,
  type AuditWish,
} from '../../../../renderer/features/audit/audit-wish.ts';
import type { AuditEntry } from '../../../../shared/journal/audit-entry.ts';

const entry = (n: number, changes: Partial<AuditEntry> = {}): AuditEntry => ({
  n,
  at: '2026-11-24T15:00:00.000Z',
  person: 'ana',
  action: 'viewed',
  ...changes,
});
const entries = [
  // 23:59:59.999 of the 23rd in Honduras, and the first moment of the 24th
  entry(1, { at: '2026-11-24T05:59:59.999Z', caseId: 'a' }),
  entry(2, { at: '2026-11-24T06:00:00.000Z', person: 'oscar', caseId: 'b' }),
  entry(3, { action: 'printed', caseId: 'a' }),
  entry(4, { at: '2026-11-25T05:59:59.999Z', person: 'oscar', action: 'unlocked' }),
  entry(5, { at: '2026-11-25T06:00:00.000Z', caseId: 'c' }),
];
const found = (wish: Partial<AuditWish>, cases?: ReadonlySet<string>): number[] =>
  wantedEntries(entries, { ...everything, ...wish }, cases).map(({ n }) => n);

test.each([
  ['everything', {}, [1, 2, 3, 4, 5]],
  ['one person', { person: 'oscar' }, [2, 4]],
  ['one act', { act: 'printed' }, [3]],
  ['from a day on', { from: '2026-11-24' }, [2, 3, 4, 5]],
  ['to a day', { to: '2026-11-24' }, [1, 2, 3, 4]],
  ['one day, as Honduras counts it', { from: '2026-11-24', to: '2026-11-24' }, [2, 3, 4]],
  ['all of them at once', { person: 'oscar', act: 'unlocked', from: '2026-11-24', to: '2026-11-24' }, [4]],
  ['what is no day asks for nothing', { from: '24/1', to: '2026-02-30' }, [1, 2, 3, 4, 5]],
] as const)('%s', (_name, wish, numbers) => {
  expect(found(wish)).toEqual(numbers);
});

test('cases: acts about those that were found; acts about none are not among them', () => {
  expect(found({}, new Set(['a', 'c']))).toEqual([1, 3, 5]);
  expect(found({}, new Set())).toEqual([]);
});

test('what is wrong with days', () => {
  const wrong = (from: string, to: string) => wishProblems({ ...everything, from, to });
  expect(wrong('', '')).toEqual({});
  expect(wrong('2026-11-24', '2026-11-24')).toEqual({});
  expect(wrong('2026-11-25', '2026-11-24')).toEqual({ to: 'crossed' });
  expect(wrong('25', '2026-11-24')).toEqual({ from: 'bad-day' });
  expect(wrong('2026-02-30', '31/11')).toEqual({ from: 'bad-day', to: 'bad-day' });
  expect([dayOrNone('2026-02-30'), dayOrNone(''), dayOrNone('2026-02-28')]).toEqual([
    undefined,
    undefined,
    '2026-02-28',
  ]);
});
