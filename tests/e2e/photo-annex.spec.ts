// The photographs of a case on paper: a long annex tells how far it is, is given up by keyboard, and made again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDF } from '@libpdf/core';
import { readPictures } from '../../shared/pdf/reading/pictures.ts';
import { answerSaveDialog } from '../support/journey.ts';
import { openRow, pressButton } from '../support/keyboard.ts';
import { answerWithFiles, photograph } from '../support/photograph.ts';
import { marker } from '../support/markers.ts';
import { showAll } from '../support/look.ts';
import { expect, test } from '../support/prepared-app.ts';

const PHOTOS = 24;

test('an annex of many photographs is given up by keyboard, then made, saved and noted', async ({
  start,
  userData,
}) => {
  test.setTimeout(240_000);
  const { app, page } = await start({ from: 'acta' });
  const outside = path.join(userData, 'fuera');
  mkdirSync(outside, { recursive: true });
  await page.keyboard.press('Control+2');
  await openRow(page, /^STSS-/);
  await page.getByRole('heading', { name: 'Evidencia' }).waitFor();
  const files: string[] = [];
  for (let n = 0; n < PHOTOS; n += 1) {
    const file = path.join(outside, `IMG_${String(n).padStart(4, '0')}.jpg`);
    writeFileSync(file, await photograph(page, n));
    files.push(file);
  }
  await answerWithFiles(app, files);
  await pressButton(page, 'Agregar archivos');
  const cards = page.getByRole('list', { name: 'Piezas de evidencia' }).getByRole('listitem');
  await expect(cards).toHaveCount(PHOTOS, { timeout: 90_000 });

  const dialog = page.getByRole('dialog', { name: 'Anexo fotográfico' });
  await pressButton(page, 'Anexo fotográfico');
  await expect(dialog.getByRole('progressbar')).toBeVisible();
  await showAll(page, 'annex-making');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });

  await pressButton(page, 'Anexo fotográfico');
  await dialog.getByRole('progressbar').waitFor();
  await expect(dialog.getByRole('button', { name: 'Cancelar' })).toBeEnabled();
  await dialog.locator('iframe').waitFor({ timeout: 120_000 });
  await showAll(page, 'annex-ready');
  const saved = path.join(outside, 'anexo.pdf');
  await answerSaveDialog(app, saved);
  await pressButton(page, 'Guardar como…');
  await page.getByText('Guardado como anexo.pdf').first().waitFor();
  const bytes = new Uint8Array(readFileSync(saved));
  const pictures = readPictures(await PDF.load(bytes));
  expect(pictures).toHaveLength(PHOTOS);
  // drawn small for paper, and without what the camera wrote
  for (const picture of pictures) expect(picture.length).toBeLessThan(250_000);
  expect(Buffer.from(bytes).includes(marker(5001))).toBe(false);
});
