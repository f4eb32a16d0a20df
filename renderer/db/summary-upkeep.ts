import type { SummaryRow } from '../../shared/journal/write.ts';
import type { Database } from './database.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { PAGE_ROWS } from './pages.ts';
import type { Summary } from './summaries.ts';
import { replacePages, type PackedRow } from './summary-disk.ts';
import type { SummaryList } from './summary-list.ts';
import { packedRow, writePages } from './summary-packing.ts';
import type { EachId, MakeSummary } from './summary-sources.ts';
import type { IdleMoment } from './when-idle.ts';

/** Ids looked at before the window may do something else. */
const LOOKED_AT = 500;
/** Summaries made before the window may do something else. */
const MADE = 16;

/** A piece of work beside that of a person: whether it is still wanted, and what it lets pass between its portions. */
export interface Upkeep {
  readonly isWanted: () => boolean;
  readonly whenIdle: IdleMoment;
}

/**
 * Looks for what should stand in a list and stands in none. Goes over all of it once, whatever number of lists there is.
 * @param isListed whether an id stands in one of the lists that this source fills
 * @returns the ids; those of a part only once `isWanted` says no
 */
export async function findUnlisted(
  db: Database,
  eachId: EachId,
  { isListed, isWanted, whenIdle }: Upkeep & { readonly isListed: (id: string) => boolean },
): Promise<Result<readonly string[]>> {
  const unlisted = new Set<string>();
  const looked = await eachId(db, async (ids) => {
    for (let from = 0; from < ids.length && isWanted(); from += LOOKED_AT) {
      for (const id of ids.slice(from, from + LOOKED_AT)) if (!isListed(id)) unlisted.add(id);
      await whenIdle();
    }
  });
  return looked.ok ? ok([...unlisted]) : looked;
}

/**
 * Makes every summary again that is missing or cannot be read, from the saves and documents that it sums up: after a page
 * was damaged, after the database was made again from a journal that lacks summaries, and in a database from before
 * there were any. What belongs into another list is passed over. Runs beside the work of the person, and ends early once `isWanted` says no.
 */
export async function mendSummaries<T extends Summary>(
  list: SummaryList<T>,
  make: MakeSummary<T>,
  { unlisted, isWanted, whenIdle }: Upkeep & { readonly unlisted: readonly string[] },
): Promise<Result<void>> {
  const { suspect } = list;
  const ids = [...new Set([...suspect.ids, ...suspect.deltas.keys(), ...unlisted])];
  let damaged = 0;
  for (let from = 0; from < ids.length; from += PAGE_ROWS) {
    const made = await makeSome(list, make, ids.slice(from, from + PAGE_ROWS), { isWanted, whenIdle });
    damaged += made.damaged;
    if (!isWanted()) return ok(undefined);
    const kept = await list.exclusive(() => keepMade(list, made.rows));
    if (!kept.ok) return kept;
    list.tell({ making: ids.length - Math.min(from + PAGE_ROWS, ids.length), damaged });
  }
  // what was not looked for to the end may be missing yet
  if (!isWanted()) return ok(undefined);
  return await list.exclusive(() => dropDamaged(list));
}

/** A summary made again, and what counted for its id when it was begun. */
interface Made<T> {
  readonly id: string;
  readonly summary: T;
  readonly slot: number | undefined;
}

async function makeSome<T extends Summary>(
  list: SummaryList<T>,
  make: MakeSummary<T>,
  ids: readonly string[],
  { isWanted, whenIdle }: Upkeep,
): Promise<{ readonly rows: readonly Made<T>[]; readonly damaged: number }> {
  const rows: Made<T>[] = [];
  let damaged = 0;
  for (const [i, id] of ids.entries()) {
    if (!isWanted()) break;
    if (i % MADE === 0) await whenIdle();
    const slot = list.columns.find(id);
    const summary = await make(list.db, id);
    if (!summary.ok) damaged += 1;
    else if (summary.value !== undefined) rows.push({ id, summary: summary.value, slot });
  }
  return { rows, damaged };
}

/** Writes what was made as a page and shows it; what was saved meanwhile is newer and stays. */
async function keepMade<T extends Summary>(list: SummaryList<T>, made: readonly Made<T>[]): Promise<Result<void>> {
  const { columns, suspect } = list;
  const current = made.filter(({ id, slot }) => columns.find(id) === slot);
  if (current.length === 0) return ok(undefined);
  const rows: readonly PackedRow[] = current.map(({ summary }) => packedRow(list, summary));
  const deltas: readonly SummaryRow[] = current.flatMap(({ id }) => suspect.deltas.get(id) ?? []);
  const written = await writePages(list, rows, { pages: [], deltas });
  if (!written.ok) return written;
  for (const { id, summary } of current) {
    list.add(summary);
    suspect.deltas.delete(id);
    suspect.ids.delete(id);
  }
  return ok(undefined);
}

/** Takes pages away that do not open, once all that they held is in others. */
async function dropDamaged<T extends Summary>(list: SummaryList<T>): Promise<Result<void>> {
  const pages = [...list.suspect.pages];
  if (pages.length === 0) return ok(undefined);
  const dropped = await replacePages(list.db, list.kind.key, [], { pages, deltas: [] });
  if (!dropped.ok) return dropped;
  for (const p of pages) list.book.drop(p);
  list.suspect.pages.clear();
  return ok(undefined);
}
