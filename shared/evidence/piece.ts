import * as v from 'valibot';
import { fromBase64, toBase64, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import type { ChangeIntent } from '../record/change.ts';
import type { FoldedCase, FoldedField } from '../record/fold.ts';
import { paperCodeText, readPaperCode, type PaperCode } from '../record/paper-code.ts';
import { paperPagesText, readPaperPages, type PaperPages } from './paper-pages.ts';
import { evidenceKinds, type EvidenceType } from './sniff.ts';

/** By which way a piece came in. */
export const evidenceWays = ['button', 'drag', 'paste', 'camera'] as const;
export type EvidenceWay = (typeof evidenceWays)[number];

/** Where the date of a piece comes from: written by the camera, of the file, or typed by a person. */
export const dateSources = ['camera', 'file', 'typed'] as const;
export type DateSource = (typeof dateSources)[number];

// The entity of a piece tells by its name whether its values are of the protected level: whoever reads the log without
// the case's key must know it, and it can never change.
const OPEN = 'evidence/';
const CLOSED = 'evidence_protected/';
/** Values of a protected piece that lie under the case's own key: without them nothing of it can be seen or opened. */
const PROTECTED_FIELDS: ReadonlySet<string> = new Set(['name', 'key', 'thumb', 'note', 'sha256', 'takenAt']);

/** What is known of a piece, as it is typed, read or worked out when it comes in; kept as fields of its entity. */
export interface NewPiece {
  readonly id: string;
  readonly isProtected: boolean;
  /** NFC, safe on every file system, with its ending */
  readonly name: string;
  readonly type: EvidenceType;
  /** bytes of the original */
  readonly size: number;
  /** of the original, lower-case hexadecimal */
  readonly sha256: string;
  /** of the sealed file: 32 bytes */
  readonly key: Bytes;
  /** civil time without a zone, `YYYY-MM-DDTHH:MM:SS`: cameras do not know theirs */
  readonly takenAt: string;
  readonly takenFrom: DateSource;
  readonly from: EvidenceWay;
  readonly note: string;
  /** of pictures that can be drawn */
  readonly width?: number;
  readonly height?: number;
  /** a small JPEG, base64; empty for what cannot be drawn */
  readonly thumb: string;
  /** what the code on the scan of a sealed paper says: that is which paper it is; absent for other pieces */
  readonly scanOf?: PaperCode;
}

/** A piece of evidence as the change log has it. */
export interface Piece extends NewPiece {
  /** person id and time, from the change itself */
  readonly addedBy: string;
  readonly addedAt: Instant;
  readonly inBin: boolean;
  /** the pages of a paper filled in by hand that it shows; absent for other pieces */
  readonly paper?: PaperPages;
}

/** A piece that cannot be shown: protected and the case's key is not open, or written by a newer app. */
export interface ClosedPiece {
  readonly id: string;
  readonly why: 'closed' | 'unreadable';
  readonly addedBy: string;
  readonly addedAt: Instant;
}

const text = v.string();
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Stored = v.object({
  name: text,
  type: v.picklist(Object.keys(evidenceKinds) as [EvidenceType, ...EvidenceType[]]),
  size: whole,
  sha256: v.pipe(text, v.regex(/^[0-9a-f]{64}$/)),
  key: v.pipe(text, v.regex(/^[A-Za-z0-9+/]{43}=$/)),
  takenAt: v.pipe(text, v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)),
  takenFrom: v.picklist(dateSources),
  from: v.picklist(evidenceWays),
  note: v.optional(text, ''),
  width: v.exactOptional(whole),
  height: v.exactOptional(whole),
  thumb: v.optional(text, ''),
  paper: v.optional(text, ''),
  scanOf: v.optional(text, ''),
});

/** Whether an entity of a case's log is a piece of evidence: those are no part of the record that is saved as a whole. */
export function isEvidence(entity: string): boolean {
  return entity.startsWith(OPEN) || entity.startsWith(CLOSED);
}

/** The id of a piece, from the name of its entity. */
export function pieceIdOf(entity: string): string {
  return entity.slice(entity.indexOf('/') + 1);
}

/** The entity of a piece in its case's log. */
export function entityOfPiece({ id, isProtected }: Pick<NewPiece, 'id' | 'isProtected'>): string {
  return `${isProtected ? CLOSED : OPEN}${id}`;
}

/** Whether the values of a field are of the protected level. */
export function isProtectedEvidence(entity: string, field: string): boolean {
  return entity.startsWith(CLOSED) && PROTECTED_FIELDS.has(field);
}

/** What adding a piece writes into the log. */
export function addPieceIntents(piece: NewPiece): readonly ChangeIntent[] {
  const { id, isProtected, key, note, width, height, scanOf, ...rest } = piece;
  const values = {
    ...rest,
    key: toBase64(key),
    ...(note === '' ? {} : { note }),
    ...(width === undefined || height === undefined ? {} : { width, height }),
    ...(scanOf === undefined ? {} : { scanOf: paperCodeText(scanOf) }),
  };
  const entity = entityOfPiece({ id, isProtected });
  return Object.entries(values).map(([field, value]) => ({ entity, field, kind: 'set', value }));
}

/** What a person may change of a piece afterwards. */
export interface PieceEdit {
  readonly name?: string;
  readonly note?: string;
  readonly takenAt?: string;
  readonly inBin?: boolean;
  /** no pages take it away from its paper */
  readonly paper?: PaperPages;
}

/** What a change of a piece writes into the log; nothing for what is so already. A date that is typed says so. */
export function editPieceIntents(piece: Piece, edit: PieceEdit): readonly ChangeIntent[] {
  const entity = entityOfPiece(piece);
  const {
    name = piece.name,
    note = piece.note,
    takenAt = piece.takenAt,
    inBin = piece.inBin,
    paper = piece.paper,
  } = edit;
  const asText = (pages: PaperPages | undefined): string => (pages === undefined ? '' : paperPagesText(pages));
  const wanted = [
    ['name', name, piece.name],
    ['note', note, piece.note],
    ['takenAt', takenAt, piece.takenAt],
    ['takenFrom', takenAt === piece.takenAt ? piece.takenFrom : 'typed', piece.takenFrom],
    ['paper', asText(paper), asText(piece.paper)],
    ['@borrado', inBin, piece.inBin],
  ] as const;
  return wanted.flatMap(([field, value, before]): ChangeIntent[] =>
    value === before ? [] : [{ entity, field, kind: 'set', value }],
  );
}

/** The evidence of a case. */
export interface CaseEvidence {
  /** in the order in which they came in, those in the bin too */
  readonly pieces: readonly Piece[];
  readonly closed: readonly ClosedPiece[];
}

/** A piece and its number in its case. */
export interface NumberedPiece {
  readonly n: number;
  readonly piece: Piece;
}

/** The evidence of a case, from its log. */
export function evidenceOf(folded: FoldedCase): CaseEvidence {
  const pieces: Piece[] = [];
  const closed: ClosedPiece[] = [];
  for (const [entity, fields] of folded.entities) {
    if (!isEvidence(entity)) continue;
    const read = readPiece(entity, fields);
    if ('why' in read) closed.push(read);
    else pieces.push(read);
  }
  return { pieces: pieces.sort(byTime), closed: closed.sort(byTime) };
}

/** In the order in which they came in. */
function byTime(a: Pick<Piece, 'addedAt' | 'id'>, b: Pick<Piece, 'addedAt' | 'id'>): number {
  return a.addedAt === b.addedAt ? (a.id < b.id ? -1 : 1) : a.addedAt < b.addedAt ? -1 : 1;
}

/**
 * All pieces of a case with their numbers: the place of each among all that came in, those in the bin and those that are
 * closed to whoever looks too, so that everybody calls a piece by the same number.
 */
export function numberPieces({ pieces, closed }: CaseEvidence): {
  readonly pieces: readonly NumberedPiece[];
  readonly closed: readonly number[];
} {
  const all = [...pieces, ...closed].sort(byTime).map((piece, i) => ({ n: i + 1, piece }));
  return {
    pieces: all.flatMap(({ n, piece }) => ('why' in piece ? [] : [{ n, piece }])),
    closed: all.flatMap(({ n, piece }) => ('why' in piece ? [n] : [])),
  };
}

function readPiece(entity: string, fields: ReadonlyMap<string, FoldedField>): Piece | ClosedPiece {
  const id = pieceIdOf(entity);
  // what came in cannot change: the first change of its size tells who brought it and when
  const first = fields.get('size')?.heads.at(-1)?.op;
  const added = { id, addedBy: first?.u ?? '', addedAt: first?.t.slice(0, 24) ?? '' };
  const values = Object.fromEntries(
    [...fields].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value] as const])),
  );
  const isProtected = entity.startsWith(CLOSED);
  const stored = v.safeParse(Stored, values);
  if (!stored.success) return { ...added, why: isProtected && values['key'] === undefined ? 'closed' : 'unreadable' };
  const { key, width, height, paper, scanOf, ...known } = stored.output;
  const pages = readPaperPages(paper);
  const code = readPaperCode(scanOf);
  return {
    ...added,
    ...known,
    ...(width === undefined || height === undefined ? {} : { width, height }),
    ...(pages === undefined ? {} : { paper: pages }),
    ...(code === undefined ? {} : { scanOf: code }),
    key: fromBase64(key),
    isProtected,
    inBin: values['@borrado'] === true,
  };
}
