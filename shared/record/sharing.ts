import { partsFor, type ReferralPart, type SharingChoice } from '../catalog/referral-parts.ts';
import { reader, rowReader, rowsOf, type RecordDraft } from './draft.ts';

/** Table of what a referral gives or withholds beside the preset of its addressee. */
export const sharingTable = 'sharing';

/**
 * What a referral says beside the preset, row by row; a row that does not say whether counts as withholding. What was given
 * to another addressee for a reason is not given to this one.
 */
export function sharingOf(draft: RecordDraft): readonly SharingChoice[] {
  const addressee = reader(draft).text('addressee');
  return rowsOf(draft, sharingTable).flatMap((row): readonly SharingChoice[] => {
    const { text } = rowReader(row);
    const given = text('given') === 'yes';
    const decidedFor = text('decidedFor');
    if (given && decidedFor !== '' && decidedFor !== addressee) return [];
    return [{ part: text('part'), given, reason: text('reason') }];
  });
}

/**
 * What the referrals of a case withhold from an institution: no other paper of the case may give it that. What one of them
 * gives beside the preset was for that referral, with its reason, and counts for nothing else.
 * @param referrals those of the case that are not in the bin, sealed or not
 */
export function withheldFrom(addressee: string, referrals: readonly RecordDraft[]): readonly SharingChoice[] {
  return referrals
    .filter((draft) => reader(draft).text('addressee') === addressee)
    .flatMap((draft) => sharingOf(draft).filter(({ given }) => !given));
}

/** The parts of a referral that its own addressee gets. */
export function sharedParts(draft: RecordDraft): ReadonlySet<ReferralPart> {
  return partsFor(reader(draft).text('addressee'), sharingOf(draft));
}
