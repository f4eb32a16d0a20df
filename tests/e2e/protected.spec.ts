import type { Page } from '@playwright/test';
import { expect, test } from '../support/electron-app.ts';
import { beginInspection, openOffice, sampleNewOffice, waitUntilKept } from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';

const NAME = 'Olvin Ticas Morazán';
const realName = (page: Page) => page.getByRole('textbox', { name: /^Nombre real/ });
const band = (page: Page) => page.getByRole('status').filter({ hasText: 'Datos protegidos abiertos' });

/** What stands on the screen, and in its boxes. */
async function everything(page: Page): Promise<string> {
  return await page.evaluate(() =>
    [
      document.body.innerText,
      ...[...document.querySelectorAll('input, textarea')].map((box) => (box as HTMLInputElement).value),
    ].join('\n'),
  );
}

test('who was interviewed is written down, closed, and opened again with a reason', async ({ page }) => {
  await openOffice(page, sampleNewOffice);
  await beginInspection(page);
  await typeInto(page, /^Dirección exacta/, 'Km 9½, CA-13');

  // a new row has its pseudonym, and three closed fields
  await pressButton(page, 'Agregar persona entrevistada');
  await expect(page.getByRole('textbox', { name: /^Seudónimo/ })).toHaveValue('T-01');
  await expect(page.getByText('Dato protegido', { exact: true })).toHaveCount(3);
  await expect(realName(page)).toHaveCount(0);

  await pressButton(page, 'Empezar a registrar datos protegidos');
  await expect(band(page)).toBeVisible();
  await typeInto(page, /^Nombre real/, NAME);
  await waitUntilKept(page);

  await pressButton(page, 'Cerrar los datos protegidos', { back: true });
  await expect(band(page)).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Datos protegidos' })).toBeFocused();
  await expect(realName(page)).toHaveCount(0);
  expect(await everything(page)).not.toContain(NAME);
  for (const keys of ['Control+Z', 'Control+Z', 'Control+Y', 'Control+Y']) await page.keyboard.press(keys);
  expect(await everything(page)).not.toContain(NAME);
  expect(await everything(page)).toContain('Km 9½, CA-13');

  await pressButton(page, 'Abrir datos protegidos');
  await pressButton(page, 'Abrir datos protegidos');
  await expect(page.getByText('Escriba el motivo con al menos 10 caracteres.')).toBeVisible();
  await pressButton(page, 'Comunicarse con la persona', { back: true });
  await pressButton(page, 'Abrir datos protegidos');
  await expect(band(page)).toContainText('se anotó el motivo');
  await expect(realName(page)).toHaveValue(NAME);

  // leaving closes them; what was typed is in the record
  await pressButton(page, 'Inspecciones', { back: true });
  await expect(realName(page)).toHaveCount(0);
  await page.getByText('Km 9½').or(page.getByText('Sin nombre del patrono')).first().waitFor();
  expect(await everything(page)).not.toContain(NAME);
});
