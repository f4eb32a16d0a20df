import { fromUtf8, utf8 } from '../../shared/kernel/bytes.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { DraftRow, SaveRow } from '../../shared/journal/write.ts';
import { appendChanges } from '../../shared/record/append.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { allow, guarded, openJson, Rollback, sealJson, type Database, type SealLevel } from './database.ts';
import { beginKnowing, expectSave, findKnown, foldOnce, foldSaved, type KnownCase } from './known-cases.ts';

/** Key range of one case in the saves table. */
function range(caseId: string): readonly [[string, string, number], [string, string, number]] {
  return [
    [caseId, '', 0],
    [caseId, '\uffff', Number.MAX_SAFE_INTEGER],
  ];
}

const place = (row: Pick<SaveRow, 'c' | 'r' | 'n'>): string => `saves/${row.c}/${row.r}/${row.n}`;
const protectedPlace = (db: Database, row: Pick<SaveRow, 'c' | 'r' | 'n'>): string =>
  `${db.vaultId}|${place(row)}|prot`;

/** The office's own case holds its settings, which everybody in it may read; all other cases are reserved. */
function levelOf(db: Database, caseId: string): SealLevel {
  return caseId === db.officeId ? 'office' : 'reserved';
}

/**
 * All changes of a case. The values of protected fields are there when the case's key was opened, else they are
 * withheld (`x` is missing). Faults: `access/denied`; `db/damaged` when one save cannot be opened, since a record with a
 * hole is not shown as whole; `db/unavailable` when the storage does not answer.
 */
export async function readChanges(db: Database, caseId: string): Promise<Result<readonly Change[]>> {
  const read = await readCase(db, caseId);
  return read.ok ? ok(read.value.changes) : read;
}

/**
 * What a save builds on: all changes of a case, as {@link readChanges} has them, and its unsaved text. A case that was
 * read or saved lately is not read again (known-cases.ts).
 */
export async function knownCase(db: Database, caseId: string): Promise<Result<KnownCase>> {
  const allowed = mayRead(db, caseId);
  if (!allowed.ok) return allowed;
  const known = findKnown(db, caseId);
  return known === undefined ? await readCase(db, caseId) : ok(known);
}

function mayRead(db: Database, caseId: string): Result<undefined> {
  return levelOf(db, caseId) === 'office' ? ok(undefined) : allow(db, 'case.read');
}

/** Reads a case from the tables, whatever is known of it, and remembers it for the save that may follow. */
async function readCase(db: Database, caseId: string): Promise<Result<KnownCase>> {
  const allowed = mayRead(db, caseId);
  if (!allowed.ok) return allowed;
  const keep = beginKnowing(db, caseId);
  const rows = await guarded(() => readRows(db, caseId));
  if (!rows.ok) return rows;
  const changes: Change[] = [];
  for (const row of rows.value.saves) {
    const opened = await openSave(db, row);
    if (!opened.ok) return opened;
    changes.push(...opened.value);
  }
  const read = { changes, draft: rows.value.draft };
  keep(read);
  return ok(read);
}

/** The rows of a case; of one moment when nothing writes, as while a save is made. */
async function readRows(
  { tables }: Database,
  caseId: string,
): Promise<{ readonly saves: readonly SaveRow[]; readonly draft: DraftRow | undefined }> {
  const [from, to] = range(caseId);
  const [saves, draft] = await Promise.all([
    tables.saves.where('[c+r+n]').between(from, to).toArray(),
    tables.drafts.get(caseId),
  ]);
  return { saves, draft };
}

/** Opens one save, from these tables or from a copy of them; faults as {@link readChanges} has them. */
export async function openSave(db: Database, row: SaveRow): Promise<Result<readonly Change[]>> {
  const level = levelOf(db, row.c);
  let opened = await openJson<readonly Change[]>(db, place(row), row.sealed, level);
  // settings of the first layout lie under the key of cases
  if (!opened.ok && level === 'office' && db.reserved !== undefined)
    opened = await openJson(db, place(row), row.sealed);
  if (!opened.ok || row.prot === undefined) return opened;
  const key = db.caseKeys.get(row.c);
  if (key === undefined) return opened;
  const values = await open(key, protectedPlace(db, row), row.prot);
  if (!values.ok) return fail('db/damaged', { place: place(row) });
  const withheld = new Map(Object.entries(JSON.parse(fromUtf8(values.value)) as Record<string, Change['x']>));
  return ok(opened.value.map((change) => withValue(change, withheld.get(change.id))));
}

function withValue(change: Change, x: Change['x']): Change {
  return x === undefined ? change : { ...change, x };
}

/** Tells whether the values of a field are of the protected level (shared/record/protected-fields.ts). */
export type IsProtected = (entity: string, field: string) => boolean;

/** The case that a save is for. */
export interface SaveTarget {
  readonly caseId: string;
  /** all changes of the case that the author saw */
  readonly existing: readonly Change[];
  /** none of its fields is by default */
  readonly isProtected?: IsProtected;
}

/**
 * Turns intents into a sealed save, ready to be committed. Values of protected fields go under the case's own key.
 * @returns the row, and the case's changes as they will be; no row when nothing changes
 * @throws Rollback `access/no-case-key` when there are protected values and the case's key was not opened
 */
export async function prepareSave(
  db: Database,
  target: SaveTarget,
  intents: readonly ChangeIntent[],
): Promise<{ readonly row: SaveRow | undefined; readonly changes: readonly Change[] }> {
  const appended = appendTo(db, target, intents);
  return { row: await sealAppended(db, target, appended), changes: appended.changes };
}

/** The new changes of a save, and the case's changes as they will be. */
export interface Appended {
  readonly fresh: readonly Change[];
  readonly changes: readonly Change[];
}

/** The first half of {@link prepareSave}: gives the intents their places in the series of the case. */
export function appendTo(db: Database, { caseId, existing }: SaveTarget, intents: readonly ChangeIntent[]): Appended {
  const fresh = appendChanges(intents, {
    caseId,
    installationId: db.installationId,
    author: db.personId,
    existing,
    folded: foldOnce(existing),
    clock: db.clock,
  });
  const changes = [...existing, ...fresh];
  foldSaved(existing, fresh, changes);
  return { fresh, changes };
}

/** The second half; what is made of the changes beside it need not wait for it. */
export async function sealAppended(
  db: Database,
  { caseId, existing, isProtected = () => false }: SaveTarget,
  { fresh, changes }: Appended,
): Promise<SaveRow | undefined> {
  const row = await sealSave(db, caseId, fresh, isProtected);
  if (row !== undefined) expectSave(row, existing, changes);
  return row;
}

/**
 * Seals changes that stand one after another in one installation's series of a case.
 * @throws Rollback as {@link prepareSave} does
 */
export async function sealSave(
  db: Database,
  caseId: string,
  changes: readonly Change[],
  isProtected: IsProtected,
): Promise<SaveRow | undefined> {
  const first = changes[0];
  const last = changes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const key = { c: caseId, r: first.op.r, n: first.op.n };
  const apart = changes.filter(({ op, x }) => x !== undefined && isProtected(op.e, op.f));
  const shown = changes.map(({ id, op, x }): Change => {
    return x === undefined || isProtected(op.e, op.f) ? { id, op } : { id, op, x };
  });
  const row = { ...key, last: last.op.n, sealed: await sealJson(db, place(key), shown, levelOf(db, caseId)) };
  if (apart.length === 0) return row;
  const caseKey = db.caseKeys.get(caseId);
  if (caseKey === undefined) throw new Rollback(fault('access/no-case-key', { caseId }));
  const values = JSON.stringify(Object.fromEntries(apart.map(({ id, x }) => [id, x])));
  return { ...row, prot: await seal(caseKey, protectedPlace(db, key), utf8(values)) };
}
