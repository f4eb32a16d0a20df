// A case that was opened twice: the likely duplicate is noticed, and one of the two is annulled, only with a reason. The
// whole way of a case is in casework-whole.spec.ts, the other ways in casework-exits.spec.ts.
import { beginCase, createCase, move, stateOf } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';

const asked = { type: 'Inspección ordinaria', origin: 'Denuncia o solicitud (fuente reservada)' } as const;

test('a second case of the same employer is noticed, and annulled only with a reason', async ({ page }) => {
  test.setTimeout(120_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, { employer: 'Ñoño & Güity', ...asked });
  await expect(stateOf(page)).toHaveText('Borrador');

  await beginCase(page, { employer: 'ñoño güity', ...asked });
  await expect(page.getByText('Ya hay expedientes parecidos')).toBeVisible();
  await pressButton(page, 'Abrir este');
  await page.getByRole('heading', { name: 'Ñoño & Güity', level: 1 }).waitFor();
  await pressButton(page, 'Anular el caso');
  const dialog = page.getByRole('dialog', { name: 'Anular el caso' });
  await dialog.waitFor();
  await pressButton(page, 'Anular el caso');
  await expect(dialog.getByText('Escriba el motivo: este paso no se puede dar sin él.')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await move(page, 'Anular el caso', 'Se abrió dos veces');
  await expect(stateOf(page)).toHaveText('Anulada');
  await expect(page.getByRole('button', { name: /^Anular/ })).toHaveCount(0);
});
