import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { CountersRow, DraftRow, FileRow, SaveRow } from '../../shared/journal/write.ts';
import { equalBytes, sha256, toHex } from '../../shared/kernel/bytes.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import { conflictItems } from '../../shared/merge/conflict-items.ts';
import { planMerge } from '../../shared/merge/plan-merge.ts';
import type { FoldedCase } from '../../shared/record/fold.ts';
import { countChangesOf } from '../../shared/record/record-name.ts';
import { reading, writing } from './access.ts';
import type { CaseCopy } from './case-copy.ts';
import { bundleSave, uniteSaves, type OpenedSave } from './bundle-rows.ts';
import { isProtectedValue, openSave, readChanges, savesHere, sealBundleSave } from './changes.ts';
import { commit } from './commit.ts';
import { guarded, openBytes, type Database } from './database.ts';
import { continues, loadHeads, openDocument, sealDocument, supersede, type DocumentHead } from './document-head.ts';
import { readDraftRow } from './drafts.ts';
import { statusOf, type RecordStatus } from './record-status.ts';
import { mergeCounters } from './numbers.ts';
import { saveSummaryWrite } from './save-summary.ts';
import { documentSummaryWrite } from './summaries.ts';
import { summariesOf } from './summary-store.ts';

/** What adding a case from a snapshot would do here. Nothing that is here is ever replaced. */
export interface CaseRestorePlan {
  /** changes that are missing here, oldest first */
  readonly changes: readonly Change[];
  /** papers, or signatures on them, that are missing here */
  readonly documents: readonly DocumentHead[];
  /** unsaved text comes back: there is none here, and the record is the one that it was begun on */
  readonly bringsDraft: boolean;
  /** what a person would have to decide and had not before, as the list of disagreements counts it: a name and its id are one */
  readonly conflicts: number;
  /** changes that would wait for others that neither side has */
  readonly waiting: number;
  /** both have something else in one place of a series: no union can hold that, so nothing is added */
  readonly isForked: boolean;
  /** another case here bears the number that this one would bring */
  readonly numberTaken: boolean;
  /** how the record would stand afterwards; undefined when only unsaved text comes back */
  readonly after: RecordStatus | undefined;
}

/** The rows to be written, beside what a person is shown of them. */
interface Union extends CaseRestorePlan {
  readonly saves: readonly SaveRow[];
  readonly files: readonly FileRow[];
  readonly heads: readonly DocumentHead[];
  readonly lock: CaseCopy['lock'];
  readonly draft: DraftRow | undefined;
  readonly folded: FoldedCase | undefined;
  /** the record itself is not here yet */
  readonly isNew: boolean;
  readonly all: readonly Change[];
}

/**
 * Works out what a snapshot's copy of a case has that is missing here. Writes nothing. Faults: `access/denied` (needs
 * `snapshot.restore-case`); `snapshot/damaged` when a row of the copy does not open; `vault/key-not-held` when it was
 * sealed with a key that this office does not know; `db/unavailable`.
 */
export async function planCaseRestore(db: Database, copy: CaseCopy): Promise<Result<CaseRestorePlan>> {
  return await reading(db, 'snapshot.restore-case', () => unite(db, copy));
}

/**
 * Adds what is missing here of a case: changes, papers, signatures, unsaved text, in one frame with the act
 * `case-restored`. The numbers that were given out when the snapshot was made are not given again. Faults: those of
 * {@link planCaseRestore}; `db/missing` when there is nothing to add; those of writing.
 * @param from.counters the snapshot's, if it has any
 * @param from.name which snapshot, for the chain of acts
 */
export async function restoreCase(
  db: Database,
  copy: CaseCopy,
  from: { readonly counters: CountersRow | undefined; readonly name: string },
): Promise<Result<CaseRestorePlan>> {
  return await writing(db, 'snapshot.restore-case', async () => {
    const united = await unite(db, copy);
    if (!united.ok) return united;
    const union = united.value;
    if (isNothing(union)) return fail('db/missing');
    const { caseId } = copy;
    const writes: WriteInput[] = [
      ...union.saves.map((row): WriteInput => ({ t: 'saves', k: 'put', row })),
      ...union.files.map((row): WriteInput => ({ t: 'files', k: 'put', row })),
    ];
    for (const head of union.heads) {
      const row = await sealDocument(db, head, await db.tables.documents.get(head.id));
      writes.push({ t: 'documents', k: 'put', row }, await documentSummaryWrite(db, head));
    }
    if (union.lock !== undefined) writes.push({ t: 'locks', k: 'put', row: union.lock });
    if (union.draft !== undefined) writes.push({ t: 'drafts', k: 'put', row: union.draft });
    if (union.folded !== undefined && union.after !== undefined) {
      const savedAt = union.all.reduce((newest, { op }) => (op.t > newest ? op.t : newest), '').slice(0, 24);
      writes.push(await saveSummaryWrite(db, union.folded, { id: caseId, savedAt, isFirst: union.isNew }));
    }
    if (from.counters !== undefined && union.after?.number !== undefined && union.after.number !== '') {
      const counted = await mergeCounters(db, from.counters);
      if (!counted.ok) return ofCopy(counted.fault);
      if (counted.value !== undefined) writes.push({ t: 'meta', k: 'put', row: counted.value });
    }
    const kept = await commit(db, writes, { action: 'case-restored', caseId, detail: from.name });
    return kept.ok ? united : kept;
  });
}

/** True when a plan would change nothing. */
export function isNothing({ changes, documents, bringsDraft, isForked }: CaseRestorePlan): boolean {
  return isForked || (changes.length === 0 && documents.length === 0 && !bringsDraft);
}

async function unite(db: Database, copy: CaseCopy): Promise<Result<Union>> {
  const { caseId } = copy;
  const before = await readChanges(db, caseId);
  if (!before.ok) return before;
  const missing = await missingSaves(db, copy, before.value);
  if (!missing.ok) return missing;
  const { saves, changes, isForked } = missing.value;
  const { merged: all, ...plan } = planMerge({ existing: before.value, incoming: changes });
  const folded = all.length === 0 ? undefined : plan.folded;
  const papers = await missingPapers(db, copy);
  if (!papers.ok) return papers;
  const draft = await fittingDraft(db, copy, all);
  if (!draft.ok) return draft;
  const lockHere = await guarded(() => db.tables.locks.get(caseId));
  if (!lockHere.ok) return lockHere;
  const after = folded && statusOf(folded, caseId);
  return ok({
    changes: [...changes].sort((a, b) => (a.op.t < b.op.t ? -1 : 1)),
    ...papers.value,
    bringsDraft: draft.value !== undefined,
    conflicts: conflictItems({ ...plan.folded, conflicts: plan.conflicts }).length,
    waiting: plan.pending.length,
    isForked,
    numberTaken: await isNumberTaken(db, caseId, after?.number ?? ''),
    after,
    saves,
    lock: lockHere.value === undefined ? copy.lock : undefined,
    draft: draft.value,
    folded,
    isNew: before.value.length === 0,
    all,
  });
}

async function missingSaves(
  db: Database,
  { caseId, saves }: CaseCopy,
  existing: readonly Change[],
): Promise<Result<Pick<Union, 'saves' | 'changes' | 'isForked'>>> {
  const here = await guarded(() => savesHere(db, caseId));
  if (!here.ok) return here;
  const missing: SaveRow[] = [];
  const changes: Change[] = [];
  const bundles = new Map<string, { readonly row: SaveRow; readonly opened: OpenedSave }[]>();
  for (const row of saves) {
    const same = here.value.find(({ r, n }) => r === row.r && n === row.n);
    const opened = same !== undefined && equalBytes(same.sealed, row.sealed) ? undefined : await openSave(db, row);
    if (opened === undefined) continue;
    if (!opened.ok) return ofCopy(opened.fault);
    if (opened.value.isOfBundle) {
      bundles.set(row.r, [...(bundles.get(row.r) ?? []), { row, opened: opened.value }]);
      continue;
    }
    if (same !== undefined) return ok({ saves: [], changes: [], isForked: true });
    missing.push(row);
    changes.push(...opened.value.changes);
  }
  const known = new Set(existing.map(({ id }) => id));
  for (const [r, rows] of bundles) {
    const brought = uniteSaves(rows.map(({ opened }) => opened));
    const places = here.value.filter((row) => row.r === r).map(({ n }) => n);
    if (places.length === 0) {
      missing.push(...rows.map(({ row }) => row));
      changes.push(...brought.changes);
      continue;
    }
    // both took the bundle in for themselves: only what it says counts, not where it lies
    const fresh = brought.changes.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) continue;
    if (fresh.some(({ id }) => brought.closed.has(id))) return ok({ saves: [], changes: [], isForked: true });
    const at = { c: caseId, r, n: Math.max(...places) + 1 };
    missing.push(await sealBundleSave(db, at, bundleSave(fresh, brought.seals), { isProtected: isProtectedValue }));
    changes.push(...fresh);
  }
  return ok({ saves: missing, changes, isForked: false });
}

type Papers = Pick<Union, 'documents' | 'heads' | 'files'>;

/** Papers that are not here, and signatures that papers here do not have; the newest version is the one that counts. */
async function missingPapers(db: Database, copy: CaseCopy): Promise<Result<Papers>> {
  const headsHere = await loadHeads(db, copy.caseId);
  if (!headsHere.ok) return headsHere;
  const here = new Map(headsHere.value.map((head) => [head.id, head]));
  const documents: DocumentHead[] = [];
  const files: FileRow[] = [];
  for (const row of copy.documents) {
    const there = await openDocument(db, row);
    if (!there.ok) return ofCopy(there.fault);
    const own = here.get(row.id);
    if (own !== undefined && !continues(there.value, own)) continue;
    const usable = await readableRevisions(db, copy, there.value, own?.revisions.length ?? 0);
    if (!usable.ok) return usable;
    if (usable.value.length === 0) continue;
    const kept = (own?.revisions.length ?? 0) + usable.value.length;
    documents.push({ ...there.value, revisions: there.value.revisions.slice(0, kept) });
    files.push(...usable.value);
  }
  const merged = new Map([...here, ...documents.map((head) => [head.id, head] as const)]);
  const heads = supersede([...merged.values()]).filter((head) => {
    const own = here.get(head.id);
    return own?.state !== head.state || own.revisions.length !== head.revisions.length;
  });
  return ok({ documents, files, heads });
}

/** The bytes of a paper from one revision on, as far as the copy has them whole. */
async function readableRevisions(
  db: Database,
  { files }: CaseCopy,
  head: DocumentHead,
  from: number,
): Promise<Result<readonly FileRow[]>> {
  const usable: FileRow[] = [];
  for (let n = from; n < head.revisions.length; n += 1) {
    const file = files.find((one) => one.d === head.id && one.n === n);
    if (file === undefined) break;
    const pdf = await openBytes(db, `files/${head.id}/${n}`, file.sealed);
    if (!pdf.ok && pdf.fault.code !== 'db/damaged') return pdf;
    if (!pdf.ok || toHex(await sha256(pdf.value)) !== head.revisions[n]?.sha256) break;
    usable.push(file);
  }
  return ok(usable);
}

/** Unsaved text of the copy, when there is none here and the records are those that it was begun on. */
async function fittingDraft(
  db: Database,
  { caseId, draft }: CaseCopy,
  changes: readonly Change[],
): Promise<Result<DraftRow | undefined>> {
  if (draft === undefined) return ok(undefined);
  const here = await guarded(() => db.tables.drafts.get(caseId));
  if (!here.ok) return here;
  if (here.value !== undefined) return ok(undefined);
  const opened = await readDraftRow(db, draft);
  if (!opened.ok) return ofCopy(opened.fault);
  const fits = opened.value.every(({ basedOn, record }) => basedOn === countChangesOf(changes, record));
  return ok(fits ? draft : undefined);
}

/** Two offices that went on from one copy may have given one number to two cases: a person has to know. */
async function isNumberTaken(db: Database, caseId: string, number: string): Promise<boolean> {
  if (number === '') return false;
  const { cases, opened } = summariesOf(db);
  await opened;
  const slots = [...cases.rows(number, { by: 'number', descending: false })];
  await cases.load(slots);
  return slots.some((slot) => {
    const other = cases.peek(slot);
    return other?.number === number && other.caseId !== caseId;
  });
}

/** Damage in the copy is none of the database's: nothing here is to be mended for it. */
function ofCopy(fault: Fault): Result<never> {
  return fault.code === 'db/damaged' ? fail('snapshot/damaged') : { ok: false, fault };
}
