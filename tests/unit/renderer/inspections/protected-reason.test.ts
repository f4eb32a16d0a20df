import { expect, test } from 'vitest';
import {
  isReason,
  openingReasons,
  sharingReasons,
  SHORTEST_REASON,
} from '../../../../renderer/features/inspections/protected-reason.tsx';
import { en } from '../../../../renderer/text/en.ts';
import { es } from '../../../../renderer/text/es.ts';
import { fr } from '../../../../renderer/text/fr.ts';

test('a reason says something: blanks do not count', () => {
  expect(isReason('x'.repeat(SHORTEST_REASON))).toBe(true);
  expect(isReason(`  ${'x'.repeat(SHORTEST_REASON - 1)}  `)).toBe(false);
  expect(isReason(' '.repeat(40))).toBe(false);
});

test.each([
  ['es', es],
  ['en', en],
  ['fr', fr],
] as const)('every proposed reason is one, in %s', (_, texts) => {
  const proposed = [...openingReasons, ...sharingReasons].map((key) => texts[`inspections.protected_proposal_${key}`]);
  expect(proposed).toHaveLength(5);
  expect(proposed.filter((text) => !isReason(text))).toEqual([]);
});
