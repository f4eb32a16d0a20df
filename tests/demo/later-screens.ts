// The screens of work on cases, of alerts, screenings and referrals, of the exchange, and of the page for verifying.
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { createCase, openCase, sealRecord } from '../support/casework.ts';
import { certify, makeAuthority, regionalOffice, toExchange, type Desk } from '../support/exchange-desks.ts';
import { launchApp } from '../support/electron-app.ts';
import { answerSaveDialog, openOffice } from '../support/journey.ts';
import { pressButton, tabTo } from '../support/keyboard.ts';
import { openPlainPage } from '../support/plain-page.ts';
import { leastReferral } from '../support/referral-builder.ts';
import { answerQuestions, beginScreening, goToQuestion } from '../support/screening-work.ts';
import type { Camera } from './camera.ts';

const employer = 'Maquila Ñandú & Güity';

/** Where the walk is, and what it leaves. */
export interface LaterScreens {
  readonly desk: Desk;
  readonly camera: Camera;
  /** for what is carried by hand and saved on the way */
  readonly work: string;
  /** a signed paper of the office, saved */
  readonly paper: string;
}

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

async function heading(page: Page, name: string): Promise<void> {
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

async function cases({ desk: { page }, camera }: LaterScreens): Promise<void> {
  await createCase(page, { employer, type: 'Inspección ordinaria', origin: 'De oficio' });
  await camera.take('case');
  await page.keyboard.press('Control+0');
  await heading(page, 'Establecimientos');
  await camera.take('workplaces');
  await page.keyboard.press('Control+8');
  await heading(page, 'Procedimiento');
  await camera.take('procedure');
  await page.keyboard.press('Control+9');
  await heading(page, 'Cálculos');
  await camera.take('calculators');
}

async function alerts({ desk: { page }, camera }: LaterScreens): Promise<void> {
  await page.keyboard.press('Control+E');
  await heading(page, 'Alertas');
  await camera.take('alerts');
  await pressButton(page, 'Recibir alerta');
  await dialog(page).waitFor();
  await camera.take('alerts-receive');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('F9');
  await dialog(page).waitFor();
  await camera.take('risk');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
}

async function screening({ desk: { page }, camera }: LaterScreens): Promise<void> {
  await openCase(page, employer);
  await beginScreening(page, { age: '34', consent: 'Sí', hoursAWeek: '70' });
  await camera.take('screening');
  await pressButton(page, /^Explotación/, { back: true });
  await goToQuestion(page, /^Días u horas de trabajo excesivos/);
  await answerQuestions(page, '11');
  await camera.take('screening-answers');
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
}

async function referral({ desk: { page }, camera }: LaterScreens): Promise<void> {
  await openCase(page, employer);
  await page.keyboard.press('Alt+R');
  await page.locator('.editor').waitFor();
  await camera.take('referral');
  await openCase(page, employer);
  await sealRecord(page, 'referral', leastReferral('publicProsecutor'));
  await camera.take('referral-sealed');
}

async function exchange({ desk, camera, work }: LaterScreens): Promise<void> {
  const { page } = desk;
  await toExchange(desk);
  await camera.take('exchange-no-list');
  const other = await launchApp({ userData: path.join(work, 'second') });
  try {
    const second = { app: other, page: await other.firstWindow() };
    await openOffice(second.page, regionalOffice);
    await makeAuthority(desk);
    await certify(desk, second, work);
  } finally {
    await other.close();
  }
  await toExchange(desk);
  await camera.take('exchange');
  await pressButton(page, 'Enviar expedientes…');
  await dialog(page).waitFor();
  await camera.take('exchange-send');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await pressButton(page, 'Recibir un traspaso…');
  await dialog(page).waitFor();
  await camera.take('exchange-receive');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+4');
  await tabTo(page, { role: 'button', name: 'Guardar ficha' });
  await camera.take('trust');
}

/** The page of whoever receives a paper, in a browser of its own. */
async function verifierPage({ desk: { app, page }, camera, work, paper }: LaterScreens): Promise<void> {
  const folder = path.join(work, 'verifier');
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const file = path.join(folder, 'verificador.html');
  await page.keyboard.press('Control+3');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar la página de verificación');
  await page.getByText('Página guardada como verificador.html').first().waitFor();
  const outside = await openPlainPage(folder, file);
  await camera.takeOutside(outside.page, 'verifier-page');
  const chooser = outside.page.waitForEvent('filechooser');
  await outside.page.getByRole('button', { name: /^Elegir un PDF/ }).click();
  await (await chooser).setFiles(paper);
  await outside.page.getByRole('article').first().waitFor({ timeout: 30_000 });
  await camera.takeOutside(outside.page, 'verifier-page-result');
  await outside.browser.close();
}

/** Takes them all; leaves the office on the screen that verifies. */
export async function laterScreens(walk: LaterScreens): Promise<void> {
  for (const part of [cases, alerts, screening, referral, exchange, verifierPage]) await part(walk);
}
