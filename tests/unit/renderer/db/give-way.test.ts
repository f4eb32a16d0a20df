import { afterEach, expect, test, vi } from 'vitest';
import { givingWay } from '../../../../renderer/db/give-way.ts';

afterEach(() => vi.restoreAllMocks());

/** Whether it is over before anything else had a turn. */
async function isAtOnce(step: Promise<void>): Promise<boolean> {
  let isOver = false;
  void step.then(() => (isOver = true));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  const was = isOver;
  await step;
  return was;
}

test('long work lets what waits have its turn between two steps; short steps wait for nothing', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const giveWay = givingWay();
  now = 3;
  expect(await isAtOnce(giveWay())).toBe(true);
  now = 12;
  expect(await isAtOnce(giveWay())).toBe(false);
  now = 14;
  expect(await isAtOnce(giveWay())).toBe(true);
});
