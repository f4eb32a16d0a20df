import type { PdfState } from './file/pdf-state.ts';
import { entryOf, nameAt, referenceAt, walkValue, type PdfValue } from './file/value.ts';
import { isInUse } from './revisions.ts';
import type { ChangeKind } from './verdict.ts';

/** Who refers to whom in a state of a file. */
export interface Uses {
  /** numbers of all objects that anything refers to, whether they exist or not */
  readonly references: ReadonlySet<number>;
  /** numbers of the objects that pages draw: their content streams and what these use */
  readonly pageContents: ReadonlySet<number>;
  readonly annotations: ReadonlySet<number>;
  readonly information: number | undefined;
}

/**
 * Reads every object of a state and notes what it refers to.
 * @throws {PdfError} when any of them cannot be read: then nobody can say what the file refers to
 */
export async function readUses(state: PdfState): Promise<Uses> {
  const references = new Set<number>();
  const pageContents = new Set<number>();
  const annotations = new Set<number>();
  const collect = (value: PdfValue, into: Set<number>): void =>
    walkValue(value, { reference: ({ number }) => void into.add(number) });
  collect(state.trailer, references);
  for (const [number, entry] of state.entries) {
    if (!isInUse(entry)) continue;
    const value = (await state.object(number))?.value;
    if (value === undefined) continue;
    collect(value, references);
    if (nameAt(value, 'Type') !== 'Page') continue;
    for (const key of ['Contents', 'Resources']) {
      const drawn = entryOf(value, key);
      if (drawn) collect(drawn, pageContents);
    }
    const annots = entryOf(value, 'Annots');
    if (annots) collect(annots, annotations);
  }
  return { references, pageContents, annotations, information: referenceAt(state.trailer, 'Info')?.number };
}

const TYPES: Readonly<Record<string, ChangeKind>> = {
  Page: 'pages',
  Pages: 'pages',
  Catalog: 'catalog',
  Font: 'fonts',
  FontDescriptor: 'fonts',
  Encoding: 'fonts',
  CMap: 'fonts',
  Annot: 'annotations',
  XObject: 'page-content',
  ExtGState: 'page-content',
  Pattern: 'page-content',
  Metadata: 'metadata',
  Filespec: 'attachments',
  EmbeddedFile: 'attachments',
  Action: 'actions',
  StructTreeRoot: 'structure',
  StructElem: 'structure',
  Sig: 'signed-field',
  DocTimeStamp: 'signed-field',
};

/**
 * What an object of the signed file is to a reader, for telling what was changed.
 * @param value the object as it was signed
 */
export function kindOfObject(number: number, value: PdfValue, uses: Uses): ChangeKind {
  if (number === uses.information) return 'document-information';
  if (entryOf(value, 'FT') !== undefined) return 'form-fields';
  const type = TYPES[nameAt(value, 'Type') ?? ''];
  if (type !== undefined) return type;
  if (uses.pageContents.has(number)) return 'page-content';
  if (uses.annotations.has(number) || nameAt(value, 'Subtype') === 'Widget') return 'annotations';
  if (entryOf(value, 'FontName') !== undefined || entryOf(value, 'Length1') !== undefined) return 'fonts';
  return 'other';
}
