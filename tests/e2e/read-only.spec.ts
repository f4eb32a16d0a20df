// Folders and files that may not be written, or not even read: the window says so, nothing is called saved that is not,
// nothing begins empty, and with the right given back everything is there.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { databaseOf, filesIn, journalOf } from '../support/damage.ts';
import { executable, launchArguments, withoutSandbox as isRoot } from '../support/electron-app.ts';
import {
  beginInspection,
  continueDraft,
  openLastDocument,
  sampleNewOffice,
  tryPassphrase,
  unlock,
  waitUntilKept,
} from '../support/journey.ts';
import { typeInto } from '../support/keyboard.ts';
import { withdraw } from '../support/permissions.ts';
import { copyProfile, cutPower, expect, test } from '../support/prepared-app.ts';

// nothing can be forbidden to root; where everything must be tested, the tests run as somebody else
test.skip(isRoot && process.env['CI'] === undefined, 'root may write everywhere');

const address = /^Dirección exacta/;
/** Longer than a write is tried again while another program might hold the file. */
const PATIENCE_MS = 8000;
/** Longer than the engine tries to open and to remove a database. */
const ENGINE_MS = 45_000;

/** Undoes what was forbidden, also after a failed test, or nobody could remove the folder. */
const allowAgain: (() => void)[] = [];
test.afterEach(() => {
  for (const allow of allowAgain.splice(0)) allow();
});
function forbid(folder: string, left: 'read' | 'nothing'): () => void {
  const allow = withdraw(folder, left);
  allowAgain.push(allow);
  return allow;
}

function copyOf(profile: string, userData: string): string {
  return copyProfile(profile, path.join(userData, 'profile'));
}

test('a journal that may not be written: one can read, nothing is called saved, and then it is', async ({
  start,
  prepared,
  userData,
}) => {
  const profile = copyOf(prepared.acta, userData);
  const allow = forbid(journalOf(profile), 'read');
  const { app, page } = await start({ from: { userData: profile } });
  await openLastDocument(page);
  await beginInspection(page);
  await typeInto(page, address, 'Kilómetro 4');
  const refused = page.getByText('No se pudo escribir en el diario de la oficina, por eso no se guardó.');
  await expect(refused.first()).toBeVisible({ timeout: PATIENCE_MS });
  await expect(page.locator('.save-status')).toHaveText(/^No se pudo guardar el borrador/, { timeout: PATIENCE_MS });
  await expect(page.locator('.save-status-saved')).toHaveCount(0);
  allow();
  await page.locator('.save-status-saved').waitFor();
  await waitUntilKept(page);
  await cutPower(app);

  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
  await again.page.keyboard.press('Control+1');
  await continueDraft(again.page);
  await expect(again.page.getByRole('textbox', { name: address })).toHaveValue('Kilómetro 4');
});

test('a journal that may not even be read: the office stays shut, and opens when it may', async ({
  start,
  prepared,
  userData,
}) => {
  const profile = copyOf(prepared.acta, userData);
  const allow = forbid(journalOf(profile), 'nothing');
  const { page } = await start({ from: { userData: profile }, locked: true });
  await tryPassphrase(page, sampleNewOffice.passphrase);
  const refused = page.locator('.gate-form .ui-notice');
  await expect(refused).toContainText('No se pudo leer el diario de la oficina, por eso no se abrió.', {
    timeout: PATIENCE_MS,
  });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Entrar');
  allow();
  await unlock(page, sampleNewOffice.passphrase);
  await openLastDocument(page);
});

test('keys that may not be read: no new office is offered, and the old one opens when they may', async ({
  start,
  prepared,
  userData,
}) => {
  const profile = copyOf(prepared.acta, userData);
  const allow = forbid(path.join(profile, 'vault'), 'nothing');
  const { app, page } = await start({ from: { userData: profile }, locked: true });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No se pudo abrir la oficina');
  await expect(page.getByText('la aplicación no ha borrado nada')).toBeVisible();
  allow();
  await cutPower(app);

  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
});

test('a database that may not be written: the office stays shut, and opens with everything when it may', async ({
  start,
  prepared,
  userData,
}) => {
  test.setTimeout(120_000);
  const profile = copyOf(prepared.acta, userData);
  const allow = forbid(databaseOf(profile), 'read');
  const { app, page } = await start({ from: { userData: profile }, locked: true });
  await tryPassphrase(page, sampleNewOffice.passphrase);
  const refused = page.locator('.gate-form .ui-notice');
  await expect(refused).toContainText('La base de datos no responde.', { timeout: ENGINE_MS });
  await expect(refused).toContainText('Lo que ya estaba guardado no se tocó.');
  allow();
  await cutPower(app);

  const again = await start({ from: { userData: profile } });
  await openLastDocument(again.page);
});

test('a profile that may not be written: the app says so and ends, and nothing was touched', async ({
  start,
  prepared,
  userData,
}) => {
  const profile = copyOf(prepared.acta, userData);
  const content = (): readonly string[] => filesIn(profile).map((file) => `${file} ${readFileSync(file, 'base64')}`);
  const before = content();
  const allow = forbid(profile, 'read');
  const { said, code } = await startRefused(profile, userData);
  expect(said).toContain(
    'No se puede escribir en la carpeta donde Atalaya guarda los datos, por eso no se abrió nada.',
  );
  expect(said).toContain(profile);
  expect(code).toBe(1);
  expect(content()).toEqual(before);
  allow();

  const { page } = await start({ from: { userData: profile } });
  await openLastDocument(page);
});

test('a second start beside a running app says nothing', async ({ start, userData }) => {
  const { page, userData: profile } = await start({ from: 'office' });
  expect(await startRefused(profile, userData)).toEqual({ said: '', code: 0 });
  await expect(page.getByText('Todavía no hay documentos')).toBeVisible();
});

/** Loaded before the app: writes out what a system's box would show, and goes on as if somebody had closed it. */
const READ_BOX = `
const Module = require('node:module');
const load = Module._load;
Module._load = function (request, ...rest) {
  const loaded = load.call(this, request, ...rest);
  if (request === 'electron' && loaded.dialog !== undefined) {
    process.stdout.write('LISTENING\\n');
    loaded.dialog.showErrorBox = (title, text) => process.stdout.write('BOX ' + text + '\\n');
  }
  return loaded;
};`;

/**
 * Starts the app where it is expected to end by itself.
 * @param folder for a script that reads the system's box in place of a person
 * @returns what the box said, and the exit code
 */
async function startRefused(profile: string, folder: string): Promise<{ said: string; code: number | null }> {
  const script = path.join(folder, 'read-box.cjs');
  writeFileSync(script, READ_BOX);
  const child = spawn(executable(), launchArguments(profile), {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 20_000,
    env: { ...process.env, NODE_OPTIONS: `--require ${script}` },
  });
  let output = '';
  child.stdout.on('data', (part) => (output += String(part)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  expect(output).toContain('LISTENING');
  return { said: /^BOX (.*)$/m.exec(output)?.[1] ?? '', code };
}
