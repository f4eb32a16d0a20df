import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { draftFromFold } from '../../shared/record/draft-from-fold.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { fold, type FoldedCase } from '../../shared/record/fold.ts';
import { inspection } from '../../shared/record/kinds/inspection.ts';
import { planChanges } from '../../shared/record/plan-changes.ts';
import { nextAuditRow } from './audit.ts';
import { addSave, prepareSave, readChanges } from './changes.ts';
import { guarded, guardedResult, now, type Database } from './database.ts';
import { inspectionHead, sealHead, type InspectionHead, type RecordState } from './heads.ts';
import type { HeadRow, SaveRow } from './schema.ts';

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
  readonly head: InspectionHead;
  /** number of changes read; hand it back when saving */
  readonly changes: number;
  /** fields on which two offices disagree */
  readonly conflicts: number;
}

/** A group of changes made by one person at one time. */
export interface HistoryEntry {
  readonly at: Instant;
  readonly author: string;
  readonly fields: readonly string[];
}

export const entityOf = (caseId: string): string => `inspection/${caseId}`;

const NEW: RecordStatus = { state: 'draft', number: '', version: 0, reason: '' };

function statusOf(folded: FoldedCase, caseId: string): RecordStatus {
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

/** Reads a record whole. Faults: `db/missing` (no such record), `db/damaged`. */
export async function readRecord(db: Database, caseId: string): Promise<Result<StoredRecord>> {
  const changes = await readChanges(db, caseId);
  if (!changes.ok) return changes;
  const last = changes.value.at(-1);
  if (last === undefined) return fail('db/missing');
  const folded = fold(changes.value);
  const draft = draftFromFold(inspection, folded, caseId);
  const status = statusOf(folded, caseId);
  const savedAt = latest(changes.value);
  const head = inspectionHead(caseId, draft, { ...status, savedAt });
  return ok({ draft, status, head, changes: changes.value.length, conflicts: folded.conflicts.length });
}

function latest(changes: readonly Change[]): Instant {
  return changes.reduce((newest, { op }) => (op.t > newest ? op.t : newest), '').slice(0, 24);
}

/** Everything a save writes, made before the transaction opens. */
export interface PreparedRecord {
  readonly save: SaveRow | undefined;
  readonly head: HeadRow;
  readonly changes: number;
}

/**
 * Works out what saving a draft would write. Call inside `db.exclusive`. A sealed record changes only by its next
 * version with a reason: anything else means that it was sealed since it was read, fault `db/changed-meanwhile`.
 * @param status state, number, version and reason that the record will have
 */
export async function prepareRecord(
  db: Database,
  input: { readonly caseId: string; readonly draft: RecordDraft; readonly basedOn: number },
  status: Partial<RecordStatus>,
): Promise<Result<PreparedRecord>> {
  const { caseId, draft, basedOn } = input;
  const existing = await readChanges(db, caseId);
  if (!existing.ok) return existing;
  if (existing.value.length !== basedOn) return fail('db/changed-meanwhile');
  const folded = basedOn === 0 ? undefined : fold(existing.value);
  const before = folded === undefined ? undefined : statusOf(folded, caseId);
  const after: RecordStatus = { ...(before ?? NEW), ...status };
  if (before?.state === 'final' && !isNextVersion(before, after)) return fail('db/changed-meanwhile');
  const intents = [
    ...planChanges(inspection, folded, draft, caseId),
    ...(Object.keys(after) as (keyof RecordStatus)[])
      .filter((field) => before?.[field] !== after[field])
      .map((field): ChangeIntent => ({ entity: entityOf(caseId), field, kind: 'set', value: after[field] })),
  ];
  const { row, changes } = await prepareSave(db, caseId, existing.value, intents);
  const head = inspectionHead(caseId, draft, { ...after, savedAt: now(db) });
  const sealed = await sealHead(db, head, await db.tables.heads.get(caseId));
  return ok({ save: row, head: sealed, changes: changes.length });
}

function isNextVersion(before: RecordStatus, after: RecordStatus): boolean {
  return after.version === before.version + 1 && after.reason !== '' && after.number === before.number;
}

/**
 * Saves a draft into the record: one strict transaction with the changes, the head, the audit entry, and the
 * end of the unsaved text. Faults: `db/changed-meanwhile`, `db/disk-full`, `db/unavailable`, `db/damaged`.
 * @returns how many changes the record has now
 */
export async function saveRecord(
  db: Database,
  input: { readonly caseId: string; readonly draft: RecordDraft; readonly basedOn: number },
): Promise<Result<{ readonly changes: number }>> {
  return await db.exclusive(() =>
    guardedResult(async () => {
      const prepared = await prepareRecord(db, input, {});
      if (!prepared.ok) return prepared;
      const entry = await nextAuditRow(db, { action: 'saved', caseId: input.caseId });
      const { tables } = db;
      return await guarded(() =>
        tables.transaction('rw', tables.saves, tables.heads, tables.drafts, tables.audit, async () => {
          await addSave(db, input.caseId, input.basedOn, prepared.value.save);
          await tables.heads.put(prepared.value.head);
          await tables.drafts.delete(input.caseId);
          await tables.audit.add(entry);
          return { changes: prepared.value.changes };
        }),
      );
    }),
  );
}

/** Who changed what and when, newest first; changes of one author within one save stand together. */
export async function readHistory(db: Database, caseId: string): Promise<Result<readonly HistoryEntry[]>> {
  const changes = await readChanges(db, caseId);
  if (!changes.ok) return changes;
  const groups = new Map<string, { at: Instant; author: string; fields: Set<string> }>();
  for (const { op } of changes.value) {
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
}
