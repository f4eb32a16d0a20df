// Copying from an earlier record: a second visit to a workplace is not typed again, and nothing that is true once comes along.
import { expect, test } from '../support/prepared-app.ts';
import { beginInspection } from '../support/journey.ts';
import { pressButton, tabTo, takeListed } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';

test('the employer of an earlier acta is taken over, its date and number are not, and undo takes it back', async ({
  start,
}) => {
  const { page } = await start({ from: 'acta' });
  const earlier = shortInspection();
  const employer = String(earlier.values['employerName']);
  await beginInspection(page);
  await pressButton(page, 'Copiar de un registro anterior', { back: true });
  const dialog = page.getByRole('dialog', { name: 'Copiar de un registro anterior' });
  await dialog.waitFor();
  await tabTo(page, { role: 'button', name: /Registro/ });
  await takeListed(page, employer);
  const sections = dialog.getByRole('checkbox');
  await expect(sections.first()).toBeVisible();
  await expect(dialog.getByText(new RegExp(String(earlier.values['startTime'])))).toHaveCount(0);
  await expect(dialog.getByRole('button', { name: 'Copiar lo marcado' })).toBeDisabled();
  await tabTo(page, { role: 'checkbox', name: /^Patrono|^Parte empleadora|^Empleador/ });
  await page.keyboard.press('Space');
  await pressButton(page, 'Copiar lo marcado');
  await dialog.waitFor({ state: 'hidden' });

  const name = page.locator('#f-employer-employerName');
  await expect(name).toHaveValue(employer);
  await expect(page.locator('#f-general-startDate')).toHaveValue('');
  await expect(page.locator('#f-location-address')).toHaveValue('');
  await page.keyboard.press('Control+Z');
  await expect(name).toHaveValue('');
});
