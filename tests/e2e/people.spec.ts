import {
  addPerson,
  lock,
  openOffice,
  recover,
  sampleNewOffice,
  secondPerson,
  startDeed,
  unlock,
} from '../support/journey.ts';
import { expect, test } from '../support/electron-app.ts';

test('two of three sheets let back in with a new passphrase', async ({ page }) => {
  const [first = '', , third = ''] = await openOffice(page, sampleNewOffice);
  await addPerson(page, secondPerson);
  await lock(page);

  const renewed = 'la que ahora sí recuerdo';
  await recover(page, [third, first], renewed);

  const { name } = secondPerson.person;
  await startDeed(page, name, 'Frase de paso nueva');
  await expect(page.getByRole('dialog', { name: `Frase de paso nueva para ${name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();

  await lock(page);
  await unlock(page, renewed);
});
