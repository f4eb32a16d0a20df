import type { Instant } from '../kernel/clock.ts';
import { dateInHonduras, formatDate, timeInHonduras } from '../kernel/plain-date.ts';
import { hashLines } from './hash-lines.ts';
import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report, ReportSection } from './report.ts';
import { bundleReceiptText as text } from './text/bundle-receipt.ts';

/** What a receipt is made of: nothing of any case or person is. */
export interface BundleReceiptInput extends OfficePaperInput {
  /** as it is called on the stick: `K7QM-2F9X` */
  readonly code: string;
  /** name and code of the other office; undefined for somebody outside */
  readonly to: string | undefined;
  readonly writtenAt: Instant;
  /** names of its files on the stick */
  readonly names: readonly string[];
  /** bytes of all of them */
  readonly size: number;
  /** of all of them one after the other, lower-case hexadecimal */
  readonly sha256: string;
  /** of the envelope, which is what the bundle is known by */
  readonly identity: string;
  /** what the stick is called */
  readonly stick: string;
  /** of the page that opens it in any browser, lower-case hexadecimal; undefined where it could not be read */
  readonly opener: string | undefined;
}

/** The receipt of a bundle that is handed over on a stick: two people sign it by hand, each office keeps one. */
export function buildBundleReceipt(input: BundleReceiptInput): Report {
  const { code, to, writtenAt, names, size, sha256, identity, stick, opener, ...frame } = input;
  const { about } = text;
  return {
    ...officePaper(frame),
    template: 'recibo-traspaso',
    title: text.title,
    number: code,
    sections: [
      {
        heading: about.heading,
        blocks: [
          {
            kind: 'fields',
            rows: [
              { label: about.code, value: code },
              { label: about.from, value: frame.office.name },
              { label: about.to, value: to ?? about.outside },
              {
                label: about.writtenAt,
                value: `${formatDate(dateInHonduras(writtenAt))} ${timeInHonduras(writtenAt)}`,
              },
              { label: about.stick, value: stick },
              { label: about.parts, value: names.join('\n') },
              { label: about.size, value: about.sizeOf(size.toLocaleString('es-HN')) },
              { label: about.hash, value: hashLines(sha256).join('\n') },
              { label: about.identity, value: hashLines(identity).join('\n') },
              ...(opener === undefined ? [] : [{ label: about.opener, value: hashLines(opener).join('\n') }]),
            ],
          },
        ],
      },
      people,
      { heading: text.closing.heading, blocks: [{ kind: 'paragraph', text: text.closing.text }] },
    ],
    signatures: [],
    footer: text.footer(code),
  };
}

const line = { kind: 'lines', count: 1 } as const;
const day = { kind: 'boxes', groups: [2, 2, 4], parted: '/' } as const;

/** Who hands over at the left, who receives at the right. */
const people: ReportSection = {
  heading: text.people.heading,
  blocks: [
    {
      kind: 'blanks',
      rows: [
        ...(['name', 'position', 'date', 'sign'] as const).map((what) =>
          ([text.people.gives, text.people.receives] as const).map((who) => ({
            label: `${who}: ${text.people[what]}`,
            weight: 1,
            fill: what === 'date' ? day : what === 'sign' ? { kind: 'lines' as const, count: 2 } : line,
          })),
        ),
        [{ label: text.people.serial, weight: 1, fill: line }],
      ],
    },
  ],
};
