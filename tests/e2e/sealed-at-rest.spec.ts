import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { expect, launchApp, newUserData, test } from '../support/electron-app.ts';
import {
  addPerson,
  answerOpenDialog,
  beginInspection,
  continueDraft,
  finalise,
  lock,
  newInspection,
  openLastDocument,
  openOffice,
  sampleNewOffice,
  saveAs,
  secondPerson,
  sign,
  unlock,
  verifiedSignatures,
  verifyFile,
  waitUntilKept,
} from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { writeKeyFile } from '../support/key-file.ts';
import { markedInspection } from '../support/marked-inspection.ts';
import { findLeaks, marker, markers } from '../support/markers.ts';
import { cutPower } from '../support/prepared-app.ts';

/** Fewest different texts that the day must plant. */
const PLANTED = 500;
/** Searches count as meant, and are written down, after a while without a key (renderer/parts/use-search-log.ts). */
const SEARCH_SETTLES_MS = 1800;
/** Where the markers of each kind begin, above those of the form. */
const at = { people: 2000, reasons: 2100, searches: 2200, files: 2300, secrets: 2400, second: 3000 } as const;

const person = { name: markers(at.people, at.people + 3), contact: '9846-3175', note: markers(at.people + 3, 2040) };
const p12Passphrase = marker(at.secrets);
const first = markedInspection();

/** A computer of its own for the app: whatever it writes anywhere is below this folder. */
interface Computer {
  readonly folder: string;
  readonly profile: string;
  /** for what a person takes out, which is theirs to keep */
  readonly outside: string;
}

async function newComputer(): Promise<Computer> {
  const folder = await newUserData();
  for (const name of ['tmp', 'home']) mkdirSync(path.join(folder, name));
  return { folder, profile: path.join(folder, 'profile'), outside: await newUserData() };
}

async function start({ folder, profile }: Computer): Promise<{ app: ElectronApplication; page: Page }> {
  const home = path.join(folder, 'home');
  const app = await launchApp({
    userData: profile,
    env: { TMPDIR: path.join(folder, 'tmp'), HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
  });
  return { app, page: await app.firstWindow() };
}

test('a working day leaves nothing readable on the disk: at work, locked, after a crash, closed', async () => {
  test.setTimeout(360_000);
  const computer = await newComputer();
  const { app, page } = await start(computer);
  const sheets = await openOffice(page, sampleNewOffice);
  await addPerson(page, secondPerson);
  const secrets = [sampleNewOffice.passphrase, secondPerson.passphrase, ...sheets];
  const readable = (): unknown => findLeaks([computer.folder], [...first.exact, person.contact, ...secrets]);
  // the search finds what may be read, and finds markers where a person put them
  expect(findLeaks([computer.profile], [sampleNewOffice.office.name])).not.toEqual([]);
  expect(first.next).toBeGreaterThan(PLANTED);

  await test.step('typing: unsaved text', async () => {
    await newInspection(page, first.draft);
    await waitUntilKept(page);
    expect(readable()).toEqual([]);
  });
  await test.step('protected values, and why they are opened', async () => {
    await pressButton(page, 'Empezar a registrar datos protegidos', { back: true });
    await typeInto(page, /^Nombre real/, person.name);
    await typeInto(page, /^Contacto/, person.contact);
    await typeInto(page, /^Nota sobre la identidad/, person.note);
    await waitUntilKept(page);
    await pressButton(page, 'Cerrar los datos protegidos', { back: true });
    await pressButton(page, 'Abrir datos protegidos');
    await typeInto(page, /^Motivo/, markers(at.reasons, at.reasons + 3));
    await pressButton(page, 'Abrir datos protegidos');
    await expect(page.getByRole('textbox', { name: /^Nombre real/ }).first()).toHaveValue(person.name);
  });
  await test.step('saving and looking at the paper', async () => {
    await page.keyboard.press('Control+S');
    await expect(page.getByText('Cambios guardados en el expediente').first()).toBeVisible();
    await pressButton(page, 'Vista previa', { back: true });
    await expect(page.getByRole('dialog').locator('iframe')).toHaveCount(1, { timeout: 30_000 });
    expect(readable()).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });
  await test.step('searching', async () => {
    await page.keyboard.press('Control+2');
    await typeInto(page, /^Buscar en la lista/, marker(at.searches));
    await expect(page.getByText(`Nada coincide con «${marker(at.searches)}»`)).toBeVisible();
    await page.waitForTimeout(SEARCH_SETTLES_MS);
    await typeInto(page, /^Buscar en la lista/, employer().slice(0, 11));
    const found = page.getByRole('row').filter({ hasText: employer().slice(0, 11) });
    await expect(found.first()).toBeVisible();
    await page.waitForTimeout(SEARCH_SETTLES_MS);
    await found.first().click();
    await page.locator('.editor').waitFor();
  });
  const exported = path.join(computer.outside, `${marker(at.files)}.pdf`);
  await test.step('sealing, signing, taking a copy out', async () => {
    await finalise(page);
    await sign(page, sampleNewOffice);
    await saveAs(app, page, exported);
    expect(readable()).toEqual([]);
  });
  await test.step('files of others: a certificate, a PDF', async () => {
    const { name } = sampleNewOffice.person;
    const keyFile = path.join(computer.outside, `${marker(at.files + 1)}.p12`);
    renameSync(await writeKeyFile({ name, passphrase: p12Passphrase }), keyFile);
    await answerOpenDialog(app, keyFile);
    await page.keyboard.press('Control+4');
    await pressButton(page, /^Importar certificado/);
    await typeInto(page, /^Contraseña del archivo/, p12Passphrase);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeHidden({ timeout: 20_000 });
    await verifyFile(page, { name: `${marker(at.files + 2)}.pdf`, bytes: readFileSync(exported) });
    expect(await verifiedSignatures(page)).toEqual(['VÁLIDA']);
  });
  await test.step('a copy, and the lock', async () => {
    await page.keyboard.press('Control+5');
    await pressButton(page, 'Hacer una copia ahora');
    await expect(page.getByText('Copia hecha y comprobada').first()).toBeVisible({ timeout: 30_000 });
    expect(readable()).toEqual([]);
    await lock(page);
    expect(readable()).toEqual([]);
  });
  await test.step('a crash in the middle of the next inspection', async () => {
    await unlock(page, sampleNewOffice.passphrase);
    await openLastDocument(page);
    await expect(page.locator('iframe')).toHaveCount(1);
    await beginInspection(page);
    await typeInto(page, /^Dirección exacta/, markers(at.second, at.second + 20));
    await waitUntilKept(page);
    await typeInto(page, /^Aldea/, marker(at.second + 20));
    await app.evaluate(({ BrowserWindow, dialog }) => {
      // the question what to do about it stays open until the power goes
      dialog.showMessageBox = () => new Promise(() => undefined);
      BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer();
    });
    await expect.poll(readable).toEqual([]);
    await cutPower(app);
    expect(readable()).toEqual([]);
  });
  await test.step('the next day', async () => {
    const next = await start(computer);
    await unlock(next.page, sampleNewOffice.passphrase);
    await continueDraft(next.page);
    const address = next.page.getByRole('textbox', { name: /^Dirección exacta/ });
    await expect(address).toHaveValue(markers(at.second, at.second + 20));
    await next.app.close();
    expect(readable()).toEqual([]);
  });
  expect(findLeaks([computer.outside]).map(({ file }) => file)).toContain(path.basename(exported));
});

/** What the first inspection calls the employer. */
function employer(): string {
  return String(first.draft.values['employerName']);
}
