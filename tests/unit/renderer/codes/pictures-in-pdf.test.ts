import { PDF } from '@libpdf/core';
import { expect, test } from 'vitest';
import { picturesInPdf } from '../../../../renderer/codes/pictures-in-pdf.ts';
import { ownBytes, type Bytes } from '../../../../shared/kernel/bytes.ts';
import { tinyJpeg, withCameraWords } from '../../../support/photo-builder.ts';

/** A PDF as a scanner writes it: one photograph a page. */
async function scannedPdf(pages: readonly Bytes[]): Promise<Bytes> {
  const pdf = PDF.create();
  for (const jpeg of pages) pdf.addPage().drawImage(pdf.embedImage(jpeg), { x: 0, y: 0, width: 100, height: 100 });
  return ownBytes(await pdf.save());
}

const words = { taken: '2026:11:24 09:15:00', title: 'Portón', latitude: 15, longitude: 86 };

test('the photograph of each page comes out byte for byte, the last page first', async () => {
  const [first, last] = [tinyJpeg(), withCameraWords(tinyJpeg(), words)];
  expect(await picturesInPdf(await scannedPdf([first, last]))).toEqual([last, first]);
});

test('a page without a photograph shows none, and what is no PDF throws', async () => {
  const pdf = PDF.create();
  pdf.addPage();
  expect(await picturesInPdf(ownBytes(await pdf.save()))).toEqual([]);
  await expect(picturesInPdf(new TextEncoder().encode('no PDF'))).rejects.toThrow();
});
