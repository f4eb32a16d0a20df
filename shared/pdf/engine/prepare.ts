import type { Definition } from '../nodes.ts';
import { leading } from '../style.ts';
import type { KitDocument, KitFont, LayoutNode } from './pdfmake.ts';

/** Names of the two font families inside the engine. */
export const TEXT_FONT = 'Text';
export const FALLBACK_FONT = 'Fallback';

/** The fallback's own line height is 1.424 em, that of the text font 1.175 em: keep lines even. */
const FALLBACK_LEADING = (leading * 1.175) / 1.424;

/** What an earlier attempt taught about a node, by its index. */
export interface Repairs {
  readonly breakBefore: ReadonlySet<number>;
  readonly breakable: ReadonlySet<number>;
}

/**
 * Makes the content of a definition ready to be laid out: numbers the nodes, sets in the fallback font what the text
 * font cannot draw, and applies repairs.
 * @returns the content and how many nodes it has
 * @throws Error naming a character that neither font has; `printable` was to see to that
 */
export function prepareContent(
  definition: Definition,
  document: KitDocument,
  repairs: Repairs,
): { readonly content: LayoutNode; readonly count: number } {
  const content = { stack: definition.content } as unknown as LayoutNode;
  const setGlyphs = glyphSetter(document);
  let index = 0;
  const visit = (node: LayoutNode): void => {
    node.index = index;
    index += 1;
    setGlyphs(node);
    if (repairs.breakBefore.has(node.index)) node.pageBreak = 'before';
    if (repairs.breakable.has(node.index)) {
      node.unbreakable = false;
      if (node.table) {
        node.table.dontBreakRows = false;
        delete node.table.keepWithHeaderRows;
      }
    }
    childrenOf(node).forEach(visit);
  };
  visit(content);
  return { content, count: index };
}

/** Makes a header or footer ready in the same way; it is made anew for every page. */
export function prepareRepeated(
  make: ((page: number, pages: number) => unknown) | undefined,
  document: KitDocument,
): ((page: number, pages: number) => LayoutNode) | undefined {
  if (!make) return undefined;
  const setGlyphs = glyphSetter(document);
  const visit = (node: LayoutNode): void => {
    setGlyphs(node);
    childrenOf(node).forEach(visit);
  };
  return (page, pages) => {
    const node = make(page, pages) as LayoutNode;
    visit(node);
    return node;
  };
}

function childrenOf(node: LayoutNode): readonly LayoutNode[] {
  return node.stack ?? node.columns ?? node.table?.body.flat() ?? [];
}

/** Splits text into runs by font; almost all text has one run and is left alone. */
function glyphSetter(document: KitDocument): (node: LayoutNode) => void {
  const text = document.provideFont(TEXT_FONT, false, false);
  const fallback = document.provideFont(FALLBACK_FONT, false, false);
  const plain = new Map<string, boolean>();
  const isPlain = (char: string): boolean => {
    let known = plain.get(char);
    if (known === undefined) plain.set(char, (known = hasCharacter(text, char)));
    return known;
  };
  return (node) => {
    if (typeof node.text !== 'string' || hasAll(node.text, isPlain)) return;
    const runs: { text: string; font: string; lineHeight?: number }[] = [];
    for (const char of node.text) {
      const font = isPlain(char) ? TEXT_FONT : fallbackFor(char, fallback);
      const last = runs.at(-1);
      if (last?.font === font) last.text += char;
      else runs.push({ text: char, font, ...(font === FALLBACK_FONT ? { lineHeight: FALLBACK_LEADING } : {}) });
    }
    node.text = runs;
  };
}

function hasAll(text: string, has: (char: string) => boolean): boolean {
  for (const char of text) if (!has(char)) return false;
  return true;
}

function hasCharacter(font: KitFont, char: string): boolean {
  return char === '\n' || font.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0);
}

function fallbackFor(char: string, fallback: KitFont): string {
  if (hasCharacter(fallback, char)) return FALLBACK_FONT;
  throw new Error(`no glyph for U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}`);
}
