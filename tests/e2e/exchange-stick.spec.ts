// A stick that is full: said so, nothing is left on it, and nothing is said to have left.
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createCase } from '../support/casework.ts';
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
