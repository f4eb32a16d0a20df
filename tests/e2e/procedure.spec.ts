// The procedure: read by everybody, changed version by version by whoever looks after the office.
import type { Page } from '@playwright/test';
import { lock, sampleNewOffice, secondPerson, unlockAs } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

async function toProcedure(page: Page): Promise<void> {
  await page.keyboard.press('Control+8');
  await page.getByRole('heading', { name: 'Procedimiento', level: 1 }).waitFor();
}

const steps = (page: Page) => page.getByRole('list', { name: /^Pasos: / }).getByRole('listitem');
const bar = (page: Page) => page.getByRole('region', { name: 'Cambiando el procedimiento' });

test('an administrator changes a label and a term as a version; others read it', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await toProcedure(page);
  await expect(page.getByText(/^Rige: Versión 1\./)).toBeVisible();
  await expect(page.getByRole('img', { name: /^Dibujo de los estados/ })).toBeVisible();

  await pressButton(page, 'Cambiar el procedimiento');
  await pressButton(page, 'Cambiar: Emitir la orden de inspección');
  const dialog = page.getByRole('dialog', { name: 'Cambiar el paso' });
  await dialog.waitFor();
  await typeInto(page, /^Nombre/, '');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Escriba un texto')).toBeVisible();
  await typeInto(page, /^Nombre/, 'Firmar la orden de inspección');
  await chooseFromList(page, /Plazo$/, 'Emitir la resolución');
  await pressButton(page, 'Aplicar');
  await dialog.waitFor({ state: 'hidden' });
  await expect(steps(page).first()).toContainText('Firmar la orden de inspección');
  await expect(steps(page).first()).toContainText('Emitir la resolución: Sin dato');

  // a step goes down and back up, and the focus with it
  await pressButton(page, 'Bajar: Firmar la orden de inspección');
  await expect(steps(page).nth(1)).toContainText('Firmar la orden');
  await expect(page.getByRole('button', { name: 'Bajar: Firmar la orden de inspección' })).toBeFocused();
  await expect(bar(page)).toContainText('3 cambios sin guardar');
  await page.keyboard.press('Control+Z');
  await expect(steps(page).first()).toContainText('Firmar la orden');
  await expect(bar(page)).toContainText('2 cambios sin guardar');

  // whoever goes elsewhere, or locks, finds what was begun
  await page.keyboard.press('Control+1');
  await toProcedure(page);
  await expect(bar(page)).toContainText('2 cambios sin guardar');
  await lock(page);
  await unlockAs(page, sampleNewOffice.person.name, sampleNewOffice.passphrase);
  await toProcedure(page);
  await expect(bar(page)).toContainText('2 cambios sin guardar');

  await pressButton(page, 'Guardar versión');
  await page.getByRole('dialog', { name: 'Guardar como versión 2' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Escriba por qué cambia')).toBeVisible();
  await typeInto(page, /^Por qué cambia/, 'Instrucción 4-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Versión guardada').first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/^Rige: Versión 2\./)).toBeVisible();
  await expect(bar(page)).toBeHidden();

  await openRow(page, /^Versión 2, .*Wendy/, 'Versiones');
  const differences = page.getByRole('list', { name: 'Diferencias' }).getByRole('listitem');
  await expect(differences).toHaveText([
    'Paso «Firmar la orden de inspección» (Inspección ordinaria), nombre: ' +
      '«Emitir la orden de inspección» → «Firmar la orden de inspección»',
    'Paso «Firmar la orden de inspección» (Inspección ordinaria), plazo: Ninguno → Emitir la resolución',
  ]);
  await page.keyboard.press('Escape');

  // back to the first one: a version again
  await openRow(page, /^Versión 1, /, 'Versiones');
  await pressButton(page, 'Volver a esta versión');
  await page.getByRole('dialog', { name: 'Guardar como versión 3' }).waitFor();
  await tabTo(page, { role: 'textbox', name: /^Por qué cambia/ });
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Rige: Versión 3\./)).toBeVisible({ timeout: 15_000 });
  await expect(steps(page).first()).toContainText('Emitir la orden de inspección');

  // an inspector reads it, and changes nothing
  await lock(page);
  await unlockAs(page, secondPerson.person.name, secondPerson.passphrase);
  await toProcedure(page);
  await expect(page.getByText(/^Rige: Versión 3\./)).toBeVisible();
  await expect(page.getByText(/^Lo cambia quien puede cambiar los datos de la oficina/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Cambiar|Agregar|Quitar)/ })).toHaveCount(0);
  await openRow(page, /^Versión 2, .*Wendy/, 'Versiones');
  await expect(page.getByRole('dialog', { name: 'Versión 2' })).toContainText('Instrucción 4-2026');
  await expect(page.getByRole('button', { name: 'Volver a esta versión' })).toHaveCount(0);
});
