import { assert } from '../kernel/assert.ts';
import { sha256, toHex, utf8 } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { reader, rowsOf, type RecordDraft } from '../record/draft.ts';
import { inspection } from '../record/kinds/inspection.ts';
import { jointOfficials } from '../record/kinds/joint-acta.ts';
import { paperCodeText } from '../record/paper-code.ts';
import { closingSentences, openingSentence } from './acta-prose.ts';
import { actaSections } from './acta-sections.ts';
import { actaSignatures } from './acta-signatures.ts';
import { canonicalRecord, type ActaContent } from './canonical-record.ts';
import { hashLines } from './hash-lines.ts';
import type { Paper, Report, ReportBlock, ReportSection } from './report.ts';
import { beside, besideRole, secondWordsOf } from './second-language.ts';
import { secondSentences } from './second-sentences.ts';
import { actaText } from './text/es.ts';

/** An acta and how it is to be printed. */
export interface ActaInput extends ActaContent {
  /** true for a preview: BORRADOR on every page, no verification code, no attachment */
  readonly draftMark: boolean;
  readonly madeAt: Instant;
  readonly paper: Paper;
  /** lower-case hexadecimal SHA-256 of `recordJson` */
  readonly hash: string;
  /** `canonicalRecord` of the same content */
  readonly recordJson: string;
}

/**
 * Makes the acta with its canonical record and the hash of it: what finalising and previews call.
 * @returns the report, and the hash that its code and the register carry
 */
export async function prepareActa(
  input: Omit<ActaInput, 'hash' | 'recordJson'>,
): Promise<{ readonly report: Report; readonly recordHash: string }> {
  const recordJson = canonicalRecord(input);
  const recordHash = toHex(await sha256(utf8(recordJson)));
  return { report: buildActa({ ...input, recordJson, hash: recordHash }), recordHash };
}

/**
 * The acta de inspección as plain data: every filled field that the addressee may see, in the order of the form,
 * between the opening sentence and the closing formula.
 * @throws when `recordJson` was made from other content or for another addressee: it would leak or contradict
 */
export function buildActa(input: ActaInput): Report {
  const { office, draft, number, version, addressee, draftMark } = input;
  assert(input.recordJson === canonicalRecord(input), 'acta: the attached record is not that of this paper');
  const words = secondWordsOf(draft);
  const second = secondSentences(inspection.key, draft);
  const sections: readonly ReportSection[] = [
    {
      heading: beside(actaText.opening, words?.opening),
      blocks: [...openingBlocks(input), ...inSecond(second?.opening)],
    },
    ...actaSections(input),
    {
      heading: beside(actaText.closing, words?.closing),
      blocks: [{ kind: 'paragraph', text: closingSentences(draft).join(' ') }, ...inSecond(second?.closing)],
    },
  ];
  return {
    template: 'acta-inspeccion',
    addressee,
    language: 'es-HN',
    title: beside(titleOf(draft), second?.title),
    number,
    version,
    draft: draftMark,
    madeAt: input.madeAt,
    paper: input.paper,
    letterhead: office.letterhead,
    author: office.name,
    sections: sections.map((section, i) => ({ ...section, heading: `${i + 1}. ${section.heading}` })),
    signatures: actaSignatures(input).map((place) => ({ ...place, role: besideRole(place.role, words) })),
    ...(draftMark ? {} : { code: verificationCode(input, actaText.code.paper), attachment: attachment(input) }),
    footer: `${office.name} · ${actaText.footers[addressee]}`,
  };
}

function titleOf(draft: RecordDraft): string {
  const isObstructed = reader(draft).text('obstructed') === 'yes';
  if (rowsOf(draft, jointOfficials).length === 0) return isObstructed ? actaText.obstructionTitle : actaText.title;
  return isObstructed ? actaText.jointObstructionTitle : actaText.jointTitle;
}

function openingBlocks({ draft, version, reason }: ActaInput): readonly ReportBlock[] {
  const opening: ReportBlock = { kind: 'paragraph', text: openingSentence(draft) };
  if (version < 2 || reason === undefined || reason.trim() === '') return [...bindingNotice(draft), opening];
  const replaces = `Esta versión ${version} sustituye a la versión ${version - 1}. Motivo: ${reason.trim()}`;
  return [...bindingNotice(draft), { kind: 'notice', text: replaces }, opening];
}

/** Which text binds, on a paper in two languages. */
export function bindingNotice(draft: RecordDraft): readonly ReportBlock[] {
  const binding = secondWordsOf(draft)?.binding;
  return binding === undefined ? [] : [{ kind: 'notice', text: binding }];
}

/** A sentence in the second language, below the Spanish one; nothing on a paper in Spanish alone. */
export function inSecond(text: string | undefined): readonly ReportBlock[] {
  return text === undefined ? [] : [{ kind: 'paragraph', text }];
}

/**
 * The QR code of a sealed paper, with what it says in words.
 * @param paper what the paper is called
 */
export function verificationCode(
  { number, version, hash, madeAt }: Pick<ActaInput, 'number' | 'version' | 'hash' | 'madeAt'>,
  paper: string,
): NonNullable<Report['code']> {
  const made = `Emitida el ${formatDate(dateInHonduras(madeAt))} a las ${timeInHonduras(madeAt)} (hora del equipo)`;
  return {
    qr: paperCodeText({ number, version, hash }),
    heading: actaText.code.heading,
    lines: [`${paper} n.º ${number}, versión ${version}`, made, actaText.code.hash, ...hashLines(hash)],
    alt: actaText.code.alt,
  };
}

function attachment({ recordJson }: ActaInput): NonNullable<Report['attachment']> {
  return { name: 'acta.json', json: recordJson, description: actaText.attachmentDescription };
}
