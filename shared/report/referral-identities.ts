import { officePaper, type OfficePaperInput } from './office-paper.ts';
import type { Report } from './report.ts';
import { referralPackageText } from './text/referral-package.ts';

const text = referralPackageText.identities;

/** What a case knows of who somebody is; as it is printed. */
export const identityFields = [
  ...(['realName', 'dni', 'birthDate', 'telephone', 'homeAddress', 'contact'] as const),
  ...(['guardian', 'guardianName', 'guardianContact', 'identityNote'] as const),
] as const;
export type IdentityField = (typeof identityFields)[number];

/** Those of the adult who answers for a child; they do not leave when that adult is implicated in the facts. */
export const guardianFields: ReadonlySet<IdentityField> = new Set(['guardian', 'guardianName', 'guardianContact']);

/** A person that the referral calls by a pseudonym. */
export interface Identity {
  readonly pseudonym: string;
  readonly known: Readonly<Partial<Record<IdentityField, string>>>;
}

/** What the annex of identities is made of. */
export interface ReferralIdentitiesInput extends OfficePaperInput {
  /** of the referral */
  readonly number: string;
  readonly addressee: string;
  /** those that the office knows */
  readonly people: readonly Identity[];
  /** pseudonyms of the referral of whom nothing is known */
  readonly unknown: readonly string[];
}

/** The annex that says who the people of a referral are. It exists in the sealed package and nowhere else. */
export function buildReferralIdentities(input: ReferralIdentitiesInput): Report {
  const { number, addressee, people, unknown, ...frame } = input;
  const { about } = text;
  return {
    ...officePaper(frame),
    template: 'identidades-remision',
    title: text.title,
    number,
    sections: [
      {
        heading: about.heading,
        blocks: [
          { kind: 'notice', text: text.warning },
          {
            kind: 'fields',
            rows: [
              { label: about.number, value: number },
              { label: about.to, value: addressee },
              { label: about.count, value: String(people.length) },
            ],
          },
          ...(unknown.length === 0 ? [] : [{ kind: 'paragraph' as const, text: text.missing(unknown.join(', ')) }]),
        ],
      },
      ...people.map(({ pseudonym, known }) => ({
        heading: text.heading(pseudonym),
        blocks: [
          {
            kind: 'fields' as const,
            rows: identityFields
              .filter((field) => field === 'realName' || known[field] !== undefined)
              .map((field) => ({ label: text.fields[field], value: known[field] ?? text.unknown })),
          },
        ],
      })),
    ],
    signatures: [],
    footer: text.footer(number),
  };
}
