import type { CommitInput } from '../../shared/ipc/contract.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { reading, writing } from './access.ts';
import { commitTogether } from './commit.ts';
import { allow, type Database } from './database.ts';
import { givingWay } from './give-way.ts';
import { findDuplicates, type Duplicate } from './import-duplicates.ts';
import {
  describe,
  isNothing,
  nothingHere,
  prepare,
  prepareAhead,
  prepareImport,
  rowsHere,
  type ImportedBundle,
  type ImportPlan,
  type IncomingCase,
} from './prepare-import.ts';

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

/** How some cases stand to others that are taken in. */
export interface ImportOrder {
  readonly before?: Promise<unknown>;
  readonly refusal?: () => Result<never> | undefined;
}

/**
 * Takes in what a bundle has of cases and is missing here, all of it or nothing: for each case a frame with its own act, its
 * summary, and a key for protected values where the case has none; the frames are written together. The same bundle again
 * writes nothing. Whoever takes them in reads protected values afterwards only when they might before. Faults: those of
 * {@link planImport}, `exchange/not-a-case` also for a case that is there twice, and for a bundle that calls itself as a
 * computer does that writes in the case; those of writing; `exchange/copied-computer` when another computer writes as this one
 * and no new identity can be had.
 * @param incoming not too many: all of them are in memory together
 * @param order.before is waited for before its turn: what is to be written first
 * @param order.refusal asked when its turn has come: why nothing may come in any more
 */
export async function importCases(
  db: Database,
  bundle: ImportedBundle,
  incoming: readonly IncomingCase[],
  order: ImportOrder = {},
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
  const ahead = await prepareAhead(db, bundle, incoming);
  // how that went is for `refusal` to tell
  await Promise.allSettled([order.before]);
  const inTurn = writing(db, 'exchange.receive', async () => {
    const refused = order.refusal?.();
    if (refused !== undefined) return refused;
    const here = await rowsHere(db, [...ids]);
    if (!here.ok) return here;
    const plans: ImportPlan[] = [];
    const commits: CommitInput[] = [];
    for (const one of incoming) {
      const rows = here.value.get(one.id) ?? nothingHere;
      const known = isNothing(rows) ? ahead.of(one.id) : undefined;
      const taken = known === undefined ? await prepareImport(db, bundle, one, rows) : ok(known);
      if (!taken.ok) return taken;
      plans.push(taken.value.plan);
      if (taken.value.commit !== undefined) commits.push(taken.value.commit);
      if (known === undefined) await giveWay();
    }
    const done = await commitTogether(db, commits);
    return done.ok ? ok(plans) : done;
  });
  return await inTurn.finally(ahead.end);
}

/** Whether a case is one that a bundle may bring, all of it of this case, and what it says. */
function isItself({ officeId }: Database, { id, changes, seals }: IncomingCase): boolean {
  // the log of this very office is its settings, its people's words, its numbers: no bundle brings any of them
  if (id === officeId || changes.length === 0) return false;
  return changes.every((change) => change.op.c === id && verifyChange(change)) && seals.every(({ c }) => c === id);
}
