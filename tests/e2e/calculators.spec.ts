// Calculations: a clerk takes in the table of minimum wages, computes what is owed and the fine for it, confirms a
// number of the law with its document, and prints.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { answerSaveDialog } from '../support/journey.ts';
import {
  chooseByTyping,
  chooseFromList,
  openRow,
  pressButton,
  retype,
  tabTo,
  takeListed,
  typeInto,
} from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const total = (page: Page) => page.locator('.calculator-total-value');
const HEADER = 'rama;tamano;desde;hasta;mensual;norma';
const GOOD = 'Construcción;De 11 a 50 trabajadores;01/01/2025;31/12/2025;12.636,50;Acuerdo SETRASS-109-2024';

test('a table is taken in, a difference and its fine are computed, a number is confirmed, and it prints', async ({
  start,
  userData,
}) => {
  const { app, page } = await start({ from: 'office' });
  await page.keyboard.press('Control+9');
  await page.getByRole('heading', { name: 'Cálculos', level: 1 }).waitFor();

  // without a table nothing is guessed
  await chooseFromList(page, /^Horas extraordinarias y feriados/, 'Diferencia de salario mínimo');
  await chooseByTyping(page, /^Rama de actividad/, 'Construcción');
  await chooseFromList(page, /Tamaño de la empresa/, 'De 11 a 50 trabajadores');
  await typeInto(page, /^Desde/, '01/01/2025');
  await typeInto(page, /^Hasta/, '31/12/2025');
  await typeInto(page, /^Salario mensual pagado/, '11000');
  await expect(page.getByText(/^Ninguna tabla de salarios mínimos cubre/)).toBeVisible();

  // a file with a bad line is refused whole, and the line is named
  const file = path.join(userData, 'tabla.csv');
  writeFileSync(file, `\uFEFF${HEADER}\r\n${GOOD}\r\nPesca de luna;11-50;2025-01-01;2025-12-31;1,00;x\r\n`);
  await pressButton(page, 'Importar tabla');
  await page.getByRole('dialog', { name: 'Importar una tabla de salarios mínimos' }).waitFor();
  const picker = page.locator('input[type=file]');
  await picker.setInputFiles(file);
  await expect(
    page.getByText('Línea 3: «Pesca de luna» no es una rama conocida, o puede ser más de una'),
  ).toBeVisible();
  writeFileSync(file, `\uFEFF${HEADER}\r\n${GOOD}\r\n`);
  await picker.setInputFiles(file);
  await expect(page.getByText('tabla.csv: 1 línea, toda correcta')).toBeVisible();
  await typeInto(page, /^Documento de la tabla/, 'La Gaceta 36,491');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Tabla importada').first()).toBeVisible({ timeout: 15_000 });

  // 12,636.50 less 11,000.00, twelve times: what was typed before is still there
  await expect(total(page)).toHaveText('Se adeuda: L 19,638.00');
  const steps = page.getByRole('grid', { name: 'Paso a paso' });
  await expect(steps.getByRole('row', { name: /^Diferencia mensual/ })).toContainText(
    'L 12,636.50 − L 11,000.00 = L 1,636.50',
  );
  const used = page.getByRole('grid', { name: 'Parámetros aplicados' });
  await expect(used.getByRole('row', { name: /^Salario mínimo: Construcción/ })).toContainText('Confirmado');

  await pressButton(page, 'Copiar');
  await expect(page.getByText('Cálculo copiado').first()).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('Se adeuda: L 19,638.00');

  // a quarter of it, raised by a quarter for the first repetition
  await chooseFromList(page, /^Diferencia de salario mínimo/, 'Multa');
  await chooseFromList(page, /Infracción/, 'Salario mínimo u otro perjuicio económico al trabajador');
  await typeInto(page, /^Monto adeudado/, '19638');
  await expect(total(page)).toHaveText('Multa: L 4,909.50');
  await chooseFromList(page, /^Ninguna/, 'Primera');
  await expect(total(page)).toHaveText('Multa: L 6,136.88');
  await expect(page.getByText('El cálculo descansa en datos que nadie ha confirmado')).toBeVisible();

  // somebody reads the law: thirty per cent, and the calculation follows
  await openRow(page, /^Aumento de la multa por la primera reincidencia, 25 %/, 'Parámetros de la ley');
  await page.getByRole('dialog', { name: 'Confirmar un parámetro' }).waitFor();
  await typeInto(page, /^Valor/, '30');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Escriba el valor como se indica')).toBeVisible();
  await expect(page.getByText('Escriba el documento')).toBeVisible();
  await typeInto(page, /^Valor/, '0.30');
  await typeInto(page, /^Documento en que se leyó/, 'Ley de Inspección de Trabajo, La Gaceta 34,290');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Parámetro confirmado').first()).toBeVisible({ timeout: 15_000 });
  await expect(total(page)).toHaveText('Multa: L 6,382.35');

  const pdf = path.join(userData, 'calculo.pdf');
  await answerSaveDialog(app, pdf);
  await pressButton(page, 'Imprimir cálculo');
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como calculo.pdf').first().waitFor();
  expect(readFileSync(pdf).subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
  await pressButton(page, 'Cerrar');

  // obstruction is not lifted by correcting it
  await chooseFromList(page, /Infracción/, 'Obstrucción a la labor inspectora');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('s');
  await expect(total(page)).toHaveText('Multa: L 325,000.00');
  await expect(page.getByText('Corregir la causa no exime de esta multa.')).toBeVisible();

  // a table that was replaced is taken away, and all of it is in the history
  await openRow(page, /^La Gaceta 36,491, /, 'Tablas de salarios mínimos');
  await page.getByRole('alertdialog', { name: '¿Quitar la tabla?' }).waitFor();
  await pressButton(page, 'Quitar');
  await expect(page.getByText('No hay ninguna tabla')).toBeVisible({ timeout: 15_000 });
  await page.keyboard.press('Control+6');
  const acts = page.getByRole('row', { name: /Cambió los datos de la oficina/ });
  await expect(acts.filter({ hasText: 'Se quitó la tabla de salarios mínimos: La Gaceta 36,491' })).toHaveCount(1);
  await expect(
    acts.filter({ hasText: 'Parámetro confirmado: Aumento de la multa por la primera reincidencia: 0.30' }),
  ).toHaveCount(1);
});

test('a calculation of the checklist goes into the acta: one is begun for it, then it names what is owed', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const { page } = await start({ from: 'office' });
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Nuevo expediente');
  await typeInto(page, /^Nombre o razón social/, 'Hilados Ñandú');
  await chooseFromList(page, /Tipo de inspección/, 'Inspección ordinaria');
  await chooseFromList(page, /Origen/, 'Programa o plan anual');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('n');
  await pressButton(page, 'Abrir expediente');
  const ofCase = page.getByRole('heading', { name: 'Hilados Ñandú', level: 1 });
  await ofCase.waitFor();

  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Lista de verificación' }).click();
  const question = /décimo tercer mes/i;
  await pressButton(page, new RegExp(`^Calcular: .*${question.source}`, 'i'));
  const calculator = page.getByRole('dialog', { name: 'Décimo tercer y décimo cuarto mes' });
  await calculator.waitFor();
  await chooseFromList(page, /Mes/, 'Décimo tercer mes');
  await typeInto(page, /^Año en que se paga/, '2025');
  await typeInto(page, /^Salario mensual ordinario/, '13000');
  await pressButton(page, 'Guardar en la lista');
  await calculator.waitFor({ state: 'hidden' });

  // no acta yet: it says so, and begins one
  const toActa = page.getByRole('dialog', { name: 'Llevar al acta' });
  await pressButton(page, /^Llevar al acta: /);
  await expect(toActa.getByText('Este caso no tiene un acta en borrador')).toBeVisible();
  await expect(toActa.getByText('Se adeuda: L 13,000.00')).toBeVisible();
  await pressButton(page, 'Empezar el acta y llevarlo');
  await toActa.waitFor({ state: 'hidden' });
  await expect(page.getByText('El cálculo está en el borrador del acta').first()).toBeVisible();

  // it is there, with its lines; an infringement is put down for it
  const openActa = async (): Promise<void> => {
    await page.keyboard.press('Control+S');
    await page.getByText('Cambios guardados en el expediente').first().waitFor();
    await pressButton(page, 'Expediente');
    await ofCase.waitFor();
    await pressButton(page, /^Acta de inspección/);
    await page.getByRole('heading', { name: 'Infracciones', level: 2 }).waitFor();
  };
  await openActa();
  await expect(page.getByRole('textbox', { name: /^Hecho/ })).toHaveValue(/Salario mensual ordinario: L 13,000\.00/);
  await pressButton(page, 'Agregar infracción');
  await chooseFromList(page, /Infracción/, 'Salario mínimo u otro perjuicio económico al trabajador');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await pressButton(page, 'Expediente');
  await ofCase.waitFor();

  await pressButton(page, /^Lista de verificación/);
  await pressButton(page, /^Llevar al acta: /);
  await expect(toActa.getByText('Este caso no tiene un acta en borrador')).toHaveCount(0);
  await chooseFromList(
    page,
    /Anotar L 13,000\.00 como monto adeudado en/,
    'Salario mínimo u otro perjuicio económico al trabajador',
  );
  await toActa.getByRole('button', { name: 'Llevar al acta' }).click();
  await toActa.waitFor({ state: 'hidden' });
  await openActa();
  await expect(page.getByRole('textbox', { name: /^Monto adeudado/ })).toHaveValue('13,000.00');
});

test('the office adds an infringement of its own and withdraws one; an acta offers those of the day of its visit', async ({
  start,
}) => {
  test.setTimeout(120_000);
  const { page } = await start({ from: 'office' });
  await page.keyboard.press('Control+9');
  await pressButton(page, 'Agregar infracción');
  const adding = page.getByRole('dialog', { name: 'Agregar infracción' });
  await adding.waitFor();
  await typeInto(page, /^Infracción/, 'Trabajo en altura sin arnés');
  await typeInto(page, /^Vale desde/, '20/11/2026');
  await typeInto(page, /^Documento en que se leyó/, 'La Gaceta 30,000');
  await page.keyboard.press('Enter');
  await expect(adding.getByText('Escriba la norma que dice el documento')).toBeVisible();
  await typeInto(page, /^Norma/, 'Acuerdo STSS-001-02, art. 7');
  await page.keyboard.press('Enter');
  await adding.waitFor({ state: 'hidden' });
  const table = page.getByRole('grid', { name: 'Infracciones' });
  const own = table.getByRole('row', { name: 'Trabajo en altura sin arnés' });
  await expect(own).toContainText('Desde el 20/11/2026');
  await expect(own).toContainText('Confirmado');

  await openRow(page, /^Discriminación laboral/, 'Infracciones');
  const changing = page.getByRole('dialog', { name: 'Cambiar o confirmar una infracción' });
  await changing.waitFor();
  await typeInto(page, /^Vale desde/, '23/11/2026');
  await pressButton(page, 'Dejar de ofrecerla desde esa fecha');
  await changing.waitFor({ state: 'hidden' });
  await expect(table.getByRole('row', { name: 'Discriminación laboral' })).toContainText('Retirada');

  // a visit of the 21st: the own one holds, the other is not yet withdrawn; on the 23rd it is
  await page.keyboard.press('Control+N');
  await page.getByRole('heading', { name: 'Nueva inspección', level: 1 }).waitFor();
  await pressButton(page, 'Agregar infracción');
  const visitOn = async (date: string): Promise<void> => {
    // a hundred stops lie between this and the infringements
    await page.locator('#f-general-startDate').focus();
    await retype(page, date);
  };
  await visitOn('21/11/2026');
  await page.getByRole('combobox', { name: /^Infracción/ }).focus();
  await retype(page, 'Discriminación');
  await expect(page.getByRole('option', { name: 'Discriminación laboral' })).toBeVisible();
  await retype(page, 'Seguridad');
  await expect(page.getByRole('option', { name: /^Seguridad, salud/ })).toContainText('Sin confirmar');
  await page.keyboard.press('Escape');
  await visitOn('23/11/2026');
  const chosen = page.locator('.form-row .ui-select-button').first();
  await chosen.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Trabajo en altura sin arnés' }).waitFor();
  await expect(page.getByRole('option', { name: 'Discriminación laboral' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await takeListed(page, 'Trabajo en altura sin arnés');
  await expect(chosen).toContainText('Trabajo en altura sin arnés');

  // what was chosen stays as it was chosen, also once the office has it no more
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await page.keyboard.press('Control+9');
  await openRow(page, /^Trabajo en altura sin arnés/, 'Infracciones');
  await changing.waitFor();
  await typeInto(page, /^Vale desde/, '20/11/2026');
  await pressButton(page, 'Dejar de ofrecerla desde esa fecha');
  await changing.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+2');
  await openRow(page, /./);
  await page.getByRole('heading', { name: 'Infracciones', level: 2 }).waitFor();
  await expect(chosen).toContainText('Trabajo en altura sin arnés (Acuerdo STSS-001-02, art. 7)');
});
