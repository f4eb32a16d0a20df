import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import type { Database } from './database.ts';
import { importCases, type ImportedBundle, type ImportPlan, type IncomingCase } from './import-case.ts';

/** So many cases are written together: what a flush of either disk costs is little then, and nobody waits long who writes too. */
const MOST_CASES = 48;
/** Characters of their changes, about: two batches are in memory together. */
const MOST_CHARACTERS = 1_000_000;
/** Those of a change without its value. */
const CHANGE_CHARACTERS = 500;

/** Takes the cases of a bundle in as they come, many at a time, while the next ones are read. One call after the other. */
export class ImportBatches {
  readonly #db: Database;
  readonly #bundle: ImportedBundle;
  #waiting: IncomingCase[] = [];
  #characters = 0;
  #underWay: Promise<Result<undefined>> = Promise.resolve(ok(undefined));
  /** what is in so far */
  readonly taken: ImportPlan[] = [];

  constructor(db: Database, bundle: ImportedBundle) {
    this.#db = db;
    this.#bundle = bundle;
  }

  /**
   * Takes a case in, now or with those that follow.
   * @returns faults of {@link importCases} for those before; nothing of their batch is in then
   */
  async add(incoming: IncomingCase): Promise<Result<undefined>> {
    this.#waiting.push(incoming);
    this.#characters += charactersIn(incoming.changes);
    const isFull = this.#waiting.length >= MOST_CASES || this.#characters >= MOST_CHARACTERS;
    return isFull ? await this.#begin() : ok(undefined);
  }

  /** Takes in what still waits. @returns faults of {@link importCases} */
  async end(): Promise<Result<undefined>> {
    const begun = await this.#begin();
    return begun.ok ? await this.#underWay : begun;
  }

  /** Ends when nothing is being written any more; what still waits stays out. */
  async stop(): Promise<void> {
    await this.#underWay;
  }

  async #begin(): Promise<Result<undefined>> {
    const before = await this.#underWay;
    if (!before.ok) return before;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    this.#underWay = this.#take(batch);
    return ok(undefined);
  }

  async #take(batch: readonly IncomingCase[]): Promise<Result<undefined>> {
    if (batch.length === 0) return ok(undefined);
    const taken = await importCases(this.#db, this.#bundle, batch);
    if (!taken.ok) return taken;
    this.taken.push(...taken.value);
    return ok(undefined);
  }
}

function charactersIn(changes: readonly Change[]): number {
  return changes.reduce((sum, { x }) => sum + CHANGE_CHARACTERS + (x === undefined ? 0 : lengthOf(x.val)), 0);
}

function lengthOf(value: NonNullable<Change['x']>['val']): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}
