import * as v from 'valibot';
import { CatalogEntry, Confidence } from './entry.ts';
import directoryData from './referral-directory.json';

/** Whom a referral may be addressed to: an institution of the directory, or (`other`) one that is named in the referral itself. */
export const referralAddressees = [
  'publicProsecutor',
  'cicesctEri',
  'childProtection',
  'police',
  'localCommittee',
  'other',
] as const;
export type ReferralAddressee = (typeof referralAddressees)[number];

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** Whom an office tells of a possible victim: an institution, what it does, and where it is reached. */
export const ReferralInstitution = v.strictObject({
  ...CatalogEntry.entries,
  key: v.picklist(referralAddressees),
  role: text,
  telephones: v.array(
    v.strictObject({ number: v.pipe(v.string(), v.regex(/^[0-9-]{3,15}$/)), label: text, confidence: Confidence }),
  ),
});
export type ReferralInstitution = v.InferOutput<typeof ReferralInstitution>;

/** The institutions that the app ships with; telephones change, so an office notes its own beside them. */
export const referralDirectory: readonly ReferralInstitution[] = v.parse(v.array(ReferralInstitution), directoryData);

/** The institution that a referral goes to; undefined for one that is named in the referral itself. */
export function findInstitution(addressee: string): ReferralInstitution | undefined {
  return referralDirectory.find(({ key }) => key === addressee);
}
