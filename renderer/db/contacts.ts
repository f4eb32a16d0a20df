import {
  checkContact,
  contactsOf,
  contactValues,
  type Contact,
  type ContactForm,
} from '../../shared/follow-up/contact.ts';
import type { FollowedReferral } from '../../shared/follow-up/standing.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { addRow } from '../../shared/record/draft.ts';
import { contactLog, contactRows } from '../../shared/record/kinds/contact-log.ts';
import { contactLogOf, countChangesOf } from '../../shared/record/record-name.ts';
import { reading, writing } from './access.ts';
import type { Doer } from './cases.ts';
import { readChanges } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { referralsIn } from './follow-up.ts';
import { draftOnce, foldOnce } from './known-cases.ts';
import { prepareRecord } from './records.ts';

/** What the office did about the referrals of a case, or about an alert. */
export interface FollowUp {
  /** newest first; those that were corrected too */
  readonly contacts: readonly Contact[];
  readonly referrals: readonly FollowedReferral[];
}

/** Reads the contacts and referrals of a log. Faults: `access/denied`, `db/missing`, `db/damaged`, `db/unavailable`. */
export async function readFollowUp(db: Database, logId: string): Promise<Result<FollowUp>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, logId);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) return fail('db/missing');
    const folded = foldOnce(changes.value);
    return ok({
      contacts: contactsOf(draftOnce(contactLog, folded, logId)),
      referrals: referralsIn(folded, logId),
    });
  });
}

/**
 * Notes a contact in the log of a case or an alert. Those that are there stay as they are: a correction is a row of its own.
 * Faults: `access/denied`; `db/missing` for a log that is not there; `contact/incomplete` for what the form would not let
 * pass; those of writing.
 */
export async function noteContact(db: Database, logId: string, form: ContactForm, doer: Doer): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const changes = await readChanges(db, logId);
    if (!changes.ok) return changes;
    if (changes.value.length === 0) return fail('db/missing');
    const folded = foldOnce(changes.value);
    const about = referralsIn(folded, logId).find(({ id, number }) => form.referral === id || form.referral === number);
    if (Object.keys(checkContact(form, db.clock.now(), about?.issuedAt)).length > 0) return fail('contact/incomplete');
    const record = contactLogOf(logId);
    const values = contactValues(form, { at: now(db), by: doer.id, name: doer.name });
    const draft = addRow(draftOnce(contactLog, folded, logId), contactRows, { id: newId(), values });
    const basedOn = countChangesOf(changes.value, record);
    const prepared = await prepareRecord(db, { caseId: logId, record, draft, basedOn }, {});
    if (!prepared.ok) return prepared;
    return await commit(db, prepared.value.writes, { action: 'saved', caseId: logId });
  });
}
