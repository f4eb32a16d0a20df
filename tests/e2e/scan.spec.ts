// The paper that was signed in ink comes back from the scanner: its code says which sealed paper it is.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/electron-app.ts';
import { finalise, newInspection, openOffice, sampleNewOffice, saveAs } from '../support/journey.ts';
import { pressButton, typeInto } from '../support/keyboard.ts';
import { shortInspection } from '../support/short-inspection.ts';

/** Each page of a PDF as an office scanner makes it, at 150 dpi. */
function scanned(pdf: string, folder: string): readonly string[] {
  mkdirSync(folder);
  execFileSync('pdftoppm', ['-r', '150', '-jpeg', '-gray', pdf, path.join(folder, 'hoja')]);
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
}

async function attach(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await pressButton(page, 'Adjuntar escaneo…');
  await (await chooser).setFiles(file);
}

async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['ATALAYA_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

test('a scan is tied to its paper by the code on it; that of another copy, or a page without a code, is not', async ({
  app,
  page,
  userData,
}) => {
  test.setTimeout(240_000);
  await openOffice(page, sampleNewOffice);
  await newInspection(page, shortInspection());
  const number = await finalise(page);
  const file = path.join(userData, 'expediente.pdf');
  await saveAs(app, page, file);
  const pages = scanned(file, path.join(userData, 'escaneo'));
  expect(pages.length).toBeGreaterThan(1);

  // the file that left is on the list of copies, with who let it out
  const copies = page.getByRole('list', { name: 'Copias e impresiones' });
  await expect(copies.getByRole('listitem')).toHaveCount(1);
  await expect(copies).toContainText('Guardado como archivo');
  await expect(copies).toContainText(sampleNewOffice.person.name);

  await attach(page, pages[0]!);
  await expect(page.getByText('En la imagen no se encontró el código de un documento.')).toBeVisible({
    timeout: 60_000,
  });
  await attach(page, pages.at(-1)!);
  await page.getByText('El escaneo es de este documento y quedó adjunto').first().waitFor({ timeout: 60_000 });
  const scans = page.getByRole('list', { name: 'Papel firmado, escaneado' });
  await expect(scans.getByRole('listitem')).toHaveCount(1);
  await expect(scans).toContainText(path.basename(pages.at(-1)!));
  await shoot(page, 'scan-tied');

  // the employer's copy has the number and the version, and is another paper
  await pressButton(page, 'Hacer la copia para el patrono', { back: true });
  await page.getByText('Lleva el mismo número y solo lo que el patrono puede conocer.').waitFor();
  await attach(page, pages.at(-1)!);
  await expect(page.getByText(`El papel escaneado es otro: su código dice n.º ${number}, versión 1`)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText('No hay ningún escaneo del papel firmado.')).toBeVisible();
  await shoot(page, 'scan-refused');

  // a print says which copy it is, and for whom
  await pressButton(page, 'Imprimir', { back: true });
  const asked = page.getByRole('dialog', { name: 'Imprimir el documento' });
  await expect(asked.getByRole('button', { name: /Copia para el patrono/ })).toBeVisible();
  await typeInto(page, /^Para quién/, 'Saraí Peña');
  await shoot(page, 'scan-print');
  await page.keyboard.press('Escape');
  await asked.waitFor({ state: 'hidden' });
});
