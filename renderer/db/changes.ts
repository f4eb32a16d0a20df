import { isProtectedEvidence } from '../../shared/evidence/piece.ts';
import { fromUtf8, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { DraftRow, SaveRow } from '../../shared/journal/write.ts';
import { appendChanges } from '../../shared/record/append.ts';
import type { Change, ChangeIntent } from '../../shared/record/change.ts';
import { recordKinds } from '../../shared/record/kinds/kinds.ts';
import { protectedFields } from '../../shared/record/protected-fields.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { allow, guarded, openJson, Rollback, sealJson, type Database, type SealLevel } from './database.ts';
import { uniteSaves, type BundleSave, type OpenedSave, type StoredBoxes } from './bundle-rows.ts';
import { keepLater, readKept } from './kept-cases.ts';
import type { FoldState } from './kept-fold.ts';
import {
  beginKnowing,
  expectSave,
  findKnown,
  foldOnce,
  foldSaved,
  readTogether,
  type KnownCase,
} from './known-cases.ts';

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

/**
 * What can be told of a long case sooner than it can be read (kept-cases.ts); {@link readChanges} comes after it. Undefined
 * where there is nothing to tell, or for whoever may not read it.
 */
export async function readState(db: Database, caseId: string): Promise<FoldState | undefined> {
  return mayRead(db, caseId).ok ? await readKept(db, caseId, (row) => openSave(db, row)) : undefined;
}

function mayRead(db: Database, caseId: string): Result<undefined> {
  return levelOf(db, caseId) === 'office' ? ok(undefined) : allow(db, 'case.read');
}

/**
 * Reads a case from the tables, whatever is known of it, and remembers it for the save that may follow. Whoever asks while
 * it is being read gets the same reading.
 */
async function readCase(db: Database, caseId: string): Promise<Result<KnownCase>> {
  const allowed = mayRead(db, caseId);
  if (!allowed.ok) return allowed;
  return await readTogether(db, caseId, async () => {
    const keep = beginKnowing(db, caseId);
    const rows = await guarded(() => readRows(db, caseId));
    if (!rows.ok) return rows;
    const opened = await Promise.all(rows.value.saves.map((row) => openSave(db, row)));
    const saves: OpenedSave[] = [];
    for (const one of opened) {
      if (!one.ok) return one;
      saves.push(one.value);
    }
    const read = { ...uniteSaves(saves), draft: rows.value.draft };
    keep(read);
    keepLater(db, caseId, { rows: rows.value.saves, changes: read.changes }, isProtectedValue);
    return ok(read);
  });
}

/** The rows of a case; of one moment when nothing writes, as while a save is made. */
async function readRows(
  { tables }: Database,
  caseId: string,
): Promise<{ readonly saves: readonly SaveRow[]; readonly draft: DraftRow | undefined }> {
  const [saves, draft] = await Promise.all([savesOf(tables, caseId), tables.drafts.get(caseId)]);
  return { saves, draft };
}

function savesOf({ saves }: Database['tables'], caseId: string): PromiseLike<readonly SaveRow[]> {
  const [from, to] = range(caseId);
  return saves.where('[c+r+n]').between(from, to).toArray();
}

/** The rows of `saves` of a case, as they lie. Call inside `guarded`. */
export async function savesHere({ tables }: Database, caseId: string): Promise<readonly SaveRow[]> {
  return await savesOf(tables, caseId);
}

const isProtectedField = protectedFields(...recordKinds);

/** Whether values are of the protected level, whatever they are of: a record, a row, a piece of evidence. */
export const isProtectedValue: IsProtected = (entity, field) =>
  isProtectedField(entity, field) || isProtectedEvidence(entity, field);

/** Opens one save, from these tables or from a copy of them; faults as {@link readChanges} has them. */
export async function openSave(db: Database, row: SaveRow): Promise<Result<OpenedSave>> {
  const content = await openContent(db, row);
  if (!content.ok) return content;
  const { isOfBundle, save } = content.value;
  const { changes: shown, seals, boxes, withdrawn = false } = save;
  // a change of one's own is never without its value, unless that lies apart
  const without = row.prot === undefined || isOfBundle ? [] : shown.flatMap(({ id, x }) => (x ? [] : [id]));
  const apart = save.closed ?? without;
  const opened = { row: { c: row.c, r: row.r, n: row.n }, isOfBundle, seals, withdrawn };
  const key = db.caseKeys.get(boxes === undefined ? row.c : place(row));
  if (row.prot === undefined || key === undefined) return ok({ ...opened, changes: shown, closed: new Set(apart) });
  const values = await open(key, protectedPlace(db, row), row.prot);
  if (!values.ok) return fail('db/damaged', { place: place(row) });
  const withheld = new Map(Object.entries(JSON.parse(fromUtf8(values.value)) as Record<string, Change['x']>));
  const changes = shown.map((change) => withValue(change, withheld.get(change.id)));
  return ok({ ...opened, changes, closed: new Set() });
}

interface Content {
  readonly isOfBundle: boolean;
  readonly save: BundleSave;
}

/** What lies sealed in a row, without the values that are apart. */
async function openContent(db: Database, row: SaveRow): Promise<Result<Content>> {
  const level = levelOf(db, row.c);
  let opened = await openJson<readonly Change[] | BundleSave>(db, place(row), row.sealed, level);
  // settings of the first layout lie under the key of cases
  if (!opened.ok && level === 'office' && db.reserved !== undefined)
    opened = await openJson(db, place(row), row.sealed);
  if (!opened.ok) return opened;
  const { value } = opened;
  if ('changes' in value) return ok({ isOfBundle: true, save: value });
  return ok({ isOfBundle: false, save: { changes: value, seals: [] } });
}

/**
 * The keys under which values of a case lie that came while its own key was closed, by the place of their row: to be opened
 * together with the case's own. Faults as {@link readChanges} has them.
 */
export async function keysBeside(
  db: Database,
  caseId: string,
): Promise<Result<readonly { readonly place: string; readonly boxes: StoredBoxes }[]>> {
  const rows = await guarded(() => readRows(db, caseId));
  if (!rows.ok) return rows;
  const found: { readonly place: string; readonly boxes: StoredBoxes }[] = [];
  for (const row of rows.value.saves.filter(({ prot }) => prot !== undefined)) {
    const content = await openContent(db, row);
    if (!content.ok) return content;
    const { boxes } = content.value.save;
    if (boxes !== undefined) found.push({ place: place(row), boxes });
  }
  return ok(found);
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
  const { apart, shown } = splitValues(changes, isProtected);
  const row = { ...key, last: last.op.n, sealed: await sealJson(db, place(key), shown, levelOf(db, caseId)) };
  if (apart.length === 0) return row;
  const caseKey = db.caseKeys.get(caseId);
  if (caseKey === undefined) throw new Rollback(fault('access/no-case-key', { caseId }));
  return { ...row, prot: await sealValues(db, key, caseKey, apart) };
}

/**
 * A key under which the values of one row lie, when the case's own is not open, with its boxes; without boxes the case's own, whose
 * lock is written together with the row.
 */
export interface RowKey {
  readonly key: CryptoKey;
  readonly boxes?: StoredBoxes;
}

/**
 * Seals what a bundle brought of a case. Values of protected fields go under the case's own key, or under one of their own.
 * @param at where the row goes: case, bundle, and the next place that is free
 * @throws Rollback `access/no-case-key` when there are protected values and neither key
 */
export async function sealBundleSave(
  db: Database,
  at: Pick<SaveRow, 'c' | 'r' | 'n'>,
  content: BundleSave,
  { isProtected, rowKey }: { readonly isProtected: IsProtected; readonly rowKey?: RowKey | undefined },
): Promise<SaveRow> {
  const { apart, shown } = splitValues(content.changes, isProtected);
  const closed = apart.map(({ id }) => id);
  const key = rowKey?.key ?? db.caseKeys.get(at.c);
  if (apart.length > 0 && key === undefined) throw new Rollback(fault('access/no-case-key', { caseId: at.c }));
  const stored: BundleSave = {
    ...content,
    changes: shown,
    ...(apart.length === 0 ? {} : { closed }),
    ...(apart.length === 0 || rowKey?.boxes === undefined ? {} : { boxes: rowKey.boxes }),
  };
  const row = { ...at, last: at.n, sealed: await sealJson(db, place(at), stored, levelOf(db, at.c)) };
  return apart.length === 0 || key === undefined ? row : { ...row, prot: await sealValues(db, at, key, apart) };
}

/** The changes with protected values, and all of them without those. */
function splitValues(
  changes: readonly Change[],
  isProtected: IsProtected,
): { readonly apart: readonly Change[]; readonly shown: readonly Change[] } {
  return {
    apart: changes.filter(({ op, x }) => x !== undefined && isProtected(op.e, op.f)),
    shown: changes.map(({ id, op, x }): Change => {
      return x === undefined || isProtected(op.e, op.f) ? { id, op } : { id, op, x };
    }),
  };
}

async function sealValues(
  db: Database,
  at: Pick<SaveRow, 'c' | 'r' | 'n'>,
  key: CryptoKey,
  apart: readonly Change[],
): Promise<Bytes> {
  const values = JSON.stringify(Object.fromEntries(apart.map(({ id, x }) => [id, x])));
  return await seal(key, protectedPlace(db, at), utf8(values));
}
