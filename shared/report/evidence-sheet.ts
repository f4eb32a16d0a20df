import type { Piece } from '../evidence/piece.ts';
import { sha256, toHex, utf8 } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/clock.ts';
import { hashCell, hashLines } from './hash-lines.ts';
import { officePaper } from './office-paper.ts';
import { grouped, takenText, whenText } from './piece-text.ts';
import type { Paper, Report, ReportBlock, ReportRow } from './report.ts';
import { evidenceSheetText as text } from './text/evidence.ts';

/** Name and version of the attached list's shape; a data format. */
export const EVIDENCE_SHEET_FORMAT = 'atalaya/evidence-sheet/v1';

/** A piece as the sheet tells it. */
export interface SheetPiece extends Omit<Piece, 'key' | 'thumb' | 'addedBy' | 'note' | 'paper' | 'scanOf'> {
  /** its number in the case */
  readonly n: number;
  /** name of whoever brought it */
  readonly addedBy: string;
}

/** What a hash sheet is made of. */
export interface EvidenceSheetInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who makes and signs it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly caseId: string;
  /** number of the case, or how else it is called */
  readonly caseName: string;
  /** in the order in which they came in; those in the bin too */
  readonly pieces: readonly SheetPiece[];
  /** protected pieces that whoever makes the sheet cannot open */
  readonly closed: number;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The sheet with the hashes of all evidence of a case as plain data: every piece with its name, kind, size, dates, who
 * brought it by which way, and the SHA-256 of the original. Carries the list as canonical JSON, and its hash in a code.
 * No key, no picture and no note is on it.
 */
export async function buildEvidenceSheet(input: EvidenceSheetInput): Promise<Report> {
  const { office, person, pieces, madeAt, paper, caseName } = input;
  const json = sheetJson(input);
  const hash = toHex(await sha256(utf8(json)));
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'hoja-hashes',
    title: text.title,
    number: caseName,
    sections: [
      { heading: text.about.heading, blocks: aboutBlocks(input) },
      { heading: text.pieces.heading, blocks: [piecesBlock(pieces)] },
      { heading: text.verify.heading, blocks: [{ kind: 'numbered', items: text.verify.items }] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      {
        heading: text.closing.heading,
        blocks: [{ kind: 'paragraph', text: text.closing.text(pieces.length, whenText(madeAt)) }],
      },
    ],
    signatures: [
      {
        role: text.signature,
        name: person.name,
        details: [person.position, `${text.credential} ${person.credential}`],
      },
    ],
    code: {
      qr: `ATALAYA-EVIDENCIA:1:${office.code}:${pieces.length}:${hash}`,
      heading: text.code.heading,
      lines: [text.code.count(pieces.length), text.code.hash, ...hashLines(hash)],
      alt: text.code.alt,
    },
    attachment: { name: 'evidencia.json', json, description: text.attachmentDescription },
    footer: text.footer(office.name),
  };
}

function aboutBlocks({ office, person, caseName, pieces, closed, madeAt }: EvidenceSheetInput): readonly ReportBlock[] {
  const { about } = text;
  const inBin = pieces.filter((piece) => piece.inBin).length;
  const rows: readonly ReportRow[] = [
    { label: about.office, value: `${office.name} (${office.code})` },
    { label: about.caseName, value: caseName },
    { label: about.count, value: String(pieces.length) },
    ...(inBin === 0 ? [] : [{ label: about.bin, value: String(inBin) }]),
    { label: about.bytes, value: about.sizeOf(grouped(pieces.reduce((sum, { size }) => sum + size, 0))) },
    { label: about.madeBy, value: person.name },
    { label: about.madeAt, value: whenText(madeAt) },
  ];
  return [{ kind: 'fields', rows }, ...(closed === 0 ? [] : [{ kind: 'notice' as const, text: about.closed(closed) }])];
}

function piecesBlock(pieces: readonly SheetPiece[]): ReportBlock {
  const { caption, columns, none } = text.pieces;
  if (pieces.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.n, weight: 6, align: 'right' },
      { header: columns.name, weight: 30 },
      { header: columns.taken, weight: 17 },
      { header: columns.added, weight: 24 },
      { header: columns.hash, weight: 23 },
    ],
    rows: pieces.map((piece) => [
      String(piece.n),
      nameText(piece),
      `${takenText(piece.takenAt)}\n${text.dates[piece.takenFrom]}`,
      `${piece.addedBy}\n${whenText(piece.addedAt)}\n${text.ways[piece.from]}`,
      hashCell(piece.sha256),
    ]),
  };
}

function nameText({ name, type, size, inBin, isProtected }: SheetPiece): string {
  const { typeAndSize, inBin: binned, protected: guarded } = text.pieces;
  return [name, typeAndSize(type, grouped(size)), ...(isProtected ? [guarded] : []), ...(inBin ? [binned] : [])].join(
    '\n',
  );
}

function sheetJson({ office, person, caseId, caseName, pieces, closed, madeAt }: EvidenceSheetInput): string {
  return canonicalJson({
    format: EVIDENCE_SHEET_FORMAT,
    office: { name: office.name, code: office.code },
    case: { id: caseId, name: caseName },
    madeAt,
    madeBy: { name: person.name, credential: person.credential },
    closed,
    pieces: pieces.map((piece): Json => ({ ...piece })),
  });
}
