import type { SummaryRow } from '../../shared/journal/write.ts';
import { equalBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { guarded, openBytes, sealBytes, type Database } from './database.ts';
import { answerOf, engineOf } from './engine.ts';
import type { PagePlace } from './page-book.ts';
import { decodeColumns, encodeColumns, encodeTexts, PAGE_ROWS, type PageColumns, type RowFacts } from './pages.ts';
import type { PageRow } from './schema.ts';

/** Name of the pages that hold columns, by kind; that of the texts of the same rows ends in `t`. */
export type PageKind = 'a' | 'c' | 'd' | 'e';

/** A row on its way into a page. */
export interface PackedRow {
  readonly facts: RowFacts;
  readonly summary: object;
}

/** Rows whose texts lie together: few enough that one row on the screen does not cost those of a whole page. */
const TEXT_ROWS = 128;
const TEXT_PARTS = PAGE_ROWS / TEXT_ROWS;

const textsOf = (kind: PageKind): string => `${kind}t`;
const place = (kind: string, p: number): string => `pages/${kind}/${p}`;
/** Keys of everything that is page p. */
const keysOf = (kind: PageKind, p: number): [string, number][] => [
  [kind, p],
  ...textNumbers(p).map((number): [string, number] => [textsOf(kind), number]),
];
const textNumbers = (p: number): number[] => Array.from({ length: TEXT_PARTS }, (_, part) => p * TEXT_PARTS + part);

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

/** Opens the columns of a page; fault `db/damaged`. */
export async function openColumns(db: Database, row: PageRow): Promise<Result<PageColumns>> {
  const opened = await openBytes(db, place(row.kind, row.p), row.sealed);
  return opened.ok ? decodeColumns(opened.value) : opened;
}

/** Which row of texts holds that of a row of a page, and where in it. */
export function textPlace({ p, row }: PagePlace): { readonly part: number; readonly row: number } {
  return { part: p * TEXT_PARTS + Math.floor(row / TEXT_ROWS), row: row % TEXT_ROWS };
}

/** A row of texts, for `decodeText`; fault `db/damaged` when it is missing or was altered. */
export async function readTexts(db: Database, kind: PageKind, part: number): Promise<Result<Bytes>> {
  const found = await guarded(() => db.tables.pages.get([textsOf(kind), part]));
  if (!found.ok) return found;
  if (found.value === undefined) return fail('db/damaged', { place: place(textsOf(kind), part) });
  return await openBytes(db, place(textsOf(kind), part), found.value.sealed);
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

/** Seals rows as page p: its columns, and its texts in parts. */
export async function sealPage(
  db: Database,
  kind: PageKind,
  p: number,
  rows: readonly PackedRow[],
): Promise<readonly PageRow[]> {
  const seal = async (name: string, number: number, bytes: Bytes): Promise<PageRow> => {
    return { kind: name, p: number, sealed: await sealBytes(db, place(name, number), bytes) };
  };
  const texts = textNumbers(p).map((number, part) => {
    const some = rows.slice(part * TEXT_ROWS, (part + 1) * TEXT_ROWS);
    return some.length === 0 ? [] : [seal(textsOf(kind), number, encodeTexts(some.map(({ summary }) => summary)))];
  });
  return await Promise.all([seal(kind, p, encodeColumns(rows.map(({ facts }) => facts))), ...texts.flat()]);
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
