import type { DraftRow, Write } from '../../shared/journal/write.ts';
import type { Fault } from '../../shared/kernel/fault.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
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

/**
 * The unsaved texts of an open office: read once, and followed from then on. What is written stays sealed until somebody
 * watches, and of several writes to one case only the last is opened. Protected values are never opened for it.
 */
class LiveDrafts {
  #live: Live<StoredDraft> | undefined;
  readonly #db: Database;
  readonly #listeners = new Set<Listener<StoredDraft>>();
  readonly #rows = new Map<string, Result<readonly StoredDraft[]>>();
  /** the last write to each case that was not taken in yet; undefined: its texts are gone */
  readonly #written = new Map<string, DraftRow | undefined>();
  /** how often the tables were made, and for which of them everything was read */
  #made = 1;
  #read = 0;
  readonly #inTurn = makeTurns();

  constructor(db: Database) {
    this.#db = db;
    db.onWrites.add((writes) => this.#follow(writes));
    // a repair makes the tables anew
    db.report.subscribe(() => {
      this.#made += 1;
      this.#written.clear();
      this.#catchUp();
    });
  }

  watch(listener: Listener<StoredDraft>): StopWatching {
    this.#listeners.add(listener);
    if (this.#live !== undefined && this.#isCurrent()) listener(this.#live);
    else this.#catchUp();
    return () => void this.#listeners.delete(listener);
  }

  #follow(writes: readonly Write[]): void {
    const drafts = writes.filter((write) => write.t === 'drafts');
    if (drafts.length === 0) return;
    for (const write of drafts) {
      const caseId = write.k === 'put' ? write.row.c : write.key;
      // to the end, where whoever goes through them meets it
      this.#written.delete(caseId);
      this.#written.set(caseId, write.k === 'put' ? write.row : undefined);
    }
    this.#catchUp();
  }

  #isCurrent(): boolean {
    return this.#read === this.#made && this.#written.size === 0;
  }

  #catchUp(): void {
    if (this.#listeners.size === 0) return;
    void this.#inTurn(async () => {
      // a turn before this one may have done it; one that ended in a fault has not
      if (this.#isCurrent()) return;
      const read = await this.#readAll();
      if (read.ok) await this.#takeIn();
      this.#tell(read.ok ? undefined : read.fault);
    });
  }

  async #readAll(): Promise<Result<void>> {
    const made = this.#made;
    if (this.#read === made) return ok(undefined);
    this.#rows.clear();
    for (let after: string | undefined = ''; after !== undefined;) {
      const from: string = after;
      const rows = await guarded(() => this.#db.tables.drafts.where('c').above(from).limit(PORTION).toArray());
      if (!rows.ok) return rows;
      await Promise.all(rows.value.map((row) => this.#open(row)));
      after = rows.value.length < PORTION ? undefined : rows.value.at(-1)?.c;
    }
    this.#read = made;
    return ok(undefined);
  }

  async #takeIn(): Promise<void> {
    for (const [caseId, row] of this.#written) {
      if (row === undefined) this.#rows.delete(caseId);
      else await this.#open(row);
      if (this.#written.get(caseId) === row) this.#written.delete(caseId);
    }
  }

  async #open(row: DraftRow): Promise<void> {
    this.#rows.set(row.c, await readDraftRow(this.#db, row, { opensProtected: false }));
  }

  #tell(fault?: Fault): void {
    const read = [...this.#rows.values()].filter((result) => result.ok);
    const live = { rows: read.flatMap(({ value }) => value), damaged: this.#rows.size - read.length };
    this.#live = fault === undefined ? live : { rows: [], damaged: 0, fault };
    for (const listener of [...this.#listeners]) listener(this.#live);
  }
}

/** Goes with the database when the office is locked. */
const known = new WeakMap<Database, LiveDrafts>();

/**
 * Follows the unsaved texts and gives them again whenever one changes; at once where they are known, and none to whoever
 * may not read cases. Protected values are in none of them. Storage that cannot be read is told as a fault, and is read
 * again with the next text and for the next who asks.
 */
export function watchDrafts(db: Database, listener: Listener<StoredDraft>): StopWatching {
  if (!allow(db, 'case.read').ok) {
    listener({ rows: [], damaged: 0 });
    return () => undefined;
  }
  const drafts = known.get(db) ?? new LiveDrafts(db);
  known.set(db, drafts);
  return drafts.watch(listener);
}
