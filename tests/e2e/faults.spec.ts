import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cutOff, overwriteMiddle, writeKeyFile, type KeyFile } from '../support/key-file.ts';
import {
  answerOpenDialog,
  answerSaveDialog,
  openLastDocument,
  sampleNewOffice,
  saveAs,
  sign,
  secondPerson,
  tryPassphrase,
  trySigning,
  unlock,
  verifyFile,
} from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { expect, test } from '../support/prepared-app.ts';

test('a wrong passphrase is said plainly; the wait grows and ends', async ({ start }) => {
  const { page } = await start({ from: 'office', locked: true });
  const timer = page.getByRole('timer');
  const waits: number[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await tryPassphrase(page, `no es esta frase ${attempt}`);
    await expect(page.getByText('La frase de paso no es correcta.').first()).toBeVisible();
    await expect(timer).not.toHaveText('Comprobando la frase…');
    const said = await timer.innerText();
    waits.push(Number(/Podrá intentarlo en (\d+) s/.exec(said)?.[1] ?? 0));
    await expect(timer).toHaveText('', { timeout: 20_000 });
  }
  expect(waits[0]).toBe(0);
  const [second = 0, last = 0] = waits.slice(-2);
  expect(second).toBeGreaterThan(0);
  expect(last).toBeGreaterThan(second);
  await unlock(page, sampleNewOffice.passphrase);
});

const passphrase = 'contraseña-Ñ1';
const { name } = sampleNewOffice.person;
const files: readonly {
  readonly what: string;
  readonly file: KeyFile;
  readonly typed?: string;
  readonly says: string;
}[] = [
  {
    what: 'whose password is mistyped',
    file: { name, passphrase },
    typed: 'otra',
    says: 'La contraseña del certificado no es correcta, o el archivo está dañado.',
  },
  {
    what: 'that has expired',
    file: { name, passphrase, notAfter: new Date('2026-01-31') },
    says: 'El certificado venció y ya no sirve para firmar.',
  },
  {
    what: 'of another person',
    file: { name: 'Evaristo Ramírez Cárcamo', passphrase },
    says: 'El certificado pertenece a otra persona.',
  },
];
for (const { what, file, typed = passphrase, says } of files) {
  test(`a certificate file ${what} is refused with the reason`, async ({ start }) => {
    const { app, page } = await start({ from: 'office' });
    await answerOpenDialog(app, await writeKeyFile(file));
    await expectRefusal(page, typed, says);
  });
}

test('a certificate file with damaged or missing parts is refused with the reason', async ({ start }) => {
  const { app, page } = await start({ from: 'office' });
  await answerOpenDialog(app, overwriteMiddle(await writeKeyFile({ name, passphrase })));
  await expectRefusal(page, passphrase, 'La contraseña del certificado no es correcta, o el archivo está dañado.');
  await answerOpenDialog(app, cutOff(await writeKeyFile({ name, passphrase })));
  await expectRefusal(page, passphrase, 'El archivo no es un certificado .p12 o .pfx válido, o está dañado.');
});

test('the right certificate file is taken and offered for signing', async ({ start }) => {
  const { app, page } = await start({ from: 'acta' });
  await answerOpenDialog(app, await writeKeyFile({ name, passphrase }));
  await importCertificate(page, passphrase);
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(certificates(page)).toHaveCount(3);
  await openLastDocument(page);
  await sign(page, { passphrase, certificate: `${name} importado` });
  await expect(page.getByText(`Firmado por ${name} y comprobado`).first()).toBeVisible();
});

/** Tries to take the file in: the dialog says why not and stays, and the certificates are those of before. */
async function expectRefusal(page: Page, typed: string, says: string): Promise<void> {
  await importCertificate(page, typed);
  const dialog = page.getByRole('dialog', { name: 'Importar un certificado' });
  await expect(dialog.getByText(says)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(certificates(page)).toHaveCount(2);
}

async function importCertificate(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+4');
  await pressButton(page, /^Importar certificado/);
  await typeInto(page, /^Contraseña del archivo/, typed);
  await page.keyboard.press('Enter');
}

function certificates(page: Page) {
  return page
    .getByRole('grid', { name: /^Certificados/ })
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') });
}

test('a file that is no PDF is named as such', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await verifyFile(page, { name: 'carta.pdf', bytes: new TextEncoder().encode('Estimada licenciada: adjunto…') });
  await expect(page.getByText('Este archivo no es un PDF')).toBeVisible();
});

test('a disk that refuses to write loses nothing', async ({ start, prepared }) => {
  const { app, page, userData } = await start({ from: 'acta' });
  await openLastDocument(page);
  const notAFolder = path.join(userData, 'archivo.txt');
  writeFileSync(notAFolder, '');
  await answerSaveDialog(app, path.join(notAFolder, 'acta.pdf'));
  await pressButton(page, 'Guardar como…');
  await expect(page.getByText('No se pudo escribir el archivo en ese lugar.')).toBeVisible();

  const file = path.join(userData, 'acta.pdf');
  await saveAs(app, page, file);
  expect(readFileSync(file).equals(prepared.signedPdf)).toBe(true);
});

test('a signature with the wrong passphrase changes nothing and can be tried again', async ({ start }) => {
  const { page } = await start({ from: 'acta' });
  await openLastDocument(page);
  const certificate = secondPerson.person.name;
  await trySigning(page, { passphrase: 'no es esta frase', certificate });
  const dialog = page.getByRole('dialog', { name: 'Firmar el documento' });
  await expect(dialog.getByText('La frase de paso no es correcta.')).toBeVisible();
  await typeInto(page, /^Frase de paso de/, secondPerson.passphrase);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`Firmado por ${certificate} y comprobado`).first()).toBeVisible();
});
