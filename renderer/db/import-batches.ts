import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Change } from '../../shared/record/change.ts';
import type { Database } from './database.ts';
import { importCases } from './import-case.ts';
import type { ImportedBundle, ImportPlan, IncomingCase } from './prepare-import.ts';

/** So many cases are written together: what a flush of either disk costs is little then, and nobody waits long who writes too. */
const MOST_CASES = 32;
/** Characters of their changes, about: three batches are in memory together. */
const MOST_CHARACTERS = 1_000_000;
/** Nothing is read beside a case of so many: there may be 32 MiB of one. */
const LARGE_CHARACTERS = 4 * MOST_CHARACTERS;
/** Those of a change without its value. */
const CHANGE_CHARACTERS = 500;

const nothing: Promise<Result<undefined>> = Promise.resolve(ok(undefined));

/** Takes the cases of a bundle in as they come, many at a time, while the next ones are read. One call after the other. */
export class ImportBatches {
  readonly #db: Database;
  readonly #bundle: ImportedBundle;
  readonly #mostCases: number;
  #waiting: IncomingCase[] = [];
  #characters = 0;
  /** the last two: one is checked while the other is written */
  #underWay: readonly [Promise<Result<undefined>>, Promise<Result<undefined>>] = [nothing, nothing];
  /** why nothing from a place on comes in: what the first batch that is not in was refused for, or that taking in was stopped */
  #ended: { readonly place: number; readonly refused: Result<never> } | undefined;
  /** by batch, what of it is in */
  readonly #taken: (readonly ImportPlan[])[] = [];

  constructor(db: Database, bundle: ImportedBundle, mostCases: number = MOST_CASES) {
    this.#db = db;
    this.#bundle = bundle;
    this.#mostCases = mostCases;
  }

  /** What is in so far, in the order in which it came. */
  get taken(): readonly ImportPlan[] {
    return this.#taken.flat();
  }

  /**
   * Takes a case in, now or with those that follow.
   * @returns faults of {@link importCases} for those before; nothing of the batch that has them is in then
   */
  async add(incoming: IncomingCase): Promise<Result<undefined>> {
    this.#waiting.push(incoming);
    this.#characters += charactersIn(incoming.changes);
    if (this.#characters >= LARGE_CHARACTERS) return await this.end();
    const isFull = this.#waiting.length >= this.#mostCases || this.#characters >= MOST_CHARACTERS;
    return isFull ? await this.#begin() : ok(undefined);
  }

  /** Takes in what still waits. @returns faults of {@link importCases} */
  async end(): Promise<Result<undefined>> {
    const begun = await this.#begin();
    const ended = await Promise.all(this.#underWay);
    return [begun, ...ended].find(({ ok: isGood }) => !isGood) ?? ok(undefined);
  }

  /** Ends when nothing is being written any more; what still waits stays out, and so does whatever is added from now on. */
  async stop(): Promise<void> {
    this.#ended = { place: 0, refused: this.#ended?.refused ?? fail('file/cancelled') };
    await Promise.all(this.#underWay);
  }

  async #begin(): Promise<Result<undefined>> {
    const [first, second] = this.#underWay;
    await first;
    // of a bundle that turned out bad nothing more is written, whichever batch showed it
    if (this.#ended !== undefined) return this.#ended.refused;
    const batch = this.#waiting;
    this.#waiting = [];
    this.#characters = 0;
    const begun = this.#take(batch, second);
    // a bug of ours is told to whoever waits for it
    begun.catch(() => undefined);
    this.#underWay = [second, begun];
    return ok(undefined);
  }

  /** @param before the batch before, which is written first */
  async #take(batch: readonly IncomingCase[], before: Promise<unknown>): Promise<Result<undefined>> {
    if (batch.length === 0) return ok(undefined);
    const place = this.#taken.push([]) - 1;
    // one that is behind and was found bad first keeps nothing out that came before it
    const refusal = (): Result<never> | undefined => (this.#isOut(place) ? this.#ended?.refused : undefined);
    const taken = await importCases(this.#db, this.#bundle, batch, { before, refusal });
    if (!taken.ok) {
      if (!this.#isOut(place)) this.#ended = { place, refused: taken };
      return taken;
    }
    this.#taken[place] = taken.value;
    return ok(undefined);
  }

  #isOut(place: number): boolean {
    return this.#ended !== undefined && this.#ended.place <= place;
  }
}

function charactersIn(changes: readonly Change[]): number {
  return changes.reduce((sum, { x }) => sum + CHANGE_CHARACTERS + (x === undefined ? 0 : lengthOf(x.val)), 0);
}

function lengthOf(value: NonNullable<Change['x']>['val']): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length;
}
