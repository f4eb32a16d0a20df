import type { Page } from '@playwright/test';
import { expect, test } from '../support/electron-app.ts';
import {
  addPerson,
  beginInspection,
  lock,
  openInspection,
  openOffice,
  sampleNewOffice,
  saveInspection,
  unlockAs,
} from '../support/journey.ts';
import { chooseFromList, pressButton, typeInto } from '../support/keyboard.ts';

const chief = { ...sampleNewOffice, roles: ['inspector', 'chief'] } as const;
const inspector = {
  person: { name: 'Tomás Centeno Bátiz', position: 'Inspector de trabajo', credential: 'IT-0461' },
  passphrase: 'cumbre tela zafiro mapache',
  roles: ['inspector'],
} as const;
const colleague = {
  person: { name: 'Karla Suyapa Mejía', position: 'Inspectora de trabajo', credential: 'IT-0470' },
  passphrase: 'jícara viento 19 tapir mesa',
  roles: ['inspector'],
} as const;

const WITNESS = 'Olvin Ticas Morazán';
const employer = /Camaronera La Brea/;
const realName = (page: Page) => page.getByRole('textbox', { name: /^Nombre real/ });
const band = (page: Page) => page.getByRole('status').filter({ hasText: 'Datos protegidos abiertos' });
const sharing = (page: Page) => page.getByRole('button', { name: 'Dar acceso a otra persona' });

type Somebody = typeof chief | typeof inspector | typeof colleague;

/** Locks the office and comes in as somebody, to the case. */
async function enterCase(page: Page, { person, passphrase }: Somebody): Promise<void> {
  await lock(page);
  await unlockAs(page, person.name, passphrase);
  await openInspection(page, employer);
  await expect(realName(page)).toHaveCount(0);
}

/** Asks to open the protected values of the case on the screen, whatever comes of it. */
async function askToOpen(page: Page, reason: string): Promise<void> {
  await pressButton(page, 'Abrir datos protegidos');
  await page.getByRole('dialog', { name: 'Abrir datos protegidos' }).waitFor();
  await typeInto(page, /^Motivo/, reason);
  await pressButton(page, 'Abrir datos protegidos');
}

/** The list of acts has one of this person, whose row says why. */
async function expectAct(page: Page, { person }: Somebody, act: string, detail: string): Promise<void> {
  const rows = page.getByRole('row', { name: new RegExp(`, ${person.name}, ${act}$`) });
  await expect(rows.filter({ hasText: detail })).toHaveCount(1);
}

test('a colleague is given access to one case; the chief opens it in an emergency, with a reason', async ({ page }) => {
  test.setTimeout(180_000);
  await openOffice(page, chief);
  await addPerson(page, inspector);
  await addPerson(page, colleague);
  await lock(page);

  await unlockAs(page, inspector.person.name, inspector.passphrase);
  await beginInspection(page);
  await typeInto(page, /^Nombre o razón social/, 'Camaronera La Brea');
  await pressButton(page, 'Agregar persona entrevistada');
  await pressButton(page, 'Empezar a registrar datos protegidos');
  await typeInto(page, /^Nombre real/, WITNESS);
  await saveInspection(page);

  await enterCase(page, colleague);
  await askToOpen(page, 'Volver a entrevistar');
  const refused = page.getByText('No puede abrir los datos protegidos de este expediente');
  await expect(refused).toBeVisible();
  await expect(page.getByRole('button', { name: 'Abrir por emergencia' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(realName(page)).toHaveCount(0);

  await enterCase(page, inspector);
  await askToOpen(page, 'Preparar el relevo');
  await expect(realName(page)).toHaveValue(WITNESS);
  await expect(sharing(page)).toBeVisible();
  await pressButton(page, 'Dar acceso a otra persona');
  await page.getByRole('dialog', { name: 'Dar acceso a los datos protegidos' }).waitFor();
  await chooseFromList(page, /Inspector o inspectora/, colleague.person.name);
  await typeInto(page, /^Motivo/, 'Se hace cargo durante mis vacaciones');
  await pressButton(page, 'Dar acceso');
  const given = `${colleague.person.name} ya puede abrir los datos protegidos de este expediente`;
  await expect(page.getByText(given).first()).toBeVisible();

  await enterCase(page, colleague);
  await askToOpen(page, 'Volver a entrevistar');
  await expect(realName(page)).toHaveValue(WITNESS);
  await expect(band(page)).toContainText('se anotó el motivo');

  await enterCase(page, chief);
  await askToOpen(page, 'El testigo recibió amenazas');
  await expect(refused).toBeVisible();
  await expect(page.getByText(/^Usted no es el enlace ni lleva este caso: se anota como emergencia/)).toBeVisible();
  await expect(realName(page)).toHaveCount(0);
  await pressButton(page, 'Abrir por emergencia');
  await expect(realName(page)).toHaveValue(WITNESS);
  // the emergency is for reading: nobody is given by it what the chief was not given
  await expect(sharing(page)).toHaveCount(0);

  await page.keyboard.press('Control+6');
  await expectAct(page, chief, 'Abrió datos protegidos por emergencia', 'El testigo recibió amenazas');
  const shared = `${colleague.person.name}: Se hace cargo durante mis vacaciones`;
  await expectAct(page, inspector, 'Compartió datos protegidos', shared);
  await expectAct(page, colleague, 'Abrió datos protegidos', 'Volver a entrevistar');
  await expectAct(page, inspector, 'Abrió datos protegidos', 'Preparar el relevo');
});
