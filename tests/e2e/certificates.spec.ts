// What a person signs with: seen, tested, stamped where the office asks for it; the office's list of those that are revoked.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { toPem } from '../../shared/signature/certificate.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  openLastDocument,
  sampleNewOffice,
  secondPerson,
  startDeed,
  unlock,
  verifiedSignatures,
} from '../support/journey.ts';
import { pressButton, tabTo, typeInto } from '../support/keyboard.ts';
import { showAll } from '../support/look.ts';
import { expect, test } from '../support/prepared-app.ts';
import { openTimestampAuthority } from '../support/timestamp-authority.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;

async function toMyCertificate(page: Page): Promise<void> {
  await pressButton(page, 'Mi certificado');
  await expect(page.getByRole('heading', { name: 'Mi certificado', level: 1 })).toBeFocused();
}

async function testSignature(page: Page): Promise<void> {
  await pressButton(page, 'Probar la firma');
  await page.getByRole('dialog', { name: 'Probar la firma' }).waitFor();
  await typeInto(page, /^Frase de paso de/, sampleNewOffice.passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'hidden', timeout: 30_000 });
}

test('somebody looks at their certificate and tests it; nothing is kept', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await toMyCertificate(page);
  await expect(page.getByText('Firma electrónica simple', { exact: true })).toBeVisible();
  await expect(page.getByText('Todavía no se probó')).toBeVisible();

  await pressButton(page, 'Probar la firma');
  await page.getByRole('dialog', { name: 'Probar la firma' }).waitFor();
  await typeInto(page, /^Frase de paso de/, 'no es esta frase');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText(/no es correcta|no abre|equivocada/i)).toBeVisible();
  await page.keyboard.press('Escape');

  await testSignature(page);
  await expect(page.getByText('VÁLIDA: la firma funciona')).toBeVisible();
  await expect(
    page.getByText('Firma electrónica simple, nivel PAdES B-B con datos de validación, hora del equipo.'),
  ).toBeVisible();
  await expect(page.getByText('Sí: se probó ahora')).toBeVisible();
  await expect(page.getByText(/avanzada/i)).toHaveCount(0);

  await page.keyboard.press('Control+1');
  await expect(page.getByText('Prueba de firma')).toHaveCount(0);
});

/** Stamps the signed acta and verifies it where it is; what the screen then says of each signature and stamp. */
async function stampActa(page: Page, told: RegExp): Promise<Locator> {
  await openLastDocument(page);
  await pressButton(page, 'Agregar sello de tiempo');
  await expect(page.getByText(told)).toBeVisible({ timeout: 20_000 });
  await pressButton(page, 'Verificar');
  const cards = page.locator('.verdict-card');
  await expect(cards.filter({ hasText: 'Sello de tiempo del documento' }).first()).toBeVisible({ timeout: 30_000 });
  return cards;
}

test('a time stamp is asked for only where the office switched it on, its absence is said, and a paper gets one', async ({
  start,
}) => {
  test.skip(!hasOpenssl, 'the authority is made with openssl');
  const authority = await openTimestampAuthority();
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-sellos-'));
  try {
    const { app, page } = await start({ from: 'acta' });
    await toMyCertificate(page);
    await testSignature(page);
    expect(authority.asked()).toBe(0);

    await page.keyboard.press('Control+4');
    await tabTo(page, { role: 'radio', name: /Apagado: hora del equipo/ });
    await page.keyboard.press('ArrowRight');
    await typeInto(page, /Dirección del servicio/, 'sellos');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Escriba una dirección que empiece por https:// o http://')).toBeVisible();
    await typeInto(page, /Dirección del servicio/, authority.url);
    await page.keyboard.press('Enter');
    await expect(page.getByText('Guardado', { exact: true })).toBeVisible();
    expect(authority.asked()).toBe(0);

    await toMyCertificate(page);
    await testSignature(page);
    await expect(
      page.getByText(/nivel PAdES B-B con datos de validación, .*autoridad que esta oficina no reconoce/),
    ).toBeVisible();
    // once to learn who it is, once for the signature
    expect(authority.asked()).toBe(2);

    authority.behave('failing');
    await testSignature(page);
    await expect(page.getByText(/el servicio de sellos de tiempo no respondió: hora del equipo/)).toBeVisible();
    await expect(page.getByText('VÁLIDA: la firma funciona')).toBeVisible();

    // somebody vouches for the authority; of its own revocation nobody knows yet
    authority.behave('honest');
    writeFileSync(path.join(folder, 'raiz.pem'), toPem(authority.root));
    await answerOpenDialog(app, path.join(folder, 'raiz.pem'));
    await page.keyboard.press('Control+4');
    await pressButton(page, 'Agregar emisor');
    await typeInto(page, /^Nombre del emisor/, 'Sellos de prueba');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Emisor guardado', { exact: true })).toBeVisible();
    const once = await stampActa(page, /Sin datos de revocación de la autoridad de sellado: agregue su lista/);
    await expect(once).toHaveCount(2);
    await expect(once.nth(1)).toContainText('no se sabe si fue revocada');
    await page.keyboard.press('Escape');

    // with its list handed over, the next stamp covers it
    writeFileSync(path.join(folder, 'sellos.crl'), await authority.list());
    await answerOpenDialog(app, path.join(folder, 'sellos.crl'));
    await page.keyboard.press('Control+4');
    await pressButton(page, 'Agregar lista…');
    await expect(page.getByText('Listas de revocación cambiadas', { exact: true })).toBeVisible();
    await showAll(
      page,
      'stamp-settings',
      page.getByRole('heading', { name: 'Listas de revocación de la autoridad de sellado' }),
    );
    const twice = await stampActa(page, /PAdES B-LTA/);
    await expect(twice).toHaveCount(3);
    expect(await verifiedSignatures(page)).toEqual(['VÁLIDA', 'VÁLIDA', 'VÁLIDA']);
    await expect(twice.nth(2)).toContainText('La autoridad de sellado no estaba revocada, según su lista del');
    await showAll(page, 'stamp-verdict', twice.nth(2));
  } finally {
    rmSync(folder, { recursive: true });
    await authority.close();
  }
});

test('the certificate of somebody who leaves is on the list that the office hands out', async ({ start }) => {
  const { app, page, userData } = await start({ from: 'office' });
  const list = path.join(userData, 'revocados.crl');
  await answerSaveDialog(app, list);
  await page.keyboard.press('Control+4');
  await expect(page.getByText(/^0 certificados revocados\./)).toBeVisible();
  await startDeed(page, secondPerson.person.name, 'Deja la oficina');
  await typeInto(page, /Motivo/, 'Traslado a otra regional');
  await tabTo(page, { role: 'checkbox', name: /pudo quedar en manos de otra persona/ });
  await page.keyboard.press('Space');
  await pressButton(page, 'Quitarle el acceso');
  // the keys in use are others now: whoever did it signs in again
  await unlock(page, sampleNewOffice.passphrase);
  await page.keyboard.press('Control+4');
  await expect(page.getByText(/^1 certificado revocado\./)).toBeVisible();
  await pressButton(page, 'Guardar la lista (.crl)');
  await expect(page.getByText('Lista guardada: revocados.crl')).toBeVisible();
  expect(readFileSync(list)[0]).toBe(0x30);
  if (!hasOpenssl) return;
  const args = ['crl', '-inform', 'DER', '-in', list, '-noout', '-text'];
  expect(spawnSync('openssl', args, { encoding: 'utf8' }).stdout).toContain('Key Compromise');
});
