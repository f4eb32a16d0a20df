// Whether the computer is fit to work on, what support may be told, and what is said after the app ended badly.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { executable, launchArguments } from '../support/electron-app.ts';
import { answerSaveDialog, lock, sampleNewOffice, unlock } from '../support/journey.ts';
import { pressButton } from '../support/keyboard.ts';
import { contentsOf } from '../support/pdf-contents.ts';
import { cutPower, expect, test } from '../support/prepared-app.ts';

const { passphrase, person, office } = sampleNewOffice;

async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

/** Words of people, offices and cases that the profile holds. */
const told = [...person.name.split(' '), office.name, 'Ceiba', person.credential];
const texts = ['Ñoño & Güity', 'Saraí Peña', 'Km 9½', 'Wendy'];

test('a person looks at the computer, tries the printer page, and hands over a slip that was read', async ({
  start,
}) => {
  const { app, page, userData } = await start({ from: 'draft' });
  await page.keyboard.press('Control+4');
  await pressButton(page, 'Revisar ahora');
  const table = page
    .getByRole('grid', { name: 'Lo que se revisó' })
    .or(page.getByRole('table', { name: 'Lo que se revisó' }));
  await expect(table).toBeVisible({ timeout: 30_000 });
  for (const found of [
    'Motor de la base de datos',
    /^La base de datos usa (SQLite|LevelDB)\.$/,
    'El diario está entero',
    'El archivo de llaves se lee.',
    'Una página de prueba se compuso',
    'Electron',
  ]) {
    await expect(table.getByText(found)).toBeVisible();
  }
  await expect(table.getByText('Mal', { exact: true })).toHaveCount(0);
  await table.scrollIntoViewIfNeeded();
  await photograph(page, 'diagnosis-panel');

  await pressButton(page, 'Página de prueba…');
  await expect(
    page.getByRole('dialog', { name: 'Página de prueba' }).getByRole('button', { name: 'Imprimir' }),
  ).toBeVisible({
    timeout: 30_000,
  });
  await photograph(page, 'diagnosis-page');
  await page.keyboard.press('Escape');

  await pressButton(page, 'Hoja de soporte…');
  const slip = page.getByRole('region', { name: 'Texto de la hoja de soporte' });
  await expect(slip).toContainText('asientos, entera', { timeout: 30_000 });
  const shown = await slip.textContent();
  await photograph(page, 'diagnosis-slip');
  for (const word of [...told, ...texts, userData, path.basename(userData)]) expect(shown).not.toContain(word);
  const file = path.join(userData, 'hoja.txt');
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar en un archivo…');
  await expect(page.getByText('Hoja de soporte guardada como hoja.txt y hoja.txt.json')).toBeVisible();
  expect(readFileSync(file, 'utf8').replace('\uFEFF', '').replaceAll('\r\n', '\n')).toBe(shown);
  const data = readFileSync(`${file}.json`, 'utf8');
  expect(JSON.parse(data)).toMatchObject({ format: 'atalaya/support-slip/v1', office: 'open' });
  for (const word of [...told, ...texts, userData, path.basename(userData)]) expect(data).not.toContain(word);
});

test('after the power was cut the next start says so, once, with the slip one key away', async ({ start }) => {
  const first = await start({ from: 'office' });
  await cutPower(first.app);
  // also where the cut took the keys along, and nobody can come in
  const vault = path.join(first.userData, 'vault');
  const kept = test.info().outputPath('vault');
  cpSync(vault, kept, { recursive: true });
  for (const name of ['keyring.json', 'keyring.previous.json']) writeFileSync(path.join(vault, name), '{');
  const shut = await start({ from: { userData: first.userData }, locked: true });
  await expect(shut.page.getByRole('heading', { name: 'No se pudo abrir la oficina' })).toBeVisible();
  await expect(shut.page.getByText('La última vez Atalaya no se cerró como debía')).toBeVisible();
  await expect(shut.page.getByText('Escriba su frase de paso', { exact: false })).toHaveCount(0);
  await photograph(shut.page, 'ending-damaged');
  await shut.app.close();
  cpSync(kept, vault, { recursive: true });

  const { page } = await start({ from: { userData: first.userData }, locked: true });
  await expect(page.getByText('La última vez Atalaya no se cerró como debía')).toBeVisible();
  await expect(page.getByText('Lo guardado está a salvo', { exact: false })).toBeVisible();
  await photograph(page, 'ending-cut');
  await page.keyboard.press('F8');
  await expect(page.getByRole('region', { name: 'Texto de la hoja de soporte' })).toContainText('CIERRES ANORMALES', {
    timeout: 30_000,
  });
  await photograph(page, 'ending-slip');
  await page.keyboard.press('Escape');
  await unlock(page, passphrase);
  await lock(page);
  await expect(page.getByRole('textbox', { name: /^Frase de paso/ })).toBeVisible();
  await expect(page.getByText('La última vez Atalaya')).toHaveCount(0);
});

/** The main process meets a bug whose message holds what nobody may read later. */
async function meetBug(app: ElectronApplication): Promise<void> {
  const closed = new Promise((resolve) => app.once('close', () => resolve(undefined)));
  await app.evaluate(({ dialog }) => {
    dialog.showErrorBox = () => undefined;
    setTimeout(() => {
      throw new TypeError('expediente de Zutana Secreta');
    }, 50);
  });
  await closed;
}

const isWithoutGraphicsCard = (app: ElectronApplication): Promise<boolean> =>
  app.evaluate(({ app: main }) => main.commandLine.hasSwitch('disable-gpu'));

test('after bugs in three starts in a row it starts without the graphics card, and says why', async ({ start }) => {
  test.setTimeout(90_000);
  const first = await start({ from: 'office', locked: true });
  const { userData } = first;
  let { app, page } = first;
  expect(await isWithoutGraphicsCard(app)).toBe(false);
  for (let n = 0; n < 3; n += 1) {
    await page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
    await meetBug(app);
    ({ app, page } = await start({ from: { userData }, locked: true }));
  }
  await expect(page.getByText('La última vez Atalaya tuvo un error y se cerró')).toBeVisible();
  await expect(page.getByText(/incidente [0-9a-f]{8}/)).toBeVisible();
  await expect(page.getByText('se abrió sin usar la tarjeta gráfica', { exact: false })).toBeVisible();
  await photograph(page, 'ending-safe-start');
  expect(await isWithoutGraphicsCard(app)).toBe(true);
  const log = readFileSync(path.join(userData, 'logs', 'atalaya.log'), 'utf8');
  expect(log.match(/TypeError/g)).toHaveLength(3);
  expect(log).not.toContain('Zutana');
  await pressButton(page, /^Ver la hoja de soporte/);
  const slip = page.getByRole('region', { name: 'Texto de la hoja de soporte' });
  await expect(slip).toContainText('TypeError', { timeout: 30_000 });
  await expect(slip).not.toContainText('Zutana');
  await page.keyboard.press('Escape');
  await unlock(page, passphrase);
  await app.close();
  // that it went well without the card says nothing about the card
  const next = await start({ from: { userData }, locked: true });
  await next.page.getByRole('textbox', { name: /^Frase de paso/ }).waitFor();
  expect(await isWithoutGraphicsCard(next.app)).toBe(true);
});

test('--self-test tells the same at a terminal, writes its page, and leaves the office alone', async ({ start }) => {
  test.skip(process.env['ATALAYA_PACKAGED'] !== undefined, 'packaged.spec.ts runs it as shipped');
  const { page, userData } = await start({ from: 'office' });
  const before = readdirSync(path.join(userData, 'journal'));
  const outside = test.info().outputPath('outside');
  mkdirSync(outside, { recursive: true });
  const file = path.join(outside, 'pagina.pdf');
  // while the office is open: a look may neither wait for it nor disturb it
  const { code, said } = await runSelfTest([...launchArguments(userData), '--self-test', `--self-test-page=${file}`]);
  expect(said).toMatch(/^BIEN +Motor de la base de datos: La base de datos usa \w+\.$/m);
  expect(said).toMatch(/^BIEN +Llaves: El archivo de llaves se lee\.$/m);
  expect(said).toMatch(/^BIEN +Diario: El diario está entero: \d+ anotaciones\.$/m);
  expect(said).toMatch(/^\w+ +Reloj: /m);
  expect(said).toMatch(/^Resultado: /m);
  expect(code).toBe(0);
  expect(await contentsOf(new Uint8Array(readFileSync(file)))).toContain('El veloz murciélago');
  expect(readdirSync(path.join(userData, 'journal'))).toEqual(before);
  await expect(page.getByRole('heading', { name: 'Inicio', level: 1 })).toBeVisible();
  // where there is nothing it makes no office, and where it may not write it says so
  const empty = path.join(outside, 'nada');
  expect((await runSelfTest([...launchArguments(empty), '--self-test'])).said).toContain(
    'Aquí no hay ninguna oficina todavía.',
  );
  expect(existsSync(path.join(empty, 'vault'))).toBe(false);
});

function runSelfTest(args: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  return new Promise((resolve) => {
    const child = spawn(executable(), args, { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.once('close', (code) => resolve({ code, said }));
  });
}
