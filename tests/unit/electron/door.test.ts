import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDoor } from '../../../electron/door.ts';
import type { Endings } from '../../../electron/endings.ts';
import type { EngineCheck } from '../../../electron/guard/engine.ts';

vi.mock('electron', () => ({ app: { getVersion: () => '1.2.3' } }));

let userData: string;
beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'atalaya-door-'));
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

/** A door whose page is loaded when the test says so. */
function open(remember: EngineCheck['remember'] = () => Promise.resolve()) {
  let load: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (load = resolve));
  const door = openDoor({
    userData,
    engine: { engine: 'sqlite', remember },
    endings: { toTell: () => undefined } as unknown as Endings,
    opened,
  });
  let isTime = false;
  void door.later.then(() => (isTime = true));
  return { door, load, isTime: () => isTime };
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test('the services come when the first screen has had its time to be drawn, not before', async () => {
  const { door, isTime } = open();
  await wait(50);
  expect(isTime()).toBe(false);
  const asked = performance.now();
  expect(await door.first.appInfo({})).toMatchObject({ ok: true, value: { office: 'new', version: '1.2.3' } });
  await door.later;
  expect(performance.now() - asked).toBeGreaterThan(550);
});

test('a page that is loaded and asks nothing gets the services, too', async () => {
  const { door, load } = open();
  load();
  await door.later;
});

test('a call that cannot do without the services does not wait for the screen, but for what lies on the disk', async () => {
  let remembered: () => void = () => undefined;
  const writing = new Promise<void>((resolve) => (remembered = resolve));
  const { door, isTime } = open(() => writing);
  door.need();
  await wait(50);
  // the engine is written down before anything may be stored
  expect(isTime()).toBe(false);
  remembered();
  const told = performance.now();
  await door.later;
  expect(performance.now() - told).toBeLessThan(400);
  expect(readdirSync(userData)).toEqual([]);
});
