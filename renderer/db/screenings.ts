import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import { rowsOf } from '../../shared/record/draft.ts';
import { screening, screeningAnswers } from '../../shared/record/kinds/screening.ts';
import {
  confirmationOf,
  confirmingIntents,
  screenersOf,
  type Confirmation,
} from '../../shared/screening/confirmation.ts';
import { reading, writing } from './access.ts';
import { summaryNow } from './case-terms.ts';
import { knownCase, prepareSave, readChanges } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { readDraftRow } from './drafts.ts';
import { draftOnce, foldOnce } from './known-cases.ts';
import { caseSummaryWrite } from './summaries.ts';

/** Who wrote a screening, and who confirmed it. */
export interface ScreeningStanding {
  /** person ids */
  readonly screeners: ReadonlySet<string>;
  readonly confirmation: Confirmation | undefined;
}

/** Reads how a screening stands. Faults: `access/denied`, `db/damaged`, `db/unavailable`. */
export async function readScreeningStanding(
  db: Database,
  caseId: string,
  record: RecordName,
): Promise<Result<ScreeningStanding>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    return ok({
      screeners: screenersOf(changes.value, record),
      confirmation: confirmationOf(foldOnce(changes.value), changes.value, record),
    });
  });
}

/**
 * Confirms a screening as it is saved: only what a second person looked at may leave the office. Faults: `access/denied`;
 * `db/missing` (no such screening); `screening/unsaved` while there is text of it that is not saved; `screening/empty`;
 * `screening/same-person` when whoever confirms wrote any of it; those of writing.
 * @param name of who confirms, as it is kept
 */
export async function confirmScreening(
  db: Database,
  caseId: string,
  record: RecordName,
  name: string,
): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    const known = await knownCase(db, caseId);
    if (!known.ok) return known;
    const { changes: existing, draft: kept } = known.value;
    const folded = foldOnce(existing);
    if (record.kind !== screening.key || !folded.entities.has(placeOfRecord(record))) return fail('db/missing');
    const texts = kept === undefined ? ok([]) : await readDraftRow(db, kept);
    if (!texts.ok) return texts;
    if (texts.value.some((text) => placeOfRecord(text.record) === placeOfRecord(record)))
      return fail('screening/unsaved');
    if (rowsOf(draftOnce(screening, folded, record.id), screeningAnswers).length === 0) return fail('screening/empty');
    if (screenersOf(existing, record).has(db.personId)) return fail('screening/same-person');
    const intents = confirmingIntents(existing, record, { by: db.personId, name, at: now(db) });
    const { row, changes } = await prepareSave(db, { caseId, existing }, intents);
    if (row === undefined) return ok(undefined);
    const summary = await caseSummaryWrite(db, await summaryNow(db, foldOnce(changes), caseId, now(db)), false);
    return await commit(db, [{ t: 'saves', k: 'put', row }, summary], { action: 'screening-confirmed', caseId });
  });
}
