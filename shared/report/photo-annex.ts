import type { Piece } from '../evidence/piece.ts';
import { sha256, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/clock.ts';
import { without } from '../kernel/without.ts';
import { hashCell, hashLines } from './hash-lines.ts';
import { officePaper } from './office-paper.ts';
import { takenText, whenText } from './piece-text.ts';
import type { Addressee, Paper, Report, ReportBlock, ReportPhoto, ReportRow, ReportSection } from './report.ts';
import { evidenceSheetText } from './text/evidence.ts';
import { photoAnnexText as text } from './text/photo-annex.ts';

/** Name and version of the attached list's shape; a data format. */
export const PHOTO_ANNEX_FORMAT = 'atalaya/photo-annex/v1';

/** For whom an annex is made. */
export type AnnexAddressee = Extract<Addressee, 'file' | 'employer'>;

/** A photograph of the annex; never of a protected piece. */
export interface AnnexPhoto extends Pick<
  Piece,
  'id' | 'name' | 'note' | 'sha256' | 'takenAt' | 'takenFrom' | 'addedAt'
> {
  /** its number in the case */
  readonly n: number;
  /** name of whoever brought it */
  readonly addedBy: string;
  /** drawn small enough for paper, without metadata */
  readonly jpeg: Bytes;
}

/** A piece that was asked for and is not in the annex. */
export interface LeftOut {
  readonly n: number;
  /** empty for a protected piece, which is named by its number alone */
  readonly name: string;
  readonly why: keyof typeof text.leftOut.why;
}

/** What a case is called. */
export interface CaseNames {
  /** empty while it has none */
  readonly number: string;
  /** of the employer; empty while nobody knows it */
  readonly employer: string;
}

/** What an annex is made of. */
export interface PhotoAnnexInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who makes and signs it */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  readonly caseId: string;
  readonly about: CaseNames;
  readonly addressee: AnnexAddressee;
  /** in the order in which they are to be printed */
  readonly photos: readonly AnnexPhoto[];
  readonly leftOut: readonly LeftOut[];
  /** protected pieces that whoever makes it cannot open */
  readonly closed: number;
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The photographs of a case on paper: each with its number, what it shows, when it was taken, who brought it and the
 * SHA-256 of its original. No paper holds a protected piece: the file's names those by their numbers. The employer's has
 * neither file names, notes nor numbers of the case, all of which may tell of people, and does not say that anything is
 * left out.
 */
export async function buildPhotoAnnex(input: PhotoAnnexInput): Promise<Report> {
  const { office, person, addressee, madeAt, paper, about, photos } = input;
  const isOurs = addressee === 'file';
  const json = annexJson(input);
  const hash = toHex(await sha256(utf8(json)));
  const before = isOurs ? 3 : 2;
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'anexo-fotografico',
    addressee,
    title: text.title,
    number: isOurs ? about.number : '',
    sections: [
      { heading: text.about.heading, blocks: [{ kind: 'fields', rows: aboutRows(input) }] },
      { heading: text.photos.heading, blocks: [photosBlock(photos, isOurs)] },
      ...(isOurs ? [leftOutSection(input)] : []),
      { heading: text.verify.heading(before + 1), blocks: [{ kind: 'numbered', items: text.verify.items }] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      {
        heading: text.closing.heading(before + 2),
        blocks: [{ kind: 'paragraph', text: text.closing.text(photos.length, whenText(madeAt)) }],
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
      qr: `ATALAYA-FOTOS:1:${office.code}:${photos.length}:${hash}`,
      heading: text.code.heading,
      lines: [text.code.count(photos.length), text.code.hash, ...hashLines(hash)],
      alt: text.code.alt,
    },
    attachment: { name: 'fotografias.json', json, description: text.attachmentDescription },
    footer: text.footer(office.name),
  };
}

function aboutRows(input: PhotoAnnexInput): readonly ReportRow[] {
  const { office, person, about, addressee, photos, madeAt } = input;
  const labels = text.about;
  const rows = [
    { label: labels.office, value: `${office.name} (${office.code})` },
    { label: labels.number, value: addressee === 'file' ? about.number : '' },
    { label: labels.employer, value: about.employer },
    { label: labels.count, value: String(photos.length) },
    { label: labels.madeBy, value: person.name },
    { label: labels.madeAt, value: whenText(madeAt) },
  ];
  return rows.filter(({ value }) => value !== '');
}

function photosBlock(photos: readonly AnnexPhoto[], isOurs: boolean): ReportBlock {
  if (photos.length === 0) return { kind: 'paragraph', text: text.photos.none };
  return { kind: 'photos', photos: photos.map((photo, i) => photoOf(photo, i + 1, isOurs)) };
}

function photoOf(photo: AnnexPhoto, place: number, isOurs: boolean): ReportPhoto {
  const { photos } = text;
  const { n, name, note, takenAt, takenFrom, addedBy, addedAt, sha256: hash, jpeg } = photo;
  return {
    jpeg,
    alt: isOurs ? photos.described(place, name) : photos.name(place),
    caption: isOurs ? note : '',
    rows: [
      { label: photos.number, value: photos.name(place) },
      ...(isOurs
        ? [
            { label: photos.inCase, value: String(n) },
            { label: photos.file, value: name },
          ]
        : []),
      { label: photos.taken, value: `${takenText(takenAt)}\n${evidenceSheetText.dates[takenFrom]}` },
      { label: photos.added, value: `${addedBy}\n${whenText(addedAt)}` },
      { label: photos.hash, value: hashCell(hash) },
    ],
  };
}

function leftOutSection({ leftOut: missing, closed }: PhotoAnnexInput): ReportSection {
  const { leftOut } = text;
  const { n, name, why } = leftOut.columns;
  return {
    heading: leftOut.heading,
    blocks: [
      missing.length === 0
        ? { kind: 'paragraph', text: leftOut.none }
        : {
            kind: 'table',
            caption: leftOut.caption,
            columns: [
              { header: n, weight: 6, align: 'right' },
              { header: name, weight: 50 },
              { header: why, weight: 44 },
            ],
            rows: missing.map((one) => [String(one.n), one.name === '' ? '—' : one.name, leftOut.why[one.why]]),
          },
      ...(closed === 0 ? [] : [{ kind: 'notice' as const, text: leftOut.closed(closed) }]),
    ],
  };
}

function annexJson(input: PhotoAnnexInput): string {
  const { office, person, caseId, about, addressee, photos, leftOut, closed, madeAt } = input;
  const isOurs = addressee === 'file';
  const told = (photo: AnnexPhoto, i: number): Json => ({
    ...(isOurs ? without(photo, 'jpeg') : without(photo, 'jpeg', 'id', 'n', 'name', 'note')),
    place: i + 1,
  });
  return canonicalJson({
    format: PHOTO_ANNEX_FORMAT,
    office: { name: office.name, code: office.code },
    addressee,
    case: { employer: about.employer, ...(isOurs ? { id: caseId, number: about.number } : {}) },
    madeAt,
    madeBy: { name: person.name, credential: person.credential },
    photos: photos.map(told),
    ...(isOurs ? { closed, leftOut: leftOut.map((one): Json => ({ ...one })) } : {}),
  });
}
