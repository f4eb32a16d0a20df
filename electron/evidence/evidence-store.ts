import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { SEALED_CHUNK_BYTES, sealedSize } from '../../shared/evidence/seal-chunks.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { instantFrom, type Clock } from '../../shared/kernel/clock.ts';
import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns, type InTurn } from '../../shared/kernel/turns.ts';
import { flushFile, flushFolder, patiently, PRIVATE, systemCode, writeFault } from '../disk/atomic-write.ts';
import { evidencePath, findEvidence, shelfOf, type EvidenceFile } from './evidence-files.ts';
import { listUnsettled, noteUnsettled, removeNote } from './unsettled.ts';

/** What nobody vouches for is left alone for so long: the window may still be about to say it. */
export const LEFT_ALONE_MS = 86_400_000;

/** A file while it is written. */
interface Writing {
  readonly handle: FileHandle;
  readonly temporary: string;
  readonly hash: Hash;
  /** bytes that the whole sealed file will have */
  readonly whole: number;
  readonly inTurn: InTurn;
  written: number;
}

/**
 * Sealed files of evidence on this computer. They come chunk by chunk, are put in place whole or not at all, and never
 * change. Nothing here knows a key, a name or what a file shows.
 */
export class EvidenceStore {
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #writing = new Map<string, Writing>();
  /** of files that were found, so that each chunk of one need not be looked for */
  readonly #found = new Map<string, EvidenceFile>();

  /** @param folder absolute path, made when it is first needed */
  constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  get folder(): string {
    return this.#folder;
  }

  /** Removes what a kill left half-written. To be called once, before anything is begun. */
  async sweepUnfinished(): Promise<void> {
    for (const { id } of await listUnsettled(this.#folder)) {
      await rm(this.#temporary(id), { force: true }).catch(() => undefined);
      if ((await findEvidence(this.#folder, id)) === undefined) await removeNote(this.#folder, id);
    }
  }

  /**
   * Begins a file.
   * @param size bytes of the original
   * @param id under which another office has it; a new one by default
   * @returns its id; `evidence/exists` when there is a file with that id; `file/disk-full`, `file/cannot-write`
   */
  async begin({
    caseId,
    size,
    id = newId(),
  }: {
    readonly caseId: string;
    readonly size: number;
    readonly id?: string;
  }): Promise<Result<{ id: string }>> {
    if (this.#writing.has(id)) return fail('evidence/interrupted');
    if ((await findEvidence(this.#folder, id)) !== undefined) return fail('evidence/exists');
    try {
      await mkdir(path.join(this.#folder, shelfOf(id)), { recursive: true, mode: 0o700 });
      const noted = await noteUnsettled(this.#folder, id, { caseId, at: instantFrom(this.#clock.now()) });
      if (!noted.ok) return noted;
      const temporary = this.#temporary(id);
      const handle = await open(temporary, 'wx', PRIVATE);
      const begun = { handle, temporary, hash: createHash('sha256'), whole: sealedSize(size), written: 0 };
      this.#writing.set(id, { ...begun, inTurn: makeTurns() });
      return ok({ id });
    } catch (error) {
      return writeFault(error);
    }
  }

  /**
   * Writes the next sealed chunk. After a fault the file is given up.
   * @returns nothing; `evidence/interrupted` when it was not begun or given up, or the chunk is not the next one;
   *   `file/disk-full`, `file/cannot-write`
   */
  async append(id: string, n: number, sealed: Bytes): Promise<Result<undefined>> {
    const writing = this.#writing.get(id);
    if (writing === undefined) return fail('evidence/interrupted');
    return await writing.inTurn(async () => {
      const isNext = n * SEALED_CHUNK_BYTES === writing.written && sealed.length <= SEALED_CHUNK_BYTES;
      if (!isNext || writing.written + sealed.length > writing.whole) {
        await this.cancel(id);
        return fail('evidence/interrupted');
      }
      try {
        await writing.handle.writeFile(sealed);
        writing.hash.update(sealed);
        writing.written += sealed.length;
        return ok(undefined);
      } catch (error) {
        await this.cancel(id);
        return writeFault(error);
      }
    });
  }

  /**
   * Puts a whole file in its place, for good: flushed, renamed, flushed again.
   * @returns nothing; `evidence/interrupted` when chunks are missing; `file/disk-full`, `file/cannot-write`
   */
  async finish(id: string): Promise<Result<undefined>> {
    const writing = this.#writing.get(id);
    if (writing === undefined) return fail('evidence/interrupted');
    return await writing.inTurn(async () => {
      if (writing.written !== writing.whole) {
        await this.cancel(id);
        return fail('evidence/interrupted');
      }
      try {
        await writing.handle.sync();
        await writing.handle.close();
        const file = { id, sha256: writing.hash.digest('hex'), size: writing.whole };
        const target = evidencePath(this.#folder, file);
        await patiently(() => rename(writing.temporary, target));
        await flushFile(target);
        await flushFolder(path.dirname(target));
        this.#writing.delete(id);
        return ok(undefined);
      } catch (error) {
        await this.cancel(id);
        return writeFault(error);
      }
    });
  }

  /** Gives up a file that is not finished; nothing of it stays. */
  async cancel(id: string): Promise<void> {
    const writing = this.#writing.get(id);
    if (writing === undefined) return;
    this.#writing.delete(id);
    await writing.handle.close().catch(() => undefined);
    await rm(writing.temporary, { force: true }).catch(() => undefined);
    await removeNote(this.#folder, id).catch(() => undefined);
  }

  /** Gives up everything that is not finished: whoever was at work is gone. */
  async cancelAll(): Promise<void> {
    await Promise.all([...this.#writing.keys()].map((id) => this.cancel(id)));
  }

  /** The journal knows the file: from now on it can never be swept. */
  async settle(id: string): Promise<Result<undefined>> {
    try {
      await removeNote(this.#folder, id);
      return ok(undefined);
    } catch (error) {
      return writeFault(error);
    }
  }

  /**
   * Reads one sealed chunk.
   * @returns its bytes, none behind the end; `evidence/missing`; `file/cannot-read` with the system's `reason`
   */
  async read(id: string, n: number): Promise<Result<Bytes>> {
    const file = this.#found.get(id) ?? (await findEvidence(this.#folder, id));
    if (file === undefined) return fail('evidence/missing');
    try {
      const handle = await patiently(() => open(evidencePath(this.#folder, file), 'r'));
      try {
        const buffer = Buffer.allocUnsafe(
          Math.max(0, Math.min(SEALED_CHUNK_BYTES, file.size - n * SEALED_CHUNK_BYTES)),
        );
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, n * SEALED_CHUNK_BYTES);
        this.#found.set(id, file);
        return ok(ownBytes(buffer.subarray(0, bytesRead)));
      } finally {
        await handle.close();
      }
    } catch (error) {
      this.#found.delete(id);
      const code = systemCode(error);
      if (code === undefined) throw error;
      return code === 'ENOENT' ? fail('evidence/missing') : fail('file/cannot-read', { reason: code });
    }
  }

  /** Forgets where a file was: it was put back from a copy. */
  forget(id: string): void {
    this.#found.delete(id);
  }

  /** Files of more than a day ago of which nobody has said that the journal knows them, and their cases. */
  async unsettled(): Promise<readonly { readonly id: string; readonly caseId: string }[]> {
    const before = this.#clock.now() - LEFT_ALONE_MS;
    return (await listUnsettled(this.#folder)).flatMap(({ id, caseId, at }) =>
      caseId !== undefined && at !== undefined && Date.parse(at) < before && !this.#writing.has(id)
        ? [{ id, caseId }]
        : [],
    );
  }

  /**
   * Removes a file that the journal does not know; only one of {@link unsettled}.
   * @returns nothing; `evidence/exists` when it must stay; `file/cannot-write`
   */
  async drop(id: string): Promise<Result<undefined>> {
    if (!(await this.unsettled()).some((one) => one.id === id)) return fail('evidence/exists');
    try {
      const file = await findEvidence(this.#folder, id);
      if (file !== undefined) await patiently(() => rm(evidencePath(this.#folder, file), { force: true }));
      await removeNote(this.#folder, id);
      this.forget(id);
      return ok(undefined);
    } catch (error) {
      return writeFault(error);
    }
  }

  #temporary(id: string): string {
    return path.join(this.#folder, shelfOf(id), `.${id}.tmp`);
  }
}
