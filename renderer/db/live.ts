import type { DraftRow, Write } from '../../shared/journal/write.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
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

/** Rows that are fetched at once: taking in more would hold the window. */
const PORTION = 128;

/** The unsaved texts of an open office: read once, and followed from then on. */
class LiveDrafts {
  live: Live<StoredDraft> | undefined;
  readonly listeners = new Set<Listener<StoredDraft>>();
  readonly #db: Database;
  readonly #rows = new Map<string, Result<readonly StoredDraft[]>>();
  readonly #inTurn = makeTurns();

  constructor(db: Database) {
    this.#db = db;
    db.onWrites.add((writes) => this.#follow(writes));
    // a repair makes the tables anew
    db.report.subscribe(() => void this.#read());
    void this.#read();
  }

  #read(): Promise<void> {
    return this.#inTurn(async () => {
      this.#rows.clear();
      this.#tell(await this.#readAll());
    });
  }

  async #readAll(): Promise<Fault | undefined> {
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      const rows = await guarded(() => this.#db.tables.drafts.where('c').above(from).limit(PORTION).toArray());
      if (!rows.ok) return rows.fault;
      await Promise.all(rows.value.map((row) => this.#open(row)));
      after = rows.value.length < PORTION ? undefined : rows.value.at(-1)?.c;
    }
    return undefined;
  }

  #follow(writes: readonly Write[]): void {
    const drafts = writes.filter((write) => write.t === 'drafts');
    if (drafts.length === 0) return;
    if (this.live?.fault !== undefined) {
      void this.#read();
      return;
    }
    void this.#inTurn(async () => {
      for (const write of drafts) {
        if (write.k === 'put') await this.#open(write.row);
        else this.#rows.delete(write.key);
      }
      this.#tell();
    });
  }

  async #open(row: DraftRow): Promise<void> {
    this.#rows.set(row.c, await readDraftRow(this.#db, row));
  }

  #tell(fault?: Fault): void {
    const read = [...this.#rows.values()].filter((result) => result.ok);
    const live = { rows: read.flatMap(({ value }) => value), damaged: this.#rows.size - read.length };
    this.live = fault === undefined ? live : { rows: [], damaged: 0, fault };
    for (const listener of [...this.listeners]) listener(this.live);
  }
}

/** Goes with the database, and so with what its keys opened, when the office is locked. */
const known = new WeakMap<Database, LiveDrafts>();

/**
 * Follows the unsaved texts and gives them again whenever one changes; at once where they are known, and none to whoever
 * may not read cases. Storage that cannot be read is told as a fault, and is read again with the next text.
 */
export function watchDrafts(db: Database, listener: Listener<StoredDraft>): StopWatching {
  if (!allow(db, 'case.read').ok) {
    listener({ rows: [], damaged: 0 });
    return () => undefined;
  }
  const drafts = known.get(db) ?? new LiveDrafts(db);
  known.set(db, drafts);
  drafts.listeners.add(listener);
  if (drafts.live !== undefined) listener(drafts.live);
  return () => void drafts.listeners.delete(listener);
}
