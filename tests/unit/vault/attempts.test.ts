import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openAttempts, waitAfter } from '../../../electron/vault/attempts.ts';
import { faultOf, newFolder, testClock } from '../../support/vault-builder.ts';

const person = '6f1c9b1e-3a52-4a0e-9c7e-0d1f2a3b4c5d';
const HOUR = 3_600_000;

async function afterFailures(count: number, folder = newFolder(), clock = testClock()) {
  const attempts = openAttempts(folder, clock);
  for (let i = 0; i < count; i += 1) await attempts.failed(person);
  return { attempts, folder, clock };
}

test('the wait doubles after the third failure and stops at a minute', () => {
  expect(Array.from({ length: 12 }, (_, failures) => waitAfter(failures))).toEqual([
    0, 0, 0, 2, 4, 8, 16, 32, 60, 60, 60, 60,
  ]);
  expect(waitAfter(1_000_000)).toBe(60);
});

test('it is each person alone who waits', async () => {
  const { attempts } = await afterFailures(3);
  expect(faultOf(await attempts.check(person))).toEqual({ code: 'vault/wait', detail: { seconds: 2 } });
  expect(await attempts.check('another')).toEqual({ ok: true });
});

test('a clock set back by years neither removes the wait nor makes it longer than a minute', async () => {
  const { attempts, clock, folder } = await afterFailures(20);
  clock.move(-20_000 * HOUR);
  const minute = { code: 'vault/wait', detail: { seconds: 60 } };
  expect(faultOf(await attempts.check(person))).toEqual(minute);
  clock.move(30_000);
  expect(faultOf(await attempts.check(person))).toEqual({ code: 'vault/wait', detail: { seconds: 30 } });
  const restarted = openAttempts(folder, clock);
  clock.move(30_000);
  expect(await restarted.check(person)).toEqual({ ok: true });
});

test('success forgets the failures, on the disk too', async () => {
  const { attempts, folder, clock } = await afterFailures(5);
  await attempts.succeeded(person);
  expect(await openAttempts(folder, clock).failed(person)).toBe(0);
});

test.each(['', '{"format":1,"people":{"x":{"failures":-1}}}', 'null', '[]'])(
  'a damaged file (%j) locks nobody out',
  async (content) => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'attempts.json'), content);
    const attempts = openAttempts(folder, testClock());
    expect(await attempts.check(person)).toEqual({ ok: true });
    for (let i = 0; i < 2; i += 1) await attempts.failed(person);
    expect(await attempts.failed(person)).toBe(2);
  },
);

test('a file that cannot be written does not take the wait away', async () => {
  const folder = newFolder();
  mkdirSync(path.join(folder, 'attempts.json'));
  const { attempts } = await afterFailures(4, folder);
  expect(faultOf(await attempts.check(person))).toEqual({ code: 'vault/wait', detail: { seconds: 4 } });
});
