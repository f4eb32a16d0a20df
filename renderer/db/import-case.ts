import type { CommitInput, WriteInput } from '../../shared/ipc/contract.ts';
import type { SaveRow } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { conflictItems, type ConflictItem } from '../../shared/merge/conflict-items.ts';
import { planMerge, type MergeKind, type MergePlan } from '../../shared/merge/plan-merge.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import { uniteSeals } from '../../shared/merge/series.ts';
import type { Change } from '../../shared/record/change.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { reading, writing } from './access.ts';
import { bundleSave, storedBoxes, type CaseLog } from './bundle-rows.ts';
import { isProtectedValue, knownCase, savesHere, sealBundleSave, type RowKey } from './changes.ts';
import { commitTogether } from './commit.ts';
import { allow, guarded, type Database } from './database.ts';
import { givingWay } from './give-way.ts';
import { findDuplicates, type Duplicate } from './import-duplicates.ts';
import { latestChange } from './load-record.ts';
import { withNewKey } from './protected.ts';
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

/** The same before anybody has agreed, with what a person should look at first. */
export interface ImportPreview extends ImportPlan {
  /** what is here under another id and may be the same as a case that is new */
  readonly duplicates: readonly Duplicate[];
}

/**
 * Works out what a bundle would change in a case. Writes nothing. Faults: `access/denied` (needs `exchange.receive`);
 * `exchange/not-a-case` when it is the office's own log, or holds what is not of the case or not what it says; those of
 * reading.
 */
export async function planImport(db: Database, incoming: IncomingCase): Promise<Result<ImportPreview>> {
  return await reading(db, 'exchange.receive', async () => {
    if (!isItself(db, incoming)) return fail('exchange/not-a-case', { caseId: incoming.id });
    const prepared = await prepare(db, incoming, undefined);
    if (!prepared.ok) return prepared;
    const told = await describe(db, incoming.id, prepared.value.plan);
    if (told.kind !== 'new') return ok({ ...told, duplicates: [] });
    return ok({ ...told, duplicates: await findDuplicates(db, told.caseId, told.shown) });
  });
}

/**
 * Takes in what a bundle has of cases and is missing here, all of it or nothing: for each case a frame with its own act, its
 * summary, and a key for protected values where the case has none; the frames are written together. The same bundle again
 * writes nothing. Whoever takes them in reads protected values afterwards only when they might before. Faults: those of
 * {@link planImport}, `exchange/not-a-case` also for a case that is there twice, and for a bundle that calls itself as a
 * computer does that writes in the case; those of writing; `exchange/copied-computer` when another computer writes as this one
 * and no new identity can be had.
 * @param incoming not too many: all of them are in memory together
 * @param refusal asked when its turn has come: why nothing may come in any more
 */
export async function importCases(
  db: Database,
  bundle: ImportedBundle,
  incoming: readonly IncomingCase[],
  refusal: () => Result<never> | undefined = () => undefined,
): Promise<Result<readonly ImportPlan[]>> {
  const allowed = allow(db, 'exchange.receive');
  if (!allowed.ok) return allowed;
  const giveWay = givingWay();
  const ids = new Set<string>();
  // before its turn: nobody else who writes waits for hashes
  for (const one of incoming) {
    if (ids.has(one.id) || !isItself(db, one)) return fail('exchange/not-a-case', { caseId: one.id });
    ids.add(one.id);
    await giveWay();
  }
  return await writing(db, 'exchange.receive', async () => {
    const refused = refusal();
    if (refused !== undefined) return refused;
    const here = await rowsHere(db, [...ids]);
    if (!here.ok) return here;
    const plans: ImportPlan[] = [];
    const commits: CommitInput[] = [];
    for (const one of incoming) {
      const taken = await prepareImport(db, bundle, one, here.value.get(one.id) ?? nothingHere);
      if (!taken.ok) return taken;
      plans.push(taken.value.plan);
      if (taken.value.commit !== undefined) commits.push(taken.value.commit);
      await giveWay();
    }
    const written = await commitTogether(db, commits);
    return written.ok ? ok(plans) : written;
  });
}

/** What one case changes, and what is to be written for it, if anything. */
async function prepareImport(
  db: Database,
  bundle: ImportedBundle,
  incoming: IncomingCase,
  here: RowsHere,
): Promise<Result<{ readonly plan: ImportPlan; readonly commit: CommitInput | undefined }>> {
  const prepared = await prepare(db, incoming, here.saves.length === 0 ? emptyLog : undefined);
  if (!prepared.ok) return prepared;
  const { plan } = prepared.value;
  // rows of a bundle never lie among those of a computer
  const isComputer = bundle.id === db.installationId || plan.merged.some(({ op }) => op.r === bundle.id);
  if (isComputer) return fail('exchange/not-a-case', { caseId: incoming.id });
  const told = await describe(db, incoming.id, plan);
  if (told.isCopied) {
    const renewed = await db.renewInstallation();
    if (!renewed.ok) return renewed;
  }
  if (plan.fresh.length + plan.filled.length === 0) return ok({ plan: told, commit: undefined });
  const commit = await commitOf(db, bundle, { ...prepared.value, told, here });
  return commit.ok ? ok({ plan: told, commit: commit.value }) : commit;
}

/** What is here of a case that came. */
interface RowsHere {
  readonly saves: readonly SaveRow[];
  readonly hasLock: boolean;
}
const nothingHere: RowsHere = { saves: [], hasLock: false };
const emptyLog: CaseLog = { changes: [], seals: [], closed: new Set() };

/** What is here of several cases: one transaction, as asking for each costs a way to the engine and back. */
async function rowsHere(db: Database, ids: readonly string[]): Promise<Result<ReadonlyMap<string, RowsHere>>> {
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
async function prepare(
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

/** Whether a case is one that a bundle may bring, all of it of this case, and what it says. */
function isItself({ officeId }: Database, { id, changes, seals }: IncomingCase): boolean {
  // the log of this very office is its settings, its people's words, its numbers: no bundle brings any of them
  if (id === officeId || changes.length === 0) return false;
  return changes.every((change) => change.op.c === id && verifyChange(change)) && seals.every(({ c }) => c === id);
}

async function describe(db: Database, caseId: string, plan: MergePlan): Promise<ImportPlan> {
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
  if (!here.hasLock) return await withNewKey(db, caseId, (write) => made([write]));
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
