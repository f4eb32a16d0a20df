import type { KitDocument } from './pdfmake.ts';

/** A number as it is written into a page, to a thousandth of a point. */
export function short(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** The instruction that sets the colour of text and filled shapes; RGB, as the output intent of the document is. */
export function fillColor(document: KitDocument, color: string): string {
  return `${components(document, color)} rg`;
}

/** The instruction that sets the colour of lines. */
export function strokeColor(document: KitDocument, color: string): string {
  return `${components(document, color)} RG`;
}

/** by name or `#rrggbb`: a paper has a handful of colours and thousands of words */
const known = new Map<string, string>();

function components(document: KitDocument, color: string): string {
  let found = known.get(color);
  if (found === undefined) {
    const parts = document._normalizeColor(color);
    if (parts?.length !== 3) throw new Error(`not a colour of the page: ${color}`);
    known.set(color, (found = parts.map(short).join(' ')));
  }
  return found;
}
