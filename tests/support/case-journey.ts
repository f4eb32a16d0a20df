import type { Page } from '@playwright/test';
import { chooseFromList, pressButton, tabTo, typeInto } from './keyboard.ts';

/** Fills in the file of a new case of an employer and leaves it on the screen, not yet opened. */
export async function openCase(page: Page, employer: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Nuevo expediente');
  await page.getByRole('dialog', { name: 'Nuevo expediente' }).waitFor();
  await typeInto(page, /^Nombre o razón social/, employer);
  await chooseFromList(page, /Tipo de inspección/, 'Inspección ordinaria');
  await chooseFromList(page, /Origen/, 'Denuncia o solicitud (fuente reservada)');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('n');
}

/** Opens a new case of an employer and waits until its screen is there. */
export async function createCase(page: Page, employer: string): Promise<void> {
  await openCase(page, employer);
  await pressButton(page, 'Abrir expediente');
  await page.getByRole('heading', { name: employer, level: 1 }).waitFor();
}
