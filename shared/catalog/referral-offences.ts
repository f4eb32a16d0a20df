import * as v from 'valibot';
import { CatalogEntry, printableNorm } from './entry.ts';
import offencesData from './referral-offences.json';

/** A norm that what was observed may touch; never a finding, and never with its penalty. */
export const PossibleOffence = v.strictObject({
  ...CatalogEntry.entries,
  norm: v.pipe(v.string(), v.trim(), v.minLength(1)),
  /** options of the field `purposes` of a referral */
  purposes: v.pipe(v.array(v.string()), v.minLength(1), v.readonly()),
});
export type PossibleOffence = v.InferOutput<typeof PossibleOffence>;

export const possibleOffences: readonly PossibleOffence[] = v.parse(v.array(PossibleOffence), offencesData);

/** The norms that a referral may name as possible for what was observed: only those that are confirmed. */
export function offencesFor(purposes: readonly string[]): readonly PossibleOffence[] {
  return possibleOffences.filter(
    (one) => printableNorm(one) !== undefined && one.purposes.some((purpose) => purposes.includes(purpose)),
  );
}
