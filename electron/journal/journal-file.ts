import { open, type FileHandle } from 'node:fs/promises';
import { equalBytes, ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { patiently } from '../disk/atomic-write.ts';
import { decodeFileHeader, FILE_HEADER_LENGTH, type FileHeader } from './file-header.ts';
import {
  headerLength,
  LONGEST_HEADER,
  MAGIC_LENGTH,
  magics,
  parseFrame,
  parseHeader,
  positionOf,
  START,
  type FrameHeader,
  type Position,
  type RawFrame,
} from './frame.ts';

const CHUNK = 1024 * 1024;
/** A frame ends with the tag of its cipher, which is never all zeros; blocks that were not written yet are. */
const UNWRITTEN_LENGTH = 16;

/** What is found in a file, in order; `at` and `end` are offsets of bytes. */
export type FileEvent =
  | { readonly kind: 'header'; readonly header: FileHeader | undefined; readonly intact: boolean }
  | { readonly kind: 'frame'; readonly at: number; readonly end: number; readonly frame: RawFrame }
  | ({ readonly kind: 'damage' } & Damage)
  /** a frame at the very end that was not written to its end */
  | { readonly kind: 'torn'; readonly at: number; readonly end: number };

/** Frames `from` to `to` cannot be read, or are not there (no bytes); `to` before `from`: odd bytes, nothing is lost. */
export interface Damage {
  readonly at: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  /** the place before the first lost frame */
  readonly after: Position;
  /** digest of the last lost frame, as what follows it tells */
  readonly lastDigest: Bytes | undefined;
}

export interface ReadOptions {
  /** begins at this offset, where a frame begins, without telling the header; 0 by default */
  readonly at?: number;
  /** how many bytes of the file count; all by default */
  readonly until?: number;
  /** the place that the first frame has to follow; what the header says by default, anything when it says nothing */
  readonly follows?: Position;
  /** asked before each frame: reading ends there, as if the file did */
  readonly isStopped?: () => boolean;
  /** looks at each frame with a key; one that is refused counts as damage */
  readonly accept?: (frame: RawFrame) => Promise<boolean>;
}

/**
 * Reads a file of the journal frame by frame, without a key. Each frame's digest is checked and that it follows the
 * one before; after damage it goes on with the next frame that is whole.
 * @param file absolute path
 * @throws what the file system throws
 */
export async function* readFrames(file: string, options: ReadOptions = {}): AsyncGenerator<FileEvent> {
  const handle = await patiently(() => open(file, 'r'));
  try {
    const size = (await handle.stat()).size;
    yield* new FileReader(handle, Math.min(size, options.until ?? size), options).events();
  } finally {
    await handle.close();
  }
}

/**
 * Reads the header of a file.
 * @returns undefined when both its copies are damaged
 */
export async function readFileHeader(file: string): Promise<FileHeader | undefined> {
  for await (const event of readFrames(file)) return event.kind === 'header' ? event.header : undefined;
  return undefined;
}

class FileReader {
  readonly #handle: FileHandle;
  readonly #size: number;
  readonly #options: ReadOptions;
  #chunk: Buffer = Buffer.alloc(0);
  #chunkAt = 0;
  #last: Position | undefined;

  constructor(handle: FileHandle, size: number, options: ReadOptions) {
    this.#handle = handle;
    this.#size = size;
    this.#options = options;
    this.#last = options.follows;
  }

  async *events(): AsyncGenerator<FileEvent> {
    let at = this.#options.at ?? 0;
    if (at === 0) {
      yield* this.#beginning();
      at = Math.min(FILE_HEADER_LENGTH, this.#size);
    }
    while (at < this.#size && this.#options.isStopped?.() !== true) {
      const found = await this.#goodFrame(at);
      if (found === undefined) {
        const next = await this.#nextGoodFrame(at);
        yield await this.#damage(at, next);
        at = next.at;
        continue;
      }
      // cut out without a trace: the frames on both sides are whole
      if (this.#last !== undefined && found.from > this.#expected())
        yield this.#lost(at, at, found.from - 1, found.before);
      const end = at + found.raw.length;
      yield { kind: 'frame', at, end, frame: found };
      this.#last = positionOf(found);
      at = end;
    }
  }

  async *#beginning(): AsyncGenerator<FileEvent> {
    const { header, intact } = decodeFileHeader(await this.#bytes(0, FILE_HEADER_LENGTH));
    yield { kind: 'header', header, intact };
    if (header === undefined) return;
    const { before } = header;
    // the file before this one has lost its end
    if (this.#last !== undefined && before.seq >= this.#expected()) {
      yield this.#lost(FILE_HEADER_LENGTH, FILE_HEADER_LENGTH, before.seq, before.digest);
      this.#last = before;
    }
    this.#last ??= before;
  }

  #expected(): number {
    return (this.#last ?? START).seq + 1;
  }

  /** The frame at this offset, if it is whole, somebody with the key made it, and it comes after what was read. */
  async #goodFrame(at: number): Promise<RawFrame | undefined> {
    const header = await this.#headerAt(at);
    if (header === undefined || !this.#comesNext(header) || !this.#isComplete(at, header)) return undefined;
    const frame = parseFrame(ownBytes(await this.#bytes(at, lengthOf(header))));
    if (frame === undefined) return undefined;
    return (await this.#options.accept?.(frame)) === false ? undefined : frame;
  }

  async #headerAt(at: number): Promise<FrameHeader | undefined> {
    return parseHeader(await this.#bytes(at, LONGEST_HEADER));
  }

  #isComplete(at: number, header: FrameHeader): boolean {
    return at + lengthOf(header) <= this.#size;
  }

  #comesNext({ from, before }: FrameHeader): boolean {
    if (this.#last === undefined || from > this.#expected()) return true;
    return from === this.#expected() && equalBytes(before, this.#last.digest);
  }

  /**
   * Looks for the next magic with a whole frame behind it.
   * @returns where it is, or the end of the file; and the highest number in the headers that were passed
   */
  async #nextGoodFrame(damagedAt: number): Promise<{ at: number; frame?: RawFrame; highest: number }> {
    let highest = this.#expected();
    const notePassed = (at: number, header: FrameHeader | undefined): void => {
      if (header !== undefined && this.#isComplete(at, header) && this.#comesNext(header)) {
        highest = Math.max(highest, header.seq);
      }
    };
    notePassed(damagedAt, await this.#headerAt(damagedAt));
    let at = damagedAt + 1;
    while (at < this.#size) {
      const bytes = await this.#bytes(at, Math.min(CHUNK, this.#size - at));
      const offset = nextMagic(bytes);
      if (offset === undefined) {
        // a magic may lie across the border of two chunks
        at += Math.max(1, bytes.length - MAGIC_LENGTH + 1);
        continue;
      }
      at += offset;
      const frame = await this.#goodFrame(at);
      if (frame !== undefined) return { at, frame, highest };
      notePassed(at, await this.#headerAt(at));
      at += 1;
    }
    return { at: this.#size, highest };
  }

  async #damage(at: number, next: { at: number; frame?: RawFrame; highest: number }): Promise<FileEvent> {
    if (next.frame === undefined) {
      if (await this.#isTorn(at)) return { kind: 'torn', at, end: next.at };
      return this.#lost(at, next.at, next.highest, undefined);
    }
    const { from, before } = next.frame;
    const event = this.#lost(at, next.at, from - 1, before);
    this.#last = { seq: from - 1, digest: before };
    return event;
  }

  #lost(at: number, end: number, to: number, lastDigest: Bytes | undefined): FileEvent {
    const after = this.#last ?? START;
    return { kind: 'damage', at, end, from: after.seq + 1, to, after, lastDigest };
  }

  /** True when the bytes up to the end look like a frame whose writing was cut short, not like one that was altered. */
  async #isTorn(at: number): Promise<boolean> {
    const header = await this.#headerAt(at);
    const end = header === undefined ? this.#size : at + lengthOf(header);
    if (end > this.#size || this.#size - at < headerLength('frame')) return true;
    const tail = await this.#bytes(end - UNWRITTEN_LENGTH, UNWRITTEN_LENGTH);
    return tail.every((byte) => byte === 0);
  }

  /** Bytes of the file; fewer at its end. A view that stays valid. */
  async #bytes(at: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.#size - at));
    if (at < this.#chunkAt || at + wanted > this.#chunkAt + this.#chunk.length) {
      this.#chunk = await this.#read(at, Math.min(Math.max(wanted, CHUNK), this.#size - at));
      this.#chunkAt = at;
    }
    return this.#chunk.subarray(at - this.#chunkAt, at - this.#chunkAt + wanted);
  }

  async #read(at: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.#handle.read(buffer, done, length - done, at + done);
      if (bytesRead === 0) break;
      done += bytesRead;
    }
    return buffer.subarray(0, done);
  }
}

function lengthOf(header: FrameHeader): number {
  return headerLength(header.kind) + header.payloadLength;
}

/** Offset of the first magic of either kind. */
function nextMagic(bytes: Buffer): number | undefined {
  const found = magics.map((magic) => bytes.indexOf(magic)).filter((offset) => offset >= 0);
  return found.length === 0 ? undefined : Math.min(...found);
}
