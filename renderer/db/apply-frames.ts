import Dexie, { type Table } from 'dexie';
import { isLasting, placeOf, type Frame, type JournalTable, type Write } from '../../shared/journal/write.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { guarded, type Database, type Position } from './database.ts';
import { countGrown, grownBy, GROWING } from './grown-rows.ts';
import type { OfficeTables, PositionRow } from './schema.ts';

/**
 * Gives frames of the journal to the tables: one strict transaction with their rows and the place in the journal that
 * the tables then stand at, so that neither is ever ahead of the other. Faults `db/disk-full`, `db/unavailable`. Whoever
 * calls tells those who wait in `db.onWrites`.
 * @param frames in order, at least one; the last one's place becomes the database's
 * @param onBegun called when the transaction has begun: whatever reads these tables from then on waits for its end
 */
export async function applyFrames(
  db: Database,
  frames: readonly Frame[],
  onBegun: () => void = () => undefined,
): Promise<Result<void>> {
  const last = frames.at(-1);
  if (last === undefined) return { ok: true, value: undefined };
  const { seq, digest } = last;
  const writes = frames.flatMap((frame) => frame.writes);
  const byTable = countingByTable(writes);
  const { tables } = db;
  // of a frame that stands for many some may be here already: then rows are counted instead of added up
  const isPartlyHere = frames.some((frame) => (frame.from ?? frame.seq) <= db.position.get().seq);
  const touched = [...new Set<string>(['meta', ...byTable.keys(), ...(isPartlyHere ? GROWING : [])])];
  let rows = rowsAt.get(db.position.get());
  const written = await guarded(() =>
    tables.transaction('rw', touched, async () => {
      onBegun();
      if (isPartlyHere) {
        await Promise.all(putAll(tables, byTable));
        rows = await countGrown(tables);
      } else {
        const had = rows ?? (await countedRows(tables));
        rows = had === undefined ? undefined : had + grownBy(byTable);
      }
      const place: PositionRow = { k: 'journal', vaultId: db.vaultId, seq, digest };
      const puts = isPartlyHere ? [] : putAll(tables, byTable);
      const putPlace = (): PromiseLike<unknown> => tables.meta.put(rows === undefined ? place : { ...place, rows });
      const [, ...late] = await Promise.all([putPlace(), ...puts]);
      const tooMany = late.reduce((sum, count) => sum + count, 0);
      if (tooMany === 0 || rows === undefined) return;
      rows -= tooMany;
      await putPlace();
    }),
  );
  if (!written.ok) return written;
  const position: Position = { seq, digest };
  if (rows !== undefined) rowsAt.set(position, rows);
  db.position.set(position);
  return written;
}

/** Tells everybody who keeps something in memory what was written. */
export function tellWritten(db: Database, writes: readonly Write[]): void {
  for (const listener of [...db.onWrites]) listener(writes);
}

/** How many rows the growing tables have at a place that the database stands at; saves reading them before each write. */
const rowsAt = new WeakMap<Position, number>();

async function countedRows(tables: OfficeTables): Promise<number | undefined> {
  const place = await tables.meta.get('journal');
  return place?.k === 'journal' ? place.rows : undefined;
}

/** Of several writes to one place the last one counts, but the first one of rows that are never rewritten. */
function countingByTable(writes: readonly Write[]): ReadonlyMap<JournalTable, readonly Write[]> {
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
function putAll(
  tables: OfficeTables,
  byTable: ReadonlyMap<JournalTable, readonly Write[]>,
): readonly PromiseLike<number>[] {
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
