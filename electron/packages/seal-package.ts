import { createHash } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { pack, type Pack } from 'tar-stream';
import type { Instant } from '../../shared/kernel/clock.ts';
import { utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { manifestText, type PackageFile } from '../../shared/referral/package-content.ts';
import { PRIVATE, writeFault } from '../disk/atomic-write.ts';
import { sealStream, type Sealing } from './seal-stream.ts';

/** What is handed on at once, so that a large piece of evidence does not lie in memory twice. */
const SLICE = 1 << 20;
/** Who opens the archive may read the files; nobody else's computer knows our users. */
const FILE_MODE = 0o644;

/** What a sealed package is, told when it is whole. */
export interface SealedPackage {
  /** of the sealed file, lower-case hexadecimal */
  readonly sha256: string;
  /** bytes of the sealed file */
  readonly size: number;
  /** what is in it, the manifest too */
  readonly files: readonly PackageFile[];
}

/** A package that is being filled. Only sealed bytes ever reach the disk. */
export interface OpenPackage {
  /** @returns nothing; `file/disk-full`, `file/cannot-write`: then the package is lost, and is to be cancelled */
  readonly add: (name: string, bytes: Bytes) => Promise<Result<undefined>>;
  /** Writes the sums of what is in it so far under this name. @returns what was written; faults as `add` has them */
  readonly list: (name: string) => Promise<Result<Bytes>>;
  /** Closes and flushes the file. Faults as `add` has them. */
  readonly finish: () => Promise<Result<SealedPackage>>;
  /** Removes what was written. */
  readonly cancel: () => Promise<void>;
}

/**
 * Begins a package: a tar archive (POSIX ustar, regular files only) inside an age v1 file, written as it grows.
 * @param order.file absolute path that is free
 * @param order.at time that all entries bear, to the second: no time of anybody's photograph leaves by it
 * @returns the open package; `file/disk-full`, `file/cannot-write`
 * @throws for keys that were not checked before
 */
export async function openPackage(order: {
  readonly file: string;
  readonly sealing: Sealing;
  readonly at: Instant;
}): Promise<Result<OpenPackage>> {
  const archive = pack();
  const sealed = await sealStream(archive, order.sealing);
  try {
    const handle = await open(order.file, 'wx', PRIVATE);
    return ok(new PackageWriter({ ...order, handle, archive, sealed }));
  } catch (error) {
    return writeFault(error);
  }
}

class PackageWriter implements OpenPackage {
  readonly #file: string;
  readonly #mtime: Date;
  readonly #handle: FileHandle;
  readonly #archive: Pack;
  readonly #hash = createHash('sha256');
  readonly #files: PackageFile[] = [];
  /** settles when the last sealed byte is written; rejects with what the disk says */
  readonly #written: Promise<void>;
  #size = 0;

  constructor(parts: {
    readonly file: string;
    readonly at: Instant;
    readonly handle: FileHandle;
    readonly archive: Pack;
    readonly sealed: ReadableStream<Uint8Array>;
  }) {
    this.#file = parts.file;
    this.#mtime = new Date(parts.at);
    this.#handle = parts.handle;
    this.#archive = parts.archive;
    // who waits for an entry or for the end is told; nobody listens to the archive itself
    this.#archive.on('error', () => undefined);
    this.#written = this.#write(parts.sealed);
    // whoever adds next is told of it
    this.#written.catch(() => undefined);
  }

  async add(name: string, bytes: Bytes): Promise<Result<undefined>> {
    try {
      await this.#entry(name, bytes);
      return ok(undefined);
    } catch (error) {
      return writeFault(error);
    }
  }

  async list(name: string): Promise<Result<Bytes>> {
    const sums = utf8(manifestText(this.#files));
    const added = await this.add(name, sums);
    return added.ok ? ok(sums) : added;
  }

  async finish(): Promise<Result<SealedPackage>> {
    try {
      this.#archive.finalize();
      await this.#written;
      await this.#handle.sync();
      await this.#handle.close();
      return ok({ sha256: this.#hash.digest('hex'), size: this.#size, files: this.#files });
    } catch (error) {
      return writeFault(error);
    }
  }

  async cancel(): Promise<void> {
    this.#archive.destroy(new Error('given up'));
    await this.#written.catch(() => undefined);
    await this.#handle.close().catch(() => undefined);
    await unlink(this.#file).catch(() => undefined);
  }

  async #entry(name: string, bytes: Bytes): Promise<void> {
    const header = { name, size: bytes.length, mtime: this.#mtime, mode: FILE_MODE, type: 'file' } as const;
    let sink: ReturnType<Pack['entry']> | undefined;
    const added = new Promise<void>((resolve, reject) => {
      sink = this.#archive.entry(header, (error) => (error ? reject(error) : resolve()));
    });
    // a disk that fails tears it down; who waits below is told of it
    sink?.on('error', () => undefined);
    const stopped = this.#written.then(() => Promise.reject(new Error('the package ended early')));
    stopped.catch(() => undefined);
    added.catch(() => undefined);
    for (let at = 0; at < bytes.length && sink !== undefined; at += SLICE) {
      const slice = bytes.subarray(at, at + SLICE);
      const stream = sink;
      if (stream.write(Buffer.from(slice.buffer, slice.byteOffset, slice.length))) continue;
      await Promise.race([new Promise<void>((resolve) => stream.once('drain', () => resolve())), stopped]);
    }
    sink?.end(null);
    await Promise.race([added, stopped]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    this.#files.push({ name, size: bytes.length, sha256 });
  }

  async #write(sealed: ReadableStream<Uint8Array>): Promise<void> {
    const reader = sealed.getReader();
    try {
      for (let next = await reader.read(); !next.done; next = await reader.read()) {
        this.#hash.update(next.value);
        let at = 0;
        while (at < next.value.length) {
          const { bytesWritten } = await this.#handle.write(next.value, at, next.value.length - at);
          at += bytesWritten;
        }
        this.#size += next.value.length;
      }
    } catch (error) {
      this.#archive.destroy(new Error('not written'));
      throw error;
    }
  }
}
