import type { Page } from '@playwright/test';
import { expect, test } from '../support/electron-app.ts';
import {
  lock,
  openOffice,
  passRecoverySheet,
  recover,
  sampleNewOffice,
  tryRecovering,
  typeSheets,
  unlock,
  type TwoSheets,
} from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';

const renewed = 'neblina tambor ocote 31 río';
const replaced = 'Las dos hojas no son del mismo juego, o ese juego ya fue reemplazado por otro.';

/** Two sheets of a set, by number from 1. */
function two(sheets: readonly string[], a: number, b: number): TwoSheets {
  return [sheets[a - 1] ?? '', sheets[b - 1] ?? ''];
}

/** Tries two sheets in the practice dialog, whatever comes of it. */
async function practise(page: Page, sheets: TwoSheets): Promise<void> {
  await pressButton(page, 'Practicar con dos hojas');
  await page.getByRole('dialog', { name: 'Practicar con dos hojas' }).waitFor();
  await typeSheets(page, sheets);
  await pressButton(page, 'Comprobar las hojas');
}

/** Asks for new sheets. */
async function askForNewSheets(page: Page): Promise<void> {
  await pressButton(page, 'Hacer hojas nuevas');
  const dialog = page.getByRole('dialog', { name: 'Hacer hojas de recuperación nuevas' });
  await expect(dialog).toContainText('Las hojas de antes dejarán de abrir la oficina');
  await pressButton(page, 'Hacer las hojas');
}

/** Hands the new sheets out and proves that they were read. */
async function handOut(page: Page): Promise<readonly string[]> {
  await page.getByRole('dialog', { name: 'Entregue las hojas nuevas' }).waitFor({ timeout: 30_000 });
  const sheets = await passRecoverySheet(page, { opens: false });
  await expect(page.getByText('Las hojas nuevas están entregadas; destruya las de antes').first()).toBeVisible();
  return sheets;
}

test('the sheets are practised with, made anew, and the old ones open nothing any more', async ({ page }) => {
  test.setTimeout(120_000);
  const old = await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'liaison'] });
  await page.keyboard.press('Control+5');
  await expect(page.getByText('Nunca se ha probado que abren. Practique con dos: no cambia nada.')).toBeVisible();
  await practise(page, two(old, 3, 1));
  await expect(page.getByText('Las hojas 3 y 1 abren la oficina.').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^Se practicó el .+ \(hoy\)\.$/)).toBeVisible();

  await askForNewSheets(page);
  const made = await handOut(page);
  expect(made).toHaveLength(old.length);
  expect(made.filter((sheet) => old.includes(sheet))).toEqual([]);
  // nobody has tried these yet
  await expect(page.getByText('Nunca se ha probado que abren. Practique con dos: no cambia nada.')).toBeVisible();

  await practise(page, two(old, 1, 2));
  await expect(page.getByRole('dialog')).toContainText(replaced);
  await page.keyboard.press('Escape');
  await practise(page, two(made, 1, 2));
  await expect(page.getByText('Las hojas 1 y 2 abren la oficina.').first()).toBeVisible({ timeout: 30_000 });

  await lock(page);
  await tryRecovering(page, two(old, 1, 3), renewed);
  await expect(page.getByText(replaced).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: 'Inicio', level: 1 })).toHaveCount(0);
  await pressButton(page, 'Atrás');
  await recover(page, two(made, 2, 3), renewed);
  await lock(page);
  await unlock(page, renewed);

  await page.keyboard.press('Control+6');
  await expect(page.getByRole('row', { name: /Hizo hojas de recuperación$/ })).toHaveCount(1);
});

test('whoever has not every key needs two sheets of the old set to make a new one', async ({ page }) => {
  test.setTimeout(120_000);
  const old = await openOffice(page, sampleNewOffice);
  await page.keyboard.press('Control+5');
  await askForNewSheets(page);
  await expect(page.getByText('Hacen falta dos hojas de las de ahora.')).toBeVisible();
  await typeSheets(page, two(old, 1, 1));
  await pressButton(page, 'Hacer las hojas');
  await expect(page.getByText('Es la misma hoja').first()).toBeVisible();
  await typeSheets(page, two(old, 1, 2));
  await pressButton(page, 'Hacer las hojas');
  const made = await handOut(page);
  await practise(page, two(made, 3, 2));
  await expect(page.getByText('Las hojas 3 y 2 abren la oficina.').first()).toBeVisible({ timeout: 30_000 });
});
