import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const door = { version: '1', electron: '25', chrome: '114', office: 'locked', officeName: 'Tela', restored: false };
const host = { appInfo: vi.fn(), lock: vi.fn() };

beforeEach(() => {
  vi.resetModules();
  vi.resetAllMocks();
  vi.useFakeTimers();
  vi.stubGlobal('window', { host });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A window that has just begun to read its program. */
const open = () => import('../../../renderer/first-look.ts');

test('asks when it is read, once, and gives the door', async () => {
  host.appInfo.mockResolvedValue({ ok: true, value: door });
  const { firstLook, firstLookInTime } = await open();
  expect(await firstLookInTime()).toEqual({ ok: true, value: door });
  expect(await firstLook).toEqual({ ok: true, value: door });
  expect(host.appInfo).toHaveBeenCalledTimes(1);
  expect(host.lock).not.toHaveBeenCalled();
});

test('an office that was left open is locked before anything is drawn', async () => {
  const steps: string[] = [];
  host.appInfo.mockResolvedValue({ ok: true, value: { ...door, office: 'open' } });
  host.lock.mockImplementation(async () => {
    await Promise.resolve();
    steps.push('locked');
  });
  const { firstLookInTime } = await open();
  await firstLookInTime();
  steps.push('drawn');
  expect(steps).toEqual(['locked', 'drawn']);
});

test('a damaged office is a door as well, with what is to be told of earlier runs', async () => {
  const ending = { kind: 'cut', at: '2026-11-24T15:00:00.000Z', safeStart: false };
  host.appInfo.mockResolvedValue({ ok: true, value: { ...door, office: 'damaged', ending } });
  const { firstLook } = await open();
  expect(await firstLook).toMatchObject({ ok: true, value: { office: 'damaged', ending } });
  expect(host.lock).not.toHaveBeenCalled();
});

test('an answer that is late is not waited for, and still comes', async () => {
  let answer: (value: unknown) => void = () => undefined;
  host.appInfo.mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const { firstLook, firstLookInTime } = await open();
  const inTime = firstLookInTime();
  await vi.advanceTimersByTimeAsync(300);
  expect(await inTime).toBeUndefined();
  answer({ ok: true, value: door });
  expect(await firstLook).toEqual({ ok: true, value: door });
});

test('a question that breaks lets the window come up, where whoever awaits it hears of it', async () => {
  host.appInfo.mockRejectedValue(new Error('no door'));
  const { firstLook, firstLookInTime } = await open();
  expect(await firstLookInTime()).toBeUndefined();
  await expect(firstLook).rejects.toThrow('no door');
});
