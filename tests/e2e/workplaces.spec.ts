// Workplaces as a clerk keeps them: one is registered, cases are opened there, its dossier says what was found before.
import type { Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { complaint } from '../../shared/record/kinds/complaint.ts';
import { establishment } from '../../shared/record/kinds/establishment.ts';
import { expect, test } from '../support/electron-app.ts';
import { fillForm } from '../support/fill-form.ts';
import { finalise, openOffice, sampleNewOffice } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';

const EMPLOYER = 'Empacadora del Ñandú, S. de R.L.';
const SECRET = 'Brígida Marcador Zelaya';
const workplace: RecordDraft = {
  ...emptyDraft(establishment),
  values: {
    employerKind: 'natural',
    employerName: EMPLOYER,
    employerRtn: '08011982100440',
    siteName: 'Finca Norte',
    siteKind: 'farm',
    address: 'Km 9½, CA-13, frente a la gasolinera Uno',
  },
};
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Nuevo expediente' });

test('a workplace, two cases there, what its dossier says, and a duplicate that is noticed', async ({ page }) => {
  test.setTimeout(300_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });

  // registered by itself, kept and saved like any record
  await page.keyboard.press('Control+0');
  await page.getByRole('heading', { name: 'Establecimientos', level: 1 }).waitFor();
  await expect(page.getByText('Todavía no hay establecimientos')).toBeVisible();
  await pressButton(page, 'Nuevo establecimiento');
  await page.getByRole('heading', { name: 'Patrono', level: 2 }).waitFor();
  await fillForm(page, workplace, establishment);
  await page.keyboard.press('Control+S');
  await page.getByText('Establecimiento guardado').first().waitFor();
  await pressButton(page, 'Ficha del establecimiento');
  await page.getByRole('heading', { name: `${EMPLOYER} · Finca Norte`, level: 1 }).waitFor();

  // a first case from its dossier: employer and place are there already
  await pressButton(page, 'Nuevo expediente aquí');
  await dialog(page).waitFor();
  await answerFile(page);
  await page.getByText('STSS-EXP-LCE-00001-2026').first().waitFor();
  await tellComplaint(page);
  expect(await writeActa(page, 1)).toBe('STSS-ORD-LCE-00001-2026');

  // a second case from the list: the workplace is noticed by its name and picked
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Nuevo expediente');
  await dialog(page).waitFor();
  await typeInto(page, /^Nombre o razón social/, 'EMPACADORA NANDU SA');
  const similar = dialog(page).getByRole('region', { name: 'Puede que ya esté registrado' });
  await expect(similar.getByText('Mismo nombre')).toBeVisible();
  await expect(similar.getByText('RTN 08011982100440')).toBeVisible();
  await pressButton(page, new RegExp(`^Elegir: ${EMPLOYER}`));
  await expect(dialog(page).getByRole('button', { name: 'Elegir otro' })).toBeFocused();
  await expect(dialog(page).getByRole('textbox', { name: /^Nombre o razón social/ })).toHaveValue(EMPLOYER);
  await answerFile(page);
  await page.getByText('STSS-EXP-LCE-00002-2026').first().waitFor();
  expect(await writeActa(page, 2)).toBe('STSS-ORD-LCE-00002-2026');

  // from the case to the dossier: the warning names both actas, the complaint is nowhere
  await openCaseInList(page, 'STSS-EXP-LCE-00002-2026');
  await pressButton(page, /^Ficha del establecimiento: /);
  await page.getByRole('heading', { name: `${EMPLOYER} · Finca Norte`, level: 1 }).waitFor();
  await expect(page.getByText(/consta en 2 inspecciones/).first()).toBeVisible();
  for (const number of ['STSS-ORD-LCE-00001-2026', 'STSS-ORD-LCE-00002-2026']) {
    await expect(page.getByRole('button', { name: new RegExp(number) }).first()).toBeVisible();
  }
  await expect(page.getByRole('grid', { name: 'Expedientes' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByText(SECRET)).toHaveCount(0);
  await expect(page.getByText('La empacadora de la loma')).toHaveCount(0);
  await openRow(page, /^STSS-EXP-LCE-00001-2026/, 'Expedientes');
  await page.locator('.case-timeline').waitFor();

  // the list tells how many cases there are, and finds it by its number however that is grouped
  await page.keyboard.press('Control+0');
  await typeInto(page, /^Buscar por nombre/, '0801-1982-100440');
  const row = page.getByRole('row', { name: new RegExp(EMPLOYER) });
  await expect(row.getByRole('gridcell').nth(4)).toHaveText('2');
  await expect(row.getByRole('gridcell').nth(5)).toHaveText('23/11/2026');
  await typeInto(page, /^Buscar por nombre/, 'marcador');
  await expect(page.getByText('Ningún establecimiento coincide')).toBeVisible();
  await pressButton(page, 'Quitar los filtros');

  // another one with the same number is compared before it is made
  await pressButton(page, 'Nuevo establecimiento', { back: true });
  await page.getByRole('heading', { name: 'Patrono', level: 2 }).waitFor();
  await typeInto(page, /^RTN/, '0801-1982-100440');
  await expect(page.getByText('Mismo RTN')).toBeVisible();
  await expect(page.getByText('Lo que está escribiendo')).toBeVisible();
  await pressButton(page, /^Abrir la ficha: /, { back: true });
  await page.getByRole('heading', { name: `${EMPLOYER} · Finca Norte`, level: 1 }).waitFor();
});

test('a workplace is registered with the case that is opened for it', async ({ page }) => {
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await page.keyboard.press('Control+2');
  await pressButton(page, 'Nuevo expediente');
  await dialog(page).waitFor();
  await typeInto(page, /^Nombre o razón social/, 'Maquila Río Lindo');
  await pressButton(page, 'Registrar este establecimiento');
  await expect(dialog(page).getByRole('button', { name: 'No registrar' })).toBeFocused();
  await answerFile(page);
  await pressButton(page, 'Ficha del establecimiento: Maquila Río Lindo');
  await page.getByRole('heading', { name: 'Maquila Río Lindo', level: 1 }).waitFor();
  await expect(page.getByRole('grid', { name: 'Expedientes' }).getByRole('row')).toHaveCount(2);
});

/** What every case is asked, in the dialog that is open. */
async function answerFile(page: Page): Promise<void> {
  await chooseFromList(page, /Tipo de inspección/, 'Inspección ordinaria');
  await chooseFromList(page, /Origen/, 'Denuncia o solicitud (fuente reservada)');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('n');
  await pressButton(page, 'Abrir expediente');
  await dialog(page).waitFor({ state: 'hidden' });
  await page.locator('.case-timeline').waitFor();
}

async function tellComplaint(page: Page): Promise<void> {
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Denuncia' }).click();
  await page.getByRole('heading', { name: 'Recepción', level: 2 }).waitFor();
  const values = {
    channel: 'person',
    anonymous: 'no',
    identityReserved: 'yes',
    employerAsTold: 'La empacadora de la loma',
    matters: ['wages'],
    account: `${SECRET} dice que no pagan las horas extra.`,
    childrenTold: 'no',
    urgent: 'no',
  };
  await fillForm(page, { ...emptyDraft(complaint), values }, complaint);
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await pressButton(page, 'Expediente');
  await page.locator('.case-timeline').waitFor();
}

/** The acta of the visit, with an infringement; it begins with what the workplace is. */
async function writeActa(page: Page, n: number): Promise<string> {
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Acta de inspección' }).click();
  await page.getByRole('heading', { name: 'Datos de la visita', level: 2 }).waitFor();
  await expect(page.getByRole('textbox', { name: /^RTN/ })).toHaveValue(/0801.?1982.?100440/);
  await expect(page.getByRole('textbox', { name: /^Dirección/ })).toHaveValue(/gasolinera Uno/);
  const acta = shortInspection();
  const values = { ...acta.values, employerName: EMPLOYER };
  const infringements = [{ id: `0000000${n}-0000-4000-8000-000000000000`, values: { infringement: 'economicLoss' } }];
  await fillForm(page, { values, tables: { ...acta.tables, infringements } });
  return await finalise(page);
}

async function openCaseInList(page: Page, number: string): Promise<void> {
  await page.keyboard.press('Control+2');
  await openRow(page, new RegExp(`^${number}`));
  await page.locator('.case-timeline').waitFor();
}
