import Dexie, { type Table } from 'dexie';
import { isLasting, placeOf, type Frame, type JournalTable, type Write } from '../../shared/journal/write.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { guarded, type Database, type Position } from './database.ts';
import { countGrown, grownBy, GROWING } from './grown-rows.ts';
import type { OfficeTables, PositionRow } from './schema.ts';

type ByTable = ReadonlyMap<JournalTable, readonly Write[]>;

/**
 * Gives frames of the journal to the tables: one strict transaction with their rows and the place in the journal that
 * the tables then stand at, so that neither is ever ahead of the other. Faults `db/disk-full`, `db/unavailable`. Whoever
 * calls tells those who wait in `db.onWrites`.
 * @param frames in order; the last one's place becomes the database's
 */
export async function applyFrames(db: Database, frames: readonly Frame[]): Promise<Result<void>> {
  const last = frames.at(-1);
  if (last === undefined) return ok(undefined);
  const writes = countingByTable(frames.flatMap((frame) => frame.writes));
  // of a frame that stands for many some may be here already: then rows are counted instead of added up
  const isPartlyHere = frames.some((frame) => (frame.from ?? frame.seq) <= db.position.get().seq);
  const touched = [...writes.keys(), ...(isPartlyHere ? GROWING : [])];
  const written = await guarded(() =>
    inOffice(db, touched, async () => {
      if (isPartlyHere) {
        await Promise.all(putAll(db.tables, writes));
        await putPlace(db, last, await countGrown(db.tables));
      } else await putFrame(db, last, writes, await countedRows(db.tables));
    }),
  );
  if (written.ok) db.position.set(placeIn(last));
  return written;
}

/**
 * Like {@link applyFrames}, for the frame that the journal is just writing: the transaction begins meanwhile, and
 * nothing is given to it before the frame is there.
 * @param touched the tables that the frame will write to
 * @param next the frame that follows the database's place; undefined when the journal wrote none: then nothing is done
 * @param onBegun called when the transaction has begun: whatever reads these tables from then on waits for its end
 */
export async function applyNext(
  db: Database,
  touched: readonly JournalTable[],
  next: Promise<Frame | undefined>,
  onBegun: () => void,
): Promise<Result<void>> {
  let frame: Frame | undefined;
  const written = await guarded(
    () =>
      new Promise<void>((resolve, reject) => {
        inOffice(db, touched, async () => {
          // Dexie waits by asking the transaction again and again: of one that was aborted meanwhile it would never hear
          const { idbtrans } = Dexie.currentTransaction;
          idbtrans.addEventListener('abort', () =>
            reject(idbtrans.error ?? new DOMException('aborted while the journal wrote', 'AbortError')),
          );
          onBegun();
          const had = await countedRows(db.tables);
          frame = await Dexie.waitFor(next);
          if (frame !== undefined) await putFrame(db, frame, countingByTable(frame.writes), had);
        }).then(resolve, reject);
      }),
  );
  if (written.ok && frame !== undefined) db.position.set(placeIn(frame));
  return written;
}

function inOffice(db: Database, touched: readonly JournalTable[], work: () => Promise<void>): Promise<void> {
  return db.tables.transaction('rw', [...new Set<string>(['meta', ...touched])], work);
}

function placeIn({ seq, digest }: Frame): Position {
  return { seq, digest };
}

/**
 * Rows that follow all that is here, and where the tables then stand.
 * @param had how many rows the growing tables have
 */
async function putFrame(db: Database, last: Frame, writes: ByTable, had: number | undefined): Promise<void> {
  const rows = had === undefined ? undefined : had + grownBy(writes);
  const [, ...late] = await Promise.all([putPlace(db, last, rows), ...putAll(db.tables, writes)]);
  const tooMany = late.reduce((sum, count) => sum + count, 0);
  if (tooMany > 0 && rows !== undefined) await putPlace(db, last, rows - tooMany);
}

function putPlace({ tables, vaultId }: Database, last: Frame, rows: number | undefined): PromiseLike<unknown> {
  const place: PositionRow = { k: 'journal', vaultId, ...placeIn(last) };
  return tables.meta.put(rows === undefined ? place : { ...place, rows });
}

/** Tells everybody who keeps something in memory what was written. */
export function tellWritten(db: Database, writes: readonly Write[]): void {
  for (const listener of [...db.onWrites]) listener(writes);
}

/** How many rows the growing tables have, as was noted with the place they stand at. */
async function countedRows(tables: OfficeTables): Promise<number | undefined> {
  const place = await tables.meta.get('journal');
  return place?.k === 'journal' ? place.rows : undefined;
}

/** Of several writes to one place the last one counts, but the first one of rows that are never rewritten. */
function countingByTable(writes: readonly Write[]): ByTable {
  const counting = new Map<string, Write>();
  for (const write of writes) {
    const place = placeOf(write);
    if (!isLasting(write) || !counting.has(place)) counting.set(place, write);
  }
  const byTable = new Map<JournalTable, Write[]>();
  for (const write of counting.values()) {
    const group = byTable.get(write.t);
    if (group === undefined) byTable.set(write.t, [write]);
    else group.push(write);
  }
  return byTable;
}

/**
 * Asks for all the writes at once: waiting for one before the next would cost a way to the engine and back each.
 * @returns for each request how many rows came too late for their place and were not written
 */
function putAll(tables: OfficeTables, byTable: ByTable): readonly PromiseLike<number>[] {
  return [...byTable].flatMap(([name, writes]) => {
    const table = tables.table<unknown>(name);
    const rows = writes.flatMap((write) => (write.k === 'put' ? [write.row] : []));
    const gone = writes.flatMap((write) => (write.k === 'del' ? [write.key] : []));
    const isGrowing = writes.some(isLasting);
    return [
      ...(rows.length === 0 ? [] : [isGrowing ? addNew(table, rows) : table.bulkPut(rows).then(() => 0)]),
      ...(gone.length === 0 ? [] : [table.bulkDelete(gone).then(() => 0)]),
    ];
  });
}

/** Adds rows where there are none; the engine itself looks, in the same step. */
function addNew(table: Table<unknown>, rows: readonly unknown[]): PromiseLike<number> {
  return table.bulkAdd(rows).then(
    () => 0,
    (error: unknown) => {
      if (!(error instanceof Dexie.BulkError)) throw error;
      const other = error.failures.find(({ name }) => name !== 'ConstraintError');
      if (other !== undefined) throw other;
      return error.failures.length;
    },
  );
}
