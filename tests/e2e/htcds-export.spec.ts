// The liaison exports possible victims in the format of a standard: only what a second person confirmed, by pseudonym.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createCase, openCase } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import {
  addPerson,
  answerSaveDialog,
  lock,
  openOffice,
  sampleNewOffice,
  secondPerson,
  unlockAs,
} from '../support/journey.ts';
import { chooseFromList, pressButton, tabTo, typeInto } from '../support/keyboard.ts';

async function goTo(page: Page, question: RegExp): Promise<void> {
  const group = page.getByRole('radiogroup', { name: question }).locator(':focus');
  for (let stop = 0; stop < 120 && (await group.count()) === 0; stop += 1) await page.keyboard.press('Tab');
  await expect(group).toHaveCount(1);
}

/** Opens the dialog of the export and counts. */
async function count(page: Page, people: number): Promise<void> {
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Exportar HTCDS');
  await page.getByRole('dialog', { name: 'Exportar datos para HTCDS 2.0' }).waitFor();
  await pressButton(page, 'Contar');
  await expect(page.getByRole('definition').first()).toHaveText(String(people));
}

test('a confirmed screening is exported by its pseudonym, and the history says so', async ({ app, page, userData }) => {
  test.setTimeout(240_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await addPerson(page, { ...secondPerson, roles: ['inspector', 'supervisor', 'liaison'] });
  await createCase(page, { employer: 'Finca El Guayabo', type: 'Inspección ordinaria', origin: 'Plan del año' });
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Tamizaje' }).click();
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await typeInto(page, /^Edad/, '15');
  await chooseFromList(page, /Aceptó la entrevista/, 'No aplica (niñez)');
  await typeInto(page, /^Horas de trabajo por semana/, '50');
  await pressButton(page, /^Explotación/, { back: true });
  await goTo(page, /^Días u horas de trabajo excesivos/);
  await page.keyboard.press('1');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  // who is no liaison is not offered it
  await page.keyboard.press('Control+2');
  await page.getByRole('button', { name: 'Nuevo expediente' }).waitFor();
  await expect(page.getByRole('button', { name: 'Exportar HTCDS' })).toHaveCount(0);

  // while nobody confirmed it, it is nobody's
  await lock(page);
  await unlockAs(page, secondPerson.person.name, secondPerson.passphrase);
  await count(page, 0);
  await expect(page.getByText(/^Nadie entre el 01\/01\//)).toBeVisible();
  await page.keyboard.press('Escape');
  await openCase(page, 'Finca El Guayabo');
  await pressButton(page, /^Tamizaje/);
  await pressButton(page, 'Confirmar el resultado');
  await page.getByText('Resultado confirmado').first().waitFor();

  await count(page, 1);
  await expect(page.getByText(/^Es 1 persona, menos de 11/)).toBeVisible();
  const file = path.join(userData, 'salida.csv');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar el archivo');
  await page.getByText('Guardado: salida.csv').first().waitFor();
  const [header = '', line = '', end] = readFileSync(file, 'utf8').split('\r\n');
  expect(end).toBe('');
  const cells = Object.fromEntries(
    header
      .replace('\uFEFF', '')
      .split(',')
      .map((name, i) => [name, line.split(',')[i]]),
  );
  expect(cells['x_PersonId']).toMatch(/^"p1"$/);
  expect(cells['vic_MethodsOfControl']).toBe('"ExcessiveWorkingHours"');
  expect(cells['vic_TypeOfExploitation']).toBe('"ChildLabour"');
  // one person is a small group: nothing tells them apart
  expect([cells['x_AgeGroup'], cells['prs_Gender'], cells['vic_TraffickingStatus']]).toEqual(['""', '""', '""']);
  expect(line).not.toMatch(/Guayabo/);

  // whole only after a warning
  await count(page, 1);
  await tabTo(page, { role: 'checkbox', name: /^Quitar lo que haría reconocible/ });
  await page.keyboard.press('Space');
  await expect(page.getByText(/^Con edad, sexo, departamento y fecha juntos/)).toBeVisible();
  await page.getByRole('radio', { name: 'Para otro programa (JSON)' }).click({ force: true });
  const json = path.join(userData, 'salida.json');
  await answerSaveDialog(app, json);
  await pressButton(page, 'Guardar el archivo');
  await page.getByText('Guardado: salida.json').first().waitFor();
  expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
    standard: 'HTCDS',
    people: 1,
    smallGroupsHidden: false,
    records: [{ x_AgeGroup: ['15-17'] }],
  });

  await page.keyboard.press('Control+6');
  const act = page.getByRole('row', { name: /Sacó datos seudonimizados/ });
  await expect(act).toHaveCount(2);
  await expect(act.first()).toContainText('HTCDS 2.0 · 1 persona');
});
