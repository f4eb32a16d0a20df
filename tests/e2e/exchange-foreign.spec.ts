// Bundles of a newer version and of an office that nobody knows: said so, and nothing is left.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Encrypter } from 'age-encryption';
import { buildBundle, inventedCase, testMinistry, type BundleOrder } from '../support/bundle-builder.ts';
import { callHost, expect, test } from '../support/electron-app.ts';
import { chooseStick, makeAuthority, ministryOffice, toExchange, type Desk } from '../support/exchange-desks.ts';
import { openOffice } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';

test('a bundle of a newer version, and of an office that nobody knows', async ({ app, page }) => {
  test.setTimeout(180_000);
  const desk: Desk = { app, page };
  await openOffice(page, ministryOffice);
  await makeAuthority(desk);
  const facts = await callHost(page, 'exchangeFacts', {});
  if (!facts.ok) throw new Error(facts.fault.code);
  const [clave = ''] = facts.value.recipients;
  const from = await (await testMinistry()).installation('TGU');
  const order: BundleOrder = { from, to: [{ oficina: 'LCE', clave }], cases: [await inventedCase(from)] };
  const newer: BundleOrder = { ...order, alter: (envelope) => (envelope['ctx'] = 'traspaso/v2') };
  const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-ajenos-'));
  for (const [i, [bundle, said]] of (
    [
      [newer, /versión más nueva|más reciente/],
      [order, /No se conoce a quien firma este traspaso/],
    ] as const
  ).entries()) {
    const sealing = new Encrypter();
    sealing.addRecipient(clave);
    const folder = path.join(outside, `AJENA ${i}`, 'TRASPASOS');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'TRASPASO-AAAA-AAAA.age'), await sealing.encrypt((await buildBundle(bundle)).tar));
    await toExchange(desk);
    await pressButton(page, 'Recibir un traspaso…');
    await chooseStick(desk, path.dirname(folder));
    await page.getByRole('radiogroup', { name: /^Traspasos en la memoria/ }).waitFor();
    await pressButton(page, 'Copiar y comprobar');
    await expect(page.getByRole('dialog').getByText(said)).toBeVisible({ timeout: 60_000 });
    await pressButton(page, 'Cancelar');
  }
  await expect(page.getByText('Todavía no hay traspasos')).toBeVisible();
  rmSync(outside, { recursive: true, force: true });
});
