// Somebody is in danger: the card by its key, the call written down, the referral that nobody confirms, its receipt.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { dateInHonduras } from '../../shared/kernel/plain-date.ts';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { alert as alertKind } from '../../shared/record/kinds/alert.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { createCase, draftOf, openCase, sealRecord } from '../support/casework.ts';
import { expect, test } from '../support/electron-app.ts';
import { fillForm } from '../support/fill-form.ts';
import { openOffice, sampleNewOffice } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';

const EMPLOYER = 'Finca El Guayabo';
const today = dateInHonduras(new Date().toISOString());

const child: RecordDraft = draftOf(
  referral,
  {
    addressee: 'cicesctEri',
    urgency: 'immediate',
    date: today,
    detectedOn: today,
    detectedTime: '00:00',
    noticeBy: 'none',
    summary: 'Un muchacho duerme en la bodega y no puede salir.',
    howKnown: 'Lo vio la inspectora.',
    department: '01',
    municipality: '0101',
    signerName: sampleNewOffice.person.name,
    signerPosition: sampleNewOffice.person.position,
  },
  { referred: [{ pseudonym: 'P-01', minor: 'yes' }] },
);

const called: RecordDraft = {
  ...emptyDraft(alertKind),
  values: {
    danger: 'yes',
    facts: 'No las dejan salir del bar.',
    place: 'Barrio Inglés',
    employer: 'Bar El Faro',
    children: 'unknown',
    sender: 'public',
  },
};

const card = (page: Page) => page.getByRole('dialog', { name: 'Riesgo inmediato: llame ahora' });
const form = (page: Page) => page.getByRole('dialog', { name: 'Anotar la llamada' });
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const log = (page: Page) => page.getByRole('list', { name: 'Bitácora de contactos' });
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

async function home(page: Page): Promise<void> {
  await page.keyboard.press('Control+1');
  await heading(page, 'Inicio').waitFor();
  await region(page, 'Inspecciones en curso').waitFor();
}

test('danger in a case: the card, three keys for the call, and a referral that is asked for until it has its receipt', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(300_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, {
    employer: EMPLOYER,
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });

  // three keys: the card, the first number, and that they answered
  await page.keyboard.press('F9');
  await expect(card(page)).toBeVisible();
  await expect(card(page).getByText('145', { exact: true })).toBeVisible();
  await expect(card(page).getByText('No confronte al patrono ni le avise.')).toBeVisible();
  await expect(card(page).getByText('Sin teléfono confirmado', { exact: false })).toBeVisible();
  await expect(card(page).getByRole('button', { name: /^Anotar la llamada: CICESCT.*145$/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form(page).getByText(EMPLOYER)).toBeVisible();
  await expect(form(page).getByRole('textbox', { name: /^Quién contestó/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card(page).getByText(/^Llamada anotada a las .*Finca El Guayabo$/)).toBeVisible();

  // another one that nobody answered, with what was tried
  await pressButton(page, /^Anotar la llamada: Policía Nacional, 911$/);
  await typeInto(page, /^Qué se dijo/, 'Suena ocupado.');
  await pressButton(page, 'No contestaron: guardar');
  await expect(card(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(log(page).getByRole('listitem')).toHaveCount(2);
  await expect(log(page).getByText('Suena ocupado.')).toBeVisible();

  // a line that is wrong stays, and is said again below
  await pressButton(page, /^Corregir: Llamada/);
  await typeInto(page, /^Qué se dijo/, 'Ocupado dos veces.');
  await pressButton(page, /^Anotar$/);
  await expect(log(page).getByRole('listitem')).toHaveCount(3);
  await expect(log(page).getByText('Corregido después')).toBeVisible();

  // the referral of a child is asked for by the hour
  const number = await sealRecord(page, 'referral', child);
  await home(page);
  const waiting = region(page, 'Remisiones sin acuse');
  await expect(waiting.getByText(EMPLOYER)).toBeVisible();
  await expect(waiting.getByText('Reclamar en 1 h')).toBeVisible();
  await tabTo(page, { role: 'button', name: /^Reclamar en 1 h ?Finca El Guayabo/ });
  await page.keyboard.press('Enter');
  await heading(page, EMPLOYER).waitFor();
  const panel = region(page, 'Remisiones');
  await expect(panel.getByText('Sellada')).toBeVisible();
  await expect(panel.getByText('Niñez: horas corridas')).toBeVisible();

  // a scan that is no picture is refused in words; a photograph of the receipt is taken
  const outside = path.join(userData, 'fuera');
  mkdirSync(outside, { recursive: true });
  writeFileSync(path.join(outside, 'acuse.jpg'), 'MZ esto no es una fotografía');
  writeFileSync(path.join(outside, 'sello.jpg'), await photograph(page, 1));
  await pressButton(page, `Registrar acuse: ${number}`);
  const dialog = page.getByRole('dialog', { name: 'Registrar acuse' });
  await dialog.waitFor();
  await typeInto(page, /^Quién recibió/, 'Lcda. Rivas');
  await answerWithFiles(app, [path.join(outside, 'acuse.jpg')]);
  await pressButton(page, 'Agregar archivo…');
  await expect(dialog.getByText('El archivo no es de los tipos', { exact: false })).toBeVisible();
  await answerWithFiles(app, [path.join(outside, 'sello.jpg')]);
  await pressButton(page, 'Agregar archivo…');
  await expect(dialog.getByText('El archivo quedó en la evidencia del expediente.')).toBeVisible();
  await pressButton(page, /^Registrar acuse$/);
  await expect(dialog).toBeHidden();
  await expect(panel.getByText('Con acuse')).toBeVisible();
  await expect(panel.getByText(/^Acuse: Lcda\. Rivas, .*Escaneo: sello\.jpg$/)).toBeVisible();
  await home(page);
  await expect(region(page, 'Remisiones sin acuse')).toHaveCount(0);

  // after a restart all of it is still so
  await openCase(page, EMPLOYER);
  await expect(log(page).getByRole('listitem')).toHaveCount(4);
});

test('an urgent alert stands at home with its clock; a call goes into it, and its case knows where it came from', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });

  // the office's own number, with how it was confirmed
  await page.keyboard.press('Control+4');
  await openRow(page, /^SENAF/, 'Directorio de remisión');
  await typeInto(page, /^Teléfono 1/, 'ocho ocho');
  await pressButton(page, /^Anotar$/);
  await expect(page.getByText('Solo cifras, guiones', { exact: false })).toBeVisible();
  await typeInto(page, /^Teléfono 1/, '2443-0000');
  await typeInto(page, /^Cómo se confirmó/, 'Oficio 12-2026');
  await pressButton(page, /^Anotar$/);
  await expect(page.getByRole('grid', { name: 'Directorio de remisión' }).getByText('2443-0000')).toBeVisible();

  await page.keyboard.press('Control+E');
  await pressButton(page, 'Anotar alerta');
  await page.getByRole('heading', { name: 'Lo primero', level: 2 }).waitFor();
  await fillForm(page, called, alertKind);
  await page.keyboard.press('Control+S');
  await page.getByText('Alerta guardada').first().waitFor();
  await page.keyboard.press('Control+1');
  const urgent = region(page, 'Alertas urgentes');
  await expect(urgent.getByText('Bar El Faro')).toBeVisible();
  await expect(urgent.getByText('0 h: a tiempo')).toBeVisible();

  // from a screen that is about nothing, the card asks where the call goes
  await page.keyboard.press('F9');
  await expect(card(page).getByText('2443-0000')).toBeVisible();
  await page.keyboard.press('Enter');
  await form(page).waitFor();
  await pressButton(page, /^Contestaron: guardar$/);
  await expect(form(page).getByText('Elija el expediente o la alerta.')).toBeVisible();
  await pressButton(page, /^Alerta .* Bar El Faro$/, { back: true });
  await pressButton(page, /^Contestaron: guardar$/);
  await expect(card(page).getByText(/^Llamada anotada a las .*Bar El Faro$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await tabTo(page, { role: 'button', name: /Bar El Faro/ });
  await page.keyboard.press('Enter');
  await heading(page, 'Bar El Faro').waitFor();
  await expect(log(page).getByText(/CICESCT.* · 145/)).toBeVisible();

  // the case that comes of it shows the alert, for the office alone
  await pressButton(page, 'Pasar a inspección');
  await page.getByRole('dialog', { name: 'Nuevo expediente' }).waitFor();
  await chooseFromList(page, /Tipo de inspección/, 'Inspección extraordinaria');
  await tabTo(page, { role: 'radio', name: 'Sí' });
  await page.keyboard.press('n');
  await pressButton(page, 'Abrir expediente');
  await page.locator('.case-timeline').waitFor();
  await expect(page.getByText('Denuncia o solicitud (fuente reservada)')).toBeVisible();
  const origin = region(page, 'Viene de una alerta');
  await expect(origin.getByText('Bar El Faro', { exact: false })).toBeVisible();
  await pressButton(page, /^Abrir la alerta /);
  await heading(page, 'Bar El Faro').waitFor();
  await page.keyboard.press('Control+1');
  await heading(page, 'Inicio').waitFor();
  await expect(region(page, 'Alertas urgentes')).toHaveCount(0);
});
