import { unpackedStreams } from './pdf-contents.ts';

/** Glyphs that a file draws, and how many of them are the box of a character that its font does not have. */
export interface DrawnGlyphs {
  readonly drawn: number;
  readonly boxes: number;
}

/**
 * Counts the glyphs of the page contents by their numbers: in fonts with two bytes a glyph, number 0 is `.notdef`, which
 * every font draws as a box.
 */
export function drawnGlyphs(pdf: Uint8Array): DrawnGlyphs {
  let drawn = 0;
  let boxes = 0;
  for (const stream of unpackedStreams(Buffer.from(pdf))) {
    const content = stream.toString('latin1');
    for (const [, inside = ''] of content.matchAll(/\[([^[\]]*)\]\s*TJ/g)) {
      for (const [, digits = ''] of inside.matchAll(/<([0-9a-f]*)>/gi)) {
        const glyphs = digits.match(/.{4}/g) ?? [];
        drawn += glyphs.length;
        boxes += glyphs.filter((glyph) => glyph === '0000').length;
      }
    }
  }
  return { drawn, boxes };
}
