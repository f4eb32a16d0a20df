import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import { getKind, recordKinds } from '../../shared/record/kinds/kinds.ts';
import { planChanges } from '../../shared/record/plan-changes.ts';
import { protectedFields } from '../../shared/record/protected-fields.ts';
import {
  changesOf,
  countChangesOf,
  firstInspection,
  placeOfRecord,
  type RecordName,
} from '../../shared/record/record-name.ts';
import { reading, writing } from './access.ts';
import { appendTo, knownCase, readChanges, sealAppended } from './changes.ts';
import { commit } from './commit.ts';
import { now, type Database } from './database.ts';
import { withoutText } from './drafts.ts';
import { foldOnce } from './known-cases.ts';
import { loadRecord, type StoredRecord } from './load-record.ts';
import { statusOf, type RecordStatus } from './record-status.ts';
import { saveSummaryWrite } from './save-summary.ts';

export { loadRecord, type StoredRecord } from './load-record.ts';
export { entityOf, type RecordStatus } from './record-status.ts';

/** A group of changes made by one person at one time. */
export interface HistoryEntry {
  readonly at: Instant;
  readonly author: string;
  readonly fields: readonly string[];
}

/** A record as somebody wants it. */
export interface RecordInput {
  readonly caseId: string;
  /** by default the first acta of the case */
  readonly record?: RecordName;
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
const isProtected = protectedFields(...recordKinds);

/** Reads a record whole. Faults: `access/denied`, `db/missing` (no such record), `db/damaged`, `db/unavailable`. */
export async function readRecord(
  db: Database,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): Promise<Result<StoredRecord>> {
  return await reading(db, 'case.read', () => loadRecord(db, caseId, record));
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
  const { caseId, draft, basedOn, withProtected = false, record = firstInspection(caseId) } = input;
  const known = await knownCase(db, caseId);
  if (!known.ok) return known;
  const { changes: existing, draft: kept } = known.value;
  if (countChangesOf(existing, record) !== basedOn) return fail('db/changed-meanwhile');
  const folded = existing.length === 0 ? undefined : foldOnce(existing);
  const before = basedOn === 0 || folded === undefined ? undefined : statusOf(folded, caseId, record);
  const after: RecordStatus = { ...(before ?? NEW), ...status };
  if (before?.state === 'final' && !isNextVersion(before, after)) return fail('db/changed-meanwhile');
  const ended = await withoutText(db, kept, record);
  if (!ended.ok) return ended;
  // the unsaved text ends here: protected text in it that nobody put into the draft would be lost
  if (!withProtected && ended.value.apart) return fail('access/no-case-key', { caseId, unsaved: 'yes' });
  const intents = [
    ...planChanges(getKind(record.kind), folded, draft, record.id).filter(
      ({ kind, entity, field }) => withProtected || kind !== 'del' || !isProtected(entity, field),
    ),
    ...(Object.keys(after) as (keyof RecordStatus)[])
      .filter((field) => before?.[field] !== after[field])
      .map((field): ChangeIntent => ({ entity: placeOfRecord(record), field, kind: 'set', value: after[field] })),
  ];
  const target = { caseId, existing, isProtected };
  const appended = appendTo(db, target, intents);
  const { changes } = appended;
  const [row, summary] = await Promise.all([
    sealAppended(db, target, appended),
    saveSummaryWrite(db, foldOnce(changes), { id: caseId, savedAt: now(db), isFirst: existing.length === 0 }),
  ]);
  const save: readonly WriteInput[] = row === undefined ? [] : [{ t: 'saves', k: 'put', row }];
  return ok({ writes: [...save, summary, ...ended.value.writes], changes: countChangesOf(changes, record) });
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
export async function readHistory(
  db: Database,
  caseId: string,
  record: RecordName = firstInspection(caseId),
): Promise<Result<readonly HistoryEntry[]>> {
  return await reading(db, 'case.read', async () => {
    const changes = await readChanges(db, caseId);
    if (!changes.ok) return changes;
    const groups = new Map<string, { at: Instant; author: string; fields: Set<string> }>();
    for (const { op } of inTime(changesOf(changes.value, record))) {
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

/** The order in which changes came here differs from office to office; that of their times is everybody's. */
function inTime(changes: readonly Change[]): readonly Change[] {
  return [...changes].sort((a, b) => (`${a.op.t} ${a.id}` < `${b.op.t} ${b.id}` ? -1 : 1));
}
