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
import { beside, besideRole, secondLanguageOf, secondWordsOf } from './second-language.ts';
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
      blocks: [
        ...openingNotices(input),
        { kind: 'paragraph', text: openingSentence(draft) },
        ...inSecond(second?.opening),
      ],
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
    ...languagesOf(draft),
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
    footer: paperFooter(input),
  };
}

function titleOf(draft: RecordDraft): string {
  const isObstructed = reader(draft).text('obstructed') === 'yes';
  if (rowsOf(draft, jointOfficials).length === 0) return isObstructed ? actaText.obstructionTitle : actaText.title;
  return isObstructed ? actaText.jointObstructionTitle : actaText.jointTitle;
}

/** What stands before the opening: which text binds, on a paper in two languages, and what the paper replaces. */
export function openingNotices({ draft, version, reason }: ActaInput): readonly ReportBlock[] {
  const words = secondWordsOf(draft);
  const why = reason?.trim() ?? '';
  const replaces = `Esta versión ${version} sustituye a la versión ${version - 1}. Motivo: ${why}`;
  return [
    ...inNotice(words?.binding),
    ...(version < 2 || why === '' ? [] : inNotice([replaces, words?.replaces(version) ?? []].flat().join('\n'))),
  ];
}

function inNotice(text: string | undefined): readonly ReportBlock[] {
  return text === undefined ? [] : [{ kind: 'notice', text }];
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
  { draft, number, version, hash, madeAt }: Pick<ActaInput, 'draft' | 'number' | 'version' | 'hash' | 'madeAt'>,
  paper: string,
): NonNullable<Report['code']> {
  const words = secondWordsOf(draft)?.code;
  const [day, time] = [dateInHonduras(madeAt), timeInHonduras(madeAt)];
  const made = `Emitida el ${formatDate(day)} a las ${time} (hora del equipo)`;
  return {
    qr: paperCodeText({ number, version, hash }),
    heading: beside(actaText.code.heading, words?.heading),
    lines: [
      `${paper} n.º ${number}, versión ${version}`,
      beside(made, words?.made(day, time)),
      beside(actaText.code.hash, words?.hash),
      ...hashLines(hash),
    ],
    alt: beside(actaText.code.alt, words?.alt),
  };
}

/** In which languages a paper is. */
export function languagesOf(draft: RecordDraft): Pick<Report, 'language' | 'second'> {
  const second = secondLanguageOf(draft);
  return { language: 'es-HN', ...(second === undefined ? {} : { second }) };
}

/** The footer of a paper: of which office, and for whom. */
export function paperFooter({ office, addressee, draft }: ActaInput): string {
  return `${office.name} · ${beside(actaText.footers[addressee], secondWordsOf(draft)?.footers[addressee])}`;
}

function attachment({ recordJson }: ActaInput): NonNullable<Report['attachment']> {
  return { name: 'acta.json', json: recordJson, description: actaText.attachmentDescription };
}
