import {
  addPerson,
  chooseRoles,
  lock,
  openOffice,
  sampleNewOffice,
  secondPerson,
  startDeed,
  tryPassphrase,
  unlock,
  unlockAs,
} from '../support/journey.ts';
import { expect, test } from '../support/electron-app.ts';
import { chooseFromList, pressButton, typeInto } from '../support/keyboard.ts';

const { name } = secondPerson.person;
const renewed = 'laguna ámbar timón 8 cedro';

test('somebody changes their passphrase, is given another role, and leaves', async ({ page }) => {
  await openOffice(page, sampleNewOffice);
  await addPerson(page, { ...secondPerson, roles: ['inspector'] });
  await lock(page);

  await unlockAs(page, name, secondPerson.passphrase);
  await pressButton(page, 'Mi frase de paso');
  await page.getByRole('dialog', { name: 'Cambiar mi frase de paso' }).waitFor();
  await typeInto(page, /^Frase de paso actual/, secondPerson.passphrase);
  await typeInto(page, /^Frase de paso nueva/, renewed);
  await typeInto(page, /^Escríbala otra vez/, renewed);
  await page.keyboard.press('Enter');
  await page.getByText('Su frase de paso cambió').first().waitFor({ timeout: 30_000 });
  await lock(page);

  await chooseFromList(page, /Quién va a trabajar/, name);
  await tryPassphrase(page, secondPerson.passphrase);
  await expect(page.getByText('La frase de paso no es correcta.').first()).toBeVisible({ timeout: 30_000 });
  await unlock(page, renewed);
  await lock(page);

  await unlockAs(page, sampleNewOffice.person.name, sampleNewOffice.passphrase);
  await startDeed(page, name, 'Cambiar funciones');
  const dialog = page.getByRole('dialog', { name: `Funciones de ${name}` });
  await dialog.waitFor();
  await chooseRoles(page, ['inspector', 'supervisor']);
  await pressButton(page, 'Cambiar funciones');
  await page.getByText(`Se cambiaron las funciones de ${name}`).first().waitFor({ timeout: 30_000 });
  await expect(page.getByRole('row', { name: new RegExp(`^${name}, \\D`) })).toContainText('Supervis');

  await startDeed(page, name, 'Deja la oficina');
  await typeInto(page, /^Motivo/, 'Traslado a la regional de Choluteca');
  await pressButton(page, 'Quitarle el acceso');
  await page.getByRole('heading', { name: 'Entrar', level: 1 }).waitFor({ timeout: 30_000 });
  await expect(page.getByText(sampleNewOffice.person.name)).toBeVisible();
  await expect(page.getByText(name)).toHaveCount(0);

  await unlock(page, sampleNewOffice.passphrase);
  await page.keyboard.press('Control+6');
  await expect(page.getByText('Traslado a la regional de Choluteca').first()).toBeVisible();
});
