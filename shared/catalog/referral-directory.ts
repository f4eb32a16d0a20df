import * as v from 'valibot';
import { CatalogEntry, Confidence } from './entry.ts';
import directoryData from './referral-directory.json';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** Whom an office tells of a possible victim: an institution, what it does, and where it is reached. */
export const ReferralInstitution = v.strictObject({
  ...CatalogEntry.entries,
  role: text,
  telephones: v.array(
    v.strictObject({ number: v.pipe(v.string(), v.regex(/^[0-9-]{3,15}$/)), label: text, confidence: Confidence }),
  ),
});
export type ReferralInstitution = v.InferOutput<typeof ReferralInstitution>;

/** The institutions that the app ships with; telephones change, so an office notes its own beside them. */
export const referralDirectory: readonly ReferralInstitution[] = v.parse(v.array(ReferralInstitution), directoryData);

/** Whom a referral may be addressed to: an institution of the directory, or one that is named in the referral itself. */
export const referralAddressees = [...referralDirectory.map(({ key }) => key), 'other'] as const;
