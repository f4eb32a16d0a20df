import type { JournalTable, Write } from '../../shared/journal/write.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { guarded, type Database } from './database.ts';
import type { OfficeTables } from './schema.ts';

// An engine that lost the end of its log may forget old rows and keep what was written later: then the place in the
// journal is the newest one, and still rows are missing. So the tables also know how many there must be.

/** The tables whose rows are never taken away or written twice. */
export const GROWING = ['saves', 'files', 'audit'] as const satisfies readonly JournalTable[];

/** How many rows writes add, one for each place, when there is none yet. */
export function grownBy(byTable: ReadonlyMap<JournalTable, readonly Write[]>): number {
  return GROWING.reduce((sum, table) => sum + (byTable.get(table)?.length ?? 0), 0);
}

/** Counts the rows that there are. May be called inside a transaction over these tables. */
export async function countGrown(tables: OfficeTables): Promise<number> {
  let rows = 0;
  for (const table of GROWING) rows += await tables.table(table).count();
  return rows;
}

/** Whether rows are missing that the tables have had. Fault `db/unavailable`. */
export async function hasLostRows({ tables }: Database): Promise<Result<boolean>> {
  const counted = await guarded(() =>
    tables.transaction('r', ['meta', ...GROWING], async () => {
      const position = await tables.meta.get('journal');
      const expected = position?.k === 'journal' ? position.rows : undefined;
      return expected !== undefined && (await countGrown(tables)) < expected;
    }),
  );
  return counted.ok ? ok(counted.value) : counted;
}
