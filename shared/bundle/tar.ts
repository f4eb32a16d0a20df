import { assert } from '../kernel/assert.ts';
import { concatBytes, equalBytes, latin1, utf8, type Bytes } from '../kernel/bytes.ts';
import { BundleError } from './bundle-error.ts';

/** What the bytes of an archive are counted in. */
export const TAR_BLOCK = 512;
/** What an archive ends with; nothing follows. */
export const TAR_END: Bytes = new Uint8Array(2 * TAR_BLOCK);
/** What eleven octal digits hold. */
const LARGEST = 0o77777777777;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,4}$/;
/** What Windows takes for a device, or drops from the end of a name. */
const UNUSABLE = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|\/|$)|\.(?:\/|$)|\.\./i;

/** True for a name that means the same file, inside the folder it is unpacked into, on every system. */
export function isTarName(name: string): boolean {
  return name.length <= 100 && NAME.test(name) && !UNUSABLE.test(name);
}

/**
 * The header of one regular file (POSIX ustar): mode 0644, no owner.
 * @param mtime seconds since 1970
 * @throws on a name or size that the format does not hold: a bug
 */
export function tarHeader(name: string, size: number, mtime: number): Bytes {
  assert(isTarName(name) && [size, mtime].every((n) => Number.isSafeInteger(n) && n >= 0 && n <= LARGEST), 'tar entry');
  const header = new Uint8Array(TAR_BLOCK);
  const put = (text: string, at: number): void => header.set(utf8(text), at);
  put(name, 0);
  put('0000644\0' + '0000000\0' + '0000000\0', 100);
  put(`${octal(size)}\0${octal(mtime)}\0`, 124);
  // while the sum is made, its own place counts as blanks
  put('        0', 148);
  put('ustar\x0000', 257);
  const sum = header.reduce((all, byte) => all + byte, 0);
  put(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** The zeros between a file of this size and the next header. */
export function tarPadding(size: number): Bytes {
  return new Uint8Array((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
}

/** A small file as it stands in an archive: header, content, padding. */
export function tarEntry(name: string, content: Uint8Array, mtime: number): Bytes {
  return concatBytes(tarHeader(name, content.length, mtime), content, tarPadding(content.length));
}

function octal(n: number): string {
  return n.toString(8).padStart(11, '0');
}

/** What comes out of an archive, in its order. `bytes` is a view of what was fed, to be used at once. */
export type TarEvent =
  | { readonly kind: 'begin'; readonly name: string; readonly size: number; readonly mtime: number }
  | { readonly kind: 'bytes'; readonly bytes: Bytes }
  | { readonly kind: 'end' };

/**
 * Reads an archive as it comes. Only what {@link tarHeader} writes is accepted, byte for byte: no links, folders, devices,
 * long names or other extensions of tar, in which one archive can be two things to two programs.
 */
export class TarReader {
  readonly #block = new Uint8Array(TAR_BLOCK);
  #held = 0;
  #left = 0;
  #padding = 0;
  #zeroBlocks = 0;

  /** True when the end was read. */
  get isDone(): boolean {
    return this.#zeroBlocks === 2;
  }

  /**
   * Gives what the next bytes bring, one thing at a time: nothing behind it is looked at before it is asked for.
   * @throws {BundleError} `bundle/structure`
   */
  *feed(chunk: Bytes): Generator<TarEvent, void, undefined> {
    let at = 0;
    while (at < chunk.length) {
      if (this.isDone) throw new BundleError('bundle/structure', 'tar');
      const rest = chunk.subarray(at);
      if (this.#left > 0) {
        const bytes = rest.subarray(0, this.#left);
        at += bytes.length;
        this.#left -= bytes.length;
        yield { kind: 'bytes', bytes };
        if (this.#left === 0) yield { kind: 'end' };
      } else if (this.#padding > 0) {
        const zeros = rest.subarray(0, this.#padding);
        at += zeros.length;
        this.#padding -= zeros.length;
        if (zeros.some((byte) => byte !== 0)) throw new BundleError('bundle/structure', 'tar');
      } else {
        const piece = rest.subarray(0, TAR_BLOCK - this.#held);
        at += piece.length;
        this.#block.set(piece, this.#held);
        this.#held += piece.length;
        if (this.#held === TAR_BLOCK) yield* this.#header();
      }
    }
  }

  *#header(): Generator<TarEvent, void, undefined> {
    this.#held = 0;
    if (this.#block.every((byte) => byte === 0)) {
      this.#zeroBlocks += 1;
      return;
    }
    if (this.#zeroBlocks > 0) throw new BundleError('bundle/structure', 'tar');
    const entry = readHeader(this.#block);
    this.#left = entry.size;
    this.#padding = tarPadding(entry.size).length;
    yield { kind: 'begin', ...entry };
    if (entry.size === 0) yield { kind: 'end' };
  }
}

/** What a header says, when it is the one header that says it. */
function readHeader(block: Bytes): { readonly name: string; readonly size: number; readonly mtime: number } {
  const text = latin1(block);
  const [name = ''] = text.slice(0, 100).split('\0');
  const [size, mtime] = [text.slice(124, 135), text.slice(136, 147)].map((digits) =>
    /^[0-7]{11}$/.test(digits) ? Number.parseInt(digits, 8) : -1,
  );
  if (!isTarName(name) || size === undefined || mtime === undefined || size < 0 || mtime < 0) {
    throw new BundleError('bundle/structure', 'tar');
  }
  if (!equalBytes(block, tarHeader(name, size, mtime))) throw new BundleError('bundle/structure', name);
  return { name, size, mtime };
}
