import type { DraftRow, SaveRow, Write } from '../../shared/journal/write.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import { draftFromFold } from '../../shared/record/draft-from-fold.ts';
import type { RecordDraft } from '../../shared/record/draft.ts';
import type { RecordKind } from '../../shared/record/fields.ts';
import { fold, foldAppended, type FoldedCase } from '../../shared/record/fold.ts';
import { recordEntity } from '../../shared/record/system-fields.ts';
import type { CaseLog } from './bundle-rows.ts';
import type { Database } from './database.ts';

// Who saves a record has just read it. What a case was when it was last read stays known until anything of it is
// written, so that a save need not read, decrypt and fold the whole case again while somebody waits.

/** A case as the tables have it. */
export interface KnownCase extends CaseLog {
  /** its unsaved text, sealed */
  readonly draft: DraftRow | undefined;
}

/** So many cases are kept; a person works in one or two at a time. */
const KEPT = 8;

interface Entry extends KnownCase {
  /** the case's own key when it was read: with another one other values can be read */
  readonly caseKey: CryptoKey | undefined;
}

interface UnderWay extends Pick<Entry, 'caseKey'> {
  readonly turn: number;
  readonly done: Promise<Result<KnownCase>>;
}

class Memory {
  readonly #db: Database;
  /** by case, those that are on their way */
  readonly readings = new Map<string, UnderWay>();
  /** by case, the one used last at the end */
  readonly #entries = new Map<string, Entry>();
  /** moves with every save and text that is written: what was read before is not remembered after */
  #turn = 0;

  constructor(db: Database) {
    this.#db = db;
    db.onWrites.add((writes) => this.#follow(writes));
    // a repair makes the tables anew
    db.report.subscribe(() => this.#forget());
  }

  get turn(): number {
    return this.#turn;
  }

  find(caseId: string): Entry | undefined {
    const entry = this.#entries.get(caseId);
    if (entry === undefined || entry.caseKey !== this.#db.caseKeys.get(caseId)) return undefined;
    this.#put(caseId, entry);
    return entry;
  }

  keep(caseId: string, known: Entry, turn: number): void {
    if (turn === this.#turn) this.#put(caseId, known);
  }

  #put(caseId: string, entry: Entry): void {
    this.#entries.delete(caseId);
    this.#entries.set(caseId, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > KEPT && oldest !== undefined) this.#entries.delete(oldest);
  }

  #forget(): void {
    this.#turn += 1;
    this.#entries.clear();
  }

  #follow(writes: readonly Write[]): void {
    // that somebody looked at a case is written down while it is read
    if (writes.some(({ t }) => t === 'saves' || t === 'drafts')) this.#turn += 1;
    for (const write of writes) {
      if (write.t === 'saves') this.#followSave(write.row);
      else if (write.t === 'drafts') this.#followDraft(write);
    }
  }

  /** After a save that was made here, on what is known here, the case is known too; after any other it is not. */
  #followSave(row: SaveRow): void {
    const entry = this.#entries.get(row.c);
    if (entry === undefined) return;
    const made = madeHere.get(row);
    if (made?.existing === entry.changes) this.#entries.set(row.c, { ...entry, changes: made.changes });
    else this.#entries.delete(row.c);
  }

  #followDraft(write: Extract<Write, { readonly t: 'drafts' }>): void {
    const caseId = write.k === 'put' ? write.row.c : write.key;
    const entry = this.#entries.get(caseId);
    if (entry === undefined) return;
    this.#entries.set(caseId, { ...entry, draft: write.k === 'put' ? write.row : undefined });
  }
}

/** Goes with the database, and so with its keys, when the office is locked. */
const memories = new WeakMap<Database, Memory>();

function memoryOf(db: Database): Memory {
  const memory = memories.get(db) ?? new Memory(db);
  memories.set(db, memory);
  return memory;
}

/** What is known of a case; undefined when it has to be read. Whether the person may read it was asked before. */
export function findKnown(db: Database, caseId: string): KnownCase | undefined {
  return memoryOf(db).find(caseId);
}

/**
 * Begins reading a case.
 * @returns what keeps the case once it is read; it keeps nothing when anything was written meanwhile, or another key of
 *   the case was opened
 */
export function beginKnowing(db: Database, caseId: string): (known: KnownCase) => void {
  const memory = memoryOf(db);
  const { turn } = memory;
  const caseKey = db.caseKeys.get(caseId);
  return (known) => memory.keep(caseId, { ...known, caseKey }, turn);
}

/**
 * Reads a case, or waits for the reading of it that is on its way: the parts of a screen ask at the same moment. A reading
 * that was begun before anything was written, or before another key of the case was opened, is not waited for.
 */
export async function readTogether(
  db: Database,
  caseId: string,
  read: () => Promise<Result<KnownCase>>,
): Promise<Result<KnownCase>> {
  const memory = memoryOf(db);
  const { turn, readings } = memory;
  const caseKey = db.caseKeys.get(caseId);
  const under = readings.get(caseId);
  if (under?.turn === turn && under.caseKey === caseKey) return await under.done;
  const done = read();
  const mine = { turn, caseKey, done };
  readings.set(caseId, mine);
  try {
    return await done;
  } finally {
    if (readings.get(caseId) === mine) readings.delete(caseId);
  }
}

const madeHere = new WeakMap<SaveRow, { readonly existing: readonly Change[]; readonly changes: readonly Change[] }>();

/**
 * Tells what a case will be once a row is written: its changes need not be read back.
 * @param existing the changes that the save was made on, as {@link findKnown} or reading gave them
 * @param changes those and the new ones
 */
export function expectSave(row: SaveRow, existing: readonly Change[], changes: readonly Change[]): void {
  madeHere.set(row, { existing, changes });
}

/**
 * Whether a save was made on all that the tables have of its case: then its place is known to be free without a look.
 */
export function buildsOnAll(db: Database, row: SaveRow): boolean {
  const known = memoryOf(db).find(row.c);
  return known !== undefined && madeHere.get(row)?.existing === known.changes;
}

const folds = new WeakMap<readonly Change[], FoldedCase>();

/** `fold`, once for each array of changes: they are never altered. */
export function foldOnce(changes: readonly Change[]): FoldedCase {
  const folded = folds.get(changes) ?? fold(changes);
  folds.set(changes, folded);
  return folded;
}

/** Folds what a save makes of a case onto what the case is: the rest of it need not be gone over again. */
export function foldSaved(existing: readonly Change[], fresh: readonly Change[], changes: readonly Change[]): void {
  const folded = foldAppended(foldOnce(existing), fresh);
  if (folded !== undefined) folds.set(changes, folded);
}

const drafts = new WeakMap<FoldedCase, Map<string, RecordDraft>>();

/** `draftFromFold`, once for each record of a folded case: what is saved is listed, dated and shown from the same one. */
export function draftOnce(kind: RecordKind, folded: FoldedCase, recordId: string): RecordDraft {
  const known = drafts.get(folded) ?? new Map<string, RecordDraft>();
  drafts.set(folded, known);
  const name = recordEntity(kind, recordId);
  const draft = known.get(name) ?? draftFromFold(kind, folded, recordId);
  known.set(name, draft);
  return draft;
}
