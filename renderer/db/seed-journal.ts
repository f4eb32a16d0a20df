import { journalTables, type CountersRow, type JournalTable, type Write } from '../../shared/journal/write.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { guarded, guardedResult, type Database, type Position } from './database.ts';
import { countGrown, hasLostRows } from './grown-rows.ts';
import { opensRow } from './opens-row.ts';
import type { PositionRow } from './schema.ts';

/** Bytes of rows that go to the main process together. */
const PORTION = 4 * 1024 * 1024;
/** Rows read at once; files may be large and come one by one. */
const ROWS = 500;

export interface Seeded {
  readonly rows: number;
  /** places of rows that could not be opened and were left out */
  readonly unreadable: readonly string[];
}

/**
 * Writes the journal anew from the tables; the main process keeps the old one aside and changes over only at the end.
 * Every row is opened first, as far as the person's keys go: the good copy of a damaged one may be in the old journal.
 * Call inside `db.exclusive`. Faults: `db/damaged` names the first row that cannot be opened, or the table of which
 * rows are missing; those of the journal.
 * @param goOn leave such rows out instead
 */
export async function seedJournal(db: Database, goOn: boolean): Promise<Result<Seeded>> {
  const { journal, position } = db;
  const lost = await hasLostRows(db);
  if (!lost.ok) return lost;
  if (lost.value && !goOn) return fail('db/damaged', { place: 'saves' });
  const from = position.get().seq;
  const begun = await journal.seedJournal({ step: 'begin', seq: from, writes: [] });
  if (!begun.ok) return begun;
  const unreadable: string[] = [];
  let rows = 0;
  let portion: Write[] = [];
  let size = 0;
  const send = async (): Promise<Result<Position>> => {
    const sent = await journal.seedJournal({ step: 'more', seq: from, writes: portion });
    portion = [];
    size = 0;
    return sent;
  };
  for await (const read of readRows(db)) {
    if (!read.ok) return read;
    const write = read.value;
    const place = await opensRow(db, write);
    if (!place.ok) {
      if (!goOn) return place;
      unreadable.push(String(place.fault.detail?.['place']));
      continue;
    }
    portion.push(write);
    rows += 1;
    size += write.k === 'put' ? write.row.sealed.length : 0;
    if (size < PORTION && portion.length < ROWS) continue;
    const sent = await send();
    if (!sent.ok) return sent;
  }
  const sent = await send();
  if (!sent.ok) return sent;
  const ended = await journal.seedJournal({ step: 'end', seq: from, writes: [] });
  if (!ended.ok) return ended;
  const kept = await keepPosition(db, ended.value);
  return kept.ok ? ok({ rows, unreadable }) : kept;
}

async function keepPosition(db: Database, { seq, digest }: Position): Promise<Result<void>> {
  const { tables, vaultId } = db;
  const kept = await guarded(async () => {
    const row: PositionRow = { k: 'journal', vaultId, seq, digest, rows: await countGrown(tables) };
    await tables.meta.put(row);
  });
  if (!kept.ok) return kept;
  db.position.set({ seq, digest });
  return ok(undefined);
}

/** Every row that the journal holds, table by table; ends with a fault when storage gives one. */
async function* readRows(db: Database): AsyncGenerator<Result<Write>, void> {
  for (const t of journalTables) {
    const table = db.tables.table<unknown, never>(t);
    const keys = await guarded(() => table.toCollection().primaryKeys());
    if (!keys.ok) {
      yield keys;
      return;
    }
    const step = t === 'files' ? 1 : ROWS;
    for (let at = 0; at < keys.value.length; at += step) {
      const rows = await guardedResult(async () => {
        const found = await table.bulkGet(keys.value.slice(at, at + step));
        return found.includes(undefined) ? fail('db/damaged', { place: t }) : ok(found);
      });
      if (!rows.ok) {
        yield rows;
        return;
      }
      for (const row of rows.value) {
        const write = asWrite(t, row);
        if (write !== undefined) yield ok(write);
      }
    }
  }
}

/** A row as the write that would put it there; none for rows that are the tables' own business. */
function asWrite(t: JournalTable, row: unknown): Write | undefined {
  if (t !== 'meta') return { t, k: 'put', row } as Write;
  const { k, v, sealed } = row as { readonly k: string } & Omit<CountersRow, 'k'>;
  // in the first layout the row also named the vault
  return k === 'counters' ? { t, k: 'put', row: { k, v, sealed } } : undefined;
}
