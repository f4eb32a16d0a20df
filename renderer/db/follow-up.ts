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
      const { number } = statusOf(folded, caseId, { kind: referral.key, id });
      const about = { id, number, issuedAt: issuedAt(fields), caseOfChildren };
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

/** Since when it is sealed: a corrected version makes no referral younger. */
function issuedAt(fields: ReadonlyMap<string, FoldedField>): Instant | undefined {
  const state = fields.get('state');
  if (state?.value !== 'final') return undefined;
  const times = state.heads.map(({ op }) => op.t.slice(0, 24)).sort();
  return times[0];
}

function isOfChildren(folded: FoldedCase, caseId: string): boolean {
  const actas = [...folded.entities.keys()]
    .filter((entity) => entity.startsWith(`${inspection.key}/`))
    .map((entity) => draftOnce(inspection, folded, entity.slice(inspection.key.length + 1)));
  const file = draftOnce(caseFile, folded, caseFileOf(caseId).id);
  return concernsChildren(file, actas);
}
