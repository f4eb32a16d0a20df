import { expect, test } from 'vitest';
import type { SnapshotFacts } from '../../../shared/ipc/contract.ts';
import { freshCopyOutside } from '../../../shared/ipc/outside-copy.ts';

const now = Date.parse('2026-11-24T15:00:00.000Z');
const journal = { seq: 100, bytes: 1, checkedAt: undefined, damaged: false };
const copy = (changes: Partial<SnapshotFacts> = {}): SnapshotFacts => ({
  id: 'a',
  place: 'second',
  madeAt: '2026-11-24T14:30:00.000Z',
  size: 1,
  seq: 98,
  checkedAt: undefined,
  state: 'whole',
  ...changes,
});
const old = '2026-11-24T13:59:59.000Z';

test.each([
  ['made within the hour', copy(), true],
  ['just made by a clock that went back since', copy({ madeAt: '2026-11-24T15:20:00.000Z' }), true],
  ['old, and nothing happened since', copy({ madeAt: old, seq: 100 }), true],
  ['not checked again yet', copy({ state: 'unchecked' }), true],
  ['old, and something happened since', copy({ madeAt: old, seq: 99 }), false],
  ['damaged', copy({ state: 'damaged' }), false],
  ['on this computer', copy({ place: 'here' }), false],
])('%s', (_name, one, isFresh) => {
  expect(freshCopyOutside({ snapshots: [one], journal }, now) !== undefined).toBe(isFresh);
});

test('of several, the one that goes furthest', () => {
  const snapshots = [copy({ id: 'a', seq: 97 }), copy({ id: 'b', seq: 99 }), copy({ id: 'c', seq: 98 })];
  expect(freshCopyOutside({ snapshots, journal }, now)?.id).toBe('b');
  expect(freshCopyOutside({ snapshots: [], journal }, now)).toBeUndefined();
});
