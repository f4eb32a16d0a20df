// A signed referral leaves: as a sealed package for a prosecutor who has a key, and under six words for one who has none.
// Plain readers open it, the photograph has lost its metadata, and nothing readable stays behind.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { carriesMetadata } from '../../shared/evidence/metadata.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { createCase, openCase, sealRecord } from '../support/casework.ts';
import { openOffice, sampleNewOffice, sign } from '../support/journey.ts';
import { chooseFromList, openRow, pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { findLeaks, marker } from '../support/markers.ts';
import { unseal, untar, type Found } from '../support/package-reader.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import { expect, test } from '../support/electron-app.ts';
import { leastReferral } from '../support/referral-builder.ts';

const employer = 'Finca El Guayabo';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const shots = process.env['ATALAYA_SHOTS'];

/** What the manifest says of each file is what the file is. */
function expectWhole(found: readonly Found[]): void {
  const lines = Buffer.from(found.at(-1)!.bytes).toString().trim().split('\n');
  expect(lines).toEqual(found.slice(0, -1).map(({ header, bytes }) => `${sha256(bytes)}  ${header.name}`));
}

test('a signed referral leaves sealed: for a key, and under six words', async ({ app, page, userData }) => {
  test.setTimeout(300_000);
  await page.setViewportSize({ width: 1366, height: 768 });
  const shot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`) });
  };
  await openOffice(page, sampleNewOffice);
  const outside = mkdtempSync(path.join(tmpdir(), 'atalaya-fuera-'));
  const stick = path.join(outside, 'memoria');
  mkdirSync(stick);

  // a photograph with a place and a name in it
  const photo = path.join(outside, 'IMG_0001.jpg');
  writeFileSync(photo, await photograph(page, 0));
  await createCase(page, {
    employer,
    type: 'Inspección ordinaria',
    origin: 'Denuncia o solicitud (fuente reservada)',
  });
  await answerWithFiles(app, [photo]);
  await pressButton(page, 'Agregar archivos');
  await expect(page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem')).toHaveCount(1);

  // the office keeps the prosecutor's key: a private one is refused at once
  const identity = await generateX25519Identity();
  const key = await identityToRecipient(identity);
  await pressButton(page, /^Oficina/, { back: true });
  await page.getByRole('heading', { name: 'Claves de las instituciones' }).waitFor();
  await openRow(page, /^Ministerio Público.*Sin clave/, 'Instituciones y sus claves');
  const keyDialog = page.getByRole('dialog', { name: /^Clave de Ministerio Público/ });
  await keyDialog.waitFor();
  await typeInto(page, /^Clave pública/, identity);
  await expect(keyDialog.getByText(/Eso es una clave privada de age/)).toBeVisible();
  await typeInto(page, /^Clave pública/, key);
  await typeInto(page, /^Quién de la institución/, 'Licda. Iris Ñúñez');
  await chooseFromList(page, /Cómo se comparó/, 'En persona');
  await shot('key-dialog');
  await pressButton(page, 'Guardar clave');
  await keyDialog.waitFor({ state: 'hidden' });
  const kept = page.getByRole('grid', { name: 'Instituciones y sus claves' });
  await expect(kept.getByRole('row', { name: /^Ministerio Público/ })).toContainText('Licda. Iris Ñúñez');
  await shot('keys-panel');

  await openCase(page, employer);
  const number = await sealRecord(page, 'referral', leastReferral('publicProsecutor'));
  await expect(page.getByRole('button', { name: 'Preparar paquete…' })).toHaveCount(0);
  await sign(page, sampleNewOffice);

  await pressButton(page, 'Preparar paquete…');
  const dialog = page.getByRole('dialog', { name: 'Preparar paquete de la remisión' });
  await dialog.getByText('copia sin metadatos').waitFor();
  // the referral began with the pieces of its case, so that they are ticked
  await expect(page.getByRole('checkbox', { name: /IMG_0001\.jpg/ })).toBeChecked();
  await shot('package-form');
  await pressButton(page, 'Elegir carpeta y sellar…');
  await expect(dialog.getByText('Escriba su frase de paso.')).toBeVisible();
  await answerWithFiles(app, [stick]);
  await typeInto(page, /^Su frase de paso/, 'no es esta');
  await pressButton(page, 'Elegir carpeta y sellar…');
  await expect(dialog.getByRole('alert')).toBeVisible();
  expect(readdirSync(stick)).toEqual([]);
  await typeInto(page, /^Su frase de paso/, sampleNewOffice.passphrase);
  await pressButton(page, 'Elegir carpeta y sellar…');
  const done = page.getByRole('dialog', { name: 'Paquete listo' });
  await done.waitFor({ timeout: 60_000 });
  await expect(done.getByRole('list', { name: 'Palabras del paquete' })).toHaveCount(0);
  await shot('package-done-key');

  const [name = ''] = readdirSync(stick);
  expect(name).toMatch(/^REMISION-[0-9A-Z]{4}-[0-9A-Z]{4}\.age$/);
  const sealed = readFileSync(path.join(stick, name));
  expect((await done.locator('.sealing-hash').innerText()).replace(/\s/g, '')).toBe(sha256(sealed));
  const found = await untar(await unseal(sealed, { identity }));
  expect(found.map(({ header }) => header.name)).toEqual([
    'LEAME.txt',
    'remision.pdf',
    'acuse.pdf',
    'pruebas/prueba-001.jpg',
    'anexos.pdf',
    'manifest-sha256.txt',
  ]);
  expectWhole(found);
  const copy = found[3]!.bytes;
  expect(carriesMetadata('image/jpeg', new Uint8Array(readFileSync(photo)))).toBe(true);
  expect(carriesMetadata('image/jpeg', copy)).toBe(false);
  expect(Buffer.from(copy).includes(marker(5000))).toBe(false);
  expect(Buffer.from(found[0]!.bytes).toString()).toContain(number);
  for (const at of [1, 4]) {
    const verdict = await verifyPdf(found[at]!.bytes, { roots: [], now: new Date() });
    expect(verdict).toMatchObject({
      kind: 'signed',
      signatures: [{ signer: { name: sampleNewOffice.person.name } }],
    });
  }
  await pressButton(page, 'Cerrar');
  await expect(page.getByText('Empaquetado para la institución')).toBeVisible();

  // the same under six words; they are shown until somebody says that they are noted
  await pressButton(page, 'Preparar paquete…');
  await dialog.getByText('copia sin metadatos').waitFor();
  await tabTo(page, { role: 'radio', name: 'Para la clave de la institución' });
  await page.keyboard.press('ArrowRight');
  await typeInto(page, /^Su frase de paso/, sampleNewOffice.passphrase);
  await pressButton(page, 'Elegir carpeta y sellar…');
  await done.waitFor({ timeout: 60_000 });
  const list = done.getByRole('list', { name: 'Palabras del paquete' });
  const words = (await list.getByRole('listitem').allInnerTexts()).map((text) => text.trim()).join(' ');
  await shot('package-done-words');
  await page.keyboard.press('Escape');
  await expect(list).toBeVisible();
  await expect(done.getByRole('button', { name: 'Cerrar' })).toBeDisabled();
  await tabTo(page, { role: 'checkbox', name: /^Ya las anoté/ });
  await page.keyboard.press('Space');
  await pressButton(page, 'Cerrar');
  await done.waitFor({ state: 'hidden' });
  const second = readdirSync(stick).find((one) => one !== name) ?? '';
  expectWhole(await untar(await unseal(readFileSync(path.join(stick, second)), { words })));
  expect(await page.locator('body').innerText()).not.toContain(words.split(' ').slice(0, 3).join(' '));

  rmSync(outside, { recursive: true, force: true });
  await app.close();
  expect(existsSync(path.join(userData, 'paquetes')) ? readdirSync(path.join(userData, 'paquetes')) : []).toEqual([]);
  expect(findLeaks([userData])).toEqual([]);
});
