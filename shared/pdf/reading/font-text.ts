import { PdfArray, PdfDict, PdfNumber, PdfRef, PdfStream, type PDF, type PdfObject } from '@libpdf/core';
import { latin1 } from '../../kernel/bytes.ts';

/** What a finished file says about one of its fonts: the text and the width of every glyph. */
export interface FontText {
  /** glyph code to text, from ToUnicode */
  readonly text: readonly string[];
  /** glyph code to advance in thousandths of an em */
  readonly widths: readonly number[];
}

/** Follows a reference to the object it names. */
export function resolve(pdf: PDF, object: PdfObject | null | undefined): PdfObject | undefined {
  return object instanceof PdfRef ? (pdf.getObject(object) ?? undefined) : (object ?? undefined);
}

/**
 * Reads a composite font with two-byte codes (Identity-H), the only kind the engine writes.
 * @throws Error when the font is of another kind or says no text
 */
export function readFont(pdf: PDF, font: PdfDict): FontText {
  const map = resolve(pdf, font.get('ToUnicode'));
  const descendants = resolve(pdf, font.get('DescendantFonts'));
  const descendant = descendants instanceof PdfArray ? resolve(pdf, descendants.at(0)) : undefined;
  if (!(map instanceof PdfStream) || !(descendant instanceof PdfDict)) throw new Error('a font without text');
  return { text: readToUnicode(latin1(map.getDecodedData())), widths: readWidths(pdf, descendant) };
}

/** `<0000> <0054> [<0000> <004e> ...]`: first code, last code, the text of each in UTF-16. */
function readToUnicode(map: string): string[] {
  const text: string[] = [];
  for (const [, first = '', list = ''] of map.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    let code = Number.parseInt(first, 16);
    for (const [, units = ''] of list.matchAll(/<([0-9a-f ]*)>/gi)) {
      text[code] = units
        .split(' ')
        .filter((unit) => unit !== '')
        .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
        .join('');
      code += 1;
    }
  }
  return text;
}

function readWidths(pdf: PDF, descendant: PdfDict): number[] {
  const list = resolve(pdf, descendant.get('W'));
  const widths = list instanceof PdfArray ? resolve(pdf, list.at(1)) : undefined;
  if (!(widths instanceof PdfArray)) throw new Error('a font without widths');
  return widths.toArray().map((width) => (width instanceof PdfNumber ? width.value : 0));
}
