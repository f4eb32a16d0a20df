import type { Page } from '@playwright/test';
import {
  beginInspection,
  continueDraft,
  finalise,
  openLastDocument,
  review,
  sign,
  sampleNewOffice,
} from '../support/journey.ts';
import { pressButton, retype, tabTo, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

const address = (page: Page) => page.getByRole('textbox', { name: /^Dirección exacta/ });

test('what is typed is kept within a second, and offered again after closing', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'office' });
  await beginInspection(page);
  await typeInto(page, /^Dirección exacta/, 'Km 9½, CA-13');
  await expect(page.getByRole('status').filter({ hasText: /^Guardado \d\d:\d\d:\d\d$/ })).toBeVisible({
    timeout: 1500,
  });
  await app.close();

  const next = await start({ from: { userData } });
  await continueDraft(next.page);
  await expect(address(next.page)).toHaveValue('Km 9½, CA-13');
});

test('Ctrl+Z takes back what was typed in a field that was left, Ctrl+Y brings it again', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await beginInspection(page);
  await typeInto(page, /^Dirección exacta/, 'Km 9');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+Z');
  await expect(address(page)).toHaveValue('');
  await page.keyboard.press('Control+Y');
  await expect(address(page)).toHaveValue('Km 9');
});

test('a line of what is missing leads to its field', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await beginInspection(page);
  await tabTo(page, { role: 'button', name: /^Dirección exacta/ });
  await page.keyboard.press('Enter');
  await expect(address(page)).toBeFocused();
});

test('what is missing stands in the way of finalising, and leads back to its field', async ({ start }) => {
  const { page } = await start({ from: 'draft' });
  await continueDraft(page);
  await typeInto(page, /^Dirección exacta/, '');
  await review(page);
  await expect(page.getByText('Todavía no se puede finalizar')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Finalizar y sellar' })).toBeDisabled();
  await tabTo(page, { role: 'button', name: /^Dirección exacta/ });
  await page.keyboard.press('Enter');
  await expect(address(page)).toBeFocused();
  await retype(page, 'Km 10');
  expect(await finalise(page)).toMatch(/-00001-/);
});

test('a sealed inspection changes only by a second version with a reason; the first stays readable', async ({
  start,
}) => {
  const { page } = await start({ from: 'acta' });
  await openLastDocument(page);
  await pressButton(page, 'Ir a la inspección');
  await pressButton(page, 'Corregir (versión 2)');
  await page.getByRole('dialog', { name: 'Corregir la inspección' }).waitFor();
  await typeInto(page, /^Motivo de la corrección/, 'Error en la dirección');
  await pressButton(page, 'Abrir la corrección');
  await expect(page.getByText('Corrección en curso: versión 2')).toBeVisible();
  await typeInto(page, /^Dirección exacta/, 'Km 12, CA-13');
  expect(await finalise(page)).toMatch(/-00001-/);
  await expect(page.getByText('Versión 2', { exact: true })).toBeVisible();
  await sign(page, sampleNewOffice);

  await pressButton(page, 'Ir a la inspección');
  await expect(page.getByText('Km 12, CA-13').first()).toBeVisible();
  await pressButton(page, /^Versión 1, .*reemplazada/);
  await expect(page.getByText('Hay una versión más reciente de este documento')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Firmar|Agregar firma)$/ })).toHaveCount(0);
});
