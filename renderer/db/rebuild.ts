import { ok, type Result } from '../../shared/kernel/result.ts';
import { follow } from './commit.ts';
import { guarded, type Database, type JournalPort, type Position } from './database.ts';
import { countGrown } from './grown-rows.ts';
import type { OpenReport } from './open-report.ts';
import { readFrames, type Gap } from './read-frames.ts';

/** Before the first frame. */
export const START: Position = { seq: 0, digest: new Uint8Array(32) };

/** The longest that a deletion may wait for another window to let go. */
const DELETE_MS = 20_000;

interface RebuildOptions {
  /** there is nothing to lose, so that the journal need not be read twice */
  readonly isEmpty?: boolean;
  /** somebody goes on without what is lost; it is told here */
  readonly gaps?: Gap[];
  /** number of the last frame that is wanted; all by default */
  readonly until?: number;
}

/**
 * Makes the tables anew from the journal. What is there now goes only after the journal was read through once without
 * a gap; a power cut afterwards leaves tables that catch up at the next opening. Call inside `db.exclusive`. Faults:
 * those of reading the journal, `db/disk-full`, `db/unavailable`.
 */
export async function rebuild(
  db: Database,
  { isEmpty = false, gaps, until }: RebuildOptions = {},
): Promise<Result<OpenReport>> {
  const whole = isEmpty || gaps !== undefined ? ok(undefined) : await readThrough(db.journal);
  if (!whole.ok) return whole;
  const remade = await remake(db);
  if (!remade.ok) return remade;
  db.position.set(START);
  const reading = { ...(gaps === undefined ? {} : { gaps }), ...(until === undefined ? {} : { until }) };
  const followed = await follow(db, reading);
  if (!followed.ok) return followed;
  const cases = await guarded(async () => {
    const rows = await countGrown(db.tables);
    const place = { ...db.position.get() };
    await db.tables.meta.put({ k: 'journal', vaultId: db.vaultId, ...place, rows });
    // another object: what was known of the rows at this place does not hold any more
    db.position.set(place);
    return await countCases(db);
  });
  return cases.ok ? ok({ kind: 'rebuilt', frames: followed.value, cases: cases.value }) : cases;
}

/** How many cases the tables hold. */
export async function countCases({ tables, officeId }: Database): Promise<number> {
  const cases = new Set((await tables.saves.toCollection().primaryKeys()).map(([caseId]) => caseId));
  // so are workplaces and alerts; tables that were just made have their summaries by themselves
  for (const key of await tables.summaries.where('k').startsWithAnyOf('a/', 'e/').primaryKeys()) {
    cases.delete(key.slice(2));
  }
  // the office's settings are kept like a case and are none
  cases.delete(officeId);
  return cases.size;
}

async function readThrough(journal: JournalPort): Promise<Result<undefined>> {
  for await (const part of readFrames(journal, { after: START })) if (!part.ok) return part;
  return ok(undefined);
}

/** An engine that does not find the beginning of its own files cannot delete them either: then the main process does. */
async function remake(db: Database): Promise<Result<void>> {
  const remade = await guarded(() => remakeTables(db));
  if (remade.ok || remade.fault.code !== 'db/unavailable' || db.clearStorage === undefined) return remade;
  db.tables.close();
  const cleared = await db.clearStorage();
  return cleared.ok ? await guarded(() => remakeTables(db)) : remade;
}

/** Deletes the database and lays it out again, under the same handle. */
async function remakeTables({ tables, vaultId }: Database): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, give) => {
    timer = setTimeout(() => give(new DOMException('the database is in use', 'TimeoutError')), DELETE_MS);
  });
  try {
    await Promise.race([tables.delete({ disableAutoOpen: false }), tooLong]);
  } finally {
    clearTimeout(timer);
  }
  await tables.open();
  await tables.meta.put({ k: 'journal', vaultId, ...START, rows: 0 });
}
