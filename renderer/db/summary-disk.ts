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

/** Numbers of the pages of a kind, ascending; what a higher page says of an id is newer. */
export async function pageNumbers(db: Database, kind: PageKind): Promise<Result<readonly number[]>> {
  return await guarded(async () => {
    const keys = await db.tables.pages
      .where('[kind+p]')
      .between([kind, 0], [kind, Number.MAX_SAFE_INTEGER], true, true)
      .primaryKeys();
    return keys.map(([, p]) => p);
  });
}

/** The sealed columns of the pages `first` to `last`. */
export async function readPages(
  db: Database,
  kind: PageKind,
  first: number,
  last: number,
): Promise<Result<readonly PageRow[]>> {
  return await guarded(() =>
    db.tables.pages.where('[kind+p]').between([kind, first], [kind, last], true, true).toArray(),
  );
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
  const first = after === '' ? `${kind}/` : after;
  // `0` is the character after `/`
  return await guarded(() =>
    db.tables.summaries
      .where('k')
      .between(first, `${kind}0`, after === '', false)
      .limit(limit)
      .toArray(),
  );
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
