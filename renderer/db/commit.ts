import Dexie from 'dexie';
import type { ActInput, CommitInput, Committed, WriteInput } from '../../shared/ipc/contract.ts';
import type { Frame } from '../../shared/journal/write.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { applyFrames, applyNext, tellWritten } from './apply-frames.ts';
import { guarded, type Database } from './database.ts';
import { buildsOnAll } from './known-cases.ts';
import { readFrames, type Reading } from './read-frames.ts';

/** The tables are kept waiting for the journal up to so many bytes, while it answers within so many milliseconds. */
const AT_ONCE = 256 * 1024;
const QUICK_MS = 50;

/** How long the journal took last time: a stick, or a disk that a virus scanner reads along, takes seconds. */
const lastTook = new WeakMap<Database, number>();

/**
 * Writes one frame of the journal; the tables then follow. Call inside `db.exclusive`, with everything checked before: a
 * frame is a commitment. The answer comes when the frame is on the disk and the tables have begun to take the same
 * rows: what reads them from then on waits for those, and so does the next turn of `db.exclusive`. A save or file in a
 * place that is taken is refused with `db/changed-meanwhile`: such rows are never rewritten. When the journal refuses,
 * nothing was written and its fault comes back. When the tables refuse what the journal took, the data is safe and the
 * answer was good; `db.trouble` then says `db/behind` and the next write catches up first.
 * @param act what the main process writes into the chain of acts, in the same frame
 */
export async function commit(db: Database, writes: readonly WriteInput[], act?: ActInput): Promise<Result<void>> {
  const free = await placesAreFree(db, writes);
  if (!free.ok) return free;
  const isQuick = (lastTook.get(db) ?? 0) < QUICK_MS && sizeOf(writes) < AT_ONCE;
  const start = performance.now();
  const asked = db.journal.commit({ writes: [...writes], ...(act === undefined ? {} : { act }) });
  // reading waits for a transaction that has begun, and must not wait for a large file or a slow disk
  if (!isQuick) await asked;
  const { seq: before } = db.position.get();
  const next = asked.then(
    (answer): Frame | 'refused' | 'elsewhere' => {
      if (!answer.ok) return 'refused';
      // the main process wrote something of its own in between, and the journal tells all of it in order
      return answer.value.seq === before + 1 ? frameOf(answer.value, writes) : 'elsewhere';
    },
    () => 'refused' as const,
  );
  const touched = [...writes.map(({ t }) => t), ...(act === undefined ? [] : (['audit'] as const))];
  const frame = next.then((known) => (typeof known === 'string' ? undefined : known));
  // its own kind of promise leaves the transaction in whose middle it is kept: else whoever is told would read inside it
  const begun = new Dexie.Promise<void>((resolve) => {
    const kept = applyNext(db, touched, frame, resolve).then(async (applied) =>
      applied.ok && (await next) === 'elsewhere' ? await follow(db) : applied,
    );
    db.applying.last = kept.then(
      async (result) => {
        if (!result.ok && (await next) !== 'refused') db.trouble.set(fault('db/behind', { reason: result.fault.code }));
        resolve();
      },
      (error: unknown) => {
        resolve();
        // a bug, which may come after the answer: the window's watch tells it; the journal has what was written
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
  const written = await asked;
  lastTook.set(db, performance.now() - start);
  if (!written.ok) return written;
  db.clockBehind.set(written.value.clockBehind === true);
  const told = await frame;
  await (told === undefined ? db.applying.last : begun);
  if (told !== undefined && db.trouble.get() === undefined) tellWritten(db, told.writes);
  return ok(undefined);
}

/**
 * Writes several frames of the journal at once, each with its own act: one flush, and one transaction of the tables, which have
 * all of it when the answer comes. All are written or none is; otherwise as {@link commit}.
 * @param commits no two may touch one place; that no save or file comes to a place that is taken was looked at in this turn
 *   of `db.exclusive`
 */
export async function commitTogether(db: Database, commits: readonly CommitInput[]): Promise<Result<void>> {
  if (commits.length === 0) return ok(undefined);
  const { seq: before } = db.position.get();
  const written = await db.journal.commitTogether({ commits: [...commits] });
  if (!written.ok) return written;
  const frames = written.value.frames.map((one, i) => frameOf(one, commits[i]?.writes ?? []));
  db.clockBehind.set(written.value.frames.some(({ clockBehind }) => clockBehind === true));
  // the main process wrote something of its own before them, and the journal tells all of it in order
  const isNext = frames[0]?.seq === before + 1;
  const applied = await (isNext ? applyFrames(db, frames) : follow(db));
  if (!applied.ok) db.trouble.set(fault('db/behind', { reason: applied.fault.code }));
  else if (isNext)
    tellWritten(
      db,
      frames.flatMap(({ writes }) => writes),
    );
  return ok(undefined);
}

function sizeOf(writes: readonly WriteInput[]): number {
  return writes.reduce((sum, write) => sum + (write.k === 'put' ? write.row.sealed.length : 0), 0);
}

function frameOf({ seq, digest, audit }: Committed, writes: readonly WriteInput[]): Frame {
  return { seq, digest, writes: audit === undefined ? writes : [...writes, { t: 'audit', k: 'put', row: audit }] };
}

async function placesAreFree(db: Database, writes: readonly WriteInput[]): Promise<Result<void>> {
  const saves = writes.flatMap((write) => (write.t === 'saves' && !buildsOnAll(db, write.row) ? [write.row] : []));
  const files = writes.flatMap((write) => (write.t === 'files' ? [write.row] : []));
  if (saves.length + files.length === 0) return ok(undefined);
  const { tables } = db;
  const taken = await guarded(async () => {
    const counts = await Promise.all([
      ...saves.map(({ c, r, n }) => tables.saves.where('[c+r+n]').equals([c, r, n]).count()),
      ...files.map(({ d, n }) => tables.files.where('[d+n]').equals([d, n]).count()),
    ]);
    return counts.some((count) => count > 0);
  });
  if (!taken.ok) return taken;
  return taken.value ? fail('db/changed-meanwhile') : ok(undefined);
}

/**
 * Gives the tables what the journal has and they do not. Faults as {@link readFrames} has them, `db/disk-full`,
 * `db/unavailable`.
 * @returns how many frames brought more than acts: those the main process writes down at any time
 */
export async function catchUp(db: Database): Promise<Result<number>> {
  return await db.exclusive(() => follow(db));
}

/** Like {@link catchUp}, for inside `db.exclusive`. */
export async function follow(
  db: Database,
  reading: Omit<Reading, 'after'> = { isSure: true },
): Promise<Result<number>> {
  let frames = 0;
  for await (const part of readFrames(db.journal, { ...reading, after: db.position.get() })) {
    if (!part.ok) return part;
    const applied = await applyFrames(db, part.value);
    if (!applied.ok) return applied;
    tellWritten(
      db,
      part.value.flatMap(({ writes }) => writes),
    );
    frames += part.value.filter(({ writes }) => writes.some(({ t }) => t !== 'audit')).length;
  }
  db.trouble.set(undefined);
  return ok(frames);
}

/** Before a write: tables that are behind must catch up, or fault `db/behind`. Call inside `db.exclusive`. */
export async function beCurrent(db: Database): Promise<Result<void>> {
  const trouble = db.trouble.get();
  if (trouble === undefined) return ok(undefined);
  const followed = await follow(db);
  return followed.ok ? ok(undefined) : fail('db/behind', { reason: followed.fault.code });
}
