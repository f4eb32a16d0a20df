import type { FileHandle } from 'node:fs/promises';
import type { StickDisk } from '../../electron/exchange/stick-disk.ts';

/** Size and bytes of a file as the computer has them, and as they are on the stick. */
interface Inode {
  cached: Buffer;
  onStick: Buffer;
}

/**
 * A FAT stick as the kernel's drivers behaved when it was pulled out in measurements (docs/decisions/0021-exchange.md):
 * bytes and size come onto it when the file is flushed; a new or renamed entry is there at once, with no size until the
 * file is flushed once more under that name. `pullAt`: it goes with this step, counted from 0; that step fails and so does
 * every later one.
 */
export class PulledStick implements StickDisk {
  readonly #entries = new Map<string, { inode: Inode; sized: boolean }>();
  readonly #pullAt: number;
  steps = 0;

  constructor(pullAt: number) {
    this.#pullAt = pullAt;
  }

  /** What is on the stick after it was pulled out: names and how many bytes they have. */
  left(): ReadonlyMap<string, Buffer> {
    return new Map(
      [...this.#entries].map(([name, { inode, sized }]) => [name, sized ? inode.onStick : Buffer.alloc(0)]),
    );
  }

  readonly statfs = (): Promise<{ bavail: number; bsize: number }> =>
    this.#step(() => ({ bavail: 1 << 20, bsize: 4096 }));

  readonly stat = (file: string): Promise<{ size: number }> =>
    this.#step(() => ({ size: this.#entry(file).inode.cached.length }));

  readonly unlink = (file: string): Promise<void> =>
    this.#step(() => {
      this.#entry(file);
      this.#entries.delete(file);
    });

  readonly rename = (from: string, to: string): Promise<void> =>
    this.#step(() => {
      const { inode } = this.#entry(from);
      this.#entries.delete(from);
      this.#entries.set(to, { inode, sized: false });
    });

  readonly open = (file: string, flags: string | number): Promise<FileHandle> =>
    this.#step(() => {
      if (flags === 'wx') {
        if (this.#entries.has(file)) throw code('EEXIST');
        this.#entries.set(file, { inode: { cached: Buffer.alloc(0), onStick: Buffer.alloc(0) }, sized: false });
      }
      if (!file.includes('.')) throw code('EISDIR');
      return this.#handle(file) as unknown as FileHandle;
    });

  #handle(file: string): Pick<FileHandle, 'write' | 'read' | 'sync' | 'close'> {
    const { inode } = this.#entry(file);
    let at = 0;
    const write = (bytes: Uint8Array, from: number, length: number) =>
      this.#step(() => {
        // never all at once, as a system may do
        const part = bytes.subarray(from, from + Math.min(length, 700));
        inode.cached = Buffer.concat([inode.cached, part]);
        return { bytesWritten: part.length, buffer: bytes };
      });
    const read = (buffer: Uint8Array) =>
      this.#step(() => {
        const part = inode.cached.subarray(at, at + buffer.length);
        buffer.set(part);
        at += part.length;
        return { bytesRead: part.length, buffer };
      });
    const sync = () =>
      this.#step(() => {
        inode.onStick = inode.cached;
        const entry = [...this.#entries.values()].find((one) => one.inode === inode);
        if (entry !== undefined) entry.sized = true;
      });
    return { write, read, sync, close: () => this.#step(() => undefined) } as never;
  }

  #entry(file: string): { inode: Inode; sized: boolean } {
    const entry = this.#entries.get(file);
    if (entry === undefined) throw code('ENOENT');
    return entry;
  }

  async #step<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    const isGone = this.steps >= this.#pullAt;
    this.steps += 1;
    if (isGone) throw code('EIO');
    return work();
  }
}

function code(name: string): Error {
  return Object.assign(new Error(name), { code: name });
}
