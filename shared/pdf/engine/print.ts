import type { Bytes } from '../../kernel/bytes.ts';
import type { Definition } from '../nodes.ts';
import { ink } from '../style.ts';
import { TaggedLayoutBuilder } from './layout-builder.ts';
import { writeMetadata, writeOutputIntent } from './metadata.ts';
import { findOrphans } from './page-breaks.ts';
import type { KitDocument, LayoutPage } from './pdfmake.ts';
import { FALLBACK_FONT, prepareContent, prepareRepeated, TEXT_FONT } from './prepare.ts';
import { TaggedRenderer } from './renderer.ts';
import { SharedFontDocument } from './shared-fonts.ts';
import type { FieldSpot } from './signature-fields.ts';
import type { Tag } from './tags.ts';

/** Four faces of a family as TrueType or OpenType files. */
export interface FontFaces {
  readonly normal: Bytes;
  readonly bold: Bytes;
  readonly italics: Bytes;
  readonly bolditalics: Bytes;
}

/** Files the engine needs; who calls brings them, so that it runs without a disk. */
export interface PdfAssets {
  /** Public Sans for all text, Source Sans 3 for characters it lacks */
  readonly fonts: { readonly text: FontFaces; readonly fallback: FontFaces };
  /** ICC profile of sRGB, for the output intent */
  readonly colorProfile: Bytes;
}

/** Told a share of the work that is done, 0 to 1. */
export type Progress = (share: number) => void;

export interface PrintedPdf {
  readonly pdf: Bytes;
  readonly pages: number;
  readonly fields: readonly FieldSpot[];
}

/**
 * Prints a definition as PDF 1.7: PDF/A-3a and PDF/UA-1, or the untagged PDF/A-3b of a stamp.
 * The same definition gives the same bytes.
 * @param build makes the definition anew; called once more for each mended page break
 * @param assets fonts and colour profile
 * @param onProgress told how much is done, again and again
 * @throws Error when the engine cannot print it; `renderPdf` makes a fault of that
 */
export function printDefinition(build: () => Definition, assets: PdfAssets, onProgress?: Progress): PrintedPdf {
  const definition = build();
  const tagged = definition.conformance === 'PDF/A-3a';
  const document = openDocument(definition, assets, tagged);
  const { pages, root } = layOut(definition, build, document, (share) => onProgress?.(share * LAYOUT_SHARE));
  const renderer = new TaggedRenderer(document, tagged ? root : undefined);
  renderer.onPage = (count) => onProgress?.(LAYOUT_SHARE + (1 - LAYOUT_SHARE) * (count / pages.length));
  renderer.renderPages(pages);
  return { pdf: document.finish(), pages: pages.length, fields: renderer.fieldSpots };
}

function openDocument(definition: Definition, assets: PdfAssets, tagged: boolean): SharedFontDocument {
  const { info, attachment } = definition;
  const document = new SharedFontDocument(
    { [TEXT_FONT]: { ...assets.fonts.text }, [FALLBACK_FONT]: { ...assets.fonts.fallback } },
    {},
    {},
    {},
    {
      size: [definition.page.width, definition.page.height],
      pdfVersion: '1.7',
      subset: definition.conformance,
      tagged,
      displayTitle: true,
      lang: definition.language,
      margin: 0,
      autoFirstPage: false,
      font: null,
      info: {
        Title: info.title,
        Author: info.author,
        Subject: info.subject,
        Creator: 'Atalaya',
        Producer: 'Atalaya',
        CreationDate: info.createdAt,
      },
    },
    null,
    () => false, // nothing is ever read from the disk
  );
  writeMetadata(document, tagged);
  writeOutputIntent(document, assets.colorProfile);
  if (attachment) {
    document.file(attachment.bytes.slice().buffer, {
      name: attachment.name,
      type: attachment.type,
      description: attachment.description,
      relationship: 'Source',
      creationDate: info.createdAt,
      modifiedDate: info.createdAt,
    });
  }
  return document;
}

/** How much of the work is over when it is known what goes on which page. */
const LAYOUT_SHARE = 0.5;

/** More rounds than any paper needs: each mends at least one page break. */
const MAX_ROUNDS = 40;

/** Lays out until no heading stands alone at the foot of a page and nothing is too tall for its page. */
function layOut(
  first: Definition,
  build: () => Definition,
  document: KitDocument,
  onProgress: Progress,
): { pages: readonly LayoutPage[]; root: Tag } {
  const breakBefore = new Set<number>();
  const breakable = new Set<number>();
  for (let round = 1; ; round += 1) {
    const definition = round === 1 ? first : build();
    const builder = new TaggedLayoutBuilder(
      { ...definition.page, orientation: 'portrait' },
      definition.margins,
      undefined,
    );
    const { content, count } = prepareContent(definition, document, { breakBefore, breakable });
    // later rounds go over the same ground again
    if (round === 1) builder.onNode = (index) => onProgress(index / count);
    const pages = builder.layoutDocument(
      content,
      document,
      {},
      { ...definition.style, font: TEXT_FONT },
      undefined,
      prepareRepeated(definition.header, document),
      prepareRepeated(definition.footer, document),
      definition.watermark === undefined
        ? undefined
        : { text: definition.watermark, font: TEXT_FONT, bold: true, color: ink.watermark, opacity: 1 },
    );
    if (!builder.root) throw new Error('the layout made no structure');
    if (builder.tooTall.size > 0) {
      if (round === MAX_ROUNDS) throw new Error('a block is taller than a page');
      for (const index of builder.tooTall) breakable.add(index);
      continue;
    }
    // mend the first only: it moves all that follows
    const [orphan] = findOrphans(builder.root, pages);
    if (orphan === undefined || round === MAX_ROUNDS) return { pages, root: builder.root };
    breakBefore.add(orphan);
  }
}
