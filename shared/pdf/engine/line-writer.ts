import { fillColor, short } from './instructions.ts';
import type { Inline, KitDocument, KitFont, LayoutLine } from './pdfmake.ts';

/** A word as the operand of `TJ`; null when one of its glyphs is set off its place. */
type Shown = string | null;

/**
 * Writes lines of text into the content of a page: neighbouring words of one font, size and colour as one run, where
 * pdfmake would set up the graphics anew for every word. What is drawn is the same, in a third of the instructions.
 */
export class LineWriter {
  private readonly document: KitDocument;
  /** by font and text; the glyph numbers hold for this document only */
  private readonly words = new Map<KitFont, Map<string, Shown>>();

  constructor(document: KitDocument) {
    this.document = document;
  }

  /**
   * @param x points from the left edge of the page to the line
   * @param y points from the upper edge of the page to the top of the line
   * @returns false, with nothing written, for a line with accents that the font places by shifting them
   */
  write(line: LayoutLine, x: number, y: number): boolean {
    const { inlines } = line;
    const shown: string[] = [];
    let ascent = 0;
    for (const { font, fontSize, text } of inlines) {
      const word = this.shownAs(font, text);
      if (word === null) return false;
      shown.push(word);
      ascent = Math.max(ascent, (font.ascender / 1000) * fontSize);
    }
    let run: { readonly first: Inline; text: string } | undefined;
    const end = (): void => {
      if (run && run.text !== '') this.writeRun(run.first, run.text, x + run.first.x, y + ascent);
    };
    inlines.forEach((word, i) => {
      if (run && continues(run.first, word)) run.text += shown[i] ?? '';
      else {
        end();
        run = { first: word, text: shown[i] ?? '' };
      }
    });
    end();
    return true;
  }

  private writeRun({ font, fontSize, characterSpacing, color }: Inline, shown: string, x: number, y: number): void {
    const { document } = this;
    document.page.fonts[font.id] ??= font.ref();
    // the y axis of a page points down here; the text matrix turns the letters upright again
    const place = `/${font.id} ${short(fontSize)} Tf 1 0 0 -1 ${short(x)} ${short(y)} Tm`;
    const text = characterSpacing ? `${short(characterSpacing)} Tc [${shown}] TJ 0 Tc` : `[${shown}] TJ`;
    document.addContent(`${fillColor(document, color)} BT ${place} ${text} ET`);
  }

  private shownAs(font: KitFont, text: string): Shown {
    let words = this.words.get(font);
    if (!words) this.words.set(font, (words = new Map<string, Shown>()));
    let shown = words.get(text);
    if (shown === undefined) words.set(text, (shown = encode(font, text)));
    return shown;
  }
}

/** Letter spacing is not added between words, so a spaced word stands alone. */
function continues(first: Inline, next: Inline): boolean {
  return (
    first.font === next.font &&
    first.fontSize === next.fontSize &&
    first.color === next.color &&
    !first.characterSpacing &&
    !next.characterSpacing
  );
}

/** Hexadecimal glyph numbers, between them shifts in thousandths of the size, where the font kerns. */
function encode(font: KitFont, text: string): Shown {
  const [codes, positions] = font.encode(text);
  let shown = '<';
  for (const [i, { xAdvance, advanceWidth, xOffset, yOffset }] of positions.entries()) {
    if (xOffset !== 0 || yOffset !== 0) return null;
    shown += codes[i] ?? '';
    if (xAdvance !== advanceWidth) shown += `> ${short(advanceWidth - xAdvance)} <`;
  }
  return codes.length === 0 ? '' : `${shown}>`.replace(/<>$/, '');
}
