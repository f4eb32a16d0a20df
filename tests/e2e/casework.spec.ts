// A case as a clerk works on it: from its opening over the papers to the end, and what is asked before anything is undone.
import type { Page } from '@playwright/test';
import { emptyDraft, type RecordDraft } from '../../shared/record/draft.ts';
import { complaint } from '../../shared/record/kinds/complaint.ts';
import { notification } from '../../shared/record/kinds/notification.ts';
import { order } from '../../shared/record/kinds/order.ts';
import { expect, test } from '../support/electron-app.ts';
import { fillForm } from '../support/fill-form.ts';
import { finalise, openOffice, sampleNewOffice } from '../support/journey.ts';
import { createCase, openCase } from '../support/case-journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';

const SECRET = 'Brígida Marcador Zelaya';
const draftOf = (kind: Parameters<typeof emptyDraft>[0], values: RecordDraft['values']): RecordDraft => ({
  ...emptyDraft(kind),
  values,
});

const state = (page: Page) => page.locator('.case-badges').first();

async function move(page: Page, label: string, reason?: string): Promise<void> {
  await pressButton(page, label);
  const dialog = page.getByRole('dialog', { name: label });
  await dialog.waitFor();
  if (reason !== undefined) await typeInto(page, /^Motivo/, reason);
  await dialog.getByRole('button', { name: label }).click();
  await dialog.waitFor({ state: 'hidden' });
}

test('a case is opened, written, sealed and moved on; nothing of the complaint is on a paper', async ({ page }) => {
  test.setTimeout(240_000);
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await createCase(page, 'Ñoño & Güity');
  await expect(page.getByText('STSS-EXP-LCE-00001-2026').first()).toBeVisible();
  await expect(state(page)).toContainText('Borrador');

  // the complaint: kept, and never a paper
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Denuncia' }).click();
  await page.getByRole('heading', { name: 'Recepción', level: 2 }).waitFor();
  await fillForm(
    page,
    draftOf(complaint, {
      channel: 'person',
      anonymous: 'no',
      identityReserved: 'yes',
      employerAsTold: 'La maquila',
      matters: ['wages'],
      account: `${SECRET} dice que no pagan las horas extra.`,
      since: 'marzo de 2025',
      childrenTold: 'no',
      urgent: 'no',
    }),
    complaint,
  );
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await expect(page.getByRole('button', { name: 'Revisar y finalizar' })).toHaveCount(0);
  await pressButton(page, 'Expediente');
  await expect(page.getByRole('button', { name: /^Denuncia/ })).toBeVisible();

  // the order sends the case on its way
  await pressButton(page, 'Escribir: Orden de inspección');
  await page.getByRole('heading', { name: 'Quiénes van', level: 2 }).waitFor();
  await fillForm(
    page,
    draftOf(order, { type: 'ordinary', matters: ['wages'], scheduledDate: '2026-11-23', address: 'Km 9½, CA-13' }),
    order,
  );
  expect(await finalise(page, { title: 'Orden de inspección' })).toBe('STSS-ODI-LCE-00001-2026');
  await backToCase(page);
  await expect(state(page)).toContainText('Asignada');

  // the acta knows the workplace and goes over the visit
  await pressButton(page, 'Agregar');
  await page.getByRole('menuitem', { name: 'Acta de inspección' }).click();
  await page.getByRole('heading', { name: 'Datos de la visita', level: 2 }).waitFor();
  await fillForm(page, shortInspection());
  expect(await finalise(page)).toBe('STSS-ORD-LCE-00001-2026');
  await backToCase(page);
  await expect(state(page)).toContainText('Acta levantada');

  await pressButton(page, 'Escribir: Notificación');
  await page.getByRole('heading', { name: 'Diligencia', level: 2 }).waitFor();
  await expect(page.getByRole('textbox', { name: /^N\.º del documento/ })).toHaveValue('STSS-ORD-LCE-00001-2026');
  await fillForm(
    page,
    draftOf(notification, {
      recipient: 'Saraí Peña',
      means: 'hand',
      date: '2026-11-24',
      time: '10:00',
      place: 'En la empresa',
    }),
    notification,
  );
  expect(await finalise(page, { title: 'Notificación' })).toBe('STSS-NOT-LCE-00001-2026');
  await expect(page.getByText(SECRET)).toHaveCount(0);
  await expect(page.getByText('La maquila')).toHaveCount(0);
  await backToCase(page);
  await expect(state(page)).toContainText('Acta notificada');

  // what happened is told, newest first
  const history = page.locator('.case-timeline');
  await expect(history.getByText(/de «Asignada» a «Visita en curso»/)).toBeVisible();
  await expect(history.getByText(/Al sellar: Notificación n\.º STSS-NOT-LCE-00001-2026/)).toBeVisible();
  expect(await page.title()).not.toContain('Marcador');

  // a second case of the same employer is noticed, and this one is annulled only with a reason
  await openCase(page, 'ñoño güity');
  await expect(page.getByText('Ya hay expedientes parecidos')).toBeVisible();
  await pressButton(page, 'Abrir este');
  await page.getByRole('heading', { name: 'Ñoño & Güity', level: 1 }).waitFor();
  await pressButton(page, 'Anular el caso');
  const dialog = page.getByRole('dialog', { name: 'Anular el caso' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Anular el caso' }).click();
  await expect(dialog.getByText('Escriba el motivo: este paso no se puede dar sin él.')).toBeVisible();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await move(page, 'Anular el caso', 'Se abrió dos veces');
  await expect(state(page)).toContainText('Anulad');
  await expect(page.getByRole('button', { name: /^Anular/ })).toHaveCount(0);
});

/** From a sealed paper to its case. */
async function backToCase(page: Page): Promise<void> {
  await page.keyboard.press('Control+2');
  await page
    .getByRole('row', { name: /Ñoño & Güity/ })
    .first()
    .click();
  await page.keyboard.press('Enter');
  await page.locator('.case-timeline').waitFor();
}
