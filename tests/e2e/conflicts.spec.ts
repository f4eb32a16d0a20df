// What a clerk does when two places wrote different things about the same: sees both, decides one, leaves another open.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { newUserData } from '../support/electron-app.ts';
import {
  answerOpenDialog,
  openInspection,
  openOffice,
  restoreOffice,
  sampleNewOffice,
  saveInspection,
  unlock,
} from '../support/journey.ts';
import { keepNewestCopy, makeCopy, writeInspection } from '../support/kept-copies.ts';
import { openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const { office, person, passphrase } = sampleNewOffice;
const SHOTS = process.env['SHOTS'];

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`) });
}

let outside: string;
test.beforeEach(async () => {
  outside = await newUserData();
});
// the app that lives in it may still be writing
test.afterEach(() => rmSync(outside, { recursive: true, force: true, maxRetries: 10 }));

/** Tab until a button has the focus, as somebody without a mouse does, and press it. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name }).first();
  for (let i = 0; i < 60; i += 1) {
    if (await wanted.evaluate((button) => button === document.activeElement)) return page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${String(name)} by keyboard`);
}

test('two places corrected the same act: both values are shown, and a person decides', async ({ start }) => {
  test.setTimeout(120_000);
  const userData = path.join(outside, 'perfil');
  const { app, page } = await start({ from: { userData }, locked: true });
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await writeInspection(page, 'Café Montecristo', 'Km 9');
  await makeCopy(page, userData);
  const older = keepNewestCopy(userData, outside);
  await openInspection(page, /Café Montecristo/);
  await typeInto(page, /^Dirección exacta/, 'Km 10, junto al puente');
  await typeInto(page, /^Nombre o razón social/, 'Café Montecristo del Norte');
  await saveInspection(page);
  await makeCopy(page, userData);
  const newer = keepNewestCopy(userData, outside);

  // the office goes back to the older copy on what is another computer from now on, and goes on there
  await answerOpenDialog(app, older);
  await pressButton(page, 'Abrir una copia de otro lugar');
  await expect(page.getByRole('heading', { name: /^Copia del / })).toBeVisible();
  await restoreOffice(page);
  await unlock(page, passphrase);
  await openInspection(page, /Café Montecristo/);
  await typeInto(page, /^Dirección exacta/, 'Km 11, frente a la escuela');
  await typeInto(page, /^Nombre o razón social/, 'Café Montecristo S. de R. L.');
  await saveInspection(page);
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Desacuerdos');
  await expect(page.getByText('No hay desacuerdos')).toBeVisible();

  await page.keyboard.press('Control+5');
  await answerOpenDialog(app, newer);
  await pressButton(page, 'Abrir una copia de otro lugar');
  await pressButton(page, 'Ver los expedientes de la copia');
  await openRow(page, /^Café Montecristo/);
  await pressButton(page, 'Agregar lo que falta');
  await expect(page.getByText(/^Se agregó lo que faltaba/)).toBeVisible();
  await pressButton(page, 'Abrir el expediente');
  await expect(page.getByText('Hay 2 campos con dos valores escritos en lugares distintos')).toBeVisible();

  await pressButton(page, 'Ver y decidir');
  await expect(page.getByRole('heading', { name: 'Desacuerdos' })).toBeFocused();
  await expect(page.getByText('2 datos por decidir')).toBeVisible();
  const name = page.getByRole('region', { name: /Nombre o razón social/ });
  for (const written of ['Café Montecristo del Norte', 'Café Montecristo S. de R. L.']) {
    await expect(name.getByText(written, { exact: true })).toBeVisible();
  }
  await expect(name.getByText(person.name)).toHaveCount(2);
  await expect(name.getByText(office.name)).toHaveCount(2);
  await shot(page, 'conflicts');

  // the first is left open, the second joined into one, all by keyboard
  await tabTo(page, 'Dejar abierto');
  await expect(page.getByRole('region').and(page.locator(':focus'))).toHaveCount(1);
  await tabTo(page, 'Combinar…');
  const dialog = page.getByRole('dialog', { name: 'Combinar lo escrito' });
  await expect(dialog).toBeVisible();
  await shot(page, 'combine');
  await dialog.getByRole('textbox').fill('Km 10.5, entre el puente y la escuela');
  await page.keyboard.press('Control+Enter');
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Guardar esto' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('1 dato por decidir')).toBeVisible();
  await shot(page, 'one-left');
  await pressButton(page, 'Conservar el 2.º');
  await expect(page.getByText('No hay desacuerdos')).toBeVisible();

  await openInspection(page, /Café Montecristo/);
  await expect(page.getByText(/valores escritos en lugares distintos/)).toHaveCount(0);
  await expect(page.getByRole('textbox', { name: /^Nombre o razón social/ })).toHaveValue(/^Café Montecristo/);
});
