// The operating system's own lock must lock the office too, whatever screen stands.
import {
  proceedToPassphrase,
  passRecoverySheet,
  sampleNewOffice,
  submitNewOffice,
  unlock,
} from '../support/journey.ts';
import { expect, test } from '../support/electron-app.ts';

test('a computer locked at the recovery sheet has to be unlocked with the passphrase', async ({ app, page }) => {
  await proceedToPassphrase(page, sampleNewOffice);
  await submitNewOffice(page, sampleNewOffice);
  await page.getByRole('list', { name: 'Código de recuperación' }).waitFor({ timeout: 30_000 });
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await passRecoverySheet(page).catch(() => undefined);
  await expect(page.getByRole('heading', { name: 'Entrar' })).toBeVisible();
  await unlock(page, sampleNewOffice.passphrase);
});
