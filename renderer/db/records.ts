import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { ChangeIntent } from '../../shared/record/change.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { planChanges } from '../../shared/record/plan-changes.ts';
import { protectedFields } from '../../shared/record/protected-fields.ts';
import { reading, writing } from './access.ts';
import { knownCase, prepareSave, readChanges } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { foldOnce } from './known-cases.ts';
import { entityOf, loadRecord, recordChanges, statusOf, type RecordStatus, type StoredRecord } from './load-record.ts';
import { caseSummary, caseSummaryWrite } from './summaries.ts';

export { entityOf, loadRecord, type RecordStatus, type StoredRecord } from './load-record.ts';

/** A group of changes made by one person at one time. */
export interface HistoryEntry {
  readonly at: Instant;
  readonly author: string;
  readonly fields: readonly string[];
}

/** A record as somebody wants it. */
export interface RecordInput {
  readonly caseId: string;
  readonly draft: RecordDraft;
  /** how many changes the record had when the draft began */
  readonly basedOn: number;
  /**
   * True when the draft was begun with the protected values in it, so that one that is missing was taken out by a
   * person. Else protected values that the draft does not have stay as they are.
   */
  readonly withProtected?: boolean;
}

const NEW: RecordStatus = { state: 'draft', number: '', version: 0, reason: '' };
const isProtected = protectedFields(inspection);

/** Reads a record whole. Faults: `access/denied`, `db/missing` (no such record), `db/damaged`, `db/unavailable`. */
export async function readRecord(db: Database, caseId: string): Promise<Result<StoredRecord>> {
  return await reading(db, 'case.read', () => loadRecord(db, caseId));
}

/**
 * Works out what saving a draft would write: the changes, the summary, and the end of the unsaved text. Call inside
 * `writing`. A sealed record changes only by its next version with a reason: anything else means that it was sealed
 * since it was read, fault `db/changed-meanwhile`. Protected text that was kept and not saved must be opened first: fault
 * `access/no-case-key` with `unsaved` in the detail.
 * @param status state, number, version and reason that the record will have
 */
export async function prepareRecord(
  db: Database,
  input: RecordInput,
  status: Partial<RecordStatus>,
): Promise<Result<{ readonly writes: readonly WriteInput[]; readonly changes: number }>> {
  const { caseId, draft, basedOn, withProtected = false } = input;
  const known = await knownCase(db, caseId);
  if (!known.ok) return known;
  const { changes: existing, draft: kept } = known.value;
  if (recordChanges(existing).length !== basedOn) return fail('db/changed-meanwhile');
  const folded = basedOn === 0 ? undefined : foldOnce(existing);
  const before = folded === undefined ? undefined : statusOf(folded, caseId);
  const after: RecordStatus = { ...(before ?? NEW), ...status };
  if (before?.state === 'final' && !isNextVersion(before, after)) return fail('db/changed-meanwhile');
  // the unsaved text ends here: protected text in it that nobody put into the draft would be lost
  if (!withProtected && kept?.prot !== undefined) return fail('access/no-case-key', { caseId, unsaved: 'yes' });
  const intents = [
    ...planChanges(inspection, folded, draft, caseId).filter(
      ({ kind, entity, field }) => withProtected || kind !== 'del' || !isProtected(entity, field),
    ),
    ...(Object.keys(after) as (keyof RecordStatus)[])
      .filter((field) => before?.[field] !== after[field])
      .map((field): ChangeIntent => ({ entity: entityOf(caseId), field, kind: 'set', value: after[field] })),
  ];
  const shown = caseSummary(caseId, draft, { ...after, savedAt: now(db) });
  const [{ row, changes }, summary] = await Promise.all([
    prepareSave(db, { caseId, existing, isProtected }, intents),
    caseSummaryWrite(db, shown, basedOn === 0),
  ]);
  const save: readonly WriteInput[] = row === undefined ? [] : [{ t: 'saves', k: 'put', row }];
  const removal: readonly WriteInput[] = kept === undefined ? [] : [{ t: 'drafts', k: 'del', key: caseId }];
  return ok({ writes: [...save, summary, ...removal], changes: recordChanges(changes).length });
}

function isNextVersion(before: RecordStatus, after: RecordStatus): boolean {
  return after.version === before.version + 1 && after.reason !== '' && after.number === before.number;
}

/**
 * Saves a draft into the record: changes, summary, act, and the end of the unsaved text, together. Faults:
 * `access/denied`, `access/no-case-key`, `db/changed-meanwhile`, and those of writing.
 * @returns how many changes the record has now
 */
export async function saveRecord(db: Database, input: RecordInput): Promise<Result<{ readonly changes: number }>> {
  return await writing(db, 'case.write', async () => {
    const prepared = await prepareRecord(db, input, {});
    if (!prepared.ok) return prepared;
    const { writes, changes } = prepared.value;
    const saved = await commit(db, writes, { action: 'saved', caseId: input.caseId });
    return saved.ok ? ok({ changes }) : saved;
  });
}

/** Who changed what and when, newest first; changes of one author within one save stand together. */
export async function readHistory(db: Database, caseId: string): Promise<Result<readonly HistoryEntry[]>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    const groups = new Map<string, { at: Instant; author: string; fields: Set<string> }>();
    for (const { op } of recordChanges(changes.value)) {
      const at = op.t.slice(0, 24);
      const group = groups.get(`${at}|${op.u}`) ?? { at, author: op.u, fields: new Set<string>() };
      group.fields.add(op.f);
      groups.set(`${at}|${op.u}`, group);
    }
    return ok(
      [...groups.values()]
        .map(({ at, author, fields }) => ({ at, author, fields: [...fields] }))
        .sort((a, b) => (a.at < b.at ? 1 : -1)),
    );
  });
}
