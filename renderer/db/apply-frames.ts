import { placeOf, type Frame, type JournalTable, type Write } from '../../shared/journal/write.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { guarded, type Database } from './database.ts';
import { countGrown, grownBy, GROWING } from './grown-rows.ts';
import type { OfficeTables, PositionRow } from './schema.ts';

/**
 * Gives frames of the journal to the tables: one strict transaction with their rows and the place in the journal that
 * the tables then stand at, so that neither is ever ahead of the other. Faults `db/disk-full`, `db/unavailable`.
 * @param frames in order, at least one; the last one's place becomes the database's
 */
export async function applyFrames(db: Database, frames: readonly Frame[]): Promise<Result<void>> {
  const last = frames.at(-1);
  if (last === undefined) return { ok: true, value: undefined };
  const { seq, digest } = last;
  const writes = frames.flatMap((frame) => frame.writes);
  const byTable = newestByTable(writes);
  const { tables } = db;
  // of a frame that stands for many some may be here already: then rows are counted instead of added up
  const isPartlyHere = frames.some((frame) => (frame.from ?? frame.seq) <= db.position.get().seq);
  const touched = [...new Set<string>(['meta', ...byTable.keys(), ...(isPartlyHere ? GROWING : [])])];
  const written = await guarded(() =>
    tables.transaction('rw', touched, async () => {
      const before = await tables.meta.get('journal');
      for (const [table, newest] of byTable) await putAll(tables, table, newest);
      const had = before?.k === 'journal' ? before.rows : undefined;
      const sum = had === undefined ? {} : { rows: had + grownBy(frames) };
      const rows = isPartlyHere ? { rows: await countGrown(tables) } : sum;
      await tables.meta.put({ k: 'journal', vaultId: db.vaultId, seq, digest, ...rows } satisfies PositionRow);
    }),
  );
  if (!written.ok) return written;
  db.position.set({ seq, digest });
  for (const listener of [...db.onWrites]) listener(writes);
  return written;
}

/** Of several writes to one place the last one counts. */
function newestByTable(writes: readonly Write[]): ReadonlyMap<JournalTable, readonly Write[]> {
  const newest = new Map(writes.map((write) => [placeOf(write), write]));
  const byTable = new Map<JournalTable, Write[]>();
  for (const write of newest.values()) {
    const group = byTable.get(write.t);
    if (group === undefined) byTable.set(write.t, [write]);
    else group.push(write);
  }
  return byTable;
}

async function putAll(tables: OfficeTables, table: JournalTable, writes: readonly Write[]): Promise<void> {
  await tables.table(table).bulkPut(writes.flatMap((write) => (write.k === 'put' ? [write.row] : [])));
  const gone = writes.flatMap((write) => (write.k === 'del' ? [write.key] : []));
  if (gone.length > 0) await tables.table(table).bulkDelete(gone);
}
