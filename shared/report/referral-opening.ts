import { openingSteps, type HelpLine, type Sealed } from '../referral/how-to-open.ts';
import { hashLines } from './hash-lines.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { referralPackageText } from './text/referral-package.ts';

const text = referralPackageText.opening;

/** What the sheet on opening a package is made of. */
export interface ReferralOpeningInput extends OfficePaperInput, Pick<HelpLine, 'person'> {
  /** of the referral */
  readonly number: string;
  /** the institution's name */
  readonly addressee: string;
  readonly sealedBy: Sealed;
  /** the fingerprint of the office's own certificate in words */
  readonly rootWords: readonly string[];
  readonly sealed: { readonly name: string; readonly sha256: string; readonly size: number };
}

/**
 * The sheet for whoever receives a package: how it is opened and checked with free programs, and whom to call. It goes
 * beside the package, so it tells neither of a victim nor the words that open it.
 */
export function buildReferralOpening(input: ReferralOpeningInput): Report {
  const { number, addressee, sealedBy, sealed, person, rootWords, ...frame } = input;
  const { about, call } = text;
  return {
    ...officePaper(frame),
    template: 'apertura-paquete',
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
              { label: about.file, value: sealed.name },
              { label: about.size, value: about.sizeOf(String(sealed.size).replace(/\B(?=(\d{3})+$)/g, ',')) },
              { label: about.hash, value: hashLines(sealed.sha256).join('\n') },
              { label: about.sealed, value: about[sealedBy] },
            ],
          },
        ],
      },
      ...openingSteps(sealedBy, rootWords).map(({ heading, items }) => ({
        heading,
        blocks: [{ kind: 'numbered' as const, items }],
      })),
      {
        heading: call.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: call.office, value: frame.office.name },
              { label: call.person, value: person },
            ],
          },
          { kind: 'paragraph', text: call.hint },
        ],
      },
    ],
    signatures: [],
    footer: text.footer(frame.office.name),
  };
}
