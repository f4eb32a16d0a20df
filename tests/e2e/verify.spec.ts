import { PDF } from '@libpdf/core';
import type { Page } from '@playwright/test';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { verifiedSignatures, verifyFile } from '../support/journey.ts';
import { expect, test } from '../support/prepared-app.ts';
import { signablePdf, signPdf, testOffice } from '../support/signable-pdf.ts';

test('an acta of this office is valid, and says who, when and for whom', async ({ start, prepared }) => {
  const { page } = await start({ from: 'office' });
  await check(page, prepared.signedPdf);
  expect(await verifiedSignatures(page)).toEqual(['VÁLIDA']);
  const card = page.locator('.verdict-card');
  await expect(card).toContainText('Wendy Maribel Núñez Zúniga');
  await expect(card).toContainText('según el reloj del equipo de quien firmó');
  await expect(card).toContainText('Todo el archivo');
  await expect(card).toContainText('reconocida en este equipo');
});

test('one flipped bit is enough for NO VÁLIDA', async ({ start, prepared }) => {
  const { page } = await start({ from: 'office' });
  const flipped = ownBytes(prepared.signedPdf);
  const middle = Math.floor(flipped.length / 3);
  flipped[middle] = (flipped[middle] ?? 0) ^ 1;
  await check(page, flipped);
  expect(await verifiedSignatures(page)).toEqual(['NO VÁLIDA']);
  await expect(page.getByText(/^El documento fue modificado después de firmarse/)).toBeVisible();
});

test('a page edited by an appended update is NO VÁLIDA, and says what was changed', async ({ start, prepared }) => {
  const { page } = await start({ from: 'office' });
  const document = await PDF.load(prepared.signedPdf);
  document.getPage(0)?.drawText('L 0.00', { x: 200, y: 400, size: 14 });
  await check(page, ownBytes(await document.save({ incremental: true })));
  expect(await verifiedSignatures(page)).toEqual(['NO VÁLIDA']);
  await expect(page.getByText(/^Después de firmar se cambió lo que no se puede cambiar/).first()).toBeVisible();
});

test('a second signature by a stranger leaves the first valid and is itself INDETERMINADA', async ({
  start,
  prepared,
}) => {
  const { page } = await start({ from: 'office' });
  const stranger = await (await testOffice()).signer('Águeda Peñalver Ruiz');
  await check(page, await signPdf(prepared.signedPdf, stranger, { field: 'Firma_Jefatura' }));
  expect(await verifiedSignatures(page)).toEqual(['VÁLIDA', 'INDETERMINADA']);
  await expect(page.getByText(/^Solo otras firmas, en los lugares previstos/).first()).toBeVisible();
  await expect(page.getByText(/^Raíz desconocida/)).toBeVisible();
});

test('a PDF without a signature is named as such', async ({ start }) => {
  const { page } = await start({ from: 'office' });
  await check(page, signablePdf());
  await expect(page.getByText('Este PDF no tiene ninguna firma electrónica')).toBeVisible();
});

async function check(page: Page, bytes: Bytes): Promise<void> {
  await verifyFile(page, { name: 'acta.pdf', bytes });
  await expect(page.getByRole('heading', { name: 'acta.pdf' })).toBeFocused({ timeout: 20_000 });
}
