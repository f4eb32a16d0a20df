import type { Bytes } from '../../kernel/bytes.ts';
import { GatheringDocument } from './gathering-document.ts';
import type { FontkitFont, FontkitGlyph, KitFont } from './pdfmake.ts';

/** What documents of one process share of a font file: the parsed font, and the glyphs of every word met so far. */
interface SharedFace {
  readonly prototype: object;
  /** the fields of pdfkit's font that are the same in every document */
  readonly common: Omit<KitFont, (typeof ownToDocument)[number]>;
  words: KitFont['layoutCache'];
}
const ownToDocument = ['document', 'id', 'subset', 'unicode', 'widths', 'layoutCache'] as const;

/** Characters of remembered words after which a face starts anew; the glyphs of one take about 200 bytes of memory. */
const REMEMBERED_CHARACTERS = 100_000;

/** By the bytes of the file: who no longer holds them lets go of the parsed font, too. */
const faces = new WeakMap<Bytes, SharedFace>();

/**
 * pdfkit's document, with fonts parsed and words shaped once in the life of the process instead of once a document.
 * What is written does not depend on the documents made before.
 */
export class SharedFontDocument extends GatheringDocument {
  override provideFont(family: string, bold: boolean, italics: boolean): KitFont {
    const type = this.getFontType(bold, italics);
    const open = this.fontCache[family]?.[type];
    if (open) return open;
    const file = this.fonts[family]?.[type];
    const face = file && faces.get(file);
    if (face) {
      const font = this.adopt(face);
      (this.fontCache[family] ??= {})[type] = font;
      return font;
    }
    const font = super.provideFont(family, bold, italics);
    tellGlyphsByCharacter(font.font);
    if (file) faces.set(file, shareable(font));
    return font;
  }

  /** Registers the font under the name and number that pdfkit itself would have given it. */
  private adopt(face: SharedFace): KitFont {
    face.words = pruned(face.words);
    this._fontCount += 1;
    const font = Object.assign(Object.create(face.prototype) as object, face.common, {
      document: this,
      id: `F${this._fontCount}`,
      subset: face.common.font.createSubset(),
      unicode: [[0]],
      widths: [face.common.font.getGlyph(0).advanceWidth],
      layoutCache: face.words,
    }) as KitFont;
    this._fontFamilies[font.name] = font;
    return font;
  }
}

function shareable(font: KitFont): SharedFace {
  const own: readonly string[] = ownToDocument;
  const common = Object.fromEntries(Object.entries(font).filter(([name]) => !own.includes(name)));
  return {
    prototype: Object.getPrototypeOf(font) as object,
    common: common as unknown as SharedFace['common'],
    words: font.layoutCache,
  };
}

function pruned(words: KitFont['layoutCache']): KitFont['layoutCache'] {
  let characters = 0;
  for (const word in words) characters += word.length;
  return characters <= REMEMBERED_CHARACTERS ? words : (Object.create(null) as KitFont['layoutCache']);
}

/**
 * fontkit keeps one object for each glyph, with the characters it was first asked for. Where characters share a glyph
 * (a space and a no-break space), the text to be copied out of a document would depend on documents before it.
 */
function tellGlyphsByCharacter(font: FontkitFont): void {
  const make = font.getGlyph.bind(font);
  const made = new Map<string, FontkitGlyph>();
  font.getGlyph = (id, characters = []) => {
    const key = `${id} ${characters.join(' ')}`;
    const known = made.get(key);
    if (known) return known;
    font._glyphs[id] = undefined;
    const glyph = make(id, characters);
    made.set(key, glyph);
    return glyph;
  };
}
