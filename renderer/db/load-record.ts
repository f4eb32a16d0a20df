import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { conflictItems } from '../../shared/merge/conflict-items.ts';
import type { Change } from '../../shared/record/change.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { getKind } from '../../shared/record/kinds/kinds.ts';
import { pseudonymsGiven } from '../../shared/record/kinds/pseudonym.ts';
import { countChangesOf, firstInspection, placeOfRecord, type RecordName } from '../../shared/record/record-name.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { draftOnce, foldOnce } from './known-cases.ts';
import { statusOf, type RecordStatus } from './record-status.ts';
import { summaryOfCase, type CaseSummary } from './summaries.ts';

export interface StoredRecord {
  readonly record: RecordName;
  readonly draft: RecordDraft;
  readonly status: RecordStatus;
  /** what lists show of its case */
  readonly head: CaseSummary;
  /** how many changes it has, those with withheld values included; hand it back when saving */
  readonly changes: number;
  /** fields of the case on which two offices disagree */
  readonly conflicts: number;
  /** pseudonyms that were ever given to people of the case; none is given twice */
  readonly pseudonyms: ReadonlySet<string>;
}

/** Reads a record whole, as the tables have it. Faults: `access/denied`, `db/missing` (no such record), `db/damaged`. */
export async function loadRecord(
  db: Database,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): Promise<Result<StoredRecord>> {
  const changes = await readChanges(db, caseId);
  if (!changes.ok) return changes;
  const folded = foldOnce(changes.value);
  if (folded.entities.get(placeOfRecord(record)) === undefined) return fail('db/missing');
  return ok({
    record,
    draft: draftOnce(getKind(record.kind), folded, record.id),
    status: statusOf(folded, caseId, record),
    head: summaryOfCase(folded, caseId, latestChange(changes.value)),
    changes: countChangesOf(changes.value, record),
    conflicts: conflictItems(folded).length,
    pseudonyms: pseudonymsGiven(changes.value),
  });
}

/** When a case was last changed. */
export function latestChange(changes: readonly Change[]): Instant {
  return changes.reduce((newest, { op }) => (op.t > newest ? op.t : newest), '').slice(0, 24);
}
