import { PDF, PdfArray, PdfDict, PdfName, PdfStream } from '@libpdf/core';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { resolve } from '../../shared/pdf/reading/font-text.ts';

/** Scans have one picture a page; more than these are no scan of a paper. */
const MOST_PICTURES = 60;

/**
 * The photographs (JPEG) that the pages of a PDF show, the last page first: that is where a paper has its code. Scanners
 * write one for each page.
 * @throws what the library throws for a file that is no PDF
 */
export async function picturesInPdf(bytes: Bytes): Promise<readonly Bytes[]> {
  const pdf = await PDF.load(bytes);
  const found: Bytes[] = [];
  for (const page of [...pdf.getPages()].reverse()) {
    const resources = resolve(pdf, page.dict.get('Resources'));
    const objects = resources instanceof PdfDict ? resolve(pdf, resources.get('XObject')) : undefined;
    if (!(objects instanceof PdfDict)) continue;
    for (const [, entry] of objects) {
      const object = resolve(pdf, entry);
      if (object instanceof PdfStream && isJpeg(pdf, object)) found.push(ownBytes(object.data));
      if (found.length >= MOST_PICTURES) return found;
    }
  }
  return found;
}

function isJpeg(pdf: PDF, stream: PdfStream): boolean {
  const filter = resolve(pdf, stream.get('Filter'));
  const only = filter instanceof PdfArray && filter.toArray().length === 1 ? resolve(pdf, filter.toArray()[0]) : filter;
  return only instanceof PdfName && only.value === 'DCTDecode';
}
