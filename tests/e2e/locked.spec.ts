import { callHost } from '../support/electron-app.ts';
import { continueDraft, lock, openLastDocument, sampleNewOffice, unlock } from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const employer = 'Ñoño & Güity';

test('Ctrl+L hides everything and forgets the keys; nothing typed is lost', async ({ start }) => {
  const { page } = await start({ from: 'draft' });
  await continueDraft(page);
  await typeInto(page, /^Dirección exacta/, 'Km 77');
  const before = await page.evaluate(() => performance.timeOrigin);
  await lock(page);

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
