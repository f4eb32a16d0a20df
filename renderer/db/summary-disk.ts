import type { SummaryRow } from '../../shared/journal/write.ts';
import { equalBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { guarded, openBytes, sealBytes, type Database } from './database.ts';
import { decodeColumns, encodeColumns, encodeTexts, type PageColumns, type RowFacts } from './pages.ts';
import type { PageRow } from './schema.ts';

/** Name of the pages that hold columns, by kind; that of the texts of the same rows ends in `t`. */
export type PageKind = 'c' | 'd';

/** A row on its way into a page. */
export interface PackedRow {
  readonly facts: RowFacts;
  readonly summary: object;
}

const textsOf = (kind: PageKind): string => `${kind}t`;
const place = (kind: string, p: number): string => `pages/${kind}/${p}`;
const keysOf = (kind: PageKind, p: number): [string, number][] => [
  [kind, p],
  [textsOf(kind), p],
];

/** What an opening list reads first. */
export interface FirstRead {
  /** numbers of the pages, ascending; what a higher page says of an id is newer */
  readonly numbers: readonly number[];
  /** the first pages, at most as many as were asked for */
  readonly pages: readonly PageRow[];
  /** the first rows of `summaries`, likewise */
  readonly deltas: readonly SummaryRow[];
}

/**
 * Asks for all that a small office needs in one go. Straight from the engine: what Dexie does around every request would
 * take longer than the request, and this stands between a person and their list.
 */
export async function readFirst(
  db: Database,
  kind: PageKind,
  most: { readonly pages: number; readonly deltas: number },
): Promise<Result<FirstRead>> {
  return await guarded(async () => {
    const transaction = engineOf(db).transaction([db.tables.pages.name, db.tables.summaries.name]);
    const pages = transaction.objectStore(db.tables.pages.name);
    const range = IDBKeyRange.bound([kind, 0], [kind, Number.MAX_SAFE_INTEGER]);
    const [keys, first, deltas] = await Promise.all([
      answerOf(pages.getAllKeys(range)),
      answerOf(pages.getAll(range, most.pages)),
      answerOf(transaction.objectStore(db.tables.summaries.name).getAll(deltaRange(kind, ''), most.deltas)),
    ]);
    return {
      numbers: (keys as [string, number][]).map(([, p]) => p),
      pages: first as PageRow[],
      deltas: deltas as SummaryRow[],
    };
  });
}

/** The sealed columns of the pages `first` to `last`. */
export async function readPages(
  db: Database,
  kind: PageKind,
  first: number,
  last: number,
): Promise<Result<readonly PageRow[]>> {
  return await guarded(async () => {
    const { name } = db.tables.pages;
    const store = engineOf(db).transaction(name).objectStore(name);
    return (await answerOf(store.getAll(IDBKeyRange.bound([kind, first], [kind, last])))) as PageRow[];
  });
}

/** @throws InvalidStateError, as the engine itself would, when the database was closed */
function engineOf(db: Database): IDBDatabase {
  const engine = db.tables.backendDB() as IDBDatabase | null;
  if (engine === null) throw new DOMException('the database is closed', 'InvalidStateError');
  return engine;
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('no reason given', 'UnknownError'));
  });
}

/** Opens the columns of a page; fault `db/damaged`. */
export async function openColumns(db: Database, row: PageRow): Promise<Result<PageColumns>> {
  const opened = await openBytes(db, place(row.kind, row.p), row.sealed);
  return opened.ok ? decodeColumns(opened.value) : opened;
}

/** The texts of page p, for `decodeText`; fault `db/damaged` when they are missing or were altered. */
export async function readTexts(db: Database, kind: PageKind, p: number): Promise<Result<Bytes>> {
  const found = await guarded(() => db.tables.pages.get([textsOf(kind), p]));
  if (!found.ok) return found;
  if (found.value === undefined) return fail('db/damaged', { place: place(textsOf(kind), p) });
  return await openBytes(db, place(textsOf(kind), p), found.value.sealed);
}

/** Rows of `summaries` of a kind, at most `limit`, by key after `after`; an empty `after` begins at the first. */
export async function readDeltas(
  db: Database,
  kind: PageKind,
  after: string,
  limit: number,
): Promise<Result<readonly SummaryRow[]>> {
  return await guarded(async () => {
    const { name } = db.tables.summaries;
    const store = engineOf(db).transaction(name).objectStore(name);
    return (await answerOf(store.getAll(deltaRange(kind, after), limit))) as SummaryRow[];
  });
}

/** Keys of a kind after `after`; all when that is empty. `0` is the character after `/`. */
function deltaRange(kind: PageKind, after: string): IDBKeyRange {
  return IDBKeyRange.bound(after === '' ? `${kind}/` : after, `${kind}0`, after !== '', true);
}

/** Seals rows as page p: its columns and its texts. */
export async function sealPage(
  db: Database,
  kind: PageKind,
  p: number,
  rows: readonly PackedRow[],
): Promise<readonly PageRow[]> {
  const columns = encodeColumns(rows.map(({ facts }) => facts));
  const texts = encodeTexts(rows.map(({ summary }) => summary));
  return [
    { kind, p, sealed: await sealBytes(db, place(kind, p), columns) },
    { kind: textsOf(kind), p, sealed: await sealBytes(db, place(textsOf(kind), p), texts) },
  ];
}

/**
 * Puts pages in place of what they hold, in one strict transaction: with them go the pages they replace, and the rows of
 * `summaries` that are in them. A row that was written anew meanwhile stays: it is newer than the page.
 */
export async function replacePages(
  db: Database,
  kind: PageKind,
  pages: readonly PageRow[],
  replaced: { readonly pages: readonly number[]; readonly deltas: readonly SummaryRow[] },
): Promise<Result<void>> {
  const { tables } = db;
  return await guarded(() =>
    tables.transaction('rw', tables.pages, tables.summaries, async () => {
      const now = await tables.summaries.bulkGet(replaced.deltas.map(({ k }) => k));
      const packed = replaced.deltas.filter(({ sealed }, i) => {
        const row = now[i];
        return row !== undefined && equalBytes(row.sealed, sealed);
      });
      await tables.pages.bulkPut([...pages]);
      await tables.pages.bulkDelete(replaced.pages.flatMap((p) => keysOf(kind, p)));
      await tables.summaries.bulkDelete(packed.map(({ k }) => k));
    }),
  );
}
