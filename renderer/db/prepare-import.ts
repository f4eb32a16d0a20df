import type { CommitInput, WriteInput } from '../../shared/ipc/contract.ts';
import { caseOf, type SaveRow, type Write } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { conflictItems, type ConflictItem } from '../../shared/merge/conflict-items.ts';
import { planMerge, type MergeKind, type MergePlan } from '../../shared/merge/plan-merge.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import { uniteSeals } from '../../shared/merge/series.ts';
import type { Change } from '../../shared/record/change.ts';
import { bundleSave, storedBoxes, type CaseLog } from './bundle-rows.ts';
import { isProtectedValue, knownCase, savesHere, sealBundleSave, type RowKey } from './changes.ts';
import { guarded, type Database } from './database.ts';
import { givingWay } from './give-way.ts';
import { latestChange } from './load-record.ts';
import { newCaseKey } from './protected.ts';
import { describeLog, logSummaryWrite, type LogSummary } from './save-summary.ts';

/** A case as a bundle has it, verified change by change and seal by seal. */
export interface IncomingCase {
  readonly id: string;
  readonly changes: readonly Change[];
  readonly seals: readonly SeriesSeal[];
}

/** Which bundle something comes from. */
export interface ImportedBundle {
  readonly id: string;
  /** as it is called on the stick: `K7QM-2F9X` */
  readonly code: string;
}

/** What taking a case in would do, or did. Nothing that is here is ever replaced. */
export interface ImportPlan {
  readonly caseId: string;
  readonly kind: MergeKind;
  /** how many changes are missing here */
  readonly fresh: number;
  /** how many values come open that were withheld here */
  readonly filled: number;
  /** what people will have to decide and had not before: a name and its id are one */
  readonly conflicts: readonly ConflictItem[];
  /** installations that wrote two things in one place: a copied disk, a copy that was put back, or fraud */
  readonly forks: readonly string[];
  /** changes that wait for others that neither side has */
  readonly waiting: number;
  /** another computer writes as this one does: this one takes a new identity before anything is taken in */
  readonly isCopied: boolean;
  /** what lists will show of it */
  readonly shown: LogSummary;
}

/** What one case changes, and what is to be written for it, if anything. */
export interface Taken {
  readonly plan: ImportPlan;
  readonly commit: CommitInput | undefined;
}

/**
 * Prepares cases of which nothing is here, before their turn: those before them are being written meanwhile. What it is told here
 * holds in the turn as long as nothing of the case is here then either, and is asked for there. Whatever does not go as it should
 * is left for the turn, which says why.
 */
export async function prepareAhead(
  db: Database,
  bundle: ImportedBundle,
  incoming: readonly IncomingCase[],
): Promise<{ readonly of: (caseId: string) => Taken | undefined; readonly end: () => void }> {
  const { installationId } = db;
  let isAsBefore = true;
  // terms and reminders are counted by what the office has set
  const watch = (writes: readonly Write[]): void => {
    isAsBefore &&= !writes.some((write) => caseOf(write) === db.officeId);
  };
  db.onWrites.add(watch);
  const ready = new Map<string, Taken>();
  const giveWay = givingWay();
  const here = await rowsHere(
    db,
    incoming.map(({ id }) => id),
  );
  const started: Promise<unknown>[] = [];
  for (const one of here.ok ? incoming : []) {
    if (here.ok && !isNothing(here.value.get(one.id) ?? nothingHere)) continue;
    started.push(
      prepareNew(db, bundle, one).then((taken) => {
        if (taken !== undefined) ready.set(one.id, taken);
      }),
    );
    await giveWay();
  }
  await Promise.allSettled(started);
  return {
    of: (caseId) => (isAsBefore && db.installationId === installationId ? ready.get(caseId) : undefined),
    end: () => void db.onWrites.delete(watch),
  };
}

async function prepareNew(db: Database, bundle: ImportedBundle, incoming: IncomingCase): Promise<Taken | undefined> {
  const prepared = await prepare(db, incoming, emptyLog);
  if (!prepared.ok || isOfComputer(db, bundle, prepared.value)) return undefined;
  const plan = await describe(db, incoming.id, prepared.value.plan);
  if (plan.isCopied) return undefined;
  const commit = await commitOf(db, bundle, { ...prepared.value, told: plan, here: nothingHere });
  return commit.ok ? { plan, commit: commit.value } : undefined;
}

/** What one case changes, and what is to be written for it, if anything. */
export async function prepareImport(
  db: Database,
  bundle: ImportedBundle,
  incoming: IncomingCase,
  here: RowsHere,
): Promise<Result<Taken>> {
  const prepared = await prepare(db, incoming, here.saves.length === 0 ? emptyLog : undefined);
  if (!prepared.ok) return prepared;
  const { plan } = prepared.value;
  if (isOfComputer(db, bundle, prepared.value)) return fail('exchange/not-a-case', { caseId: incoming.id });
  const told = await describe(db, incoming.id, plan);
  if (told.isCopied) {
    const renewed = await db.renewInstallation();
    if (!renewed.ok) return renewed;
  }
  if (plan.fresh.length + plan.filled.length === 0) return ok({ plan: told, commit: undefined });
  const commit = await commitOf(db, bundle, { ...prepared.value, told, here });
  return commit.ok ? ok({ plan: told, commit: commit.value }) : commit;
}

/** Rows of a bundle never lie among those of a computer. */
function isOfComputer({ installationId }: Database, bundle: ImportedBundle, { plan }: Prepared): boolean {
  return bundle.id === installationId || plan.merged.some(({ op }) => op.r === bundle.id);
}

/** What is here of a case that came. */
export interface RowsHere {
  readonly saves: readonly SaveRow[];
  readonly hasLock: boolean;
}
export const nothingHere: RowsHere = { saves: [], hasLock: false };
export const isNothing = ({ saves, hasLock }: RowsHere): boolean => saves.length === 0 && !hasLock;
const emptyLog: CaseLog = { changes: [], seals: [], closed: new Set() };

/** What is here of several cases: one transaction, as asking for each costs a way to the engine and back. */
export async function rowsHere(db: Database, ids: readonly string[]): Promise<Result<ReadonlyMap<string, RowsHere>>> {
  const { tables } = db;
  return await guarded(() =>
    tables.transaction('r', tables.saves, tables.locks, async () => {
      const [locks, saves] = await Promise.all([
        tables.locks.bulkGet([...ids]),
        Promise.all(ids.map((id) => savesHere(db, id))),
      ]);
      return new Map(ids.map((id, i) => [id, { saves: saves[i] ?? [], hasLock: locks[i] !== undefined }]));
    }),
  );
}

interface Prepared {
  readonly plan: MergePlan;
  /** those that are not here yet */
  readonly seals: readonly SeriesSeal[];
}

/** @param log what is known of the case, where that was looked up */
export async function prepare(
  db: Database,
  { id, changes, seals }: IncomingCase,
  log: CaseLog | undefined,
): Promise<Result<Prepared>> {
  const known = log === undefined ? await knownCase(db, id) : ok(log);
  if (!known.ok) return known;
  const { changes: existing, closed, seals: here } = known.value;
  const sealed = new Set(here.map(({ h }) => h));
  return ok({
    plan: planMerge({ existing, incoming: changes, closed }),
    seals: uniteSeals(seals).filter(({ h }) => !sealed.has(h)),
  });
}

export async function describe(db: Database, caseId: string, plan: MergePlan): Promise<ImportPlan> {
  const shown = await describeLog(db, plan.folded, caseId, latestChange(plan.merged));
  return {
    caseId,
    kind: plan.kind,
    fresh: plan.fresh.length,
    filled: plan.filled.length,
    conflicts: conflictItems({ ...plan.folded, conflicts: plan.conflicts }),
    forks: plan.forks,
    waiting: plan.pending.length,
    isCopied: plan.fresh.some(({ op }) => op.r === db.installationId),
    shown,
  };
}

interface Wanted extends Prepared {
  readonly told: ImportPlan;
  readonly here: RowsHere;
}

async function commitOf(db: Database, bundle: ImportedBundle, wanted: Wanted): Promise<Result<CommitInput>> {
  const { plan, seals, told, here } = wanted;
  const { caseId } = told;
  const made = async (beside: readonly WriteInput[], rowKey?: RowKey): Promise<Result<CommitInput>> => {
    const at = { c: caseId, r: bundle.id, n: nextPlace(here.saves, bundle.id) };
    const content = bundleSave([...plan.fresh, ...plan.filled], seals);
    const [row, summary] = await Promise.all([
      sealBundleSave(db, at, content, { isProtected: isProtectedValue, rowKey }),
      logSummaryWrite(db, told.shown, here.saves.length === 0),
    ]);
    return ok({ writes: [{ t: 'saves', k: 'put', row }, summary, ...beside], act: receivedAct(bundle, caseId) });
  };
  const hasProtected = [...plan.fresh, ...plan.filled].some(
    ({ op, x }) => x !== undefined && isProtectedValue(op.e, op.f),
  );
  if (!hasProtected || db.caseKeys.has(caseId)) return await made([]);
  if (!here.hasLock) {
    const own = await newCaseKey(db, caseId);
    return own.ok ? await made([own.value.lock], { key: own.value.key }) : own;
  }
  // the case's own key is closed to whoever takes this in: a key beside it, for those who may open both
  const key = await db.keysPort.make(caseId);
  return key.ok ? await made([], { key: key.value.key, boxes: storedBoxes(key.value.boxes) }) : key;
}

/** The next place of a bundle in a case. */
export function nextPlace(saves: readonly Pick<SaveRow, 'r' | 'n'>[], bundleId: string): number {
  return Math.max(0, ...saves.filter(({ r }) => r === bundleId).map(({ n }) => n)) + 1;
}

/** The act that goes with whatever a bundle brings of a case. */
export function receivedAct(
  { id, code }: ImportedBundle,
  caseId: string,
): {
  readonly action: 'bundle-received';
  readonly caseId: string;
  readonly documentId: string;
  readonly detail: string;
} {
  return { action: 'bundle-received', caseId, documentId: id, detail: code };
}
