import { isEvidence } from '../../shared/evidence/piece.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import { draftFromFold } from '../../shared/record/draft-from-fold.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { pseudonymsGiven } from '../../shared/record/kinds/pseudonym.ts';
import { readChanges } from './changes.ts';
import type { Database } from './database.ts';
import { foldOnce } from './known-cases.ts';
import { caseSummary, type CaseSummary, type RecordState } from './summaries.ts';

/** What a record's own entity says about it, beside the fields of its kind. */
export interface RecordStatus {
  readonly state: RecordState;
  readonly number: string;
  readonly version: number;
  /** why this version was made; empty for the first */
  readonly reason: string;
}

export interface StoredRecord {
  readonly draft: RecordDraft;
  readonly status: RecordStatus;
  readonly head: CaseSummary;
  /** number of changes of the record read, those with withheld values included; hand it back when saving */
  readonly changes: number;
  /** fields on which two offices disagree */
  readonly conflicts: number;
  /** pseudonyms that were ever given to people interviewed; none is given twice */
  readonly pseudonyms: ReadonlySet<string>;
}

/** Name of a record's own entity in the change log. */
export const entityOf = (caseId: string): string => `inspection/${caseId}`;

/**
 * The changes of a case that belong to its record. Evidence comes in beside it, one piece at a time: text that is being
 * written must not go out of date by a photograph.
 */
export function recordChanges(changes: readonly Change[]): readonly Change[] {
  return changes.filter(({ op }) => !isEvidence(op.e));
}

/** What the log says about a record itself. */
export function statusOf(folded: FoldedCase, caseId: string): RecordStatus {
  const fields = folded.entities.get(entityOf(caseId));
  const text = (name: string): string => {
    const value = fields?.get(name)?.value;
    return typeof value === 'string' ? value : '';
  };
  const version = fields?.get('version')?.value;
  return {
    state: text('state') === 'final' ? 'final' : 'draft',
    number: text('number'),
    version: typeof version === 'number' ? version : 0,
    reason: text('reason'),
  };
}

/** Reads a record whole, as the tables have it. Faults: `access/denied`, `db/missing` (no such record), `db/damaged`. */
export async function loadRecord(db: Database, caseId: string): Promise<Result<StoredRecord>> {
  const changes = await readChanges(db, caseId);
  if (!changes.ok) return changes;
  const own = recordChanges(changes.value);
  if (own.length === 0) return fail('db/missing');
  const folded = foldOnce(changes.value);
  const draft = draftFromFold(inspection, folded, caseId);
  const status = statusOf(folded, caseId);
  const head = caseSummary(caseId, draft, { ...status, savedAt: latest(own) });
  return ok({
    draft,
    status,
    head,
    changes: own.length,
    conflicts: folded.conflicts.length,
    pseudonyms: pseudonymsGiven(changes.value),
  });
}

function latest(changes: readonly Change[]): Instant {
  return changes.reduce((newest, { op }) => (op.t > newest ? op.t : newest), '').slice(0, 24);
}
