// The one door to pdfmake's inner modules (version pinned in package.json; the structure tests fail when it changes).
// Only what the engine touches is typed; names beginning with _ are pdfmake's and pdfkit's own.
// @ts-expect-error: inner module without types
import layoutBuilderModule from 'pdfmake/js/LayoutBuilder.js';
// @ts-expect-error: inner module without types
import lineModule from 'pdfmake/js/Line.js';
// @ts-expect-error: inner module without types
import documentModule from 'pdfmake/js/PDFDocument.js';
// @ts-expect-error: inner module without types
import rendererModule from 'pdfmake/js/Renderer.js';
// @ts-expect-error: inner module without types
import textInlinesModule from 'pdfmake/js/TextInlines.js';
import type { Bytes } from '../../kernel/bytes.ts';
import type { Margin, SignatureField, TextStyle } from '../nodes.ts';
import { defaultOf } from './default-of.ts';
import type { Tag } from './tags.ts';

/** A glyph as fontkit holds it. */
export interface FontkitGlyph {
  readonly id: number;
  readonly codePoints: readonly number[];
  readonly advanceWidth: number;
}

/** A parsed font file. */
export interface FontkitFont {
  readonly _glyphs: Record<number, unknown>;
  hasGlyphForCodePoint(codePoint: number): boolean;
  getGlyph(id: number, codePoints?: readonly number[]): FontkitGlyph;
  createSubset(): object;
}

/** A font as a document of pdfkit holds it; metrics in thousandths of an em. */
export interface KitFont {
  readonly document: unknown;
  /** its name in the resources of a page */
  readonly id: string;
  readonly name: string;
  readonly ascender: number;
  readonly font: FontkitFont;
  readonly subset: object;
  /** characters and widths of the glyphs in use, by their number in the subset */
  readonly unicode: unknown[];
  readonly widths: unknown[];
  /** shaped words */
  readonly layoutCache: Readonly<Record<string, unknown>>;
  widthOfString(text: string, size: number, features?: unknown): number;
  lineHeight(size: number): number;
  /** glyph numbers as four hexadecimal digits, and where the glyphs go, in thousandths of an em */
  encode(text: string): [
    codes: string[],
    positions: {
      readonly xAdvance: number;
      /** of the glyph alone, without kerning */
      readonly advanceWidth: number;
      readonly xOffset: number;
      readonly yOffset: number;
    }[],
  ];
  /** its object in the file */
  ref(): KitReference;
}

/** A word, measured. */
export interface Inline {
  text: string;
  width: number;
  /** from the left end of its line, known once it is in one */
  readonly x: number;
  height: number;
  font: KitFont;
  fontSize: number;
  readonly fontFeatures?: unknown;
  characterSpacing: number;
  color: string;
  alignment: string;
  leadingCut: number;
  trailingCut: number;
  /** no line may break between this and the next */
  readonly noNewLine?: boolean;
  /** a line must break after this */
  readonly lineEnd?: boolean;
}

export interface LayoutLine {
  readonly maxWidth: number;
  readonly inlines: Inline[];
  readonly inlineWidths: number;
  readonly leadingCut: number;
  readonly newLineForced?: boolean;
  lastLineInParagraph?: boolean;
  tag?: Tag;
  x: number;
  y: number;
  addInline(inline: Inline): void;
  getHeight(): number;
}

export interface LayoutVector {
  type: string;
  x: number;
  y: number;
  readonly w: number;
  readonly h: number;
  readonly x1?: number;
  readonly y1?: number;
  readonly x2?: number;
  readonly y2?: number;
  /** radius of the corners */
  readonly r?: number;
  readonly color?: string;
  readonly lineColor?: string;
  readonly lineWidth?: number;
  readonly lineCap?: string;
  readonly dash?: unknown;
  readonly field?: SignatureField;
  readonly picture?: Uint8Array;
  tag?: Tag;
}

/** A node while it is laid out: everything optional, everything writable. */
export interface LayoutNode extends TextStyle {
  text?: string | readonly LayoutNode[];
  stack?: LayoutNode[];
  columns?: LayoutNode[];
  table?: {
    widths: unknown[];
    headerRows?: number;
    keepWithHeaderRows?: number;
    dontBreakRows?: boolean;
    body: LayoutNode[][];
  };
  canvas?: LayoutVector[];
  _canvas?: LayoutVector[];
  qr?: string;
  alt?: string;
  role?: string;
  font?: string;
  rowHeader?: boolean;
  unbreakable?: boolean;
  keepWithNext?: boolean;
  room?: number;
  pageBreak?: 'before';
  margin?: Margin;
  _inlines?: Inline[];
  _span?: boolean;
  positions?: unknown[];
  tag?: Tag;
  /** place in a walk of the tree, the same in every attempt to lay it out */
  index?: number;
}

type PageItem =
  | { readonly type: 'line'; readonly item: LayoutLine }
  | { readonly type: 'vector'; readonly item: LayoutVector }
  | { readonly type: 'beginClip' | 'endClip' | 'image' | 'svg' | 'attachment'; readonly item: unknown };

export interface LayoutPage {
  readonly pageSize: { readonly width: number; readonly height: number };
  readonly items: readonly PageItem[];
  readonly watermark?: unknown;
}

export interface PageWriter {
  context(): {
    readonly availableWidth: number;
    readonly availableHeight: number;
    readonly y: number;
    readonly pageMargins: { readonly top: number };
  };
  readonly transactionLevel: number;
  moveToNextPage(): void;
  /** @returns where it lies, for the node's own record */
  addLine(line: LayoutLine): unknown;
  addFragment(...given: unknown[]): unknown;
}

/** An object of the file being written. */
export interface KitReference {
  /** its number */
  readonly id: number;
  readonly data: Record<string, unknown>;
  write(chunk: Uint8Array | string): void;
  end(chunk?: Uint8Array | string): void;
}

export interface KitStructure {
  readonly dictionary: KitReference & { readonly data: { A?: Record<string, unknown>; K?: unknown[] } };
  readonly _children: unknown[];
  _flushChild(child: unknown): void;
  add(child: unknown): void;
  end(): void;
}

export interface KitDocument {
  readonly _root: { readonly data: Record<string, unknown> };
  readonly _info: unknown;
  readonly _id: unknown;
  /** part of PDF/A, if the file is to be one */
  readonly subset: number | undefined;
  /** whether nothing but the objects under way is missing */
  _ended: boolean | undefined;
  /** where the objects from number 1 on were written */
  readonly _offsets: readonly (number | null)[];
  readonly page: {
    readonly dictionary: KitReference;
    write(instructions: string): void;
    readonly structParentTreeKey: number;
    readonly annotations: KitReference[];
    readonly fonts: Record<string, KitReference>;
    readonly xobjects: Record<string, KitReference>;
  };
  info: Record<string, unknown>;
  readonly fonts: Readonly<Record<string, Readonly<Record<string, Bytes>>>>;
  readonly fontCache: Record<string, Record<string, KitFont>>;
  readonly _fontFamilies: Record<string, KitFont>;
  _fontCount: number;
  getFontType(bold: boolean, italics: boolean): string;
  provideFont(family: string, bold: boolean, italics: boolean): KitFont;
  addPage(options: { size: readonly [number, number]; margin: number }): void;
  ref(data: Record<string, unknown>): KitReference;
  file(bytes: ArrayBuffer, options: Record<string, unknown>): unknown;
  markContent(tag: string, options: Record<string, unknown>): void;
  markStructureContent(tag: string): unknown;
  endMarkedContent(): void;
  struct(type: string, options: Record<string, unknown>): KitStructure;
  addContent(instructions: string): unknown;
  _normalizeColor(color: string): readonly number[] | null;
  addStructure(element: KitStructure): void;
  createStructParentTreeNextKey(): number;
  getStructParentTree(): { add(key: number, value: unknown): void };
  appendXML(xml: string): void;
  _addInfo(): void;
  _addColorOutputIntent(): void;
  endAcroForm(): void;
  /** bytes written so far */
  _offset: number;
  _write(data: Uint8Array | string): void;
  /** writes what comes after the last object */
  _finalize(): void;
  flushPages(): void;
  end(): void;
}

interface LayoutBuilderBase {
  readonly writer: PageWriter;
  readonly docPreprocessor: { preprocessDocument(node: LayoutNode): LayoutNode };
  readonly docMeasure: { textInlines: TextInlinesBase };
  layoutDocument(
    content: LayoutNode,
    document: KitDocument,
    styles: object,
    defaultStyle: TextStyle & { readonly font: string },
    background: undefined,
    header: ((page: number, pages: number) => LayoutNode) | undefined,
    footer: ((page: number, pages: number) => LayoutNode) | undefined,
    watermark: object | undefined,
  ): readonly LayoutPage[];
  tryLayoutDocument(content: LayoutNode, document: KitDocument, ...rest: unknown[]): unknown;
  processNode(node: LayoutNode, ...rest: unknown[]): void;
  processLeaf(node: LayoutNode): void;
  processQr(node: LayoutNode): void;
  buildNextLine(node: LayoutNode): LayoutLine | null;
}

/** The styles in force around a node, the innermost last. */
export interface StyleStack {
  getProperty(name: string): unknown;
}

interface TextInlinesBase {
  measure(words: Inline[], styles: StyleStack): Inline[];
  widthOfText(text: string, word: Inline): number;
}

interface RendererBase {
  readonly pdfDocument: KitDocument;
  renderPages(pages: readonly LayoutPage[]): void;
  renderLine(line: LayoutLine, x: number, y: number): void;
  renderVector(vector: LayoutVector): void;
  renderWatermark(page: LayoutPage): void;
}

interface PdfMake {
  readonly PDFDocument: new (
    fonts: Readonly<Record<string, Readonly<Record<string, Bytes>>>>,
    images: object,
    patterns: object,
    attachments: object,
    options: Record<string, unknown>,
    virtualFiles: null,
    localAccessPolicy: () => boolean,
  ) => KitDocument;
  readonly LayoutBuilder: new (
    pageSize: { readonly width: number; readonly height: number; readonly orientation: 'portrait' },
    margins: object,
    svgMeasure: undefined,
  ) => LayoutBuilderBase;
  readonly Line: new (maxWidth: number) => LayoutLine;
  readonly Renderer: new (document: KitDocument, progress: undefined) => RendererBase;
  readonly TextInlines: new (document: KitDocument) => TextInlinesBase;
}

export const PDFDocument = defaultOf(documentModule) as PdfMake['PDFDocument'];
export const LayoutBuilder = defaultOf(layoutBuilderModule) as PdfMake['LayoutBuilder'];
export const Line = defaultOf(lineModule) as PdfMake['Line'];
export const Renderer = defaultOf(rendererModule) as PdfMake['Renderer'];
export const TextInlines = defaultOf(textInlinesModule) as PdfMake['TextInlines'];
