import { sha256, toHex, utf8 } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { packageFiles, type PackageFile } from '../referral/package-content.ts';
import { hashCell } from './hash-lines.ts';
import { officePaper } from './office-paper.ts';
import type { Paper, Report, ReportBlock } from './report.ts';
import { referralPackageText } from './text/referral-package.ts';

/** Name and version of the attached list's shape; a data format. */
export const REFERRAL_ANNEXES_FORMAT = 'atalaya/referral-annexes/v1';
/** The field that whoever packs the referral signs in. */
export const REFERRAL_ANNEXES_FIELD = 'Firma_Anexos';

const text = referralPackageText.annexes;

/** A copy of evidence in a package, and the original that stays sealed in the office. */
export interface AnnexedPiece {
  /** as the package has it */
  readonly name: string;
  /** what it shows, in the referral's words; the file's own name is not told */
  readonly description: string;
  /** of the original, lower-case hexadecimal */
  readonly originalSha256: string;
  /** drawn anew without metadata; else the very bytes */
  readonly isRedrawn: boolean;
}

/** What the list of annexes is made of. */
export interface ReferralAnnexesInput {
  readonly office: { readonly name: string; readonly code: string; readonly letterhead: readonly string[] };
  /** who packs and signs */
  readonly person: { readonly name: string; readonly position: string; readonly credential: string };
  /** of the referral */
  readonly number: string;
  /** the institution's name */
  readonly addressee: string;
  /** every file of the package but this list and the manifest, in its order */
  readonly files: readonly PackageFile[];
  readonly pieces: readonly AnnexedPiece[];
  readonly madeAt: Instant;
  readonly paper: Paper;
}

/**
 * The list of annexes of a referral as plain data: every file of its package with size and hash, and of each copy of
 * evidence the hash of the original. Carries the list as canonical JSON, and is signed by whoever packs.
 */
export async function buildReferralAnnexes(input: ReferralAnnexesInput): Promise<Report> {
  const { office, person, number, addressee, files, pieces, madeAt, paper } = input;
  const json = annexesJson(input);
  const hash = toHex(await sha256(utf8(json)));
  const when = `${formatDate(dateInHonduras(madeAt))}, ${timeInHonduras(madeAt)}`;
  const { about } = text;
  return {
    ...officePaper({ office, madeAt, paper }),
    template: 'anexos-remision',
    title: text.title,
    number,
    sections: [
      {
        heading: about.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: about.number, value: number },
              { label: about.to, value: addressee },
              { label: about.office, value: `${office.name} (${office.code})` },
              { label: about.count, value: String(files.length) },
              { label: about.madeBy, value: person.name },
              { label: about.madeAt, value: when },
            ],
          },
        ],
      },
      { heading: text.files.heading, blocks: [filesBlock(files)] },
      { heading: text.pieces.heading, blocks: [piecesBlock(pieces)] },
      { heading: text.verify.heading, blocks: [{ kind: 'numbered', items: text.verify.items }] },
      // a last paragraph goes where the signatures go: they never stand on a sheet of their own
      { heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: text.closing.text(files.length, when) }] },
    ],
    signatures: [
      {
        field: REFERRAL_ANNEXES_FIELD,
        role: text.signature,
        name: person.name,
        details: [person.position, `${text.credential} ${person.credential}`],
      },
    ],
    attachment: { name: 'anexos.json', json, description: `${text.attachmentDescription} (SHA-256 ${hash})` },
    footer: text.footer(number),
  };
}

function filesBlock(files: readonly PackageFile[]): ReportBlock {
  const { caption, columns } = text.files;
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.name, weight: 28 },
      { header: columns.what, weight: 26 },
      { header: columns.size, weight: 16, align: 'right' },
      { header: columns.hash, weight: 30 },
    ],
    rows: files.map(({ name, size, sha256: hash }) => [name, whatIs(name), grouped(size), hashCell(hash)]),
  };
}

function piecesBlock(pieces: readonly AnnexedPiece[]): ReportBlock {
  const { caption, columns, none, clean, exact } = text.pieces;
  if (pieces.length === 0) return { kind: 'paragraph', text: none };
  return {
    kind: 'table',
    caption,
    columns: [
      { header: columns.name, weight: 25 },
      { header: columns.description, weight: 25 },
      { header: columns.how, weight: 20 },
      { header: columns.hash, weight: 30 },
    ],
    rows: pieces.map(({ name, description, isRedrawn, originalSha256 }) => [
      name,
      description,
      isRedrawn ? clean : exact,
      hashCell(originalSha256),
    ]),
  };
}

function whatIs(name: string): string {
  const { what } = text;
  const known: Readonly<Record<string, string>> = {
    [packageFiles.readme]: what.readme,
    [packageFiles.referral]: what.referral,
    [packageFiles.receipt]: what.receipt,
    [packageFiles.identities]: what.identities,
  };
  return known[name] ?? what.evidence;
}

/** `1234567` as `1,234,567`, as figures are written in Honduras. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

function annexesJson({ office, person, number, addressee, files, pieces, madeAt }: ReferralAnnexesInput): string {
  return canonicalJson({
    format: REFERRAL_ANNEXES_FORMAT,
    office: { name: office.name, code: office.code },
    madeAt,
    madeBy: { name: person.name, credential: person.credential },
    number,
    addressee,
    files: files.map(({ name, size, sha256: hash }): Json => ({ name, size, sha256: hash })),
    pieces: pieces.map(({ name, description, originalSha256, isRedrawn }): Json => ({
      name,
      description,
      originalSha256,
      isRedrawn,
    })),
  });
}
