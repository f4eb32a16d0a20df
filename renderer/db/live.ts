import { liveQuery } from 'dexie';
import type { DraftRow } from '../../shared/journal/write.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { allow, guarded, type Database } from './database.ts';
import { readDraftRow, type StoredDraft } from './drafts.ts';

/** A table as it stands: its opened rows, and how many could not be opened (never dropped silently). */
export interface Live<T> {
  readonly rows: readonly T[];
  readonly damaged: number;
  /** why the table cannot be read now; its rows are unknown then, not absent */
  readonly fault?: Fault;
}

type Listener<T> = (live: Live<T>) => void;
type StopWatching = () => void;

/**
 * Follows the unsaved texts, of which there are few, and gives them again whenever one changes; none to whoever may not
 * read cases. A row is opened only when its version moved. Storage that cannot be read is told as a fault, and the
 * table is followed on.
 */
export function watchDrafts(db: Database, listener: Listener<StoredDraft>): StopWatching {
  if (!allow(db, 'case.read').ok) {
    listener({ rows: [], damaged: 0 });
    return () => undefined;
  }
  const cache = new Map<string, { readonly v: number; readonly value: Result<readonly StoredDraft[]> }>();
  let turn = 0;
  const open = async (row: DraftRow): Promise<Result<readonly StoredDraft[]>> => {
    const known = cache.get(row.c);
    if (known?.v === row.v) return known.value;
    const value = await readDraftRow(db, row);
    cache.set(row.c, { v: row.v, value });
    return value;
  };
  const openAll = async (rows: readonly DraftRow[]): Promise<Live<StoredDraft>> => {
    // versions of a row that went and came back begin anew
    const present = new Set(rows.map(({ c }) => c));
    for (const known of cache.keys()) if (!present.has(known)) cache.delete(known);
    const opened = await Promise.all(rows.map(open));
    const read = opened.filter((result) => result.ok);
    return { rows: read.flatMap(({ value }) => value), damaged: opened.length - read.length };
  };
  const answer = (found: Result<readonly DraftRow[]>): void => {
    turn += 1;
    const mine = turn;
    const live = found.ok ? openAll(found.value) : Promise.resolve(unreadable(found.fault));
    void live.then((now) => {
      // else a later answer is already on its way
      if (mine === turn) listener(now);
    });
  };
  // Dexie says nothing at all of a database that was closed under it, so that faults must be values here
  const subscription = liveQuery(() => guarded(() => db.tables.drafts.toArray())).subscribe({
    next: answer,
    error: () => answer(fail('db/unavailable')),
  });
  return () => {
    turn += 1;
    subscription.unsubscribe();
  };
}

function unreadable(fault: Fault): Live<never> {
  return { rows: [], damaged: 0, fault };
}
