import { liveQuery, type Table } from 'dexie';
import type { Fault } from '../../shared/kernel/fault.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { guarded, type Database } from './database.ts';
import { openDocument, type DocumentHead } from './documents.ts';
import { readDraftRow, type StoredDraft } from './drafts.ts';
import { openHead, type InspectionHead } from './heads.ts';

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
 * Follows a whole table and gives its opened rows again whenever it changes. A row is opened only when its
 * version moved, so a save costs one decryption and not one for each row. Storage that cannot be read is told as a
 * fault, and the table is followed on.
 */
function watchTable<R extends { readonly v: number }, T, K extends string>(
  table: Table<R, K>,
  key: (row: R) => string,
  openRow: (row: R) => Promise<Result<T>>,
  listener: Listener<T>,
): StopWatching {
  const cache = new Map<string, { readonly v: number; readonly value: Result<T> }>();
  let turn = 0;
  const open = async (row: R): Promise<Result<T>> => {
    const known = cache.get(key(row));
    if (known?.v === row.v) return known.value;
    const value = await openRow(row);
    cache.set(key(row), { v: row.v, value });
    return value;
  };
  const openAll = async (rows: readonly R[]): Promise<Live<T>> => {
    // versions of a row that went and came back begin anew
    const present = new Set(rows.map(key));
    for (const known of cache.keys()) if (!present.has(known)) cache.delete(known);
    const opened = await Promise.all(rows.map(open));
    const values = opened.flatMap((result) => (result.ok ? [result.value] : []));
    return { rows: values, damaged: opened.length - values.length };
  };
  const answer = (found: Result<readonly R[]>): void => {
    turn += 1;
    const mine = turn;
    const live = found.ok ? openAll(found.value) : Promise.resolve(unreadable(found.fault));
    void live.then((now) => {
      // else a later answer is already on its way
      if (mine === turn) listener(now);
    });
  };
  // Dexie says nothing at all of a database that was closed under it, so that faults must be values here
  const subscription = liveQuery(() => guarded(() => table.toArray())).subscribe({
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

/** Follows the inspections of the office. */
export function watchHeads(db: Database, listener: Listener<InspectionHead>): StopWatching {
  return watchTable(
    db.tables.heads,
    (row) => row.c,
    (row) => openHead(db, row),
    listener,
  );
}

/** Follows the unsaved texts. */
export function watchDrafts(db: Database, listener: Listener<StoredDraft>): StopWatching {
  return watchTable(
    db.tables.drafts,
    (row) => row.c,
    (row) => readDraftRow(db, row),
    listener,
  );
}

/** Follows the documents of the office. */
export function watchDocuments(db: Database, listener: Listener<DocumentHead>): StopWatching {
  return watchTable(
    db.tables.documents,
    (row) => row.id,
    (row) => openDocument(db, row),
    listener,
  );
}
