import { expect, test } from 'vitest';
import { scheduleSnapshots } from '../../../electron/snapshots/schedule.ts';
import type { LogEntry } from '../../../electron/disk/log.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';

const MINUTE = 60_000;

/** A schedule whose time passes only when told. */
function scheduled({
  result = () => Promise.resolve(ok({ made: true })),
  isUpgrade = false,
  compact = () => Promise.resolve(),
  count = () => Promise.resolve(),
} = {}) {
  let now = 0;
  let tick: () => void = () => undefined;
  const state = {
    news: false,
    taken: 0,
    noted: 0,
    tookAt: [] as number[],
    counted: 0,
    open: false,
    compactedAt: [] as number[],
  };
  const logged: LogEntry[] = [];
  const waits: (() => void)[] = [];
  const schedule = scheduleSnapshots({
    snapshots: {
      take: () => {
        state.taken += 1;
        state.news = false;
        state.tookAt.push(now / MINUTE);
        return result();
      },
      count: () => {
        state.counted += 1;
        return count();
      },
      hasNews: () => Promise.resolve(state.news),
      isUpgrade: () => Promise.resolve(isUpgrade),
      noteVersion: () => {
        state.noted += 1;
        return Promise.resolve();
      },
    },
    compact: async () => {
      if (!state.open) return false;
      state.compactedAt.push(now / MINUTE);
      await compact();
      return true;
    },
    log: { write: (entry) => void logged.push(entry) },
    now: () => now,
    every: (work) => {
      tick = work;
    },
    wait: () => new Promise((resolve) => waits.push(resolve)),
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    schedule,
    state,
    logged,
    waits,
    settle,
    pass: async (minutes: number): Promise<void> => {
      for (let minute = 0; minute < minutes; minute += 5) {
        now += 5 * MINUTE;
        tick();
        await settle();
      }
    },
  };
}

test('every hour while something is written', async () => {
  const { state, pass } = scheduled();
  for (let hour = 0; hour < 3; hour += 1) {
    state.news = true;
    await pass(60);
  }
  expect(state.tookAt).toEqual([60, 120, 180]);
});

test('not while nothing is, and then as soon as there is', async () => {
  const { state, pass } = scheduled();
  await pass(300);
  expect(state.taken).toBe(0);
  state.news = true;
  await pass(5);
  expect(state.taken).toBe(1);
});

test('at locking at once; an office that locks again and again, ten minutes later', async () => {
  const { schedule, state, pass, settle } = scheduled();
  schedule.onLock();
  await settle();
  expect(state.tookAt).toEqual([0]);
  for (let lock = 0; lock < 4; lock += 1) {
    await pass(5);
    schedule.onLock();
    await settle();
  }
  expect(state.tookAt).toEqual([0, 10, 20]);
  // the last of these locks is not forgotten, and nothing more is made afterwards
  await pass(120);
  expect(state.tookAt).toEqual([0, 10, 20, 30]);
});

test('what is in the office is counted at every look and before locking, which does not wait long for it', async () => {
  const { schedule, state, pass } = scheduled();
  await pass(10);
  expect(state.counted).toBe(2);
  await schedule.beforeLock();
  expect(state.counted).toBe(3);

  const slow = scheduled({ count: () => new Promise(() => undefined) });
  let locked = false;
  const locking = slow.schedule.beforeLock().then(() => (locked = true));
  await slow.settle();
  expect(locked).toBe(false);
  slow.waits[0]!();
  await locking;

  const broken = scheduled({ count: () => Promise.reject(new Error('a bug')) });
  await broken.schedule.beforeLock();
  expect(broken.logged).toMatchObject([{ call: 'count', fault: 'host/unexpected' }]);
});

test('at closing, which does not wait longer than it says', async () => {
  const { schedule, state, waits } = scheduled({ result: () => new Promise(() => undefined) });
  let closed = false;
  const closing = schedule.beforeQuit(20_000).then(() => (closed = true));
  await Promise.resolve();
  expect([state.taken, closed]).toEqual([1, false]);
  waits[0]!();
  await closing;
  expect(closed).toBe(true);
});

test('before an upgrade, which is noted only when the snapshot was made', async () => {
  const none = scheduled();
  await none.schedule.beforeUpgrade();
  expect(none.state).toMatchObject({ taken: 0, noted: 0 });
  const upgraded = scheduled({ isUpgrade: true });
  await upgraded.schedule.beforeUpgrade();
  expect(upgraded.state).toMatchObject({ taken: 1, noted: 1 });
  const full = scheduled({ isUpgrade: true, result: () => Promise.resolve(fail('file/disk-full') as never) });
  await full.schedule.beforeUpgrade();
  expect(full.state).toMatchObject({ taken: 1, noted: 0 });
});

test('the journal is compacted once after each snapshot, when the office is open', async () => {
  const { schedule, state, pass, settle } = scheduled();
  await pass(30);
  expect(state.compactedAt).toEqual([]);
  state.open = true;
  await pass(30);
  expect(state.compactedAt).toEqual([35]);
  state.open = false;
  schedule.onLock();
  await settle();
  await pass(20);
  expect(state.compactedAt).toEqual([35]);
  state.open = true;
  await pass(60);
  expect(state.compactedAt).toEqual([35, 85]);
});

test('a compaction that goes wrong is logged, and snapshots go on', async () => {
  const broken = scheduled({ compact: () => Promise.reject(new Error('a bug')) });
  broken.state.open = true;
  await broken.pass(5);
  expect(broken.logged).toMatchObject([{ call: 'compact', fault: 'host/unexpected' }]);
  broken.state.news = true;
  await broken.pass(60);
  expect(broken.state.taken).toBe(1);
});

test('what goes wrong is logged and stops nobody', async () => {
  const full = scheduled({ result: () => Promise.resolve(fail('file/disk-full') as never) });
  await full.schedule.beforeQuit(1);
  expect(full.logged).toEqual([{ call: 'snapshot', fault: 'file/disk-full' }]);
  const broken = scheduled({ result: () => Promise.reject(new Error('a bug')) });
  broken.schedule.onLock();
  await broken.settle();
  expect(broken.logged).toMatchObject([{ call: 'snapshot', fault: 'host/unexpected' }]);
});
