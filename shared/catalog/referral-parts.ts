import * as v from 'valibot';
import { CatalogEntry } from './entry.ts';
import { referralAddressees } from './referral-directory.ts';
import partsData from './referral-parts.json';

/** What of a referral an institution is given or not, in the order of the form: the fields of each say it themselves. */
export const referralParts = [
  'facts',
  'howKnown',
  'purposes',
  'workplace',
  'place',
  'exactPlace',
  'people',
  'gender',
  'health',
  'origin',
  'relation',
  'needs',
  'consent',
  'suspects',
  'signs',
  'results',
  'annexes',
  'whoKnows',
  'risk',
] as const;
export type ReferralPart = (typeof referralParts)[number];

/** What an institution gets unless a referral says otherwise with a reason: what its task needs, and no more. */
export const ReferralPreset = v.strictObject({
  ...CatalogEntry.entries,
  key: v.picklist(referralAddressees),
  gives: v.pipe(v.array(v.picklist(referralParts)), v.readonly()),
});
export type ReferralPreset = v.InferOutput<typeof ReferralPreset>;

/** One for each addressee; proposals of the app until the institutions themselves say what they need. */
export const referralPresets: readonly ReferralPreset[] = v.parse(v.array(ReferralPreset), partsData);

/** What a referral says beside the preset: a part is given, or is not, and why. */
export interface SharingChoice {
  readonly part: string;
  readonly given: boolean;
  readonly reason: string;
}

/** Whether the app knows a part by this key. */
export function isReferralPart(key: string): key is ReferralPart {
  return referralParts.some((part) => part === key);
}

/** The preset of an addressee; one that nobody knows gets what `other` gets. */
export function presetOf(addressee: string): ReferralPreset {
  const preset = [addressee, 'other'].map((key) => referralPresets.find((one) => one.key === key)).find(Boolean);
  if (preset === undefined) throw new Error('there is no preset for other addressees');
  return preset;
}

/**
 * The parts of a referral that its addressee gets: its preset, and what the referral says beside it. Nothing is given
 * without a reason; withholding needs none here, so that a reason that is still to be typed never leaks a part. Where
 * choices contradict each other, withholding wins.
 * @param addressee key of an addressee
 */
export function partsFor(addressee: string, choices: readonly SharingChoice[]): ReadonlySet<ReferralPart> {
  const says = (part: ReferralPart, given: boolean): boolean =>
    choices.some((one) => one.part === part && one.given === given && (!given || one.reason.trim() !== ''));
  const preset = new Set(presetOf(addressee).gives);
  return new Set(referralParts.filter((part) => !says(part, false) && (preset.has(part) || says(part, true))));
}
