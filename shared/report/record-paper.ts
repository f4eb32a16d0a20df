import { assert } from '../kernel/assert.ts';
import { sha256, toHex, utf8 } from '../kernel/bytes.ts';
import { inspection } from '../record/kinds/inspection.ts';
import type { RecordKind } from '../record/fields.ts';
import {
  inSecond,
  languagesOf,
  openingNotices,
  paperFooter,
  prepareActa,
  verificationCode,
  type ActaInput,
} from './acta.ts';
import { canonicalRecord } from './canonical-record.ts';
import { findPaper } from './papers.ts';
import { recordSections } from './record-sections.ts';
import type { Addressee, Report, ReportSection } from './report.ts';
import { beside, besideRole, secondWordsOf } from './second-language.ts';
import { secondSentences } from './second-sentences.ts';
import { actaText } from './text/es.ts';

/**
 * Makes the paper of a record with its canonical record and the hash of it: what finalising and previews call.
 * @param kind one that has a paper (`paperFor`)
 * @returns the report, and the hash that its code and the register carry
 */
export async function preparePaper(
  kind: RecordKind,
  input: Omit<ActaInput, 'hash' | 'recordJson'>,
): Promise<{ readonly report: Report; readonly recordHash: string }> {
  if (kind.key === inspection.key) return await prepareActa(input);
  const recordJson = canonicalRecord(input, kind);
  const recordHash = toHex(await sha256(utf8(recordJson)));
  return { report: buildPaper(kind, { ...input, recordJson, hash: recordHash }), recordHash };
}

/**
 * The paper of a record as plain data: every filled field that the addressee may see, between the opening sentence and the
 * closing formula of its kind.
 * @throws when `recordJson` was made from other content or for another addressee: it would leak or contradict
 */
export function buildPaper(kind: RecordKind, input: ActaInput): Report {
  const { office, draft, number, version, addressee, draftMark } = input;
  const paper = findPaper(kind.key);
  assert(paper !== undefined, `no paper is made of a ${kind.key}`);
  assert(input.recordJson === canonicalRecord(input, kind), 'paper: the attached record is not that of this paper');
  const own = paper.addressee?.(draft);
  const others: readonly Addressee[] = paper.institutions?.(draft) ?? [];
  const isFor = own === undefined || ['file', own, ...others].includes(addressee);
  assert(isFor, 'paper: it is for its own addressee alone');
  const words = secondWordsOf(draft);
  const second = secondSentences(kind.key, draft);
  const title = beside(paper.title(draft), second?.title);
  const sections: readonly ReportSection[] = [
    {
      heading: beside(actaText.opening, words?.opening),
      blocks: [
        ...openingNotices(input),
        { kind: 'paragraph', text: paper.opening(draft, input) },
        ...inSecond(second?.opening),
      ],
    },
    ...(paper.body?.(input) ?? recordSections(kind, input)),
    {
      heading: beside(actaText.closing, words?.closing),
      blocks: [{ kind: 'paragraph', text: paper.closing(draft).join(' ') }, ...inSecond(second?.closing)],
    },
  ];
  return {
    template: paper.template,
    addressee,
    ...languagesOf(draft),
    title,
    number,
    version,
    draft: draftMark,
    madeAt: input.madeAt,
    paper: input.paper,
    letterhead: office.letterhead,
    author: office.name,
    sections: sections.map((section, i) => ({ ...section, heading: `${i + 1}. ${section.heading}` })),
    signatures: paper.signatures(input).map((place) => ({ ...place, role: besideRole(place.role, words) })),
    ...(draftMark
      ? {}
      : {
          code: verificationCode(input, paper.title(draft)),
          attachment: {
            name: 'registro.json',
            json: input.recordJson,
            description: `Registro canónico: ${paper.title(draft)}`,
          },
        }),
    footer: paperFooter(input),
  };
}
