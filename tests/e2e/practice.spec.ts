// An office of practice: chosen on the first screen, filled with invented data, and seen to be invented everywhere.
import { expect, test } from '../support/electron-app.ts';
import { passRecoverySheet, sampleNewOffice, submitNewOffice, typeFirstPerson } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';

test('an office of practice is filled with invented cases, and says so on every screen and paper', async ({ page }) => {
  test.setTimeout(180_000);
  await pressButton(page, 'Practicar: La Ceiba, Atlántida');
  await expect(page.getByRole('textbox', { name: /^Nombre de la oficina/ })).toHaveValue(/DATOS INVENTADOS/);
  await pressButton(page, 'Siguiente');
  await typeFirstPerson(page, sampleNewOffice);
  await submitNewOffice(page, sampleNewOffice);
  await passRecoverySheet(page);

  await pressButton(page, 'Llenar con datos inventados');
  // the oldest come first, and they have gone farthest
  await page
    .getByText(/^Expediente ([6-9]|1\d) de 134$/)
    .first()
    .waitFor({ timeout: 120_000 });
  await pressButton(page, 'Detener');
  await expect(page.getByRole('button', { name: 'Detener' })).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Llenar con datos inventados' })).toHaveCount(0);
  await expect(page.locator('.layout-practice')).toContainText('DATOS INVENTADOS');

  await page.keyboard.press('Control+2');
  const cases = page.getByRole('row', { name: /STSS-EXP-PRA1-/ });
  await cases.nth(4).waitFor();
  await cases.filter({ hasText: 'En cobro' }).first().click();
  await page.keyboard.press('Enter');
  await page.locator('.case-timeline').waitFor();
  await page
    .getByRole('button', { name: /^Resolución/ })
    .first()
    .click();
  await expect(page.getByText(/STSS-RES-PRA1-/).first()).toBeVisible();
});
