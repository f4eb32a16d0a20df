// Sticks that are full, and bundles of a newer version and of an office that nobody knows: said so, and nothing is left.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Encrypter } from 'age-encryption';
import { buildBundle, inventedCase, testMinistry, type BundleOrder } from '../support/bundle-builder.ts';
import { createCase } from '../support/casework.ts';
import { callHost } from '../support/electron-app.ts';
import { chooseStick, makeAuthority, toExchange, type Desk } from '../support/exchange-desks.ts';
import { chooseFromList, openRow, pressButton } from '../support/keyboard.ts';
import { expect, test } from '../support/small-disk.ts';

const employer = 'Maquila Ñandú';

test('a full stick takes nothing, and with room the whole bundle', async ({ start, smallDisk }) => {
  test.setTimeout(180_000);
  const desk: Desk = await start({ from: 'office' });
  const { page } = desk;
  await makeAuthority(desk);
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'Denuncia o solicitud (fuente reservada)' });
  const stick = smallDisk.folder;
  mkdirSync(path.join(stick, 'TRASPASOS'));
  smallDisk.fill();
  await toExchange(desk);
  await pressButton(page, 'Enviar expedientes…');
  await chooseFromList(page, /Oficina que recibe/, 'A alguien sin clave (seis palabras)');
  await pressButton(page, 'Marcar todos');
  await chooseStick(desk, stick);
  await pressButton(page, 'Preparar y escribir');
  await expect(page.getByRole('dialog').getByText('No hay espacio en el disco')).toBeVisible({ timeout: 60_000 });
  expect(readdirSync(path.join(stick, 'TRASPASOS'))).toEqual([]);
  smallDisk.makeRoom();
  await pressButton(page, 'Preparar y escribir');
  await page.getByRole('dialog', { name: 'Traspaso escrito' }).waitFor({ timeout: 60_000 });
  expect(readdirSync(path.join(stick, 'TRASPASOS'))).toEqual([expect.stringMatching(/^TRASPASO-.{9}\.age$/)]);
  await page.getByText('Ya las anoté').click();
  await pressButton(page, 'Cerrar');
  // what never left is not said to have left
  const rows = page.getByRole('row', { name: /Fuera de las oficinas/ });
  await expect(rows.filter({ hasText: 'Destruido' })).toHaveCount(1);
  await openRow(page, /Escrito en la memoria/);
  await expect(page.getByRole('dialog', { name: /^Traspaso .{4}-.{4}$/ })).toBeVisible();
});

test('a bundle of a newer version, and of an office that nobody knows', async ({ start }) => {
  test.setTimeout(180_000);
  const desk: Desk = await start({ from: 'office' });
  const { page } = desk;
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
