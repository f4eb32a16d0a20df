// The page with which a prosecutor verifies a paper: handed out by the office, opened from a file in a plain browser,
// without a network; the issuer counts only after the words that the office tells were typed.
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { ownBytes, utf8 } from '../../shared/kernel/bytes.ts';
import { answerSaveDialog, verifyFile } from '../support/journey.ts';
import { pressButton, tabTo } from '../support/keyboard.ts';
import { openPlainPage } from '../support/plain-page.ts';
import { expect, test } from '../support/prepared-app.ts';

const shots = process.env['ATALAYA_SHOTS'];
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
};

/** Chooses a file by keyboard, as the page's button does. */
async function choose(page: Page, button: RegExp, name: string, bytes: Uint8Array): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).focus();
  await page.keyboard.press('Enter');
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
}

/** What the page says of each signature, e.g. `VÁLIDA`. */
async function outcomes(page: Page): Promise<string[]> {
  const titles = await page.getByRole('article').getByRole('heading', { level: 3 }).allInnerTexts();
  return titles.map((title) => title.split(/ (?=Firma|Signature)/)[0] ?? '');
}

test('a stranger verifies a paper of the office with one file and a telephone', async ({ start, prepared }) => {
  const { app, page } = await start({ from: 'acta' });
  await page.setViewportSize({ width: 1366, height: 768 });
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-verificador-'));
  chmodSync(folder, 0o777);
  const file = path.join(folder, 'verificador.html');

  // the office compares with its register, tells its words and hands out the page
  await verifyFile(page, { name: 'acta.pdf', bytes: prepared.signedPdf });
  await expect(
    page.getByText(/^Está en el registro de esta oficina: n\.º .*, versión 1, idéntico al guardado$/),
  ).toBeVisible();
  await expect(page.getByText('Código para peritos (ETSI EN 319 102-1): TOTAL-PASSED')).toBeVisible();
  const list = page.getByRole('list', { name: 'Palabras del certificado de esta oficina' });
  const words = await list.getByRole('listitem').allInnerTexts();
  expect(words).toHaveLength(8);
  await answerSaveDialog(app, file);
  await pressButton(page, 'Guardar la página de verificación');
  await expect(page.getByText('Página guardada como verificador.html')).toBeVisible();
  const html = readFileSync(file);
  const hash = createHash('sha256').update(html).digest('hex');
  expect((await page.locator('.for-verifiers code').innerText()).replace(/\s/g, '')).toBe(hash);
  expect(html.length).toBeLessThan(400_000);
  await shot(page, 'verify-screen');

  const outside = await openPlainPage(folder, file);
  const verifier = outside.page;
  const complaints: string[] = [];
  verifier.on('console', (message) => complaints.push(message.text()));
  await expect(verifier.getByRole('heading', { level: 1 })).toHaveText('Verificar un PDF o abrir un traspaso');
  await tabTo(verifier, { role: 'button', name: 'Elegir un PDF o traspaso…' });
  await choose(verifier, /^Elegir un PDF/, 'acta.pdf', prepared.signedPdf);
  const result = verifier.getByRole('heading', { name: 'Resultado: acta.pdf' });
  await expect(result).toBeFocused({ timeout: 30_000 });
  expect(await outcomes(verifier)).toEqual(['INDETERMINADA']);
  const card = verifier.getByRole('article');
  await expect(card).toContainText('Wendy Maribel Núñez Zúniga');
  await expect(card).toContainText('según el reloj del equipo de quien firmó');
  await expect(card).toContainText('Todo el archivo');
  await expect(card).toContainText('INDETERMINATE / NO_CERTIFICATE_CHAIN_FOUND');
  await shot(verifier, 'verifier-unknown');

  // words that are not those of the certificate do not make it count
  const heard = verifier.getByLabel('Palabras que le dictaron');
  const compare = verifier.getByRole('button', { name: 'Comparar' });
  await heard.fill(words.slice(0, 7).join(' '));
  await compare.press('Enter');
  await expect(verifier.getByRole('alert').filter({ hasText: 'Son ocho palabras; van 7.' })).toBeVisible();
  await heard.fill([...words.slice(1), words[0]].join(' '));
  await compare.press('Enter');
  await expect(verifier.getByRole('alert').filter({ hasText: 'NO son las de este certificado' })).toBeVisible();
  await shot(verifier, 'verifier-wrong-words');
  expect(await outcomes(verifier)).toEqual(['INDETERMINADA']);

  // the right ones do, however they are typed
  const typed = words
    .join(', ')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toUpperCase();
  await heard.fill(typed);
  await compare.press('Enter');
  await expect(result).toBeFocused({ timeout: 30_000 });
  expect(await outcomes(verifier)).toEqual(['VÁLIDA']);
  await expect(card).toContainText('Usted comparó su huella por teléfono hoy');
  await expect(card).toContainText('TOTAL-PASSED');
  await expect(verifier.getByLabel('Palabras que le dictaron')).toHaveCount(0);
  await shot(verifier, 'verifier-compared');

  await verifier.getByRole('button', { name: 'English' }).press('Enter');
  await expect(verifier.getByRole('button', { name: 'English' })).toBeFocused();
  expect(await outcomes(verifier)).toEqual(['VALID']);
  await verifier.getByRole('button', { name: 'Español' }).press('Enter');

  // a compared issuer does not save a file that was touched
  const flipped = ownBytes(prepared.signedPdf);
  const middle = Math.floor(flipped.length / 3);
  flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  await choose(verifier, /^Elegir otro archivo/, 'alterada.pdf', flipped);
  await expect(verifier.getByRole('heading', { name: 'Resultado: alterada.pdf' })).toBeFocused({ timeout: 30_000 });
  expect(await outcomes(verifier)).toEqual(['NO VÁLIDA']);
  await expect(card).toContainText('TOTAL-FAILED / HASH_FAILURE');
  await shot(verifier, 'verifier-altered');

  await choose(verifier, /^Elegir otro archivo/, 'carta.pdf', utf8('Estimada licenciada'));
  await expect(verifier.getByText('Este archivo no es un PDF')).toBeVisible();
  await choose(verifier, /^Elegir certificado o lista/, 'nota.cer', utf8('hola'));
  await expect(verifier.getByText(/^El archivo nota\.cer no es un certificado/)).toBeVisible();

  expect(await outside.asked()).toEqual([]);
  expect(complaints).toEqual([]);
  await outside.browser.evaluate(({ app: main }) => main.exit());
});
