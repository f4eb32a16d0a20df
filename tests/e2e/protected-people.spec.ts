// People of a case who are to be kept from harm: begun from the pseudonym that the case knows, with needs, risk and what was
// weighed for a child; who they are opens with a reason alone.
import type { Page } from '@playwright/test';
import { createCase, openCase } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { lock, openOffice, sampleNewOffice, unlock } from '../support/journey.ts';
import { chooseFromList, pressButton, tabTo, typeInto } from '../support/keyboard.ts';

const EMPLOYER = 'Finca El Guayabo';
const NAME = 'Dunia Xiomara Zúniga';
const HOME = 'Aldea La Masica, casa azul';

const people = (page: Page) => page.getByRole('region', { name: 'Personas protegidas' });
const field = (page: Page, name: RegExp) => page.getByRole('textbox', { name });

/** Saves the record on the screen and goes to its case. */
async function saveAndLeave(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await pressButton(page, 'Expediente');
  await page.locator('.case-timeline').waitFor();
}

/** Chooses an entry of a group of check boxes. */
async function check(page: Page, name: string): Promise<void> {
  await tabTo(page, { role: 'checkbox', name });
  await page.keyboard.press('Space');
}

test('a child of the case: needs, risk, what was weighed; who she is opens with a reason', async ({ app, page }) => {
  test.setTimeout(240_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, {
    employer: EMPLOYER,
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });
  await expect(people(page)).toContainText('Nadie todavía');
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Tamizaje' }).click();
  await typeInto(page, /^Edad/, '15');
  await saveAndLeave(page);

  // the case knows P-01, and nobody noted what she needs
  await expect(people(page)).toContainText('Con seudónimo y sin registro');
  await pressButton(page, 'Registrar: P-01');
  await page.getByRole('heading', { name: 'Riesgo y contacto seguro', level: 2 }).waitFor();
  await expect(field(page, /^Seudónimo/)).toHaveValue('P-01');
  await expect(field(page, /^Edad/)).toHaveValue(/^15/);
  await expect(page.getByRole('button', { name: /Es niña, niño o adolescente/ })).toContainText('Sí');
  await chooseFromList(page, /Acepta que se comparta/, 'No aplica (niñez)');
  await check(page, 'Albergue');
  await check(page, 'Médica');
  await chooseFromList(page, /Riesgo de represalia/, 'Alto');
  await typeInto(page, /^Por qué/, 'El capataz preguntó quién habló');
  await check(page, 'Su responsable');
  await typeInto(page, /^Qué no hacer nunca/, 'Llamar a la finca');
  await chooseFromList(page, /El responsable está implicado/, 'Sí');

  // what the rules say of it
  const missing = page.locator('.missing-panel');
  await expect(missing).toContainText('no puede ser la vía de contacto');
  await expect(missing).toContainText('según su interés superior');
  const guardian = page.getByRole('checkbox', { name: 'Su responsable' });
  await tabTo(page, { role: 'checkbox', name: 'Su responsable' }, { back: true });
  await page.keyboard.press('Space');
  await expect(guardian).not.toBeChecked();
  await check(page, 'Una institución');
  await typeInto(page, /^Interés superior/, 'Ir con su tía, que no trabaja en la finca');
  await expect(missing).not.toContainText('interés superior');
  await expect(missing).not.toContainText('vía de contacto');

  // who she is
  await expect(field(page, /^Nombre/)).toHaveCount(0);
  await pressButton(page, 'Empezar a registrar datos protegidos');
  await typeInto(page, /^Nombre$/, NAME);
  await typeInto(page, /^Dirección/, HOME);
  await saveAndLeave(page);
  await expect(people(page)).toContainText('P-01');
  await expect(people(page)).toContainText('Médica · Albergue');
  await expect(people(page)).toContainText('Riesgo: alto');
  await expect(people(page)).not.toContainText('sin registro');
  await expect(page.getByText(NAME)).toHaveCount(0);
  await expect(page.getByText('La Masica')).toHaveCount(0);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()))).toEqual(
    ['Atalaya'],
  );

  // the next of the case is the next, in whatever record
  await pressButton(page, 'Otra persona');
  await expect(field(page, /^Seudónimo/)).toHaveValue('P-02');
  await pressButton(page, 'Expediente', { back: true });
  await page.locator('.case-timeline').waitFor();

  // another day
  await lock(page);
  await unlock(page, sampleNewOffice.passphrase);
  await openCase(page, EMPLOYER);
  await tabTo(page, { role: 'button', name: /^P-01/ });
  await page.keyboard.press('Enter');
  await page.locator('.editor').waitFor();
  await expect(field(page, /^Por qué(?! medio)/)).toHaveValue('El capataz preguntó quién habló');
  await expect(field(page, /^Nombre$/)).toHaveCount(0);
  await pressButton(page, 'Abrir datos protegidos');
  await page.getByRole('dialog', { name: 'Abrir datos protegidos' }).waitFor();
  await typeInto(page, /^Motivo/, 'Acordar con su tía el traslado');
  await pressButton(page, 'Abrir datos protegidos');
  await expect(field(page, /^Nombre$/)).toHaveValue(NAME);
  await expect(field(page, /^Dirección/)).toHaveValue(HOME);
  await page.keyboard.press('Control+6');
  const acts = page.getByRole('row', { name: new RegExp(`, ${sampleNewOffice.person.name}, Abrió datos protegidos$`) });
  await expect(acts.filter({ hasText: 'Acordar con su tía el traslado' })).toHaveCount(1);
});

test('rows of a new acta go on after the pseudonyms that the case gave', async ({ page }) => {
  test.setTimeout(120_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector'] });
  await createCase(page, {
    employer: EMPLOYER,
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Persona protegida' }).click();
  await typeInto(page, /^Seudónimo/, 'T-03');
  await saveAndLeave(page);
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Acta de inspección' }).click();
  await page.locator('.editor').waitFor();
  await pressButton(page, 'Agregar persona entrevistada');
  await expect(page.getByRole('textbox', { name: /^Seudónimo/ })).toHaveValue('T-04');
});
