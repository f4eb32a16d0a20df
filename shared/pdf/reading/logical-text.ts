import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString, type PDF, type PdfObject } from '@libpdf/core';
import { latin1 } from '../../kernel/bytes.ts';
import { readFont, resolve, type FontText } from './font-text.ts';
import { readPageText, type PageText } from './page-text.ts';

/** What a finished document says, as a screen reader would be told. */
export interface LogicalText {
  /** content of the structure elements in reading order, white space as drawn; a figure says its alternate text */
  readonly parts: readonly string[];
  /** text outside the structure, by page: header, footer, draft mark, repeated table headers */
  readonly artifacts: readonly string[];
  /** text drawn beyond the edge of its page */
  readonly outside: readonly string[];
}

/**
 * Reads a tagged document by its structure tree. A cell that runs over three pages is one part; headers and footers
 * in between are none.
 * @throws Error when the document is not tagged or not built as the engine builds
 */
export function readLogicalText(pdf: PDF): LogicalText {
  const ordered = readPages(pdf);
  const pages = new Map(pdf.getPages().map((page, i) => [page.ref.objectNumber, ordered[i]] as const));
  const tree = resolve(pdf, pdf.getCatalog().get('StructTreeRoot'));
  if (!(tree instanceof PdfDict)) throw new Error('the document is not tagged');
  const parts: string[] = [];
  for (const child of childrenOf(pdf, tree)) collect(pdf, child, pages, parts);
  return {
    parts,
    artifacts: ordered.map((page) => page.artifacts),
    outside: ordered.flatMap((page) => page.outside ?? []),
  };
}

/** Reads what each page shows, tagged or not. */
export function readPages(pdf: PDF): readonly PageText[] {
  const fonts = new Map<number, FontText>();
  return pdf.getPages().map((page) => readPageText(contentOf(pdf, page.dict), fontsOf(pdf, page.dict, fonts), page));
}

function contentOf(pdf: PDF, page: PdfDict): string {
  const contents = resolve(pdf, page.get('Contents'));
  const streams = contents instanceof PdfArray ? contents.toArray().map((part) => resolve(pdf, part)) : [contents];
  return streams
    .map((stream) => {
      if (!(stream instanceof PdfStream)) throw new Error('a page without content');
      return latin1(stream.getDecodedData());
    })
    .join('\n');
}

/** The page's fonts by resource name; each font is read once for the whole document. */
function fontsOf(pdf: PDF, page: PdfDict, known: Map<number, FontText>): Map<string, FontText> {
  const resources = resolve(pdf, page.get('Resources'));
  const list = resources instanceof PdfDict ? resolve(pdf, resources.get('Font')) : undefined;
  const fonts = new Map<string, FontText>();
  if (!(list instanceof PdfDict)) return fonts;
  for (const [name] of list) {
    const reference = list.getRef(name.value);
    const font = resolve(pdf, reference);
    if (!reference || !(font instanceof PdfDict)) continue;
    const text = known.get(reference.objectNumber) ?? readFont(pdf, font);
    known.set(reference.objectNumber, text);
    fonts.set(name.value, text);
  }
  return fonts;
}

function childrenOf(pdf: PDF, element: PdfDict): PdfObject[] {
  const kids = resolve(pdf, element.get('K'));
  if (kids === undefined) return [];
  return kids instanceof PdfArray ? kids.toArray() : [kids];
}

function collect(pdf: PDF, object: PdfObject, pages: ReadonlyMap<number, PageText | undefined>, parts: string[]): void {
  const element = resolve(pdf, object);
  if (!(element instanceof PdfDict)) return;
  const role = resolve(pdf, element.get('S'));
  if (role instanceof PdfName && role.value === 'Figure') {
    const alt = resolve(pdf, element.get('Alt'));
    parts.push(alt instanceof PdfString ? alt.asString() : '');
    return;
  }
  let own = '';
  for (const child of childrenOf(pdf, element)) {
    const content = markedContent(pdf, element, child);
    if (content) own += pages.get(content.page)?.marked.get(content.mcid) ?? '';
    else collect(pdf, child, pages, parts);
  }
  if (own !== '') parts.push(own);
}

/** A child that is content of a page: a number on the element's page, or a reference to one on another page. */
function markedContent(
  pdf: PDF,
  element: PdfDict,
  child: PdfObject,
): { readonly page: number; readonly mcid: number } | undefined {
  const target = resolve(pdf, child);
  if (target instanceof PdfNumber) {
    return { page: element.getRef('Pg')?.objectNumber ?? -1, mcid: target.value };
  }
  if (!(target instanceof PdfDict) || !target.has('MCID')) return undefined;
  const page = target.getRef('Pg') ?? element.getRef('Pg');
  return { page: page?.objectNumber ?? -1, mcid: target.getNumber('MCID')?.value ?? -1 };
}
