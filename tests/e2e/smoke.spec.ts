import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callHost, executable, expect, launchArguments, newUserData, test } from '../support/electron-app.ts';

test('the window opens at its own address', async ({ page }) => {
  await expect(page).toHaveTitle(/Atalaya/);
  expect(page.url()).toBe('app://office/');
});

test('the window reaches the computer through the contract', async ({ app, page }) => {
  const info = await callHost(page, 'appInfo', {});
  const version = await app.evaluate(({ app: main }) => main.getVersion());
  expect(info).toMatchObject({ ok: true, value: { version, office: 'new' } });
});

test('ending while the app is still starting is no error', async () => {
  test.skip(process.platform === 'win32', 'Windows knows no SIGTERM');
  for (const milliseconds of [300, 400, 500, 600, 800]) {
    const userData = await newUserData();
    const app = spawn(executable(), launchArguments(userData), { stdio: 'ignore' });
    const ended = new Promise<string>((resolve) => {
      app.once('exit', (code, signal) => resolve(signal ?? String(code)));
    });
    await pause(milliseconds);
    app.kill('SIGTERM');
    const outcome = await Promise.race([ended, pause(5000, 'hangs')]);
    app.kill('SIGKILL');
    // before Electron listens for it the signal itself ends the process
    expect(['0', 'SIGTERM'], `after ${milliseconds} ms`).toContain(outcome);
    expect(existsSync(path.join(userData, 'logs'))).toBe(false);
  }
});

test('the app keeps its name, which its data folder hangs on', async ({ app }) => {
  expect(await app.evaluate(({ app: main }) => main.name)).toBe('Atalaya');
});
