import { referralAddressees, type ReferralAddressee } from '../catalog/referral-directory.ts';
import { reader, type RecordDraft } from '../record/draft.ts';
import type { PaperKind } from './paper-kind.ts';
import { referralBody } from './referral-body.ts';
import type { ReportSignature } from './report.ts';
import { actaText } from './text/es.ts';
import { referralText } from './text/referral.ts';

/** For whom a referral is; while nobody was chosen, for somebody who is given least. */
function addresseeOf(draft: RecordDraft): ReferralAddressee {
  return referralAddressees.find((key) => key === reader(draft).text('addressee')) ?? 'other';
}

/** The paper of a referral: made for its addressee, with the parts that it is given. */
export const referralPaper: PaperKind = {
  template: 'remision',
  title: () => referralText.title,
  numberType: () => 'REM',
  dayOf: (draft) => reader(draft).text('date'),
  opening: () => referralText.opening,
  closing: () => [referralText.further, referralText.reserved, referralText.verify],
  addressee: addresseeOf,
  body: referralBody,
  signatures: ({ draft }): readonly ReportSignature[] => {
    const { text } = reader(draft);
    const credential = text('signerCredential');
    return [
      {
        field: 'Firma_Remision',
        role: text('signerPosition') || actaText.roles.inspector,
        name: text('signerName'),
        details: credential === '' ? [] : [`${actaText.credential} ${credential}`],
      },
    ];
  },
};
