import type { ParameterOverrides } from '../../shared/catalog/legal-parameters.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { contactsOf } from '../../shared/follow-up/contact.ts';
import { followedReferral, remindersOf, type FollowedReferral } from '../../shared/follow-up/standing.ts';
import { concernsChildren } from '../../shared/record/case-events.ts';
import type { FoldedCase, FoldedField } from '../../shared/record/fold.ts';
import { caseFile } from '../../shared/record/kinds/case-file.ts';
import { contactLog } from '../../shared/record/kinds/contact-log.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { referral } from '../../shared/record/kinds/referral.ts';
import { caseFileOf, contactLogOf } from '../../shared/record/record-name.ts';
import { systemFields } from '../../shared/record/system-fields.ts';
import { draftOnce } from './known-cases.ts';
import { statusOf } from './record-status.ts';

const PLACE = `${referral.key}/`;

/** The referrals of a case, those that were sealed first at the top, then those that are being written. */
export function referralsIn(folded: FoldedCase, caseId: string): readonly FollowedReferral[] {
  const found = [...folded.entities].filter(([entity, fields]) => entity.startsWith(PLACE) && isThere(fields));
  if (found.length === 0) return [];
  const caseOfChildren = isOfChildren(folded, caseId);
  return found
    .map(([entity, fields]) => {
      const id = entity.slice(PLACE.length);
      const { number, version } = statusOf(folded, caseId, { kind: referral.key, id });
      const about = { id, number, version, ...sealedAt(fields), caseOfChildren };
      return followedReferral(draftOnce(referral, folded, id), about);
    })
    .sort((a, b) => ((a.issuedAt ?? 'x') < (b.issuedAt ?? 'x') ? -1 : 1));
}

/** When the receipt of a referral of the case is to be asked for next; undefined while none is waited for. */
export function receiptDueIn(folded: FoldedCase, caseId: string, overrides: ParameterOverrides): Instant | undefined {
  const referrals = referralsIn(folded, caseId);
  if (referrals.length === 0) return undefined;
  return remindersOf(referrals, contactsOf(draftOnce(contactLog, folded, contactLogOf(caseId).id)), overrides)[0]
    ?.dueAt;
}

function isThere(fields: ReadonlyMap<string, FoldedField>): boolean {
  return fields.get(systemFields.kind)?.value === referral.key && !fields.get(systemFields.removed)?.value;
}

/** Since when it is sealed, which a corrected version makes no younger, and since when its newest version is. */
function sealedAt(fields: ReadonlyMap<string, FoldedField>): Pick<FollowedReferral, 'issuedAt' | 'lastSealedAt'> {
  if (fields.get('state')?.value !== 'final') return { issuedAt: undefined, lastSealedAt: undefined };
  // the state stays final from the first sealing on; the version is written with each
  const times = (field: string): readonly Instant[] =>
    (fields.get(field)?.heads ?? []).map(({ op }) => op.t.slice(0, 24)).sort();
  const issuedAt = times('state')[0];
  return { issuedAt, lastSealedAt: times('version').at(-1) ?? issuedAt };
}

function isOfChildren(folded: FoldedCase, caseId: string): boolean {
  const actas = [...folded.entities.keys()]
    .filter((entity) => entity.startsWith(`${inspection.key}/`))
    .map((entity) => draftOnce(inspection, folded, entity.slice(inspection.key.length + 1)));
  const file = draftOnce(caseFile, folded, caseFileOf(caseId).id);
  return concernsChildren(file, actas);
}
