import { TextInlines, type Inline, type KitDocument, type KitFont, type StyleStack } from './pdfmake.ts';

/** What the words of a text have in common. */
interface WordStyle {
  readonly font: KitFont;
  readonly fontSize: number;
  readonly height: number;
  readonly characterSpacing: number;
  readonly color: string;
  readonly alignment: string;
}

/** A word before it is measured: runs in another font carry that font's name and line height themselves. */
interface RawWord {
  readonly font?: string;
  readonly lineHeight?: number;
}

const WHITE_AT_START = /^\s+/;
const WHITE_AT_END = /\s+$/;

/**
 * Measures words as pdfmake does, but looks up the style once for all words that share it, not twenty properties for
 * each word, and only those that a node of ours can have.
 */
export class WordMeasure extends TextInlines {
  private readonly document: KitDocument;

  constructor(document: KitDocument) {
    super(document);
    this.document = document;
  }

  override measure(words: Inline[], styles: StyleStack): Inline[] {
    let shared: { readonly raw: RawWord; readonly style: WordStyle } | undefined;
    for (const word of words) {
      const raw: RawWord = { ...(word as unknown as RawWord) };
      if (shared?.raw.font !== raw.font || shared?.raw.lineHeight !== raw.lineHeight) shared = undefined;
      shared ??= { raw, style: this.styleOf(raw, styles) };
      this.measureWord(word, shared.style);
    }
    return words;
  }

  private styleOf(raw: RawWord, styles: StyleStack): WordStyle {
    const property = <T>(name: string, otherwise: T): T =>
      (styles.getProperty(name) as T | null | undefined) ?? otherwise;
    const font = this.document.provideFont(
      raw.font ?? property('font', ''),
      property('bold', false),
      property('italics', false),
    );
    const fontSize = property('fontSize', 12);
    return {
      font,
      fontSize,
      height: font.lineHeight(fontSize) * (raw.lineHeight ?? property('lineHeight', 1)),
      characterSpacing: property('characterSpacing', 0),
      color: property('color', 'black'),
      alignment: property('alignment', 'left'),
    };
  }

  private measureWord(word: Inline, style: WordStyle): void {
    word.font = style.font;
    word.fontSize = style.fontSize;
    word.height = style.height;
    word.characterSpacing = style.characterSpacing;
    word.color = style.color;
    word.alignment = style.alignment;
    word.width = this.widthOfText(word.text, word);
    word.leadingCut = this.widthOfWhite(WHITE_AT_START, word);
    word.trailingCut = this.widthOfWhite(WHITE_AT_END, word);
  }

  private widthOfWhite(where: RegExp, word: Inline): number {
    const [white] = where.exec(word.text) ?? [];
    return white === undefined ? 0 : this.widthOfText(white, word);
  }
}
