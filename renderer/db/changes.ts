import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { appendChanges } from '../../shared/record/append.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { guarded, openJson, Rollback, sealJson, type Database } from './database.ts';
import type { SaveRow } from './schema.ts';

/** Key range of one case in the saves table. */
function range(caseId: string): readonly [[string, string, number], [string, string, number]] {
  return [
    [caseId, '', 0],
    [caseId, '\uffff', Number.MAX_SAFE_INTEGER],
  ];
}

async function saveRows(db: Database, caseId: string): Promise<readonly SaveRow[]> {
  const [from, to] = range(caseId);
  return await db.tables.saves.where('[c+r+n]').between(from, to).toArray();
}

const place = (row: Pick<SaveRow, 'c' | 'r' | 'n'>): string => `saves/${row.c}/${row.r}/${row.n}`;

/**
 * All changes of a case. Fault `db/damaged` when one save cannot be opened: a record with a hole is not shown as whole;
 * `db/unavailable` when the storage does not answer.
 */
export async function readChanges(db: Database, caseId: string): Promise<Result<readonly Change[]>> {
  const rows = await guarded(() => saveRows(db, caseId));
  if (!rows.ok) return rows;
  const changes: Change[] = [];
  for (const row of rows.value) {
    const opened = await openJson<readonly Change[]>(db, place(row), row.sealed);
    if (!opened.ok) return opened;
    changes.push(...opened.value);
  }
  return ok(changes);
}

/**
 * Turns intents into a sealed save, ready to be put into a transaction.
 * @param existing all changes of the case that the author saw
 * @returns the row, and the case's changes as they will be; no row when nothing changes
 */
export async function prepareSave(
  db: Database,
  caseId: string,
  existing: readonly Change[],
  intents: readonly ChangeIntent[],
): Promise<{ readonly row: SaveRow | undefined; readonly changes: readonly Change[] }> {
  const fresh = await appendChanges(intents, {
    caseId,
    installationId: db.installationId,
    author: db.personId,
    existing,
    clock: db.clock,
  });
  const first = fresh[0];
  const last = fresh.at(-1);
  if (first === undefined || last === undefined) return { row: undefined, changes: existing };
  const key = { c: caseId, r: db.installationId, n: first.op.n };
  const row = { ...key, last: last.op.n, sealed: await sealJson(db, place(key), fresh) };
  return { row, changes: [...existing, ...fresh] };
}

/**
 * Adds a prepared save inside a running transaction over `saves`.
 * @param expected how many changes the case must still have
 * @throws Rollback `db/changed-meanwhile` when somebody saved in between
 */
export async function addSave(db: Database, caseId: string, expected: number, row: SaveRow | undefined): Promise<void> {
  const have = (await saveRows(db, caseId)).reduce((sum, save) => sum + save.last - save.n + 1, 0);
  if (have !== expected) throw new Rollback(fault('db/changed-meanwhile'));
  if (row !== undefined) await db.tables.saves.add(row);
}
