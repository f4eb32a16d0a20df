// The operating system's own lock must lock the office too, whatever screen stands.
import {
  passRecoverySheet,
  proceedToPassphrase,
  sampleNewOffice,
  submitNewOffice,
  waitForRecoverySheet,
} from '../support/journey.ts';
import { expect, test } from '../support/electron-app.ts';

test('a computer locked at the recovery sheets leaves no office, and says that the sheets are void', async ({
  app,
  page,
}) => {
  await proceedToPassphrase(page, sampleNewOffice);
  await submitNewOffice(page, sampleNewOffice);
  await waitForRecoverySheet(page);
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen'));
  await passRecoverySheet(page, { opens: false });
  await expect(page.getByRole('heading', { name: 'La frase de paso', level: 1 })).toBeVisible();
  await expect(page.getByText(/Destruya las que imprimió/)).toBeVisible();

  // what was typed is still there, but for the passphrase
  await submitNewOffice(page, sampleNewOffice);
  await passRecoverySheet(page);
});
