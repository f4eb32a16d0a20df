// What a clerk does with a copy of the office: puts it back where something is lost, on another computer, or takes a
// single case out of it.
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { databaseOf, journalOf, snapshotsIn } from '../support/damage.ts';
import { newUserData } from '../support/electron-app.ts';
import {
  answerOpenDialog,
  chooseCopy,
  lock,
  openInspection,
  openLastDocument,
  openOffice,
  recover,
  restoreOffice,
  sampleNewOffice,
  saveInspection,
  tryPassphrase,
  unlock,
  verify,
} from '../support/journey.ts';
import { keepNewestCopy, makeCopy, writeInspection } from '../support/kept-copies.ts';
import { openRow, pressButton, typeInto } from '../support/keyboard.ts';
import { copyProfile, expect, test } from '../support/prepared-app.ts';

const { office, person, passphrase } = sampleNewOffice;
const address = (page: Page) => page.getByRole('textbox', { name: /^Dirección exacta/ });

let outside: string;
test.beforeEach(async () => {
  outside = await newUserData();
});
// the app that lives in it may still be writing
test.afterEach(() => rmSync(outside, { recursive: true, force: true, maxRetries: 10 }));

test('database and journal lost: a copy brings the signed document back', async ({ start, prepared }) => {
  const userData = copyProfile(prepared.acta, path.join(outside, 'perfil'));
  for (const lost of [databaseOf(userData), journalOf(userData)]) rmSync(lost, { recursive: true });
  const copy = keepNewestCopy(userData, outside);
  const { app, page } = await start({ from: { userData }, locked: true });

  await tryPassphrase(page, passphrase);
  await expect(page.getByText('No se encontró la base de datos de esta oficina')).toBeVisible({ timeout: 30_000 });
  await chooseCopy(app, page, copy);
  await expect(page.getByText(`${office.name} · ${office.code}`)).toBeVisible();
  await expect(page.getByText(new RegExp(`^${person.name}, `))).toBeVisible();
  await expect(page.getByText(/^1 expediente · 1 documento · \d+ archivos?$/)).toBeVisible();
  await expect(page.getByText(/^La copia es más nueva: tiene \d+ asientos que aquí faltan\.$/)).toBeVisible();
  await restoreOffice(page);

  await unlock(page, passphrase);
  await openLastDocument(page);
  expect(await verify(page)).toEqual(['VÁLIDA']);
});

test('an older copy in place of a healthy office: what came later is put aside, not mixed in', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'acta' });
  const copy = keepNewestCopy(userData, outside);
  await writeInspection(page, 'Panadería Posterior', 'Km 3');
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('row', { name: /Panadería Posterior/ })).toBeVisible();
  await lock(page);

  await chooseCopy(app, page, copy);
  await expect(page.getByText(/^La copia es más antigua: le faltan \d+ asientos/)).toBeVisible();
  await pressButton(page, 'Restaurar la oficina');
  const question = page.getByRole('dialog', { name: /^¿Restaurar la oficina como estaba el / });
  await expect(question).toContainText('lo escrito después de la copia ya no se verá');
  await expect(question).toContainText('no se borran: se apartan en una carpeta');
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect(readdirSync(userData).filter((name) => name.startsWith('aside-'))).toEqual([]);
  await restoreOffice(page);

  await unlock(page, passphrase);
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('row', { name: /Ñoño & Güity/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Panadería Posterior/ })).toHaveCount(0);
  const [aside = ''] = readdirSync(userData).filter((name) => name.startsWith('aside-'));
  expect(readdirSync(path.join(userData, aside)).sort()).toEqual(['journal', 'vault']);
  await page.keyboard.press('Control+6');
  await expect(page.getByRole('row', { name: /Restauró una copia$/ })).toContainText(path.basename(copy));
});

test('one case out of a copy: what is missing here is added, what is here stays', async ({ start }) => {
  test.setTimeout(120_000);
  const userData = path.join(outside, 'perfil');
  const { app, page } = await start({ from: { userData }, locked: true });
  await openOffice(page, { ...sampleNewOffice, roles: ['inspector', 'chief'] });
  await writeInspection(page, 'Café Montecristo', 'Km 9');
  await makeCopy(page, userData);
  const older = keepNewestCopy(userData, outside);
  await openInspection(page, /Café Montecristo/);
  await typeInto(page, /^Dirección exacta/, 'Km 10, junto al puente');
  await saveInspection(page);
  await writeInspection(page, 'Hotel Pico Bonito', 'Barrio La Isla');
  await makeCopy(page, userData);
  const newer = keepNewestCopy(userData, outside);

  // the whole office goes back to the older copy; then somebody corrects the address once more
  await answerOpenDialog(app, older);
  await pressButton(page, 'Abrir una copia de otro lugar');
  await expect(page.getByRole('heading', { name: /^Copia del / })).toBeVisible();
  await restoreOffice(page);
  await unlock(page, passphrase);
  await openInspection(page, /Café Montecristo/);
  await expect(address(page)).toHaveValue('Km 9');
  await typeInto(page, /^Dirección exacta/, 'Km 11, frente a la escuela');
  await saveInspection(page);

  await page.keyboard.press('Control+5');
  await answerOpenDialog(app, newer);
  await pressButton(page, 'Abrir una copia de otro lugar');
  await expect(page.getByText('La copia y esta computadora siguieron caminos distintos.')).toBeVisible();
  await pressButton(page, 'Ver los expedientes de la copia');
  await expect(page.getByRole('row', { name: 'Café Montecristo, Aquí falta una parte' })).toBeVisible();

  await openRow(page, /^Hotel Pico Bonito, No está aquí$/);
  await page.getByRole('dialog', { name: 'Recuperar: Hotel Pico Bonito' }).waitFor();
  await pressButton(page, 'Agregar lo que falta');
  await expect(page.getByText('Se agregó lo que faltaba de Hotel Pico Bonito')).toBeVisible();

  await openRow(page, /^Café Montecristo, Aquí falta una parte$/);
  const dialog = page.getByRole('dialog', { name: 'Recuperar: Café Montecristo' });
  await expect(dialog).toContainText('En 1 campo la copia dice otra cosa que esta computadora.');
  await expect(dialog.getByRole('listitem')).toHaveCount(1);
  await expect(dialog.getByRole('listitem')).toContainText(person.name);
  await expect(dialog.getByRole('listitem')).toContainText('Dirección exacta');
  await pressButton(page, 'Agregar lo que falta');
  await expect(page.getByText('Se agregó lo que faltaba de Café Montecristo')).toBeVisible();
  await expect(page.getByText('Aquí no falta nada de esta copia')).toBeVisible();

  await pressButton(page, 'Abrir el expediente');
  await expect(page.getByText('Hay un campo con dos valores escritos en lugares distintos')).toBeVisible();
  await expect(address(page)).toHaveValue('Km 11, frente a la escuela');
  await openInspection(page, /Hotel Pico Bonito/);
  await expect(address(page)).toHaveValue('Barrio La Isla');
  await page.keyboard.press('Control+6');
  await expect(page.getByRole('row', { name: /Recuperó un expediente de una copia$/ })).toHaveCount(2);
});

test('copies go to a stick too, and from it the office comes up on another computer', async ({ start }) => {
  test.setTimeout(120_000);
  const userData = path.join(outside, 'perfil');
  const stick = path.join(outside, 'Memoria azul');
  mkdirSync(stick);
  const { app, page } = await start({ from: { userData }, locked: true });
  const [first = '', second = ''] = await openOffice(page, sampleNewOffice);
  await writeInspection(page, 'Transportes El Progreso', 'Km 22, CA-5');

  await page.keyboard.press('Control+5');
  await expect(page.getByText('Las copias están solo en esta computadora.')).toBeVisible();
  await answerOpenDialog(app, stick);
  await pressButton(page, 'Elegir memoria o carpeta');
  await expect(page.getByText('Las copias irán también a «Memoria azul»').first()).toBeVisible();
  await expect.poll(() => snapshotsIn(stick).length, { timeout: 30_000 }).toBe(1);
  await pressButton(page, 'Hacer una copia ahora');
  await expect(page.getByText(/^«Memoria azul»: última copia del .+ \(hoy\)\.$/)).toBeVisible();
  await expect(page.getByRole('row', { name: /, Memoria azul, Entera$/ }).first()).toBeVisible();

  // the stick is pulled, which may leave the folder it was seen in, and carried to a computer that never saw this office
  const carried = path.join(outside, 'memoria');
  renameSync(stick, carried);
  mkdirSync(stick);
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+5');
  await expect(page.getByText('«Memoria azul» no está conectada ahora.')).toBeVisible();
  await app.close();
  expect(readdirSync(stick)).toEqual([]);

  const other = await start({ from: { userData: path.join(outside, 'otra computadora') }, locked: true });
  await chooseCopy(other.app, other.page, snapshotsIn(carried).at(-1) ?? '');
  await expect(other.page.getByText('En esta computadora no hay ninguna oficina.')).toBeVisible();
  await expect(other.page.getByText(/^1 expediente · 0 documentos/)).toBeVisible();
  await restoreOffice(other.page);

  const renewed = 'neblina tambor ocote 31 río';
  await recover(other.page, [first, second], renewed);
  await openInspection(other.page, /Transportes El Progreso/);
  await expect(address(other.page)).toHaveValue('Km 22, CA-5');
  await lock(other.page);
  await unlock(other.page, renewed);
});
