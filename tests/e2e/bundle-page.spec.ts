// The page with which a prosecutor opens a bundle: one file in a plain browser without a network. What the bundle holds is shown only
// after every byte was checked and the words of the ministry were typed; what is damaged, forged or somebody else's shows nothing.
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import {
  concatBytes,
  equalBytes,
  fromUtf8,
  randomBytes,
  sha256,
  toHex,
  utf8,
  type Bytes,
} from '../../shared/kernel/bytes.ts';
import { newId } from '../../shared/kernel/id.ts';
import { bundleIndexJson } from '../../shared/merge/bundle-index.ts';
import { spokenFingerprint } from '../../shared/signature/spoken-fingerprint.ts';
import { fileByHash, type BundleFile } from '../support/bundle-builder.ts';
import { tabTo } from '../support/keyboard.ts';
import { openPlainPage } from '../support/plain-page.ts';
import { signablePdf, signPdf, testOffice } from '../support/signable-pdf.ts';
import { sealedUnderWords, vouchedOffice } from '../support/vouched-bundle.ts';

const NAME = 'TRASPASO-7K2M-9QXD.age';
const WORDS = 'flauta arpa soldado paloma gratis hueso';
const TITLE = '../../<img src=x onerror=alert(1)> Acta';
const PAPER = 'img src=x onerror=alert(1)- Acta A-1 v1-1.pdf';
const shots = process.env['ATALAYA_SHOTS'];
const shot = async (page: Page, name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
};

/** The index of a bundle with one paper that is called what no paper should be. */
async function indexOf(paper: Bytes): Promise<BundleFile> {
  const at = '2026-11-24T15:00:00.000Z';
  const card = {
    ...{ id: newId(), caseId: newId(), kind: 'acta', number: 'A-1', version: 1, title: TITLE, pages: 1, madeAt: at },
    ...{ paper: 'letter' as const, addressee: 'file' as const, recordHash: '', reason: '' },
    revisions: [{ sha256: toHex(await sha256(paper)), at, size: paper.length }],
    settings: { letterhead: [], chiefName: '', chiefPosition: '' },
  };
  return { tipo: 'indice', ruta: 'data/indice.json', bytes: utf8(bundleIndexJson({ papers: [card], pieces: [] })) };
}

async function choose(page: Page, files: Readonly<Record<string, Bytes>>): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: /^Elegir (un PDF o|otro)/ }).press('Enter');
  const given = Object.entries(files).map(([name, bytes]) => ({
    ...{ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) },
  }));
  await (await chooser).setFiles(given);
}

async function type(page: Page, words: string): Promise<void> {
  await page.getByLabel('Las seis palabras que le dictaron').fill(words);
  await page.getByRole('button', { name: 'Abrir y comprobar' }).press('Enter');
}

const alert = (page: Page, text: RegExp | string) => page.getByRole('alert').filter({ hasText: text });

test('a prosecutor opens a bundle with one file, six words and a telephone', async () => {
  const ministry = await vouchedOffice();
  const paper = await signPdf(signablePdf(), await (await testOffice()).signer('Íñigo Muñoz Ávila'));
  const photo = concatBytes(...Array.from({ length: 40 }, () => randomBytes(60_000)));
  const files = [
    await indexOf(paper),
    await fileByHash('documento', paper),
    await fileByHash('adjunto', photo),
    await fileByHash('adjunto', utf8('MZ'), 'exe'),
  ];
  const { tar } = await ministry.bundle(files);
  const sealed = await sealedUnderWords(tar, WORDS);
  const parts = {
    [`${NAME}.002`]: sealed.slice(1_000_000),
    [`${NAME}.001`]: sealed.slice(0, 1_000_000),
  };
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-abridor-'));
  chmodSync(folder, 0o777);
  const file = path.join(folder, 'verificador.html');
  copyFileSync(path.resolve(import.meta.dirname, '../../out/main/verifier-page.html'), file);
  const outside = await openPlainPage(folder, file);
  const { page } = outside;
  await page.setViewportSize({ width: 1366, height: 768 });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));

  // part of it is not it
  await tabTo(page, { role: 'button', name: 'Elegir un PDF o traspaso…' });
  await choose(page, { [`${NAME}.002`]: sealed.slice(1_000_000) });
  await expect(alert(page, 'Falta una parte')).toBeVisible();
  await choose(page, { ...parts, 'TRASPASO-AAAA-AAAA.age.003': photo });
  await expect(alert(page, 'Falta una parte')).toBeVisible();
  await choose(page, { [`${NAME}.001`]: sealed.slice(0, 1_000_000) });
  await type(page, WORDS);
  await expect(page.getByRole('heading', { name: 'NO SE PUEDE CONFIAR' })).toBeVisible();
  await expect(page.getByText(/^El traspaso está dañado o incompleto/)).toBeVisible();
  await shot(page, 'opener-damaged');

  // words that are not those
  await choose(page, parts);
  await expect(page.getByRole('heading', { name: `Traspaso: ${NAME}.001` })).toBeFocused();
  await type(page, 'flauta arpa');
  await expect(alert(page, 'Son seis palabras; van 2.')).toBeVisible();
  await type(page, WORDS.replace('paloma', 'palomo'));
  await expect(alert(page, 'La palabra n.º 4 no está en la lista')).toBeVisible();
  await type(page, WORDS.replace('hueso', 'queso'));
  await expect(alert(page, /^Las palabras no abren este traspaso/)).toBeVisible();
  await shot(page, 'opener-words');

  // whole, but whose? Nothing that it holds is on the screen yet
  await type(page, ' Flauta, ARPA 3 soldado paloma gratis hueso');
  await expect(page.getByRole('heading', { name: 'ENTERO, FALTA COMPARAR' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('heading', { name: `Traspaso: ${NAME}.001` })).toBeFocused();
  await expect(page.getByText('Oficina LCE (LCE)')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Guardar/ })).toHaveCount(0);
  const told = await spokenFingerprint(ministry.root);
  expect(await page.content()).not.toContain(told.slice(0, 3).join(' '));
  await shot(page, 'opener-whole');
  const heard = page.getByLabel('Palabras que le dictaron', { exact: true });
  const compare = page.getByRole('button', { name: 'Comparar' });
  await heard.fill([...told.slice(1), told[0]].join(' '));
  await compare.press('Enter');
  await expect(alert(page, 'NO son las de este certificado')).toBeVisible();
  await heard.fill(told.join(' '));
  await compare.press('Enter');
  await expect(page.getByRole('heading', { name: 'ENTERO Y SIN CAMBIOS' })).toBeVisible();

  // what a sender calls a paper is text, and no place
  const papers = page.getByRole('list', { name: 'Documentos' });
  await expect(papers.getByRole('strong')).toHaveText(PAPER);
  expect(await page.locator('img').count()).toBe(0);
  const pieces = page.getByRole('list', { name: 'Evidencia' }).getByRole('strong');
  await expect(pieces).toHaveText(['evidencia-001.jpg', 'evidencia-002.bin'].sort());
  await shot(page, 'opener-contents');

  // taken out as they were put in, each into the folder of downloads
  const save = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: `Guardar ${name}` }).press('Enter');
    await expect(page.getByText(`${name} se entregó al navegador para guardarlo.`)).toBeVisible({ timeout: 30_000 });
  };
  const lies = (name: string): Bytes => {
    const at = path.join(folder, name);
    return existsSync(at) ? new Uint8Array(readFileSync(at)) : new Uint8Array(0);
  };
  await save('evidencia-001.jpg');
  await expect.poll(() => equalBytes(lies('evidencia-001.jpg'), photo)).toBe(true);
  await save(PAPER);
  await expect.poll(() => equalBytes(lies(PAPER), paper)).toBe(true);
  await save('historia.jsonl');
  await expect.poll(() => fromUtf8(lies('historia.jsonl')).trim().split('\n').length).toBe(5);

  // a paper is verified where it is, and the bundle is still there
  await page.getByRole('button', { name: /^Verificar la firma de/ }).press('Enter');
  await expect(page.getByRole('article')).toContainText('INDETERMINADA', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Volver al traspaso' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'ENTERO Y SIN CAMBIOS' })).toBeVisible();
  await page.getByRole('button', { name: 'English' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'WHOLE AND UNCHANGED' })).toBeVisible();
  await shot(page, 'opener-english');
  await page.getByRole('button', { name: 'Español' }).press('Enter');

  // one bit, and what others made
  const flipped = sealed.slice();
  flipped[2_000_000] = (flipped[2_000_000] ?? 0) ^ 1;
  const stranger = await vouchedOffice();
  const forged = await stranger.bundle([], { files: await ministry.list() });
  const revoked = await ministry.bundle([], { files: await ministry.list(true) });
  for (const [bytes, text] of [
    [flipped, /está dañado o incompleto/],
    [await sealedUnderWords(forged.tar, WORDS), /Nadie responde por quien lo firmó/],
    [await sealedUnderWords(revoked.tar, WORDS), /El ministerio retiró el equipo/],
  ] as const) {
    await choose(page, { [NAME]: bytes });
    await type(page, WORDS);
    await expect(page.getByRole('heading', { name: 'NO SE PUEDE CONFIAR' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText(text)).toBeVisible();
    await expect(page.getByRole('button', { name: /^Guardar/ })).toHaveCount(0);
  }
  // another ministry of the same name has other words
  await choose(page, { [NAME]: await sealedUnderWords((await stranger.bundle()).tar, WORDS) });
  await type(page, WORDS);
  await expect(page.getByRole('heading', { name: 'ENTERO, FALTA COMPARAR' })).toBeVisible({ timeout: 30_000 });
  await heard.fill(told.join(' '));
  await compare.press('Enter');
  await expect(alert(page, 'NO son las de este certificado')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Guardar/ })).toHaveCount(0);

  expect(await outside.asked()).toEqual([]);
  expect(complaints).toEqual([]);
  await outside.browser.evaluate(({ app }) => app.exit());
});
