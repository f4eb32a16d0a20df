// Two offices, two real apps: what the central office sets goes to the other one and is taken back there; an alert is passed
// on to the office whose it is, and the word that it arrived comes back.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { alert as alertKind } from '../../shared/record/kinds/alert.ts';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import {
  certify,
  chooseStick,
  makeAuthority,
  ministryOffice,
  regionalOffice,
  toExchange,
  type Desk,
} from '../support/exchange-desks.ts';
import { fillForm } from '../support/fill-form.ts';
import { openOffice } from '../support/journey.ts';
import { openRow, pressButton, typeInto } from '../support/keyboard.ts';

const shots = process.env['ATALAYA_SHOTS'];
const regional = 'Oficina Regional de San Pedro Sula (SPS)';

async function shot({ page }: Desk, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

/** A call about a place in the other office's city. */
const called: RecordDraft = {
  ...emptyDraft(alertKind),
  values: {
    danger: 'no',
    facts: 'Una señora contó que en la maquila retienen los documentos.',
    signs: ['documentsKept'],
    department: '05',
    municipality: '0501',
    employer: 'Maquila Ñandú',
    children: 'unknown',
    sender: 'public',
  },
};

async function write({ page }: Desk): Promise<void> {
  await pressButton(page, 'Preparar y escribir');
  await page.getByRole('dialog', { name: 'Traspaso escrito' }).waitFor({ timeout: 60_000 });
  await pressButton(page, 'Cerrar');
}

async function preview(desk: Desk, stick: string): Promise<void> {
  const { page } = desk;
  await toExchange(desk);
  await pressButton(page, 'Recibir un traspaso…');
  await chooseStick(desk, stick);
  await page.getByRole('radiogroup', { name: /^Traspasos en la memoria/ }).waitFor();
  await pressButton(page, 'Copiar y comprobar');
  await page.getByRole('dialog', { name: 'Lo que cambiaría' }).waitFor({ timeout: 60_000 });
}

async function takeIn({ page }: Desk): Promise<void> {
  await pressButton(page, 'Incorporar');
  await page.getByRole('dialog', { name: 'Traspaso incorporado' }).waitFor({ timeout: 60_000 });
}

test('settings of the central office, and an alert that is another office’s', async ({ app, page }) => {
  test.setTimeout(600_000);
  const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-clases-'));
  const stickFor = (name: string): string => {
    const folder = path.join(outside, name);
    mkdirSync(folder);
    return folder;
  };
  const a: Desk = { app, page };
  await page.setViewportSize({ width: 1366, height: 768 });
  await openOffice(page, ministryOffice);
  const otherApp = await launchApp({ userData: await newUserData() });
  const b: Desk = { app: otherApp, page: await otherApp.firstWindow() };
  await b.page.setViewportSize({ width: 1366, height: 768 });
  await openOffice(b.page, regionalOffice);
  await makeAuthority(a);
  await certify(a, b, outside);

  // the central office notes a closure, and sends it
  await page.keyboard.press('Control+7');
  await page.getByRole('heading', { name: 'Plazos', level: 1 }).waitFor();
  await pressButton(page, 'Anotar');
  await page.getByRole('dialog', { name: 'Anotar en el calendario' }).waitFor();
  await typeInto(page, /^Primer día/, '15/12/2026');
  await typeInto(page, /^Último día/, '16/12/2026');
  await typeInto(page, /^Motivo/, 'Tormenta tropical');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Anotado en el calendario').first()).toBeVisible({ timeout: 15_000 });
  const settings = stickFor('AJUSTES');
  await toExchange(a);
  await pressButton(page, 'Enviar ajustes…');
  const sending = page.getByRole('dialog', { name: 'Enviar los ajustes a otras oficinas' });
  await sending.getByRole('checkbox', { name: regional }).focus();
  await page.keyboard.press('Space');
  await expect(sending.getByRole('checkbox', { name: regional })).toBeChecked();
  await expect(sending.getByRole('listitem').filter({ hasText: 'Tormenta tropical' })).toBeVisible();
  await chooseStick(a, settings);
  await shot(a, 'settings-send');
  await write(a);
  await expect(page.getByRole('row', { name: /Para SPS/ })).toContainText('Ajustes');

  // no other office is offered to; there each is seen beside what is there, taken in, and taken back
  await toExchange(b);
  await expect(b.page.getByRole('button', { name: 'Enviar ajustes…' })).toHaveCount(0);
  await preview(b, settings);
  const table = b.page.getByRole('table', { name: 'Ajustes que cambiarían' });
  await expect(table.getByRole('row', { name: /Tormenta tropical/ })).toContainText('Nuevo aquí');
  await expect(table.getByRole('checkbox', { name: /Tormenta tropical/ })).toBeChecked();
  await shot(b, 'settings-preview');
  await takeIn(b);
  await expect(b.page.getByText('Un ajuste incorporado')).toBeVisible();
  await pressButton(b.page, 'Cerrar');
  await b.page.keyboard.press('Control+7');
  await expect(b.page.getByText('Tormenta tropical').first()).toBeVisible();
  await toExchange(b);
  await openRow(b.page, /De LCE/);
  await pressButton(b.page, 'Retirar lo incorporado…');
  await pressButton(b.page, 'Retirar');
  await expect(b.page.getByText('Un ajuste quedó como estaba').first()).toBeVisible();
  await expect(b.page.getByRole('dialog')).toHaveCount(0);

  // an alert about a place of the other office: it is proposed, and waited for
  await page.keyboard.press('Control+E');
  await pressButton(page, 'Anotar alerta');
  await page.getByRole('heading', { name: 'Lo primero', level: 2 }).waitFor();
  await fillForm(page, called, alertKind);
  await page.keyboard.press('Control+S');
  await page.getByText('Alerta guardada').first().waitFor();
  await pressButton(page, /^Alerta$/, { back: true });
  await page.getByRole('heading', { name: 'Maquila Ñandú', level: 1 }).waitFor();
  await pressButton(page, 'Pasar a otra oficina…');
  await expect(page.getByRole('button', { name: /Oficina que recibe/ })).toContainText(regional);
  await typeInto(page, /^Por qué le corresponde/, 'La maquila está en San Pedro Sula.');
  const alerts = stickFor('ALERTA');
  await chooseStick(a, alerts);
  await shot(a, 'alert-pass-on');
  await write(a);
  await expect(page.getByText('Se envió a SPS y no hay acuse')).toBeVisible();
  await shot(a, 'alert-passed');

  await preview(b, alerts);
  await expect(b.page.getByRole('checkbox', { name: /Maquila Ñandú/ })).toBeChecked();
  await shot(b, 'alert-preview');
  await takeIn(b);
  await pressButton(b.page, 'Cerrar');
  await b.page.keyboard.press('Control+E');
  await openRow(b.page, /Maquila Ñandú/);
  await expect(b.page.getByText(new RegExp(`La pasó ${ministryOffice.person.name} \\(LCE\\)`))).toBeVisible();
  await expect(b.page.getByRole('button', { name: 'Pasar a inspección' })).toBeVisible();
  await shot(b, 'alert-arrived');

  // the word goes back
  const words = stickFor('ACUSE');
  await toExchange(b);
  await openRow(b.page, /De LCE, Incorporado/);
  await pressButton(b.page, 'Enviar acuse…');
  await chooseStick(b, words);
  await write(b);
  await preview(a, words);
  await takeIn(a);
  await pressButton(page, 'Cerrar');
  await page.keyboard.press('Control+E');
  await page.getByText('Todas', { exact: true }).click();
  await openRow(page, /Maquila Ñandú/);
  await expect(page.getByText('La oficina SPS confirmó que la recibió')).toBeVisible();
  await shot(a, 'alert-confirmed');

  await otherApp.close();
  rmSync(outside, { recursive: true, force: true });
});
