import { expect, test } from 'vitest';
import { minutesLeft } from '../../../renderer/parts/exchange/time-left.ts';

test.each([
  [0, 60_000, undefined],
  [0.02, 60_000, undefined],
  [0.5, 2_999, undefined],
  [0.5, 59_000, 0],
  [0.5, 60_000, 1],
  [0.1, 60_000, 9],
  [0.99, 600_000, 0],
  [1, 600_000, 0],
])('%d done after %d ms: %s minutes left', (share, elapsed, minutes) => {
  expect(minutesLeft(share, elapsed)).toBe(minutes);
});
