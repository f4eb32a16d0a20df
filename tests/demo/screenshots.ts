// Walks through the app and takes every screen and dialog. See build/screenshots.mjs.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { launchApp } from '../support/electron-app.ts';
import { ministryOffice } from '../support/exchange-desks.ts';
import { fillForm } from '../support/fill-form.ts';
import { sampleInspection } from '../support/inspection-builder.ts';
import {
  addPerson,
  answerSaveDialog,
  beginInspection,
  finalise,
  lock,
  openLastDocument,
  passRecoverySheet,
  proceedToPassphrase,
  review,
  sampleNewOffice,
  saveAs,
  secondPerson,
  sign,
  submitNewOffice,
  waitForRecoverySheet,
  tryPassphrase,
  trySigning,
  verifiedSignatures,
  verifyFile,
  waitUntilKept,
} from '../support/journey.ts';
import { openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { Camera } from './camera.ts';
import { laterScreens } from './later-screens.ts';
import { stayOpen } from './stay-open.ts';

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'));

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'hidden' });
}

async function firstRun(page: Page, camera: Camera): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await camera.take('first-run-office');
  await pressButton(page, 'Siguiente');
  await camera.take('first-run-office-problems');
  await proceedToPassphrase(page, ministryOffice, () => camera.take('first-run-person'));
  await camera.take('first-run-passphrase');
  await submitNewOffice(page, ministryOffice);
  await waitForRecoverySheet(page);
  await camera.take('first-run-recovery');
  await passRecoverySheet(page);
}

async function inspection(page: Page, camera: Camera): Promise<void> {
  await camera.take('home-empty');
  await page.keyboard.press('F1');
  await dialog(page).waitFor();
  await camera.take('shortcuts');
  await closeDialog(page);
  await page.keyboard.press('Control+2');
  await page.getByText('Todavía no hay inspecciones').waitFor();
  await camera.take('inspections-empty');
  await beginInspection(page);
  await camera.take('inspection-empty');
  await tabTo(page, { role: 'button', name: /^Dirección exacta/ });
  await page.keyboard.press('Enter');
  await camera.take('inspection-missing');
  await page.keyboard.press('Control+1');
  await beginInspection(page);
  await fillForm(page, sampleInspection());
  await waitUntilKept(page);
  await camera.take('inspection-end');
  for (const [section, name] of [
    ['Inspectores', 'rows'],
    ['Infracciones', 'infringements'],
  ] as const) {
    await pressButton(page, new RegExp(`^${section}`));
    await camera.take(`inspection-${name}`);
  }
  await page.keyboard.press('Control+1');
  await page.getByText(/^Borrador sin guardar del /).waitFor();
  await camera.take('home-draft');
  await pressButton(page, /^Descartar: /);
  await dialog(page).waitFor();
  await camera.take('discard-draft');
  await closeDialog(page);
  await pressButton(page, /^Continuar: /);
  await page.locator('.editor').waitFor();
  await camera.take('inspection-restored');
  await pressButton(page, 'Vista previa');
  await page.locator('iframe').waitFor();
  // the viewer draws without saying when it is done
  await page.waitForTimeout(1500);
  await camera.take('preview-draft');
  await closeDialog(page);
  await page.keyboard.press('Control+S');
  await page.getByText('Cambios guardados en el expediente').first().waitFor();
  await review(page);
  await camera.take('review');
  await finalise(page, { reviewed: true });
  await page.waitForTimeout(1500);
}

async function documents(app: ElectronApplication, page: Page, camera: Camera, folder: string): Promise<Uint8Array> {
  await camera.take('document-sealed');
  await trySigning(page, { passphrase: '' });
  await camera.take('sign');
  await closeDialog(page);
  await trySigning(page, { passphrase: 'no es esta frase' });
  await dialog(page).getByText('La frase de paso no es correcta.').waitFor();
  await camera.take('sign-wrong-passphrase');
  await closeDialog(page);
  await sign(page, sampleNewOffice);
  await sign(page, { ...secondPerson, place: secondPerson.person.name, certificate: secondPerson.person.name });
  await page.waitForTimeout(1500);
  await camera.take('document-signed');
  await pressButton(page, 'Verificar');
  await verifiedSignatures(page);
  await camera.take('document-verified');
  await closeDialog(page);
  await pressButton(page, /^Importar certificado/);
  await dialog(page).waitFor();
  await camera.take('import-certificate');
  await closeDialog(page);
  await answerSaveDialog(app, path.join(folder, 'no-such-folder', 'acta.pdf'));
  await pressButton(page, 'Guardar como…');
  await page.getByText('No se pudo escribir el archivo en ese lugar.').waitFor();
  await camera.take('document-cannot-write');
  const file = path.join(folder, 'acta.pdf');
  await saveAs(app, page, file);
  await pressButton(page, 'Ir a la inspección');
  await page.getByText('Esta inspección está finalizada').waitFor();
  await camera.take('inspection-final');
  await pressButton(page, 'Corregir (versión 2)');
  await dialog(page).waitFor();
  await camera.take('correct');
  await closeDialog(page);
  return readFileSync(file);
}

async function places(page: Page, camera: Camera, pdf: Uint8Array): Promise<void> {
  await page.keyboard.press('Control+1');
  await page.getByRole('button', { name: /^STSS-/ }).waitFor();
  await camera.take('home');
  await page.keyboard.press('Control+2');
  await page.getByRole('grid').waitFor();
  await camera.take('inspections');
  await page.keyboard.press('Control+3');
  await page.getByRole('button', { name: /^Elegir un PDF/ }).waitFor();
  await camera.take('verify');
  await verifyFile(page, { name: 'acta.pdf', bytes: pdf });
  await verifiedSignatures(page);
  await camera.take('verify-valid');
  const flipped = ownBytes(pdf);
  const middle = Math.floor(flipped.length / 3);
  flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  await page.keyboard.press('Control+1');
  await verifyFile(page, { name: 'acta-alterada.pdf', bytes: flipped });
  await verifiedSignatures(page);
  await camera.take('verify-not-valid');
  await page.keyboard.press('Control+1');
  await verifyFile(page, { name: 'carta.pdf', bytes: new TextEncoder().encode('Estimada licenciada') });
  await page.getByText('Este archivo no es un PDF').waitFor();
  await camera.take('verify-no-pdf');
  await page.keyboard.press('Control+4');
  await page.getByRole('grid').first().waitFor();
  await camera.take('office');
  await tabTo(page, { role: 'button', name: /^Guardar certificado de la oficina/ });
  await camera.take('office-end');
  await pressButton(page, 'Agregar persona');
  await dialog(page).waitFor();
  await camera.take('add-person');
  await closeDialog(page);
}

async function safety(page: Page, camera: Camera): Promise<void> {
  await page.keyboard.press('Control+5');
  await page.getByRole('heading', { name: 'Seguridad de los datos', level: 1 }).waitFor();
  await pressButton(page, 'Hacer una copia ahora');
  await page.getByText('Copia hecha y comprobada').first().waitFor();
  await pressButton(page, 'Comprobar ahora');
  await page
    .getByText(/actos encadenados/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+Home');
  await camera.take('safety');
  await pressButton(page, 'Practicar con dos hojas');
  await dialog(page).waitFor();
  await camera.take('safety-practise');
  await closeDialog(page);
  await pressButton(page, 'Hacer hojas nuevas');
  await dialog(page).waitFor();
  await camera.take('safety-new-sheets');
  await closeDialog(page);
  await page
    .getByRole('grid', { name: /^Copias de seguridad/ })
    .getByRole('row')
    .nth(1)
    .focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Restaurar la oficina' }).waitFor();
  await camera.take('safety-copy');
  await page.keyboard.press('Control+6');
  await page.getByRole('heading', { name: 'Historial', level: 1 }).waitFor();
  await page.getByRole('row').nth(2).waitFor();
  await camera.take('log');
  await pressButton(page, 'Extracto firmado');
  await dialog(page).waitFor();
  await camera.take('log-extract');
  await closeDialog(page);
}

async function deadlines(page: Page, camera: Camera): Promise<void> {
  await page.keyboard.press('Control+7');
  await page.getByRole('heading', { name: 'Plazos', level: 1 }).waitFor();
  await typeInto(page, /^Fecha del hecho/, '30/09/2026');
  await camera.take('deadlines');
  await pressButton(page, 'Imprimir el cómputo');
  await page.getByRole('button', { name: 'Guardar como…' }).waitFor();
  await camera.take('deadlines-print');
  await closeDialog(page);
  await pressButton(page, 'Anotar');
  await dialog(page).waitFor();
  await typeInto(page, /^Primer día/, '15/10/2026');
  await typeInto(page, /^Motivo/, 'Tormenta tropical');
  await camera.take('deadlines-note');
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await openRow(page, /^Notificar el acta al patrono/, 'Plazos de la ley');
  await dialog(page).waitFor();
  await camera.take('deadlines-confirm');
  await closeDialog(page);
}

async function doors(page: Page, camera: Camera): Promise<void> {
  await openLastDocument(page);
  await lock(page);
  await camera.take('unlock');
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await tryPassphrase(page, 'no es esta frase');
    await page.getByText('La frase de paso no es correcta.').first().waitFor();
    if ((await page.getByRole('timer').innerText()).includes('intentarlo')) break;
  }
  await camera.take('unlock-wait');
  await pressButton(page, 'Olvidé mi frase de paso');
  await page.getByRole('heading', { name: 'Entrar con dos hojas de recuperación' }).waitFor();
  await typeInto(page, /^Una hoja/, '');
  await camera.take('unlock-recover');
}

const folder = process.argv[2] ?? '';
rmSync(path.join(folder, 'failed.png'), { force: true });
const work = mkdtempSync(path.join(tmpdir(), 'atalaya-screens-'));
const app = await launchApp({ userData: path.join(work, 'profile') });
try {
  const page = await app.firstWindow();
  const camera = new Camera({ app, page }, { folder });
  await firstRun(page, camera);
  await stayOpen(page);
  await addPerson(page, secondPerson);
  await page.keyboard.press('Control+1');
  await inspection(page, camera);
  const pdf = await documents(app, page, camera, work);
  await places(page, camera, pdf);
  await safety(page, camera);
  await deadlines(page, camera);
  await laterScreens({ desk: { app, page }, camera, work, paper: path.join(work, 'acta.pdf') });
  await doors(page, camera);
} catch (error) {
  await (await app.firstWindow()).screenshot({ path: path.join(folder, 'failed.png') });
  throw error;
} finally {
  await app.close();
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}
