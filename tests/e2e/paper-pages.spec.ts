// A form that was filled in by hand: its photographs are tied to the record page by page, and what is missing is said.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import { expect, test } from '../support/prepared-app.ts';

test('two of three pages are there, the third is missing until it is photographed', async ({ start, userData }) => {
  test.setTimeout(150_000);
  const { app, page } = await start({ from: 'acta' });
  const folder = path.join(userData, 'papel');
  mkdirSync(folder);
  await page.keyboard.press('Control+2');
  await openRow(page, /^STSS-/);
  await page.getByRole('heading', { name: 'Evidencia' }).waitFor();
  const cards = page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem');
  const bring = async (names: readonly string[], count: number): Promise<void> => {
    const files = names.map((name) => path.join(folder, name));
    for (const [i, file] of files.entries()) writeFileSync(file, await photograph(page, count + i));
    await answerWithFiles(app, files);
    await pressButton(page, 'Agregar archivos');
    await expect(cards).toHaveCount(count + names.length);
  };
  const choose = async (n: number, name: string): Promise<void> => {
    await tabTo(page, { role: 'checkbox', name: `Escoger la pieza ${n}: ${name}` });
    await page.keyboard.press('Space');
  };
  const dialog = page.getByRole('dialog', { name: 'Hojas de un papel llenado a mano' });

  await bring(['hoja-a.jpg', 'hoja-b.jpg'], 0);
  await choose(1, 'hoja-a.jpg');
  await choose(2, 'hoja-b.jpg');
  await pressButton(page, 'Son hojas de un papel…');
  await dialog.waitFor();
  // proposed: the acta on the screen, pages 1 and 2 of 2
  await expect(dialog.getByRole('textbox', { name: /pieza 2, hoja-b\.jpg/ })).toHaveValue('2');
  await typeInto(page, /^Páginas que tiene el papel/, '3');
  await typeInto(page, /^Páginas en la pieza 2/, '4');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Escriba páginas de 1 a 3, por ejemplo 2 o 1-3.')).toBeVisible();
  await typeInto(page, /^Páginas en la pieza 2/, '3');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await expect(page.getByText('Acta de inspección: falta la página 2 del papel, de 3')).toBeVisible();
  await expect(cards.nth(1).getByText('Papel: pág. 3 de 3')).toBeVisible();

  await bring(['hoja-c.jpg'], 2);
  await choose(3, 'hoja-c.jpg');
  await pressButton(page, 'Son hojas de un papel…');
  await dialog.waitFor();
  // the gap is what comes next
  await expect(dialog.getByRole('textbox', { name: /pieza 3, hoja-c\.jpg/ })).toHaveValue('2');
  await pressButton(page, 'Unir al registro');
  await dialog.waitFor({ state: 'hidden' });
  await expect(page.getByText(/falta la página/)).toHaveCount(0);
  await expect(cards.nth(2).getByText('Papel: pág. 2 de 3')).toBeVisible();
});
