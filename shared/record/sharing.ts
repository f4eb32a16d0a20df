import { partsFor, type ReferralPart, type SharingChoice } from '../catalog/referral-parts.ts';
import { reader, rowsOf, type RecordDraft } from './draft.ts';

/** Table of what a referral gives or withholds beside the preset of its addressee. */
export const sharingTable = 'sharing';

/** What a referral says beside the preset, row by row; a row that does not say whether counts as withholding. */
export function sharingOf(draft: RecordDraft): readonly SharingChoice[] {
  return rowsOf(draft, sharingTable).map(({ id, values }) => {
    const { text } = reader({ values: {}, tables: {} }, { id, values });
    return { part: text('part'), given: text('given') === 'yes', reason: text('reason') };
  });
}

/** The parts of a referral that its own addressee gets. */
export function sharedParts(draft: RecordDraft): ReadonlySet<ReferralPart> {
  return partsFor(reader(draft).text('addressee'), sharingOf(draft));
}
