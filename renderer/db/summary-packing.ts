import type { SummaryRow } from '../../shared/journal/write.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { PageInForce } from './page-book.ts';
import { decodeText, PAGE_ROWS } from './pages.ts';
import { isGone, openSummary, type Summary } from './summaries.ts';
import { readDeltas, readTexts, replacePages, sealPage, textPlace, type PackedRow } from './summary-disk.ts';
import type { SummaryList } from './summary-list.ts';

/** What one transaction packs, besides what it carries over from pages: it ends with two full pages. */
const PORTION = 2 * PAGE_ROWS;
/** A page of which less than this counts is packed together with what is new. */
const WORTH_KEEPING = 0.5;
/** Thin pages carried over in one go. */
const THIN_AT_ONCE = 4;

/**
 * Packs everything that was saved since the last time into pages. A page is never changed: what is newer goes into a
 * later one, together with the rows of the last, half-full page and of pages that hardly count any more, which it
 * replaces. Saves go on meanwhile; one that meets the packing stays in `summaries` and is newer than every page.
 */
export async function packSummaries<T extends Summary>(list: SummaryList<T>): Promise<Result<void>> {
  for (;;) {
    const packed = await list.exclusive(() => packPortion(list));
    if (!packed.ok) return packed;
    if (!packed.value.more) return ok(undefined);
  }
}

async function packPortion<T extends Summary>(list: SummaryList<T>): Promise<Result<{ readonly more: boolean }>> {
  const { db, kind } = list;
  const sources = carriedPages(list);
  const carried = await carriedRows(list, sources);
  const room = PORTION - (carried.rows.length % PORTION);
  const deltas = await readDeltas(db, kind.key, '', room + list.suspect.deltas.size + list.gone.size);
  if (!deltas.ok) return deltas;
  const fresh = await freshRows(list, deltas.value);
  if (fresh.rows.length === 0) return ok({ more: false });
  const rows = [...carried.rows, ...fresh.rows];
  const written = await writePages(list, rows, { pages: carried.pages, deltas: fresh.deltas });
  if (!written.ok) return written;
  return ok({ more: fresh.deltas.length >= room });
}

/** Pages whose rows go into the next one: the last when it is not full, and some that hardly count. */
function carriedPages<T extends Summary>(list: SummaryList<T>): readonly PageInForce[] {
  const pages = list.book
    .pagesInForce((slot) => list.columns.dead[slot] === 1)
    .filter(({ p }) => !list.suspect.pages.has(p));
  const last = pages.at(-1);
  const thin = pages.filter((page) => page !== last && page.rows.length < WORTH_KEEPING * PAGE_ROWS);
  return [...thin.slice(0, THIN_AT_ONCE), ...(last !== undefined && last.rows.length < PAGE_ROWS ? [last] : [])];
}

/** Their rows; a page whose texts cannot be read stays where it is and is left for the upkeep. */
async function carriedRows<T extends Summary>(
  list: SummaryList<T>,
  sources: readonly PageInForce[],
): Promise<{ readonly rows: readonly PackedRow[]; readonly pages: readonly number[] }> {
  const rows: PackedRow[] = [];
  const pages: number[] = [];
  for (const source of sources) {
    const summaries = await readSummaries(list, source);
    const isWhole = summaries.every(({ ok: isRead }) => isRead);
    if (!isWhole) continue;
    rows.push(...summaries.flatMap((summary) => (summary.ok ? [packedRow(list, summary.value)] : [])));
    pages.push(source.p);
  }
  return { rows, pages };
}

async function readSummaries<T extends Summary>(
  list: SummaryList<T>,
  { p, rows }: PageInForce,
): Promise<readonly Result<T>[]> {
  const parts = new Map<number, Result<Bytes>>();
  const summaries: Result<T>[] = [];
  for (const place of rows.map((row) => textPlace({ p, row }))) {
    const texts = parts.get(place.part) ?? (await readTexts(list.db, list.kind.key, place.part));
    parts.set(place.part, texts);
    summaries.push(texts.ok ? decodeText<T>(texts.value, place.row) : texts);
  }
  return summaries;
}

async function freshRows<T extends Summary>(
  list: SummaryList<T>,
  deltas: readonly SummaryRow[],
): Promise<{ readonly rows: readonly PackedRow[]; readonly deltas: readonly SummaryRow[] }> {
  const opened = await Promise.all(deltas.map((row) => openSummary<T>(list.db, row)));
  return {
    rows: opened.flatMap((summary) => (isListed(summary) ? [packedRow(list, summary.value)] : [])),
    // one that does not open is not thrown away here: the upkeep makes it again. One that takes something off stays: a page
    // may still hold what it takes off
    deltas: deltas.filter((_, i) => isListed(opened[i])),
  };
}

function isListed<T extends Summary>(summary: Result<T> | undefined): summary is Extract<Result<T>, { ok: true }> {
  return summary?.ok === true && !isGone(summary.value);
}

/** A summary with the facts by which its row is found. */
export function packedRow<T extends Summary>(list: SummaryList<T>, summary: T): PackedRow {
  return { facts: list.kind.facts(summary), summary };
}

/**
 * Writes rows as new pages in place of older pages and rows of `summaries`, all or nothing.
 * Call inside `list.exclusive`. Of two rows of one id the later counts.
 */
export async function writePages<T extends Summary>(
  list: SummaryList<T>,
  rows: readonly PackedRow[],
  replaced: { readonly pages: readonly number[]; readonly deltas: readonly SummaryRow[] },
): Promise<Result<void>> {
  const { db, kind, book } = list;
  const pages: { readonly p: number; readonly rows: readonly PackedRow[] }[] = [];
  for (let from = 0; from < rows.length; from += PAGE_ROWS) {
    pages.push({ p: book.takeNumber(), rows: rows.slice(from, from + PAGE_ROWS) });
  }
  const sealed = await Promise.all(pages.map((page) => sealPage(db, kind.key, page.p, page.rows)));
  const written = await replacePages(db, kind.key, sealed.flat(), replaced);
  if (!written.ok) return written;
  for (const page of pages) {
    book.note(
      page.p,
      page.rows.map(({ facts }) => facts.id),
    );
  }
  for (const p of replaced.pages) book.drop(p);
  return ok(undefined);
}
