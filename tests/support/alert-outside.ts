import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { answerSaveDialog } from './journey.ts';
import { pressButton, tabTo } from './keyboard.ts';
import { openPlainPage } from './plain-page.ts';

/** Fills in the form as a committee would, by its labels. */
async function fillAlert(page: Page, facts: string): Promise<void> {
  await page
    .getByRole('radiogroup', { name: /^¿Hay alguien en peligro ahora\?/ })
    .getByLabel('No se sabe')
    .check();
  await page.getByLabel(/^Qué se vio/).fill(facts);
  await page.getByLabel(/^No pueden salir/).check();
  await page.getByLabel(/^Les quitaron los documentos/).check();
  await page.getByLabel('Departamento').selectOption({ label: 'Cortés' });
  await page.getByLabel('Municipio').selectOption({ label: 'Choloma' });
  await page.getByLabel(/^Patrono o negocio/).fill('Finca La Esperanza');
  await page.getByLabel(/^Cuántas personas/).fill('12');
  await page
    .getByRole('radiogroup', { name: /^¿Hay menores de 18 años\?/ })
    .getByLabel('Sí', { exact: true })
    .check();
  await page.getByLabel('Comité local').check();
  await page.getByLabel(/^Cómo comunicarse/).fill('9999-0101, por la tarde');
}

/** Hands out the form from the inbox and has it filled in by a browser of somebody else. */
export async function alertFromOutside(app: ElectronApplication, page: Page, facts: string): Promise<FromOutside> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atalaya-alerts-'));
  const file = path.join(folder, 'formulario.html');
  await answerSaveDialog(app, file);
  await page.keyboard.press('Control+E');
  await page.getByRole('heading', { name: 'Alertas', level: 1 }).waitFor();
  await pressButton(page, 'Guardar formulario de alertas');
  await page.getByText('Formulario guardado como formulario.html').first().waitFor();

  const outside = await openPlainPage(folder, file);
  const form = outside.page;
  const complaints: string[] = [];
  form.on('console', (message) => complaints.push(message.text()));
  await form.getByRole('button', { name: 'Español' }).click();
  await expect(form.getByRole('heading', { level: 1 })).toHaveText('Alerta temprana');
  await expect(form.getByText('Para: Oficina Regional de La Ceiba')).toBeVisible();

  // what is missing is said, and leads to its field
  await form.getByRole('button', { name: 'Cerrar la alerta' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await form.getByRole('button', { name: 'Cuente qué pasa.' }).click();
  await expect(form.getByLabel(/^Qué se vio/)).toBeFocused();

  await fillAlert(form, facts);
  // in another language everything that was written stays
  await form.getByRole('button', { name: 'English' }).click();
  await expect(form.getByLabel(/^What was seen/)).toHaveValue(facts);
  await expect(form.getByLabel('Municipality', { exact: true }).first()).toHaveValue('0502');
  await form.getByRole('button', { name: 'Español' }).click();

  await form.getByRole('button', { name: 'Cerrar la alerta' }).click();
  await expect(form.getByRole('heading', { name: 'La alerta está cerrada' })).toBeFocused();
  await form.getByRole('button', { name: 'Guardar el archivo' }).click();
  await expect(form.getByText(/^Se pidió al navegador que guarde alerta-/)).toBeVisible();
  const saved = (): string | undefined => readdirSync(folder).find((name) => name.endsWith('.alerta'));
  await expect.poll(saved).toBeDefined();

  await form.getByText('Los códigos como texto').click();
  const codes = await form.getByRole('textbox', { name: 'Los códigos como texto' }).inputValue();
  const pictures = await photographCodes(form, codes.split('\n').length);
  expect(await outside.asked()).toEqual([]);
  expect(complaints).toEqual([]);
  await outside.browser.evaluate(({ app: main }) => main.exit());
  return { name: saved()!, sealed: readFileSync(path.join(folder, saved()!)), codes, pictures };
}

/** What somebody's telephone sees of the codes, one after the other. */
async function photographCodes(form: Page, total: number): Promise<readonly Buffer[]> {
  const pictures: Buffer[] = [];
  for (let n = 1; n <= total; n += 1) {
    if (n > 1) await form.getByRole('button', { name: 'Siguiente' }).click();
    const code = form.getByRole('img', { name: `Código ${n} de ${total}` });
    await expect(code).toBeVisible();
    pictures.push(await code.screenshot());
  }
  return pictures;
}

/** What somebody else made with the form: the file by its name, and the codes as text. */
export interface FromOutside {
  readonly name: string;
  readonly sealed: Buffer;
  readonly codes: string;
  /** the same codes as pictures (PNG), in order */
  readonly pictures: readonly Buffer[];
}

/** The dialog that takes alerts in. */
export const receiving = (page: Page) => page.getByRole('dialog', { name: 'Recibir una alerta del formulario' });

/** Chooses a file in the dialog that takes alerts in, and has it taken in. */
export async function takeInFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressButton(page, 'Elegir archivo');
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  await receiving(page).getByText(`Archivo: ${name}`).waitFor();
  await tabTo(page, { role: 'button', name: 'Recibir alerta' });
  await page.keyboard.press('Enter');
}

/** Gives the dialog a picture of a code, and waits until its text stands there. */
export async function takeInPicture(page: Page, buffer: Buffer, code: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressButton(page, 'Leer códigos de una imagen…');
  await (await chooser).setFiles({ name: 'codigo.png', mimeType: 'image/png', buffer });
  const box = receiving(page).getByRole('textbox', { name: /^Texto de los códigos/ });
  await expect.poll(async () => (await box.inputValue()).split('\n')).toContain(code);
}
