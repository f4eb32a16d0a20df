import { hashLines } from './hash-lines.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { referralPackageText } from './text/referral-package.ts';

const text = referralPackageText.receipt;

/** What a receipt form is made of: nothing of any victim is. */
export interface ReferralReceiptInput extends OfficePaperInput {
  /** of the referral */
  readonly number: string;
  /** the institution's name */
  readonly addressee: string;
  /** the sealed file, on the form that is printed once it is there; the one inside the package cannot know it */
  readonly sealed?: { readonly name: string; readonly sha256: string; readonly files: number };
}

/** The form by which an institution says that it received a referral, to be filled in, signed and sealed by hand. */
export function buildReferralReceipt({ number, addressee, sealed, ...frame }: ReferralReceiptInput): Report {
  const { about, fill } = text;
  const line = { kind: 'lines', count: 1 } as const;
  return {
    ...officePaper(frame),
    template: 'acuse-remision',
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
              { label: about.from, value: frame.office.name },
              ...(sealed === undefined
                ? []
                : [
                    { label: about.file, value: sealed.name },
                    { label: about.files, value: String(sealed.files) },
                    { label: about.hash, value: hashLines(sealed.sha256).join('\n') },
                  ]),
            ],
          },
        ],
      },
      {
        heading: fill.heading,
        blocks: [
          {
            kind: 'blanks',
            rows: [
              [
                { label: fill.institution, weight: 1, fill: line },
                { label: fill.unit, weight: 1, fill: line },
              ],
              [
                { label: fill.name, weight: 1, fill: line },
                { label: fill.position, weight: 1, fill: line },
              ],
              [{ label: fill.caseNumber, weight: 1, fill: line }],
              [
                { label: fill.date, weight: 2, fill: { kind: 'boxes', groups: [2, 2, 4], parted: '/' } },
                { label: fill.time, weight: 1, fill: { kind: 'boxes', groups: [2, 2], parted: ':' } },
              ],
              [{ label: fill.opened, weight: 1, fill: { kind: 'choices', options: fill.openedOptions } }],
              [
                { label: fill.sign, weight: 1, fill: { kind: 'lines', count: 4 } },
                { label: fill.seal, weight: 1, fill: { kind: 'lines', count: 4 } },
              ],
            ],
          },
        ],
      },
      { heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: text.closing.text }] },
    ],
    signatures: [],
    footer: text.footer(number),
  };
}
