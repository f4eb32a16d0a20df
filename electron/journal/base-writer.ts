import { open, type FileHandle } from 'node:fs/promises';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { AuditEnd } from '../../shared/journal/payload.ts';
import type { Write } from '../../shared/journal/write.ts';
import { PRIVATE } from '../disk/atomic-write.ts';
import { encodeFileHeader, FILE_HEADER_LENGTH, type FileHeader } from './file-header.ts';
import { makeFrame, openFrame, START, type Position } from './frame.ts';
import { readFrames } from './journal-file.ts';

/** A frame of a base file is written when this many bytes of rows have come together. */
const FRAME_SIZE = 1024 * 1024;

/** What a base frame says of the time it stands for. */
export interface Stands {
  readonly place: Position;
  readonly audit: AuditEnd;
  readonly at: Instant;
}

/**
 * Writes a file with which a journal begins: rows instead of the frames that brought them. Holds about one frame in
 * memory.
 */
export class BaseWriter {
  readonly #handle: FileHandle;
  readonly #file: string;
  readonly #key: { readonly vaultId: string; readonly journalKey: CryptoKey };
  #end: Position = START;
  #writes: Write[] = [];
  #pendingBytes = 0;
  #rows = 0;
  #frames = 0;
  #size = FILE_HEADER_LENGTH;

  private constructor(file: string, handle: FileHandle, key: { vaultId: string; journalKey: CryptoKey }) {
    this.#file = file;
    this.#handle = handle;
    this.#key = key;
  }

  /**
   * @param file absolute path of a file that does not exist
   * @throws what the file system throws, here and in all methods
   */
  static async begin(
    file: string,
    kind: Exclude<FileHeader['kind'], 'frames'>,
    key: { readonly vaultId: string; readonly journalKey: CryptoKey },
  ): Promise<BaseWriter> {
    const handle = await open(file, 'wx', PRIVATE);
    const writer = new BaseWriter(file, handle, key);
    try {
      await handle.appendFile(encodeFileHeader({ kind, vaultId: key.vaultId, before: START }));
      return writer;
    } catch (error) {
      await writer.giveUp();
      throw error;
    }
  }

  /** True when enough rows have come together for a frame. */
  get isFull(): boolean {
    return this.#pendingBytes >= FRAME_SIZE;
  }

  /** The place up to which frames are written. */
  get end(): Position {
    return this.#end;
  }

  get rows(): number {
    return this.#rows;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes a row; it is written with the next frame. */
  add(write: Write): void {
    this.#writes.push(write);
    this.#pendingBytes += sizeOf(write);
    this.#rows += 1;
  }

  /** Writes the rows taken since the last frame into a frame that stands for all places up to this one. */
  async frame({ place, audit, at }: Stands): Promise<void> {
    const payload = { at, audit, writes: this.#writes };
    const frame = await makeFrame({ ...this.#key, before: this.#end, payload, standsFor: place });
    await this.#handle.appendFile(frame.raw);
    this.#writes = [];
    this.#pendingBytes = 0;
    this.#frames += 1;
    this.#size += frame.raw.length;
    this.#end = place;
  }

  /**
   * Flushes the file, closes it and reads it back with the key.
   * @param isStopped asked before each frame
   * @returns false when it was stopped
   * @throws when the file is not exactly what was written
   */
  async finish(isStopped: () => boolean = () => false): Promise<boolean> {
    await this.#handle.sync();
    await this.#handle.close();
    let frames = 0;
    let rows = 0;
    for await (const event of readFrames(this.#file, { isStopped })) {
      if (event.kind === 'header' && event.intact) continue;
      if (event.kind !== 'frame') throw unreadable();
      const opened = await openFrame(this.#key.vaultId, this.#key.journalKey, event.frame);
      if (!opened.ok) throw unreadable();
      frames += 1;
      rows += opened.value.writes.length;
    }
    if (isStopped()) return false;
    if (frames !== this.#frames || rows !== this.#rows) throw unreadable();
    return true;
  }

  /** Closes the file without finishing it. */
  async giveUp(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

/** The bytes of a write, about: what its sealed parts take. */
export function sizeOf(write: Write): number {
  if (write.k === 'del') return 50;
  const prot = write.t === 'saves' || write.t === 'drafts' ? (write.row.prot?.length ?? 0) : 0;
  return 100 + write.row.sealed.length + prot;
}

function unreadable(): Error {
  return Object.assign(new Error('the file does not read back'), { code: 'EIO' });
}
