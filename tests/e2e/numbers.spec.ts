// Numbers: a block for this computer, an acta that gets its first number, forms for paper, and the register of it all.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { answerSaveDialog, continueDraft, finalise, newInspection, review } from '../support/journey.ts';
import { chooseFromList, chooseFromMenu, openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { expect, test } from '../support/prepared-app.ts';
import { shortInspection } from '../support/short-inspection.ts';

test('a block is given, an acta gets its first number, and the register tells what became of each', async ({
  start,
}) => {
  const { app, page, userData } = await start({ from: 'draft' });
  await page.keyboard.press('Control+4');
  await pressButton(page, 'Dar un bloque');
  const asked = page.getByRole('dialog', { name: 'Dar un bloque de números' });
  await asked.waitFor();
  await chooseFromList(page, /^Todos los tipos/, 'Inspección ordinaria (ORD)');
  await typeInto(page, /^Año/, '2026');
  await typeInto(page, /^Desde el número/, '501');
  await typeInto(page, /^Hasta el número/, '500');
  await page.keyboard.press('Enter');
  await expect(asked.getByText('No puede ser menor que el primero')).toBeVisible();
  await typeInto(page, /^Hasta el número/, '520');
  await page.keyboard.press('Enter');
  await asked.waitFor({ state: 'hidden', timeout: 15_000 });

  // what one block has, no other may have
  await pressButton(page, 'Dar un bloque');
  await asked.waitFor();
  await typeInto(page, /^Año/, '2026');
  await typeInto(page, /^Desde el número/, '520');
  await typeInto(page, /^Hasta el número/, '600');
  await page.keyboard.press('Enter');
  await expect(asked.getByText('Esos números se traslapan con los de otro bloque: 501 a 520')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+1');
  await continueDraft(page);
  expect(await finalise(page)).toBe('STSS-ORD-LCE-00501-2026');

  await page.keyboard.press('Control+4');
  await openRow(page, /^Inspección ordinaria \(ORD\), 501/, 'Correlativos');
  const register = page.getByRole('dialog', { name: 'Inspección ordinaria (ORD) 2026' });
  const numbers = page.getByRole('grid', { name: 'Números de ORD 2026' });
  await expect(numbers.getByRole('row', { name: '501, Con documento' })).toBeVisible();
  await pressButton(page, 'Reservar números');
  await typeInto(page, /^Cuántos números/, '3');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Escriba para qué son')).toBeVisible();
  await typeInto(page, /^Para qué son/, 'Gira a Tela');
  await page.keyboard.press('Enter');
  await expect(numbers.getByRole('row', { name: '502 a 504, Reservado' })).toContainText('Gira a Tela');

  await pressButton(page, 'Anular un número');
  await typeInto(page, /^Número/, '505');
  await typeInto(page, /^Motivo/, 'Hoja manchada');
  await page.keyboard.press('Enter');
  await expect(page.getByText('El número 505 todavía no se ha dado')).toBeVisible();
  await typeInto(page, /^Número/, '503');
  await page.keyboard.press('Enter');
  await expect(numbers.getByRole('row', { name: '503, Anulado' })).toContainText('Hoja manchada');
  await expect(numbers.getByRole('row', { name: '502, Reservado' })).toBeVisible();
  await expect(numbers.getByRole('row', { name: '504, Reservado' })).toBeVisible();
  await expect(register.getByText('No hay huecos')).toBeVisible();

  const file = path.join(userData, 'registro.pdf');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Imprimir');
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como registro.pdf').first().waitFor();
  expect(readFileSync(file).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  await pressButton(page, 'Cerrar');
  await register.waitFor();
  await pressButton(page, 'Cerrar');
  await expect(page.getByRole('row', { name: /^Inspección ordinaria \(ORD\), 504/ })).toContainText('505');

  // a sheet that was filled in on the road keeps the number that was printed on it
  await newInspection(page, shortInspection());
  await review(page);
  await chooseFromList(page, /^El siguiente del correlativo/, '502, reservado para un formulario');
  await page.getByText('STSS-ORD-LCE-00502-2026').first().waitFor();
  expect(await finalise(page, { reviewed: true })).toBe('STSS-ORD-LCE-00502-2026');

  // a sheet that is printed for the road bears a number that was set aside
  await page.keyboard.press('Control+2');
  await chooseFromMenu(page, /^Formularios en blanco$/, 'Formulario de inspección');
  const form = page.getByRole('dialog', { name: /^Formulario en blanco/ });
  await form.locator('.report-preview').waitFor();
  await chooseFromList(page, /^Una línea para escribirlo a mano/, 'STSS-ORD-LCE-00504-2026');
  const sheet = path.join(userData, 'hoja.pdf');
  await answerSaveDialog(app, sheet);
  await pressButton(page, /^Guardar/);
  await expect.poll(() => existsSync(sheet)).toBe(true);
  expect(await contentsOf(new Uint8Array(readFileSync(sheet)))).toContain('STSS-ORD-LCE-00504-2026');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+6');
  await expect(page.getByRole('row', { name: /Anuló un número/ }).first()).toContainText(
    'ORD 2026: 503: Hoja manchada',
  );
});
