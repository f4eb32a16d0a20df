// A child found at work is referred: to the prosecutor with what was confirmed, then to child protection with less.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import type { Values } from '../../shared/record/fields.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { createCase, openCase, stateOf } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { fillForm } from '../support/fill-form.ts';
import { withRows, withValues } from '../support/inspection-builder.ts';
import {
  addPerson,
  finalise,
  lock,
  openOffice,
  sampleNewOffice,
  saveAs,
  secondPerson,
  sign,
  unlockAs,
  verify,
} from '../support/journey.ts';
import { chooseFromList, chooseFromMenu, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { shortInspection } from '../support/short-inspection.ts';

const EMPLOYER = 'Finca El Guayabo';
const SUMMARY = 'NNA-01 mezclaba agroquímicos sin guantes en la galera del fondo.';

/** What has to be typed of a referral that the case has begun. */
const told = (addressee: string, more: Values = {}): RecordDraft =>
  withValues(emptyDraft(referral), { addressee, urgency: 'immediate', noticeBy: 'none', ...more });

async function saveOpenRecord(page: Page): Promise<void> {
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Saves the document on the screen, and everything that its file says. */
async function contentOfDocument(app: ElectronApplication, page: Page, file: string): Promise<string> {
  await saveAs(app, page, file);
  return await contentsOf(await readFile(file));
}

/** Leaves the document on the screen for its case. */
async function backToCase(page: Page): Promise<void> {
  await openCase(page, EMPLOYER);
}

test('a child at work: to the prosecutor, signed and verified; then to child protection, with less in it', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(420_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await addPerson(page, secondPerson);
  await createCase(page, {
    employer: EMPLOYER,
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });
  const before = await stateOf(page).innerText();

  // the acta names one child
  await chooseFromMenu(page, /^Agregar$/, 'Acta de inspección');
  await page.locator('.editor').waitFor();
  const child = {
    pseudonym: 'NNA-01',
    age: '15',
    ageHow: 'told',
    sex: 'female',
    task: 'Mezcla de agroquímicos',
    protectionCalled: 'no',
  };
  const acta = withRows(shortInspection({ employerName: EMPLOYER, workersMinors: '1' }), 'minors', child);
  await fillForm(page, acta, inspection);
  await saveOpenRecord(page);
  await backToCase(page);

  // a screening of that child, which a second person has still to confirm
  await chooseFromMenu(page, /^Agregar$/, 'Tamizaje');
  await page.getByRole('heading', { name: 'La persona', level: 2 }).waitFor();
  await typeInto(page, /^Seudónimo/, 'NNA-01');
  await typeInto(page, /^Edad/, '15');
  await chooseFromList(page, /Aceptó la entrevista/, 'No aplica (niñez)');
  await typeInto(page, /^Horas de trabajo por semana/, '48');
  await pressButton(page, /^Trabajo de niñas/);
  // its questions stand one after another: the focus goes to the one about poison
  const poison = page.getByRole('radiogroup', { name: /^Medio insalubre/ }).locator(':focus');
  for (let stop = 0; stop < 120 && (await poison.count()) === 0; stop += 1) await page.keyboard.press('Tab');
  await expect(poison).toHaveCount(1);
  await page.keyboard.press('1');
  await saveOpenRecord(page);
  await expect(page.getByRole('region', { name: 'Segunda persona' })).toContainText('Sin confirmar');
  await backToCase(page);

  // begun now, the referral says what is missing and has no result
  await page.keyboard.press('Alt+R');
  await expect(page.getByText('Tamizajes sin confirmar: NNA-01')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Resultado 1' })).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Indicio 1' })).toHaveCount(1);
  await expect(
    page.getByRole('group', { name: 'Persona 1', exact: true }).getByRole('textbox', { name: /^Seudónimo/ }),
  ).toHaveValue('NNA-01');
  await shoot(page, '1-unconfirmed');
  await backToCase(page);

  await lock(page);
  await unlockAs(page, secondPerson.person.name, secondPerson.passphrase);
  await openCase(page, EMPLOYER);
  await pressButton(page, /^Tamizaje/);
  await pressButton(page, 'Confirmar el resultado');
  await expect(page.getByRole('region', { name: 'Segunda persona' })).toContainText(
    `Confirmó ${secondPerson.person.name}`,
  );
  await lock(page);
  await unlockAs(page, sampleNewOffice.person.name, sampleNewOffice.passphrase);

  // to the prosecutor
  await openCase(page, EMPLOYER);
  await shoot(page, '2-case');
  await pressButton(page, 'Remitir');
  await page.locator('.editor').waitFor();
  await expect(page.getByText('Tamizajes sin confirmar')).toHaveCount(0);
  await expect(
    page.getByRole('group', { name: 'Resultado 1' }).getByRole('textbox', { name: /^Confirmó/ }),
  ).toHaveValue(new RegExp(`^${secondPerson.person.name}, `));
  await fillForm(
    page,
    told('publicProsecutor', {
      summary: SUMMARY,
      howKnown: 'Lo vio el personal.',
      purposes: ['childLabour', 'forcedLabour'],
      reprisal: 'El encargado vigila el portón.',
    }),
    referral,
  );
  const sharing = page.locator('.sharing');
  await expect(sharing.getByRole('checkbox', { name: 'Hechos' })).toBeChecked();
  await expect(sharing.getByRole('checkbox', { name: 'Discapacidad y embarazo' })).not.toBeChecked();
  await expect(sharing.getByRole('region', { name: 'Lo que recibe este destinatario' })).toContainText(SUMMARY);
  // what changes asks why, there and then
  await tabTo(page, { role: 'checkbox', name: 'Presuntos responsables' }, { back: true });
  await page.keyboard.press('Space');
  const reason = sharing.getByRole('textbox', { name: /^Motivo para no entregar/ });
  await expect(reason).toBeFocused();
  await page.keyboard.type('El encargado tiene familia en la fiscalía');
  await shoot(page, '3-sharing');
  const number = await finalise(page, { title: 'Remisión' });
  expect(number).toMatch(/^STSS-REM-LCE-00001-\d{4}$/);
  expect(await page.title()).not.toMatch(/Guayabo|NNA|Ministerio/);
  await sign(page, { passphrase: sampleNewOffice.passphrase });
  expect(await verify(page)).toEqual(['VÁLIDA']);
  await shoot(page, '5-document');
  const first = await contentOfDocument(app, page, path.join(userData, 'mp.pdf'));
  for (const said of [
    SUMMARY,
    'Posible: Código Penal, art. 219',
    'Indicios de trabajo infantil peligroso',
    secondPerson.person.name,
    '"addressee":"publicProsecutor"',
  ])
    expect(first).toContain(said);
  expect(first).not.toContain('familia en la fiscalía');

  // the case stays where it was, and has the referral among its records
  await backToCase(page);
  expect(await stateOf(page).innerText()).toBe(before);
  await expect(page.getByRole('button', { name: new RegExp(`^Remisión ${number}`) })).toContainText(
    'Ministerio Público',
  );

  // the next begins with what the first says, for an institution that needs less
  await page.keyboard.press('Alt+R');
  await page.locator('.editor').waitFor();
  await expect(page.getByRole('textbox', { name: /^Hechos/ })).toHaveValue(SUMMARY);
  await fillForm(page, told('childProtection'), referral);
  await expect(sharing.getByRole('textbox')).toHaveCount(0);
  await expect(sharing.getByText('Se queda en la oficina')).toBeVisible();
  await shoot(page, '6-second');
  const next = await finalise(page, { title: 'Remisión' });
  expect(next).toMatch(/^STSS-REM-LCE-00002-\d{4}$/);
  const second = await contentOfDocument(app, page, path.join(userData, 'senaf.pdf'));
  expect(second).toContain(SUMMARY);
  expect(second).toContain('SENAF');
  for (const kept of [
    'art. 219',
    'Indicios de trabajo infantil peligroso',
    secondPerson.person.name,
    'Lo vio el personal',
    EMPLOYER,
  ])
    expect(second, kept).not.toContain(kept);
});
