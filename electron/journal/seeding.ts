import { createHash } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { equalBytes, randomBytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { isLinked } from '../../shared/journal/audit-entry.ts';
import { noAudit, type AuditEnd } from '../../shared/journal/payload.ts';
import { isLasting, placeOf, type LastingWrite, type Write } from '../../shared/journal/write.ts';
import { flushFolder, patiently } from '../disk/atomic-write.ts';
import type { Head } from './appender.ts';
import { BaseWriter } from './base-writer.ts';
import { FirstRows } from './first-rows.ts';
import { freeName, journalFileName, type JournalFile } from './folder.ts';
import { DIGEST_LENGTH } from './frame.ts';
import { walk, type JournalKey } from './walk.ts';

const FILE = 'base.atj';
/** Rows that newer ones replace, but that nothing ever takes away; summaries are made again from the others. */
const LASTING_PLACES: ReadonlySet<Write['t']> = new Set<Write['t']>(['meta', 'documents', 'locks']);

export interface SeedingSetup {
  readonly folder: string;
  readonly key: JournalKey;
  /** when: for all rows, as nobody remembers more */
  readonly at: Instant;
  /** an entry of the chain of acts that must be among the rows: the chain may grow, never be replaced */
  readonly mustHold: AuditEnd;
}

/**
 * A journal that is being made from the rows of the database. It lies in a folder of its own (`seed-<n>`) and counts
 * from the moment in which its file is renamed into the journal's folder.
 */
export class Seeding {
  readonly #setup: SeedingSetup;
  readonly #own: string;
  readonly #writer: BaseWriter;
  #audit: AuditEnd = noAudit;
  #holds: boolean;
  readonly #first = new FirstRows();
  /** fingerprints of the rows that are never replaced */
  readonly #kept = new Set<string>();
  /** places of rows that may be replaced and must not be missing */
  readonly #places = new Set<string>();

  private constructor(setup: SeedingSetup, own: string, writer: BaseWriter) {
    this.#setup = setup;
    this.#own = own;
    this.#writer = writer;
    this.#holds = setup.mustHold.n === 0;
  }

  /** @throws what the file system throws, here and in all methods */
  static async begin(setup: SeedingSetup): Promise<Seeding> {
    const own = await freeName((n) => path.join(setup.folder, `seed-${n}`), 1);
    await mkdir(own, { recursive: true, mode: 0o700 });
    return new Seeding(setup, own, await BaseWriter.begin(path.join(own, FILE), 'seeded', setup.key));
  }

  get rows(): number {
    return this.#writer.rows;
  }

  /**
   * Takes rows.
   * @returns `ipc/bad-input` when entries of the chain of acts do not come in order, `journal/differs` when one does not
   *   follow from the entry right before it
   */
  async add(writes: readonly Write[]): Promise<Result<undefined>> {
    for (const write of writes) {
      if (write.t === 'audit') {
        const { n, h } = write.row;
        if (n <= this.#audit.n) return fail('ipc/bad-input', { call: 'seedJournal' });
        // entries that were lost leave a gap, which a check of the chain names
        const isNext = n === this.#audit.n + 1;
        if (isNext && !(await isLinked(this.#audit, write.row))) return fail('journal/differs');
        this.#audit = { n, h };
        const { mustHold } = this.#setup;
        this.#holds ||= n === mustHold.n && equalBytes(h, mustHold.h);
      }
      // the first counts: a true row behind a false one would not make the seed true
      if (!this.#first.counts(write)) continue;
      if (isLasting(write)) this.#kept.add(fingerprint(write));
      if (LASTING_PLACES.has(write.t)) this.#places.add(placeOf(write));
      this.#writer.add(write);
      if (this.#writer.isFull) await this.#frame(this.#writer.end.seq + 1);
    }
    return ok(undefined);
  }

  /**
   * Whether the rows hold what the old journal still has and nobody may lose.
   * @param files of the old journal, in order
   */
  async holdsAll(files: readonly JournalFile[]): Promise<boolean> {
    const first = new FirstRows();
    for await (const event of walk(files, this.#setup.key, { after: 0 })) {
      if (event.kind !== 'frame') continue;
      if (!event.payload.writes.every((write) => !first.counts(write) || this.#holdsRow(write))) return false;
    }
    return true;
  }

  /**
   * Whether a row of the old journal is here: one that is never replaced, to the byte; others may have newer ones. Acts
   * that the main process wrote down since the database was told the end are not asked for: they are recorded again.
   */
  #holdsRow(write: Write): boolean {
    if (write.t === 'audit' && write.row.n > this.#setup.mustHold.n) return true;
    if (LASTING_PLACES.has(write.t)) return this.#places.has(placeOf(write));
    return !isLasting(write) || this.#kept.has(fingerprint(write));
  }

  /**
   * Writes the rest, reads everything back and puts it in force.
   * @param seq number of the frame that the database stands at; the new journal goes on behind it
   * @param number of the new file: higher than that of any file in the folder
   * @returns the end of the new journal; `journal/differs` when the chain of acts is not the one that is known
   */
  async end(seq: number, number: number): Promise<Result<Head>> {
    if (!this.#holds) return fail('journal/differs');
    await this.#frame(Math.max(seq, this.#writer.end.seq + 1));
    await this.#writer.finish();
    const target = path.join(this.#setup.folder, journalFileName(number));
    await patiently(() => rename(path.join(this.#own, FILE), target));
    await flushFolder(this.#setup.folder);
    await this.giveUp();
    return ok({ ...this.#writer.end, audit: this.#audit, at: this.#setup.at });
  }

  /** Removes what was made. */
  async giveUp(): Promise<void> {
    await this.#writer.giveUp();
    await patiently(() => rm(this.#own, { recursive: true, force: true }));
  }

  /** Nobody knows the digests of places that only the database remembers: they get names of their own. */
  #frame(seq: number): Promise<void> {
    const place = { seq, digest: randomBytes(DIGEST_LENGTH) };
    return this.#writer.frame({ place, audit: this.#audit, at: this.#setup.at });
  }
}

function fingerprint(write: LastingWrite): string {
  const hash = createHash('sha256').update(placeOf(write)).update('|').update(write.row.sealed);
  if (write.t === 'saves' && write.row.prot !== undefined) hash.update('|').update(write.row.prot);
  return hash.digest('base64');
}
