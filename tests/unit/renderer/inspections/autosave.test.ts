import { beforeEach, expect, test, vi } from 'vitest';
import type { Instant } from '../../../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../../../shared/kernel/result.ts';
import {
  createAutosave,
  LONGEST_WAIT_MS,
  QUIET_MS,
  RETRY_MS,
  type SaveStatus,
  type Timers,
} from '../../../../renderer/features/inspections/autosave.ts';

const AT: Instant = '2026-11-24T20:32:05.000Z';
const timers: Timers = {
  now: () => Date.now(),
  start: (run, milliseconds) => setTimeout(run, milliseconds) as unknown as number,
  stop: (timer) => clearTimeout(timer),
};

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function recorder(save?: (value: string) => Promise<Result<Instant>>) {
  const written: { value: string; at: number }[] = [];
  const statuses: SaveStatus['kind'][] = [];
  const autosave = createAutosave<string>(
    async (value) => {
      written.push({ value, at: Date.now() });
      return save ? await save(value) : ok(AT);
    },
    (status) => statuses.push(status.kind),
    timers,
  );
  return { autosave, written, statuses, start: Date.now() };
}

test('writes once, after a quiet moment, what was typed last', async () => {
  const { autosave, written, statuses, start } = recorder();
  autosave.change('a');
  await vi.advanceTimersByTimeAsync(100);
  autosave.change('ab');
  await vi.advanceTimersByTimeAsync(QUIET_MS - 1);
  expect(written).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written).toEqual([{ value: 'ab', at: start + 100 + QUIET_MS }]);
  expect(statuses).toEqual(['saving', 'saved']);
});

test('somebody who never pauses waits no longer than the limit', async () => {
  const { autosave, written, start } = recorder();
  for (let i = 0; i < 30; i += 1) {
    autosave.change(`text ${i}`);
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(written.length).toBeGreaterThan(2);
  const times = [start, ...written.map(({ at }) => at)];
  for (let i = 1; i < times.length; i += 1)
    expect(times[i]! - times[i - 1]!).toBeLessThanOrEqual(LONGEST_WAIT_MS + 100);
});

test('a slow write is not overtaken: the newest value goes last', async () => {
  let finish: () => void = () => undefined;
  const { autosave, written, statuses } = recorder(
    (value) => new Promise((resolve) => (value === 'first' ? (finish = () => resolve(ok(AT))) : resolve(ok(AT)))),
  );
  autosave.change('first');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  autosave.change('second');
  await vi.advanceTimersByTimeAsync(5000);
  expect(written.map(({ value }) => value)).toEqual(['first']);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(written.map(({ value }) => value)).toEqual(['first', 'second']);
  // never "saved" while something newer waits
  expect(statuses).toEqual(['saving', 'saving', 'saved']);
});

test('a failed write keeps the text and tries again by itself', async () => {
  let full = true;
  const { autosave, written, statuses } = recorder(() => Promise.resolve(full ? fail('db/disk-full') : ok(AT)));
  autosave.change('text');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(statuses).toEqual(['saving', 'failed']);
  full = false;
  await vi.advanceTimersByTimeAsync(RETRY_MS);
  expect(written.map(({ value }) => value)).toEqual(['text', 'text']);
  expect(statuses.at(-1)).toBe('saved');
});

test('a write that throws counts as failed, not as saved', async () => {
  const { autosave, statuses } = recorder(() => Promise.reject(new Error('closed')));
  autosave.change('text');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  expect(statuses).toEqual(['saving', 'failed']);
});

test('flush writes at once and says whether it worked', async () => {
  const good = recorder();
  good.autosave.change('text');
  await expect(good.autosave.flush()).resolves.toBe(true);
  expect(good.written).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(good.written).toHaveLength(1);

  const bad = recorder(() => Promise.resolve(fail('db/unavailable')));
  bad.autosave.change('text');
  await expect(bad.autosave.flush()).resolves.toBe(false);
});

test('drop forgets what waits, even when a running write fails meanwhile', async () => {
  const { autosave, written } = recorder(
    () => new Promise((resolve) => setTimeout(() => resolve(fail('db/unavailable')), 50)),
  );
  autosave.change('text');
  await vi.advanceTimersByTimeAsync(QUIET_MS);
  const dropped = autosave.drop();
  await vi.advanceTimersByTimeAsync(50);
  await dropped;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(written).toHaveLength(1);
});
