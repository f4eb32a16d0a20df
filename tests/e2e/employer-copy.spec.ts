// The paper for the file says more than an employer may read: whoever hands one over makes the copy that is meant for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../support/electron-app.ts';
import { withRows } from '../support/inspection-builder.ts';
import { answerSaveDialog, finalise, newInspection, openOffice, sampleNewOffice, sign } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { shortInspection } from '../support/short-inspection.ts';

const acta = withRows(shortInspection(), 'minors', {
  age: '15',
  ageHow: 'told',
  task: 'Carga de sacos de azufre',
  authorised: 'no',
  protectionCalled: 'no',
});

test('the employer is handed a copy of their own: the same number, signed, and nothing of the child', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(180_000);
  await openOffice(page, sampleNewOffice);
  await newInspection(page, acta);
  const number = await finalise(page);
  await expect(page.getByText('Al patrono se le entrega su propia copia.', { exact: false })).toBeVisible();
  await pressButton(page, 'Hacer la copia para el patrono', { back: true });
  await page.getByText('Lleva el mismo número y solo lo que el patrono puede conocer.').waitFor();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  await sign(page, sampleNewOffice);
  const file = path.join(userData, 'fuera.pdf');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como fuera.pdf').first().waitFor();
  const said = await contentsOf(new Uint8Array(readFileSync(file)));
  expect(said).toContain('Ejemplar para el patrono');
  expect(said).toContain(number);
  expect(said).not.toContain('azufre');

  // both are among the papers of the acta, told apart; the one for the file is still what the acta opens
  await pressButton(page, 'Abrir el ejemplar del expediente', { back: true });
  await expect(page.getByRole('button', { name: 'Abrir la copia para el patrono' })).toBeVisible();
  await pressButton(page, 'Ir a la inspección', { back: true });
  await expect(page.getByRole('button', { name: /^Copia para el patrono\. Versión 1/ })).toBeVisible();
  await pressButton(page, 'Abrir el acta');
  await expect(page.getByText('Ejemplar para el expediente').first()).toBeVisible();
});
