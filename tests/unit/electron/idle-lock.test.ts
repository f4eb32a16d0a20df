import { expect, test } from 'vitest';
import { watchIdleness } from '../../../electron/idle-lock.ts';

function watched(start: { limit?: number | undefined } = { limit: 60 }) {
  const world = { now: 0, systemIdle: 0, limit: start.limit, locks: 0, look: (): unknown => undefined };
  const noteActivity = watchIdleness({
    limitSeconds: () => world.limit,
    systemIdleSeconds: () => world.systemIdle,
    now: () => world.now,
    lock: () => {
      world.locks += 1;
      world.limit = undefined;
    },
    every: (work) => {
      world.look = work;
    },
  });
  const pass = (seconds: number): void => {
    for (let i = 0; i < seconds; i += 5) {
      world.now += 5000;
      world.look();
    }
  };
  return { world, noteActivity, pass };
}

test('locks when nobody touched the computer for the limit', () => {
  const { world, pass } = watched();
  pass(60);
  expect(world.locks).toBe(0);
  world.systemIdle = 60;
  pass(5);
  expect(world.locks).toBe(1);
});

test('locks a window that tells of nothing although the computer is in use', () => {
  const { world, pass } = watched();
  pass(90);
  expect(world.locks).toBe(0);
  pass(10);
  expect(world.locks).toBe(1);
});

test('whoever just signed in is not locked out where the system sees no keys', () => {
  const { world, pass } = watched();
  world.systemIdle = 10_000;
  pass(60);
  expect(world.locks).toBe(0);
  pass(5);
  expect(world.locks).toBe(1);
});

test('activity puts the lock off', () => {
  const { world, noteActivity, pass } = watched();
  for (let i = 0; i < 10; i += 1) {
    pass(80);
    noteActivity();
  }
  expect(world.locks).toBe(0);
});

test('a locked office is left alone, and signing in starts afresh', () => {
  const { world, pass } = watched({ limit: undefined });
  world.systemIdle = 10_000;
  pass(1000);
  expect(world.locks).toBe(0);
  world.systemIdle = 0;
  world.limit = 60;
  pass(60);
  expect(world.locks).toBe(0);
});
