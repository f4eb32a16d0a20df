import type { WriteInput } from '../../shared/ipc/contract.ts';
import type { SaveRow } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { conflictItems, type ConflictItem } from '../../shared/merge/conflict-items.ts';
import { planMerge, type MergeKind, type MergePlan } from '../../shared/merge/plan-merge.ts';
import type { SeriesSeal } from '../../shared/bundle/seal.ts';
import { uniteSeals } from '../../shared/merge/series.ts';
import type { Change } from '../../shared/record/change.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { reading, writing } from './access.ts';
import { bundleSave, storedBoxes } from './bundle-rows.ts';
import { isProtectedValue, knownCase, savesHere, sealBundleSave, type RowKey } from './changes.ts';
import { commit } from './commit.ts';
import { guarded, type Database } from './database.ts';
import { findDuplicates, type Duplicate } from './import-duplicates.ts';
import { latestChange } from './load-record.ts';
import { withNewKey } from './protected.ts';
import { describeLog, saveSummaryWrite, type LogSummary } from './save-summary.ts';

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
    const prepared = await prepare(db, incoming);
    if (!prepared.ok) return prepared;
    const told = await describe(db, incoming.id, prepared.value.plan);
    if (told.kind !== 'new') return ok({ ...told, duplicates: [] });
    return ok({ ...told, duplicates: await findDuplicates(db, told.caseId, told.shown) });
  });
}

/**
 * Takes in what a bundle has of a case and is missing here: one frame with its summary, and with a key for protected values
 * where the case has none. The same bundle again writes nothing. Whoever takes them in reads protected values afterwards
 * only when they might before. Faults: those of {@link planImport}, `exchange/not-a-case` also for a bundle that calls itself
 * as a computer does that writes in the case; those of writing; `exchange/copied-computer` when another
 * computer writes as this one and no new identity can be had.
 */
export async function importCase(
  db: Database,
  bundle: ImportedBundle,
  incoming: IncomingCase,
): Promise<Result<ImportPlan>> {
  return await writing(db, 'exchange.receive', async () => {
    const prepared = await prepare(db, incoming);
    if (!prepared.ok) return prepared;
    const { plan, seals } = prepared.value;
    // rows of a bundle never lie among those of a computer
    const isComputer = bundle.id === db.installationId || plan.merged.some(({ op }) => op.r === bundle.id);
    if (isComputer) return fail('exchange/not-a-case', { caseId: incoming.id });
    const told = await describe(db, incoming.id, plan);
    if (told.isCopied) {
      const renewed = await db.renewInstallation();
      if (!renewed.ok) return renewed;
    }
    if (plan.fresh.length + plan.filled.length === 0) return ok(told);
    const taken = await takeIn(db, bundle, { caseId: incoming.id, plan, seals });
    return taken.ok ? ok(told) : taken;
  });
}

interface Prepared {
  readonly plan: MergePlan;
  /** those that are not here yet */
  readonly seals: readonly SeriesSeal[];
}

async function prepare(db: Database, { id, changes, seals }: IncomingCase): Promise<Result<Prepared>> {
  // the log of this very office is its settings, its people's words, its numbers: no bundle brings any of them
  const isWhole = id !== db.officeId && changes.length > 0;
  const fits = changes.every((change) => change.op.c === id && verifyChange(change));
  if (!isWhole || !fits || seals.some(({ c }) => c !== id)) return fail('exchange/not-a-case', { caseId: id });
  const known = await knownCase(db, id);
  if (!known.ok) return known;
  const { changes: existing, closed, seals: here } = known.value;
  const sealed = new Set(here.map(({ h }) => h));
  return ok({
    plan: planMerge({ existing, incoming: changes, closed }),
    seals: uniteSeals(seals).filter(({ h }) => !sealed.has(h)),
  });
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

interface TakenIn extends Prepared {
  readonly caseId: string;
}

async function takeIn(db: Database, bundle: ImportedBundle, input: TakenIn): Promise<Result<void>> {
  const { caseId, plan } = input;
  const rows = await guarded(async () => ({
    saves: await savesHere(db, caseId),
    lock: await db.tables.locks.get(caseId),
  }));
  if (!rows.ok) return rows;
  const { saves, lock } = rows.value;
  const keep = async (beside: readonly WriteInput[], rowKey?: RowKey): Promise<Result<void>> => {
    const at = { c: caseId, r: bundle.id, n: nextPlace(saves, bundle.id) };
    const content = bundleSave([...plan.fresh, ...plan.filled], input.seals);
    const row = await sealBundleSave(db, at, content, { isProtected: isProtectedValue, rowKey });
    const savedAt = latestChange(plan.merged);
    const summary = await saveSummaryWrite(db, plan.folded, { id: caseId, savedAt, isFirst: saves.length === 0 });
    const writes: readonly WriteInput[] = [{ t: 'saves', k: 'put', row }, summary, ...beside];
    return await commit(db, writes, receivedAct(bundle, caseId));
  };
  const hasProtected = [...plan.fresh, ...plan.filled].some(
    ({ op, x }) => x !== undefined && isProtectedValue(op.e, op.f),
  );
  if (!hasProtected || db.caseKeys.has(caseId)) return await keep([]);
  if (lock === undefined) return await withNewKey(db, caseId, (write) => keep([write]));
  // the case's own key is closed to whoever takes this in: a key beside it, for those who may open both
  const made = await db.keysPort.make(caseId);
  return made.ok ? await keep([], { key: made.value.key, boxes: storedBoxes(made.value.boxes) }) : made;
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
