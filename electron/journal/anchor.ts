import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { fromBase64, toBase64, utf8 } from '../../shared/kernel/bytes.ts';
import { PRIVATE, writeAtomically } from '../disk/atomic-write.ts';
import type { Log } from '../disk/log.ts';
import type { Position } from './frame.ts';
import type { OpenLedger } from './open-ledger.ts';
import type { Gap } from './scan.ts';

// The journal cannot tell that its newest files were taken away: what is left is whole. So a small file beside the
// keyring says how far it has gone. It belongs to this computer, is in no snapshot, and is only a witness: without it
// nothing is known, and it never keeps anybody from writing.

/** While frames are written the anchor follows at most this often: no save pays for a flush of its own. */
const EVERY_MS = 60_000;

const Seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const Anchor = v.object({
  format: v.literal(1),
  vaultId: v.string(),
  installationId: v.string(),
  seq: Seq,
  digest: v.string(),
  /** number of the last frame up to there that held more than an act; left out when nobody knows */
  lastWrite: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  /** frames that were lost behind the end, while nobody has gone on without them: others have their numbers now */
  lost: v.optional(v.array(v.tuple([Seq, Seq]))),
});

/** Whose journal an anchor speaks of; an office that was put back from a copy is another installation. */
export interface AnchorOwner {
  readonly vaultId: string;
  readonly installationId: string;
}

/** What an anchor tells: nothing, how far the journal had gone, or what was already found to be lost. */
export interface Anchored {
  readonly reached?: Position;
  readonly lostBefore?: readonly Gap[];
  /** of the frames up to `upTo`, the last that held more than an act */
  readonly writes?: { readonly upTo: number; readonly last: number };
}

/** The file in which the ledger notes how far the journal has gone. */
export class AnchorFile {
  readonly #file: string | undefined;
  readonly #log: Log;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #busy: Promise<void> = Promise.resolve();

  /** @param file absolute path; nothing is kept without one */
  constructor(file: string | undefined, log: Log) {
    this.#file = file;
    this.#log = log;
  }

  /** @returns what is known of this owner's journal; nothing when the file is missing, damaged or another owner's */
  async read({ vaultId, installationId }: AnchorOwner): Promise<Anchored> {
    if (this.#file === undefined) return {};
    try {
      const anchor = v.parse(Anchor, JSON.parse(await readFile(this.#file, 'utf8')));
      if (anchor.vaultId !== vaultId || anchor.installationId !== installationId) return {};
      const { seq, lastWrite, lost = [] } = anchor;
      const writes = lastWrite === undefined ? {} : { writes: { upTo: seq, last: lastWrite } };
      if (lost.length > 0) return { lostBefore: lost, ...writes };
      const digest = fromBase64(anchor.digest);
      return digest.length === 32 ? { reached: { seq, digest }, ...writes } : {};
    } catch {
      return {};
    }
  }

  /** Notes the end of the journal, and what is lost behind it; that it could not be written is only logged. */
  note({ session, appender, lostEnd, lastWrite }: OpenLedger): Promise<void> {
    const file = this.#file;
    if (file === undefined || appender === undefined || appender.head.seq === 0) return Promise.resolve();
    const { seq, digest } = appender.head;
    const { vaultId, installationId } = session;
    const anchor: v.InferOutput<typeof Anchor> = {
      ...{ format: 1, vaultId, installationId, seq, digest: toBase64(digest) },
      ...(lastWrite === undefined ? {} : { lastWrite }),
      ...(lostEnd.length === 0 ? {} : { lost: lostEnd.map(([from, to]): [number, number] => [from, to]) }),
    };
    const bytes = utf8(`${JSON.stringify(anchor)}\n`);
    this.#busy = this.#busy.then(async () => {
      try {
        const written = await writeAtomically(file, bytes, PRIVATE);
        if (!written.ok) this.#log.write({ call: 'anchor', fault: written.fault.code });
      } catch (error) {
        this.#log.write({ call: 'anchor', error });
      }
    });
    return this.#busy;
  }

  /**
   * Notes the end in the background, unless it was noted a moment ago.
   * @param now milliseconds of a clock that only grows
   */
  follow(open: OpenLedger, now: number): void {
    if (now - this.#writtenAt < EVERY_MS) return;
    this.#writtenAt = now;
    void this.note(open);
  }
}
