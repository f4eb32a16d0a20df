import { expect, test } from 'vitest';
import { askLaws } from './laws.ts';

const RUNS = Number(process.env['MERGE_RUNS'] ?? 120);

test('offices that exchange in any order, cut, repeated, restored, with any clock, come to the same and lose nothing', () => {
  const seen = askLaws({ runs: RUNS });
  // the worlds were worth asking
  expect(seen.changes).toBeGreaterThan(10 * RUNS);
  expect(seen.conflicts).toBeGreaterThan(RUNS / 2);
  expect(seen.forks).toBeGreaterThan(0);
}, 600_000);

// found two ways to lose what an office wrote before it was put back from a copy: a series with two ends of which one was
// sealed, and a series of an installation that is gone
test('the seed that once lost something', () => {
  askLaws({ runs: 40, seed: 1986201357 });
});
