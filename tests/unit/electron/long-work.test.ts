import { expect, test } from 'vitest';
import { watchLongWork } from '../../../electron/long-work.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { callNames, type CallName } from '../../../shared/ipc/names.ts';
import { fail, ok, type Result } from '../../../shared/kernel/result.ts';

function begin() {
  const world = { now: 1_000_000, systemIdle: 0, told: 0, answer: ok({}) as Result<object> };
  const work = watchLongWork({
    systemIdleSeconds: () => world.systemIdle,
    now: () => world.now,
    tell: () => {
      world.told += 1;
    },
  });
  const every = Object.fromEntries(callNames.map((name) => [name, () => Promise.resolve(world.answer)]));
  const handlers = work.watch(every as unknown as Handlers) as unknown as Record<CallName, () => Promise<unknown>>;
  const pass = (seconds: number): void => {
    world.now += seconds * 1000;
    world.systemIdle += seconds;
  };
  return { world, work, handlers, pass };
}

test('without any work it is idle as long as the computer is', () => {
  const { work, pass } = begin();
  pass(400);
  expect(work.idleSeconds()).toBe(400);
});

test('photographs that come in one after another are work, and the window hears of it', async () => {
  const { world, work, handlers, pass } = begin();
  for (let photograph = 0; photograph < 300; photograph += 1) {
    for (const call of ['readChosen', 'beginEvidence', 'appendEvidence', 'finishEvidence'] as const) {
      pass(0.5);
      await handlers[call]();
    }
    expect(work.idleSeconds()).toBe(0);
  }
  // ten minutes, told every ten seconds
  expect(world.told).toBe(60);
  pass(30);
  expect(work.idleSeconds()).toBe(30);
});

test('what was refused, and what the window does by itself, is no work', async () => {
  const { world, work, handlers, pass } = begin();
  pass(100);
  for (const call of ['commit', 'logAct', 'readJournal', 'safetyFacts', 'noteActivity', 'listPeople'] as const)
    await handlers[call]();
  world.answer = fail('file/disk-full');
  await handlers.appendEvidence();
  expect(work.idleSeconds()).toBe(100);
  expect(world.told).toBe(0);
});

test('after two hours it counts no more, however it goes on', async () => {
  const { world, work, handlers, pass } = begin();
  for (let minute = 0; minute < 119; minute += 1) {
    pass(60);
    await handlers.addToBundle();
  }
  expect(work.idleSeconds()).toBe(0);
  const { told } = world;
  pass(60);
  await handlers.addToBundle();
  work.step();
  expect(work.idleSeconds()).toBe(7200);
  expect(world.told).toBe(told);
});

test('steps that are told rather than called count too', () => {
  const { world, work, pass } = begin();
  pass(200);
  work.step();
  expect(work.idleSeconds()).toBe(0);
  expect(world.told).toBe(1);
});
