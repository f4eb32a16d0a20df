import { beforeEach, expect, test, vi } from 'vitest';
import type { Timers } from '../../../../renderer/features/inspections/autosave.ts';
import { watchQuiet } from '../../../../renderer/features/inspections/quiet-watch.ts';

const MINUTE = 60_000;
const timers: Timers = {
  now: () => Date.now(),
  start: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
  stop: (timer) => clearTimeout(timer),
};

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

test('ten quiet minutes are told; a key or a press begins them anew', async () => {
  const place = new EventTarget();
  const onQuiet = vi.fn();
  watchQuiet(place, 10 * MINUTE, onQuiet, timers);
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  place.dispatchEvent(new Event('keydown'));
  await vi.advanceTimersByTimeAsync(9 * MINUTE);
  place.dispatchEvent(new Event('pointerdown'));
  await vi.advanceTimersByTimeAsync(10 * MINUTE - 1);
  expect(onQuiet).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(onQuiet).toHaveBeenCalledTimes(1);
});

test('it is told again when nothing came of it, and never after it was called off', async () => {
  const onQuiet = vi.fn();
  const stop = watchQuiet(new EventTarget(), 10 * MINUTE, onQuiet, timers);
  await vi.advanceTimersByTimeAsync(30 * MINUTE);
  expect(onQuiet).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(60 * MINUTE);
  expect(onQuiet).toHaveBeenCalledTimes(3);
  expect(vi.getTimerCount()).toBe(0);
});
