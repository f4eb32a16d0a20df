// A disk without room for one more byte, with the whole profile on it: database, journal, keys and copies. The window says
// so, nothing is called saved that is not, and with room again everything that was acknowledged is there.
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { copiesOf, databaseOf } from '../support/damage.ts';
import { launchApp } from '../support/electron-app.ts';
import {
  beginInspection,
  continueDraft,
  finalise,
  lock,
  openLastDocument,
  openOffice,
  proceedToPassphrase,
  review,
  sampleNewOffice,
  sign,
  startFinalising,
  submitNewOffice,
  tryPassphrase,
  trySigning,
  unlock,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import type { OpenApp, Prepared, Start } from '../support/prepared-app.ts';
import { copyProfile, cutPower, expect, test, type SmallDisk } from '../support/small-disk.ts';

/** What the window says of the journal, and of any other file. */
const notSaved = 'El disco está lleno y no se pudo guardar.';
const notWritten = 'No hay espacio en el disco para escribir el archivo.';
const address = /^Dirección exacta/;
/** Longer than the window waits before it tries again by itself. */
const A_RETRY_MS = 5000;

/** A copy of a prepared profile on the small disk. */
function onDisk(folder: string, from: string): string {
  return copyProfile(from, path.join(folder, 'profile'));
}

async function typeOn(page: Page, text: string): Promise<void> {
  await tabTo(page, { role: 'textbox', name: address });
  await page.keyboard.press('End');
  await page.keyboard.type(text);
}

/** An inspection in which one word was kept, and another was typed when the disk was full. */
async function fillWhileTyping(given: {
  readonly start: (how: Start) => Promise<OpenApp>;
  readonly prepared: Prepared;
  readonly smallDisk: SmallDisk;
}): Promise<OpenApp> {
  const opened = await given.start({ from: { userData: onDisk(given.smallDisk.folder, given.prepared.acta) } });
  const { page } = opened;
  await beginInspection(page);
  await typeInto(page, address, 'antes');
  await waitUntilKept(page);
  given.smallDisk.fill();
  await typeOn(page, ' durante');
  await expect(page.getByText(notSaved)).toBeVisible();
  return opened;
}

/** The inspection that was begun is offered on the home screen, with this address in it. */
async function expectDraft(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+1');
  await continueDraft(page);
  await expect(page.getByRole('textbox', { name: address })).toHaveValue(text);
}

test('the disk fills up while one types: nothing is called saved until there is room', async ({
  start,
  prepared,
  smallDisk,
}) => {
  const { app, page, userData: profile } = await fillWhileTyping({ start, prepared, smallDisk });
  await expect(page.getByText('Lo último sigue en pantalla, pero todavía no en el disco.')).toBeVisible();
  const status = page.locator('.save-status');
  await expect(status).toHaveText(/^No se pudo guardar el borrador/);
  await page.waitForTimeout(A_RETRY_MS);
  await expect(page.locator('.save-status-saved')).toHaveCount(0);
  // a save on request is refused as well
  await page.keyboard.press('Control+S');
  await expect(status).toHaveText(/^No se pudo guardar el borrador/);

  smallDisk.makeRoom();
  // by itself, without a key
  await page.locator('.save-status-saved').waitFor();
  await page.keyboard.press('Control+S');
  await expect(page.getByText(notSaved)).toBeHidden();
  await typeOn(page, ' después');
  await waitUntilKept(page);
  await cutPower(app);

  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
  await expectDraft(again.page, 'antes durante después');
});

test('a power cut on a full disk, and starts with and without room: what was kept is there', async ({
  start,
  prepared,
  smallDisk,
}) => {
  const { app, userData: profile } = await fillWhileTyping({ start, prepared, smallDisk });
  await cutPower(app);
  // what the dead processes left free
  smallDisk.fill();

  const crowded = await start({ from: { userData: profile } });
  await openLastDocument(crowded.page);
  await expectDraft(crowded.page, 'antes');
  await typeOn(crowded.page, ' otra vez');
  await expect(crowded.page.getByText(notSaved)).toBeVisible();
  await expect(crowded.page.locator('.save-status-saved')).toHaveCount(0);
  await cutPower(crowded.app);

  smallDisk.makeRoom();
  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
  await expectDraft(again.page, 'antes');
  await typeOn(again.page, ' ahora sí');
  await waitUntilKept(again.page);
});

test('sealing and signing on a full disk: refused as a whole, and done once there is room', async ({
  start,
  prepared,
  smallDisk,
}) => {
  const profile = onDisk(smallDisk.folder, prepared.draft);
  const { app, page } = await start({ from: { userData: profile } });
  await continueDraft(page);
  await review(page);
  smallDisk.fill();
  await startFinalising(page, { reviewed: true });
  await expect(page.getByText(notSaved)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Revisión antes de finalizar' })).toBeVisible();
  smallDisk.makeRoom();
  // the number was not used up
  expect(await finalise(page, { reviewed: true })).toMatch(/-00001-/);

  smallDisk.fill();
  await trySigning(page, sampleNewOffice);
  const dialog = page.getByRole('dialog', { name: 'Firmar el documento' });
  await expect(dialog.getByText(notSaved)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Sin firmas todavía.')).toBeVisible();
  smallDisk.makeRoom();
  await sign(page, sampleNewOffice);
  await cutPower(app);

  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
  await expect(again.page.getByText(`${sampleNewOffice.person.name}, `).first()).toBeVisible();
  await expect(again.page.getByText('Sin firmas todavía.')).toHaveCount(0);
});

test('no room for a copy, nor for another passphrase: the ones before stay good', async ({
  start,
  prepared,
  smallDisk,
}) => {
  const profile = onDisk(smallDisk.folder, prepared.acta);
  const copies = (): readonly string[] =>
    readdirSync(copiesOf(profile))
      .filter((name) => name.endsWith('.atalaya'))
      .sort();
  const before = copies();
  expect(before.length).toBeGreaterThan(0);
  const { page } = await start({ from: { userData: profile } });
  smallDisk.fill();
  await page.keyboard.press('Control+5');
  await pressButton(page, 'Hacer una copia ahora');
  await expect(page.getByText(notWritten).first()).toBeVisible();
  expect(copies()).toEqual(before);

  const other = 'glaciar ocre tundra paloma';
  await changePassphrase(page, other);
  const dialog = page.getByRole('dialog', { name: 'Cambiar mi frase de paso' });
  await expect(dialog.locator('.ui-notice')).toContainText(/espacio|disco/);
  await page.keyboard.press('Escape');
  await lock(page);
  await tryPassphrase(page, other);
  await expect(page.getByText('La frase de paso no es correcta.').first()).toBeVisible();
  await unlock(page, sampleNewOffice.passphrase);

  smallDisk.makeRoom();
  await page.keyboard.press('Control+5');
  await pressButton(page, 'Hacer una copia ahora');
  await expect(page.getByText('Copia hecha y comprobada')).toBeVisible();
  // the oldest goes, as three of a day stay
  expect(copies().at(-2)).toBe(before.at(-1));
  expect(before).not.toContain(copies().at(-1));
  await changePassphrase(page, other);
  await expect(dialog).toBeHidden();
  await lock(page);
  await unlock(page, other);
});

test('the database is gone and there is no room to make it again: said, and made once there is', async ({
  start,
  prepared,
  smallDisk,
}) => {
  const profile = onDisk(smallDisk.folder, prepared.acta);
  rmSync(databaseOf(profile), { recursive: true });
  smallDisk.fill();
  const { page } = await start({ from: { userData: profile }, locked: true });
  await tryPassphrase(page, sampleNewOffice.passphrase);
  await expect(page.locator('.gate-form .ui-notice')).toContainText(
    'No hay espacio en el disco para la base de datos.',
  );
  await expect(page.getByRole('heading', { name: 'Entrar', level: 1 })).toBeVisible();
  smallDisk.makeRoom();
  await unlock(page, sampleNewOffice.passphrase);
  await expect(page.getByText('Se reconstruyó la base de datos desde el diario')).toBeVisible();
  await openLastDocument(page);
});

test('no room for a new office: none is half made, and it is made once there is room', async ({
  prepared,
  smallDisk,
}) => {
  expect(prepared.office).not.toBe('');
  const userData = path.join(smallDisk.folder, 'new');
  smallDisk.fill();
  const app = await launchApp({ userData });
  const page = await app.firstWindow();
  await proceedToPassphrase(page, sampleNewOffice);
  await submitNewOffice(page, sampleNewOffice);
  await expect(page.getByText(notWritten)).toBeVisible();
  await expect(page.getByRole('list', { name: /^Palabras de la hoja/ })).toHaveCount(0);
  smallDisk.makeRoom();
  // whether the engine under the database recovers by itself is up to it: a new start has to do
  await cutPower(app);

  const next = await launchApp({ userData });
  const door = await next.firstWindow();
  await expect(door.getByRole('heading', { level: 1 })).toHaveText('Su oficina');
  await openOffice(door, sampleNewOffice);
  await cutPower(next);

  const again = await launchApp({ userData });
  await unlock(await again.firstWindow(), sampleNewOffice.passphrase);
  await again.close();
});

/** Asks for another passphrase, whatever comes of it. */
async function changePassphrase(page: Page, passphrase: string): Promise<void> {
  await pressButton(page, 'Mi frase de paso');
  await page.getByRole('dialog', { name: 'Cambiar mi frase de paso' }).waitFor();
  await typeInto(page, /^Frase de paso actual/, sampleNewOffice.passphrase);
  await typeInto(page, /^Frase de paso nueva/, passphrase);
  await typeInto(page, /^Escríbala otra vez/, passphrase);
  await page.keyboard.press('Enter');
}
