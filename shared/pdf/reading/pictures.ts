import { PdfDict, PdfName, PdfStream, type PDF } from '@libpdf/core';
import { resolve } from './font-text.ts';

/** The pictures of a document, page by page in the order in which they were put there, as the file holds them. */
export function readPictures(pdf: PDF): readonly Uint8Array[] {
  return pdf.getPages().flatMap((page) => {
    const resources = resolve(pdf, page.dict.get('Resources'));
    const list = resources instanceof PdfDict ? resolve(pdf, resources.get('XObject')) : undefined;
    if (!(list instanceof PdfDict)) return [];
    return [...list].flatMap(([name]) => {
      const object = resolve(pdf, list.get(name.value));
      const kind = object instanceof PdfStream ? resolve(pdf, object.get('Subtype')) : undefined;
      return object instanceof PdfStream && kind instanceof PdfName && kind.value === 'Image' ? [object.data] : [];
    });
  });
}
