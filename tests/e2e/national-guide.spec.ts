// A guide of the country comes as a file: whoever keeps the settings loads it, and every screening is read by it too.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { readGuideFile } from '../../shared/catalog/screening/guide-file.ts';
import { createCase, openCase } from '../support/casework.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { chooseFromList, pressButton, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';
import { sampleGuide } from '../support/sample-guide.ts';

const results = (page: Page) => page.getByRole('region', { name: 'Resultado' });
const ofGuide = (page: Page) => results(page).getByRole('article').filter({ hasText: 'Guía nacional de prueba' });
const guides = (page: Page) => page.getByRole('region', { name: 'Guías de tamizaje' });

/** Goes to a question with Tab. */
async function goTo(page: Page, question: RegExp): Promise<void> {
  const group = page.getByRole('radiogroup', { name: question }).locator(':focus');
  for (let stop = 0; stop < 120 && (await group.count()) === 0; stop += 1) await page.keyboard.press('Tab');
  await expect(group).toHaveCount(1);
}

async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
}

test('a guide is loaded from a file, an older screening gets its result with reasons, and a bad file changes nothing', async ({
  start,
  userData,
}) => {
  test.setTimeout(240_000);
  const { app, page } = await start({ from: 'office' });
  await createCase(page, { employer: 'Finca El Guayabo', type: 'Inspección ordinaria', origin: 'Plan del año' });
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Tamizaje' }).click();
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await typeInto(page, /^Edad/, '30');
  await chooseFromList(page, /Aceptó la entrevista/, 'Sí');
  await pressButton(page, /^Explotación/, { back: true });
  await goTo(page, /^Días u horas de trabajo excesivos/);
  await page.keyboard.press('1');
  await expect(results(page)).toContainText('Señales aisladas');
  await save(page);
  await expect(ofGuide(page)).toHaveCount(0);

  // the template to fill in is a guide itself
  await page.keyboard.press('Control+4');
  await guides(page).getByText('Ninguna guía cargada').waitFor();
  const template = path.join(userData, 'plantilla.json');
  await answerSaveDialog(app, template);
  await pressButton(page, 'Guardar la plantilla');
  await page.getByText('Plantilla guardada: plantilla.json').first().waitFor();
  expect(readGuideFile(readFileSync(template, 'utf8')).ok).toBe(true);

  // files that are no guide are refused with the line to mend
  const file = path.join(userData, 'guia.json');
  const good = JSON.stringify(sampleGuide, null, 2);
  await pressButton(page, 'Cargar una guía');
  const dialog = page.getByRole('dialog', { name: 'Cargar una guía de tamizaje' });
  await dialog.waitFor();
  const choose = async (text: string): Promise<void> => {
    writeFileSync(file, text);
    await dialog.locator('input[type=file]').setInputFiles(file);
  };
  await choose(good.replace('"medium"', '"fuerte"'));
  const line = good.split('\n').findIndex((one) => one.includes('"medium"')) + 1;
  await expect(dialog).toContainText(
    `Línea ${line}: La guía da al indicador «hnPolicia» una fuerza que no existe: «fuerte».`,
  );
  await expect(dialog).toContainText('No se cambió ninguna guía ni ningún tamizaje.');
  await choose(good.replace('"cdDebt"', '"hnDeuda"'));
  await expect(dialog).toContainText('La guía usa una pregunta que nadie define: «hnDeuda».');
  await choose(good.slice(0, -3));
  await expect(dialog).toContainText('El archivo no está bien escrito como JSON en la línea');
  await choose(good.replace('"format": 1', '"format": 2'));
  await expect(dialog).toContainText('La guía está en un formato más nuevo');
  await choose(`${good}${' '.repeat(600_000)}`);
  await expect(dialog).toContainText('El archivo es más grande de lo que la aplicación admite.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await expect(guides(page).getByText('Ninguna guía cargada')).toBeVisible();

  // what it holds is seen before it counts
  await pressButton(page, 'Cargar una guía');
  await choose(good);
  await expect(dialog.getByRole('definition').filter({ hasText: 'Documento inventado para pruebas' })).toBeVisible();
  await expect(dialog).toContainText('3 (1 media, 2 débil)');
  await expect(dialog).toContainText('1 indicador con la fuerza en disputa');
  await pressButton(page, 'Usar esta guía');
  await dialog.waitFor({ state: 'hidden' });
  const row = guides(page).getByRole('row', { name: /Guía nacional de prueba/ });
  await expect(row).toContainText('2026-03');
  await row.scrollIntoViewIfNeeded();

  // the screening from before has its result, and its own question in the form
  await openCase(page, 'Finca El Guayabo');
  await pressButton(page, /^Tamizaje/);
  await expect(ofGuide(page)).toContainText('Sin indicios según la guía nacional');
  await expect(ofGuide(page)).toContainText('versión 2026-03');
  await pressButton(page, /^Control según la guía/, { back: true });
  await goTo(page, /^La amenazan con la policía/);
  await page.keyboard.press('1');
  await expect(ofGuide(page)).toContainText('Indicios de control, según la guía nacional');
  await expect(page.getByRole('alert').filter({ hasText: 'Avise ahora a la supervisión' })).toContainText('violencia');
  await ofGuide(page).getByText('Por qué').click();
  await expect(ofGuide(page)).toContainText('La amenazan con la policía (media)');
  await expect(ofGuide(page).getByRole('heading', { name: 'Bastan estas respuestas' })).toBeVisible();
  await ofGuide(page).scrollIntoViewIfNeeded();
  await save(page);

  // withdrawn, it counts no longer; what was answered stays
  await page.keyboard.press('Control+4');
  await row.click();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Guía nacional de prueba' }).waitFor();
  await pressButton(page, 'Retirar la guía');
  await page.getByRole('alertdialog').waitFor();
  await pressButton(page, 'Retirar la guía');
  await expect(guides(page).getByText('Ninguna guía cargada')).toBeVisible();
  await openCase(page, 'Finca El Guayabo');
  await pressButton(page, /^Tamizaje/);
  await expect(results(page)).toContainText('hnPolicia');
  await expect(ofGuide(page)).toHaveCount(0);
});
