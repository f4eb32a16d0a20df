import * as v from 'valibot';
import { CatalogEntry } from './entry.ts';
import { referralAddressees } from './referral-directory.ts';
import identitiesData from './referral-identities.json';

/** An institution that may be told who the people of a referral are, and why it may need it. */
const IdentityRule = v.strictObject({ ...CatalogEntry.entries, key: v.picklist(referralAddressees) });

/** Proposals of the app until the institutions themselves say what they need; all others never get identities. */
export const identityRules: readonly v.InferOutput<typeof IdentityRule>[] = v.parse(
  v.array(IdentityRule),
  identitiesData,
);

/** Whether an institution may get an annex of identities, with a reason each time. */
export function mayGetIdentities(addressee: string): boolean {
  return identityRules.some(({ key }) => key === addressee);
}
