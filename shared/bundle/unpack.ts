import type { Bytes } from '../kernel/bytes.ts';
import { BundleError } from './bundle-error.ts';
import { bundlePaths } from './bundle-layout.ts';

/** What is unpacked at once: a few kilobytes can unfold into megabytes. */
const SLICE = 16 * 1024;

/** Unpacks gzip as it comes; only so much is ahead as the stream itself holds. */
export class Unpacker {
  readonly #stream = new DecompressionStream('gzip');
  readonly #writer = this.#stream.writable.getWriter();
  readonly #reader = this.#stream.readable.getReader();
  readonly #read: Promise<void>;

  /** @param take gets what comes out, in order; what it throws ends the unpacking */
  constructor(take: (bytes: Bytes) => void) {
    this.#read = this.#drain(take);
    // whoever writes next, or ends, is told of it
    this.#read.catch(() => undefined);
  }

  /** @throws {BundleError} what `take` threw, or `bundle/changes` for bytes that are not gzip */
  async write(bytes: Bytes): Promise<void> {
    for (let at = 0; at < bytes.length; at += SLICE) {
      // a stream that failed or ended never says that it took what came after
      await Promise.race([this.#push(bytes.slice(at, at + SLICE)), this.#ended()]);
    }
  }

  /** Waits for the last of it. Throws as `write` does. */
  async end(): Promise<void> {
    const closed = this.#writer.close();
    closed.catch(() => undefined);
    await this.#read;
  }

  async #push(slice: Bytes): Promise<void> {
    const written = this.#writer.write(slice);
    written.catch(() => undefined);
    try {
      await written;
    } catch {
      // why is known on the reading side
      await this.#ended();
    }
  }

  async #ended(): Promise<never> {
    await this.#read;
    throw damaged();
  }

  async #drain(take: (bytes: Bytes) => void): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read().catch(() => {
        throw damaged();
      });
      if (done || value === undefined) return;
      try {
        take(value);
      } catch (error) {
        this.#reader.cancel().catch(() => undefined);
        throw error;
      }
    }
  }
}

function damaged(): BundleError {
  return new BundleError('bundle/changes', bundlePaths.changes);
}
