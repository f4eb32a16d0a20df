// Writing: phrases of the bank, unknown words, and blank forms to be filled in by hand.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { answerSaveDialog, continueDraft, waitUntilKept } from '../support/journey.ts';
import { chooseByTyping, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const FIRST = 'Se pagó por debajo del mínimo.';
const fact = (page: Page) => page.getByRole('textbox', { name: /^Hecho/ }).first();
const bank = (page: Page) => page.getByRole('dialog', { name: 'Banco de frases' });
const doubts = (page: Page) => page.getByRole('toolbar', { name: 'Palabras por revisar' });
const selected = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement as HTMLTextAreaElement;
    return box.value.slice(box.selectionStart, box.selectionEnd);
  });

test('a phrase is put into a finding, undone, and slips are corrected', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'draft' });
  await continueDraft(page);
  await tabTo(page, { role: 'textbox', name: /^Hecho/ });
  await page.keyboard.press('Control+End');

  // the bank opens on the phrases for a finding; some words of the phrase are enough
  await page.keyboard.press('Control+J');
  await expect(bank(page).getByRole('group', { name: 'Para este campo' })).toBeVisible();
  await page.keyboard.type('resguardo maquina');
  await expect(bank(page).getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(bank(page)).toHaveCount(0);
  await expect(fact(page)).toHaveValue(
    `${FIRST} La máquina [[tipo e identificación]], en uso al momento de la visita, carece de resguardo en [[parte peligrosa]], con riesgo de [[riesgo]] para quienes la operan.`,
  );
  // the first gap is selected, all are marked, and the list of problems names one
  expect(await selected(page)).toBe('[[tipo e identificación]]');
  await expect(page.locator('.ui-mark-gap')).toHaveCount(3);
  await page.keyboard.insertText('cortadora n.º 3');
  await expect(page.locator('.ui-mark-gap')).toHaveCount(2);
  await expect(page.getByText('Queda un hueco por llenar: [[parte peligrosa]].').first()).toBeVisible();

  // taken back as typing is
  for (let step = 0; step < 3 && (await fact(page).inputValue()) !== FIRST; step += 1) {
    await page.keyboard.press('Control+Z');
  }
  await expect(fact(page)).toHaveValue(FIRST);
  await expect(page.locator('.ui-mark-gap')).toHaveCount(0);

  // Esc leaves the text as it was, and the caret where it was
  await page.keyboard.press('Control+J');
  await bank(page).waitFor();
  await page.keyboard.press('Escape');
  await expect(bank(page)).toHaveCount(0);
  await expect(fact(page)).toBeFocused();

  await page.keyboard.press('Control+End');
  await page.keyboard.type(' El patrno dejó sin baranda la garrucha de Chamelecón.');
  await expect(doubts(page).getByRole('button')).toHaveText(['patrno'], { timeout: 20_000 });
  await expect(page.locator('.ui-mark-doubt')).toHaveText('patrno');
  await tabTo(page, { role: 'button', name: 'patrno' });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toHaveText('patrono');
  await page.keyboard.press('Enter');
  await expect(fact(page)).toHaveValue(`${FIRST} El patrono dejó sin baranda la garrucha de Chamelecón.`);
  await expect(doubts(page)).toHaveCount(0);
  await expect(fact(page)).toBeFocused();

  // a word of the trade is taught to the office
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' Usan chimborrias.');
  await expect(doubts(page).getByRole('button')).toHaveText(['chimborrias']);
  await tabTo(page, { role: 'button', name: 'chimborrias' });
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Añadir al diccionario de la oficina' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(doubts(page)).toHaveCount(0);
  await waitUntilKept(page);

  // the office has a phrase of its own, which is offered from then on
  await page.keyboard.press('Control+4');
  await expect(page.getByRole('button', { name: /Palabras de la oficina/ })).toContainText('chimborrias');
  await pressButton(page, 'Agregar frase');
  await page.getByRole('dialog', { name: 'Agregar una frase' }).waitFor();
  await chooseByTyping(page, /^Partir de una frase/, 'Sin infracciones');
  await typeInto(page, /^Nombre de la frase/, 'Garrucha sin baranda');
  await typeInto(page, /^Texto/, 'La garrucha de {patron} carece de baranda en [[lugar]].');
  await pressButton(page, 'Agregar');
  await expect(page.getByText('No existe el dato entre llaves: patron.')).toBeVisible();
  await typeInto(page, /^Texto/, 'La garrucha de {patrono} carece de baranda en [[lugar]].');
  await pressButton(page, 'Agregar');
  await expect(
    page.getByRole('grid', { name: 'Frases de la oficina' }).getByRole('row', { name: 'Garrucha sin baranda' }),
  ).toBeVisible();

  await page.keyboard.press('Control+1');
  await continueDraft(page);
  await tabTo(page, { role: 'textbox', name: /^Hecho/ });
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+J');
  await bank(page).waitFor();
  await page.keyboard.type('garrucha');
  await page.keyboard.press('Enter');
  await expect(fact(page)).toHaveValue('La garrucha de Ñoño & Güity carece de baranda en [[lugar]].');
  expect(await selected(page)).toBe('[[lugar]]');
  await waitUntilKept(page);

  // forms to be filled in by hand
  await page.keyboard.press('Control+2');
  const file = path.join(userData, 'formulario.pdf');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Formularios en blanco');
  await page.getByRole('menuitem', { name: 'Formulario de inspección' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Formulario en blanco: Formulario de inspección' }).waitFor();
  await expect(page.locator('.report-preview iframe')).toBeVisible();
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como formulario.pdf').first().waitFor();
  expect(readFileSync(file).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
});
