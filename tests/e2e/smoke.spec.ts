import { callHost, expect, test } from '../support/electron-app.ts';

test('the window opens at its own address', async ({ page }) => {
  await expect(page).toHaveTitle(/Atalaya/);
  expect(page.url()).toBe('app://office/');
});

test('the window reaches the computer through the contract', async ({ app, page }) => {
  const info = await callHost(page, 'appInfo', {});
  const version = await app.evaluate(({ app: main }) => main.getVersion());
  expect(info).toMatchObject({ ok: true, value: { version, office: 'new' } });
});

test('the app keeps its name, which its data folder hangs on', async ({ app }) => {
  expect(await app.evaluate(({ app: main }) => main.name)).toBe('Atalaya');
});
