import { callHost } from '../support/electron-app.ts';
import { continueDraft, lock, openLastDocument, sampleNewOffice, unlock } from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const employer = 'Ñoño & Güity';

test('Ctrl+L hides everything and forgets the keys; nothing typed is lost', async ({ start }) => {
  const { app, page } = await start({ from: 'draft' });
  await continueDraft(page);
  await typeInto(page, /^Dirección exacta/, 'Km 77');
  const before = await page.evaluate(() => performance.timeOrigin);
  await lock(page);

  // in the new process too the next key goes into the passphrase
  await expect(page.getByRole('textbox', { name: /^Frase de paso/ })).toBeFocused();
  const hasKeys = app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.isFocused());
  expect(await hasKeys).toBe(true);

  // the page started anew: what it held in memory, the data keys too, went with the old one
  expect(await page.evaluate(() => performance.timeOrigin)).not.toBe(before);
  const shown = await page.content();
  expect(shown).not.toContain(employer);
  expect(shown).not.toContain('Km 77');
  expect(await callHost(page, 'appInfo', {})).toMatchObject({ ok: true, value: { office: 'locked' } });
  expect(await callHost(page, 'listCertificates', {})).toMatchObject({ ok: false, fault: { code: 'vault/locked' } });

  await unlock(page, sampleNewOffice.passphrase);
  await continueDraft(page);
  await expect(page.getByRole('textbox', { name: /^Dirección exacta/ })).toHaveValue('Km 77');
});

test('Ctrl+L works from inside a dialog, and the document behind it is gone', async ({ start }) => {
  const { app, page } = await start({ from: 'acta' });
  await openLastDocument(page);
  await expect(page.locator('iframe')).toHaveCount(1);
  const preview = await page.locator('iframe').getAttribute('src');
  await pressButton(page, /^(Firmar|Agregar firma)$/);
  await page.getByRole('dialog').waitFor();
  await lock(page);
  await expect(page.locator('iframe')).toHaveCount(0);
  const status = await app.evaluate(
    async ({ session }, url) => (await session.defaultSession.fetch(url)).status,
    preview ?? '',
  );
  expect(status).toBe(404);
});

test('whoever waits long for the office to open is told why, and comes in', async ({ start }) => {
  const { app, page } = await start({ from: 'draft', locked: true });
  // as if a copy of a large office were being made before an upgrade
  await app.evaluate(({ BrowserWindow }) => {
    type Handlers = Map<string, (...given: unknown[]) => unknown>;
    const { ipc } = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { ipc: { _invokeHandlers: Handlers } };
    const real = ipc._invokeHandlers.get('unlock')!;
    ipc._invokeHandlers.set('unlock', async (...given) => {
      await new Promise((resolve) => setTimeout(resolve, 10_000));
      return await real(...given);
    });
  });
  await page.getByRole('textbox', { name: /^Frase de paso/ }).fill(sampleNewOffice.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Comprobando la frase y abriendo la oficina…')).toBeVisible();
  await expect(page.getByText(/^Todavía se está abriendo.*Sus datos están a salvo/)).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('heading', { name: 'Inicio', level: 1 })).toBeVisible({ timeout: 20_000 });
});
