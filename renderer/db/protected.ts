import { may } from '../../shared/access/permissions.ts';
import type { CaseBox, WriteInput } from '../../shared/ipc/contract.ts';
import type { LockRow } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { reading, writing } from './access.ts';
import { openedBoxes, storedBoxes, type StoredBoxes } from './bundle-rows.ts';
import { keysBeside } from './changes.ts';
import { commit } from './commit.ts';
import { guarded, openJson, sealJson, type Database } from './database.ts';

/**
 * How a case's protected values stand: it has none and no key for them; they are `closed` to whoever works, until they
 * are opened with a reason; or `open` since then.
 */
export type Protection = 'none' | 'closed' | 'open';

const place = (caseId: string): string => `locks/${caseId}`;

/** How a case's protected values stand. Faults `access/denied`, `db/unavailable`. */
export async function protectionOf(db: Database, caseId: string): Promise<Result<Protection>> {
  return await reading(db, 'case.read', async () => {
    if (db.caseKeys.has(caseId)) return ok<Protection>('open');
    const row = await guarded(() => db.tables.locks.get(caseId));
    return row.ok ? ok<Protection>(row.value === undefined ? 'none' : 'closed') : row;
  });
}

/**
 * Opens a case's protected values until the office is locked. The main process writes the reason into the chain of acts
 * before it hands out the key. Faults: `access/denied`; `access/no-case-key` when the case has no key or none for
 * whoever works; those of storage.
 * @param input.emergency true for a chief who is not the case's inspector: shown to the liaison
 */
export async function openProtected(
  db: Database,
  caseId: string,
  input: { readonly reason: string; readonly emergency: boolean },
): Promise<Result<void>> {
  return await reading(db, input.emergency ? 'protected.emergency' : 'protected.open', async () => {
    if (db.caseKeys.has(caseId)) return ok(undefined);
    const lock = await readLock(db, caseId);
    if (!lock.ok) return lock;
    const key = await db.keysPort.open({ caseId, boxes: lock.value.boxes, ...input });
    if (!key.ok) return key;
    await openBeside(db, caseId, input);
    db.caseKeys.set(caseId, key.value);
    if (input.emergency) db.emergencies.add(caseId);
    return ok(undefined);
  });
}

/**
 * Opens the keys of what came while the case's own was closed. One that does not open leaves its values closed, as they
 * were: they are told apart from values that are not there.
 */
async function openBeside(
  db: Database,
  caseId: string,
  input: { readonly reason: string; readonly emergency: boolean },
): Promise<void> {
  const beside = await keysBeside(db, caseId);
  if (!beside.ok) return;
  for (const { place: row, boxes } of beside.value) {
    const key = await db.keysPort.open({ caseId, boxes: openedBoxes(boxes), ...input });
    if (key.ok) db.caseKeys.set(row, key.value);
  }
}

/**
 * Whether whoever works may give a case's key to somebody: it is open, and not by an emergency, for which the main
 * process hands nothing on.
 */
export function mayShareProtected(db: Database, caseId: string): boolean {
  return may(db.roles, 'protected.open') && db.caseKeys.has(caseId) && !db.emergencies.has(caseId);
}

/**
 * Makes a case's own key, so that protected values can be written down; sealed to the liaisons, the chiefs for
 * emergencies, and whoever works. Nothing happens when the key is open already. Faults: `access/denied`;
 * `access/no-case-key` when the case has a key that must be opened instead; those of writing.
 */
export async function beginProtected(db: Database, caseId: string): Promise<Result<void>> {
  return await writing(db, 'case.write', async () => {
    if (db.caseKeys.has(caseId)) return ok(undefined);
    if ((await db.tables.locks.get(caseId)) !== undefined) return fail('access/no-case-key', { caseId });
    const made = await db.keysPort.make(caseId);
    if (!made.ok) return made;
    const kept = await keepLock(db, caseId, made.value.boxes, undefined);
    if (!kept.ok) return kept;
    db.caseKeys.set(caseId, made.value.key);
    return ok(undefined);
  });
}

/**
 * Runs with a key for a case that is nowhere yet, and gives the write that keeps it for those who may open it: to be
 * committed with the first save. Call inside `writing`. The key is closed again at the end, whatever comes of it.
 */
export async function withNewKey<T>(
  db: Database,
  caseId: string,
  work: (lock: WriteInput) => Promise<Result<T>>,
): Promise<Result<T>> {
  const made = await newCaseKey(db, caseId);
  if (!made.ok) return made;
  db.caseKeys.set(caseId, made.value.key);
  try {
    return await work(made.value.lock);
  } finally {
    closeProtected(db, caseId);
  }
}

/**
 * Makes a key for a case that is nowhere yet, known to whoever asked and nobody else, and the write that keeps it for those who
 * may open it: to be committed with what is sealed under it. Faults: those of the main process.
 */
export async function newCaseKey(
  db: Database,
  caseId: string,
): Promise<Result<{ readonly key: CryptoKey; readonly lock: WriteInput }>> {
  const made = await db.keysPort.make(caseId);
  if (!made.ok) return made;
  return ok({ key: made.value.key, lock: await lockWrite(db, caseId, made.value.boxes, undefined) });
}

/**
 * Gives a case's key to one more person, e.g. its inspector. Faults: `access/denied`, `access/no-case-key`, those of the
 * main process, those of writing.
 */
export async function shareProtected(
  db: Database,
  caseId: string,
  input: { readonly personId: string; readonly reason: string },
): Promise<Result<void>> {
  return await writing(db, 'protected.open', async () => {
    const lock = await readLock(db, caseId);
    if (!lock.ok) return lock;
    const shared = await db.keysPort.share({ caseId, boxes: lock.value.boxes, ...input });
    return shared.ok ? await keepLock(db, caseId, shared.value, lock.value.row) : shared;
  });
}

/** Closes a case's protected values again before the office is locked. */
export function closeProtected(db: Database, caseId: string): void {
  for (const name of [...db.caseKeys.keys()]) {
    if (name === caseId || name.startsWith(`saves/${caseId}/`)) db.caseKeys.delete(name);
  }
  db.emergencies.delete(caseId);
}

async function readLock(
  db: Database,
  caseId: string,
): Promise<Result<{ readonly row: LockRow; readonly boxes: readonly CaseBox[] }>> {
  const row = await guarded(() => db.tables.locks.get(caseId));
  if (!row.ok) return row;
  if (row.value === undefined) return fail('access/no-case-key', { caseId });
  const stored = await openJson<StoredBoxes>(db, place(caseId), row.value.sealed);
  if (!stored.ok) return stored;
  return ok({ row: row.value, boxes: openedBoxes(stored.value) });
}

async function keepLock(
  db: Database,
  caseId: string,
  boxes: readonly CaseBox[],
  before: LockRow | undefined,
): Promise<Result<void>> {
  return await commit(db, [await lockWrite(db, caseId, boxes, before)], { action: 'saved', caseId });
}

async function lockWrite(
  db: Database,
  caseId: string,
  boxes: readonly CaseBox[],
  before: LockRow | undefined,
): Promise<WriteInput> {
  const stored = storedBoxes(boxes);
  const row = { c: caseId, v: (before?.v ?? 0) + 1, sealed: await sealJson(db, place(caseId), stored) };
  return { t: 'locks', k: 'put', row };
}
