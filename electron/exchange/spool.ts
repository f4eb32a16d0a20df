import { createHash, type Hash } from 'node:crypto';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { createGzip, type Gzip } from 'node:zlib';
import {
  chunkCount,
  CHUNK_BYTES,
  importFileKey,
  newFileKey,
  openChunk,
  SEALED_CHUNK_BYTES,
  sealChunk,
  sealedSize,
} from '../../shared/evidence/seal-chunks.ts';
import { concatBytes, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { PRIVATE } from '../disk/atomic-write.ts';
import { PlainError } from '../disk/log.ts';
import { readAt, writeAt } from '../disk/disk-reading.ts';

/** A file that waits to be put into a bundle. */
export interface SpooledFile {
  /** path in the bundle */
  readonly name: string;
  readonly bytes: number;
  /** lower-case hexadecimal */
  readonly sha256: string;
  /** of a file that is compressed here: what it was before, and how many lines */
  readonly plain?: { readonly bytes: number; readonly lines: number };
}

interface Entry extends SpooledFile {
  readonly at: number;
}

/** The file that is being filled. */
interface Filling {
  readonly name: string;
  readonly at: number;
  readonly hash: Hash;
  readonly gzip: Gzip | undefined;
  readonly pieces: Buffer[];
  waiting: Bytes;
  n: number;
  bytes: number;
  plainBytes: number;
  lines: number;
}

const NEW_LINE = 10;
/** Six, the usual one, takes two and a half times as long with the usual memory, and makes a log of changes 9 % smaller. */
const PACKING = { level: 2, memLevel: 9 };

/**
 * Keeps what goes into a bundle until all of it is there: its hashes stand before it in the archive. It lies on the disk
 * sealed under a key that only this process ever has, so that nothing readable stays when it ends.
 */
export class Spool {
  readonly #file: string;
  readonly #handle: FileHandle;
  readonly #key: CryptoKey;
  readonly #entries: Entry[] = [];
  #filling: Filling | undefined;
  #end = 0;

  private constructor(file: string, handle: FileHandle, key: CryptoKey) {
    this.#file = file;
    this.#handle = handle;
    this.#key = key;
  }

  /**
   * Begins one.
   * @param file absolute path that is free; its folder is made
   * @throws what the file system throws
   */
  static async begin(file: string): Promise<Spool> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(file, 'wx+', PRIVATE);
    return new Spool(file, handle, await importFileKey(newFileKey()));
  }

  get files(): readonly SpooledFile[] {
    return this.#entries;
  }

  /**
   * Adds the next piece of a file; one file after the other.
   * @param piece.last whether the file ends with it
   * @throws what the file system throws; `PlainError` for a file that comes twice or between two pieces of another
   */
  async add(piece: { readonly name: string; readonly bytes: Bytes; readonly last: boolean }): Promise<void> {
    const filling = (this.#filling ??= this.#begin(piece.name));
    if (filling.name !== piece.name) throw new PlainError('one file of a bundle after the other');
    if (filling.gzip === undefined) await this.#take(filling, piece.bytes);
    else {
      filling.plainBytes += piece.bytes.length;
      filling.lines += linesIn(piece.bytes);
      await compress(filling.gzip, piece.bytes, piece.last);
      await this.#take(filling, ownBytes(Buffer.concat(filling.pieces.splice(0))));
    }
    if (piece.last) await this.#finish(filling);
  }

  /** The bytes of a file, piece by piece. @throws when they are not what was written */
  async *read(name: string): AsyncGenerator<Bytes> {
    const entry = this.#entries.find((one) => one.name === name);
    if (entry === undefined) throw new PlainError('no such file in the bundle');
    const count = chunkCount(entry.bytes);
    let next = this.#open(entry, 0);
    for (let n = 1; n <= count; n += 1) {
      const bytes = await next;
      if (n < count) {
        // fetched and opened while this one is sealed for others
        next = this.#open(entry, n);
        // whoever stops asking leaves it behind
        next.catch(() => undefined);
      }
      yield bytes;
    }
  }

  /** Removes all of it. */
  async remove(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#file, { force: true }).catch(() => undefined);
  }

  async #open({ name, bytes, at }: Entry, n: number): Promise<Bytes> {
    const last = n === chunkCount(bytes) - 1;
    const length = last ? sealedSize(bytes) - n * SEALED_CHUNK_BYTES : SEALED_CHUNK_BYTES;
    const sealed = await readAt(this.#handle, at + n * SEALED_CHUNK_BYTES, length);
    const opened = await openChunk(this.#key, { id: name, n, last }, sealed);
    if (!opened.ok) throw new PlainError('what waits for a bundle was changed on the disk');
    return opened.value;
  }

  #begin(name: string): Filling {
    if (this.#entries.some((one) => one.name === name)) throw new PlainError('a file of a bundle comes once');
    const pieces: Buffer[] = [];
    const gzip = name.endsWith('.gz') ? createGzip(PACKING) : undefined;
    gzip?.on('data', (piece: Buffer) => pieces.push(piece));
    const hash = createHash('sha256');
    const empty = new Uint8Array(0);
    return { name, at: this.#end, hash, gzip, pieces, waiting: empty, n: 0, bytes: 0, plainBytes: 0, lines: 0 };
  }

  async #take(filling: Filling, bytes: Bytes): Promise<void> {
    filling.hash.update(bytes);
    filling.bytes += bytes.length;
    let waiting = filling.waiting.length === 0 ? bytes : concatBytes(filling.waiting, bytes);
    // the last chunk is known only when the file ends
    while (waiting.length > CHUNK_BYTES) {
      await this.#seal(filling, waiting.subarray(0, CHUNK_BYTES), false);
      waiting = waiting.subarray(CHUNK_BYTES);
    }
    filling.waiting = ownBytes(waiting);
  }

  async #seal(filling: Filling, bytes: Uint8Array, last: boolean): Promise<void> {
    const sealed = await sealChunk(this.#key, { id: filling.name, n: filling.n, last }, bytes);
    this.#end = await writeAt(this.#handle, sealed, this.#end);
    filling.n += 1;
  }

  async #finish(filling: Filling): Promise<void> {
    await this.#seal(filling, filling.waiting, true);
    const { name, at, bytes, hash, gzip, plainBytes, lines } = filling;
    const plain = gzip === undefined ? {} : { plain: { bytes: plainBytes, lines } };
    this.#entries.push({ name, at, bytes, sha256: hash.digest('hex'), ...plain });
    this.#filling = undefined;
  }
}

function linesIn(bytes: Bytes): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEW_LINE); at >= 0; at = bytes.indexOf(NEW_LINE, at + 1)) lines += 1;
  return lines;
}

function compress(gzip: Gzip, bytes: Bytes, last: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    gzip.once('error', reject);
    const done = (): void => {
      gzip.off('error', reject);
      resolve();
    };
    if (!last) gzip.write(bytes, () => done());
    else {
      gzip.once('end', done);
      gzip.end(bytes);
    }
  });
}
