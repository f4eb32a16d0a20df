import { writeSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import type { AuditEnd } from '../../shared/journal/payload.ts';
import { flushFolder, patiently, PRIVATE, systemCode } from '../disk/atomic-write.ts';
import type { Log } from '../disk/log.ts';
import { encodeFileHeader } from './file-header.ts';
import { journalFileName, remove } from './folder.ts';
import type { Position } from './frame.ts';
import { journalFault } from './journal-fault.ts';

const MiB = 1024 * 1024;
/** After this many bytes the next frame begins a new file. */
export const FILE_SIZE = 64 * MiB;
/** Below this many free bytes nothing more is written: the rest of the computer needs them to work at all. */
export const SPACE_LEFT_FREE = 64 * MiB;
/** Frames up to so many bytes go to the system's cache at once: another thread would take longer to be reached. */
const SHORT = 64 * 1024;
/** Not on a disk that took longer the last time: there even the cache may have to be waited for, and the window with it. */
const QUICK_MS = 50;
/** What one flush takes together at most, give or take a frame. */
const BATCH = 32 * MiB;

/** The end of the journal: everything that the next frame builds on. */
export interface Head extends Position {
  readonly audit: AuditEnd;
  /** when the newest frame was written */
  readonly at: Instant | undefined;
}

/** A frame that is ready to be written, and what stands when it is. */
export interface Made<T> {
  readonly raw: Bytes;
  readonly head: Head;
  readonly answer: T;
}

export interface AppenderSetup {
  /** absolute, exists */
  readonly folder: string;
  readonly vaultId: string;
  readonly head: Head;
  /** the file that goes on, cut to whole frames; a new one is begun otherwise */
  readonly current?: { readonly path: string; readonly size: number };
  /** of the next new file */
  readonly nextNumber: number;
  readonly log: Log;
  /** free bytes where the folder lies */
  readonly freeBytes: (folder: string) => Promise<number>;
  readonly fileSize?: number;
}

interface Waiting {
  /** makes the frame and gives back what settles the wait; the head is that of the frame before */
  readonly make: (head: Head) => Promise<{ raw: Bytes; head: Head; settle: (written: Result<undefined>) => void }>;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes frames at the end of the journal. Those that wait while the disk is busy are written and flushed together.
 * A frame counts when it was flushed; one that could not be is cut off again, and later ones may succeed.
 */
export class Appender {
  readonly #setup: AppenderSetup;
  readonly #inTurn = makeTurns();
  readonly #waiting: Waiting[] = [];
  #draining = false;
  #head: Head;
  #file: { readonly path: string; size: number; handle?: FileHandle | undefined } | undefined;
  #nextNumber: number;
  /** a new file whose first frames could not be written, and which could not be removed either */
  #leftover: string | undefined;
  /** whether the last frames were on the disk in no time */
  #isQuick = false;

  constructor(setup: AppenderSetup) {
    this.#setup = setup;
    this.#head = setup.head;
    this.#file = setup.current === undefined ? undefined : { ...setup.current };
    this.#nextNumber = setup.nextNumber;
  }

  /** The end of what is on the disk for certain. */
  get head(): Head {
    return this.#head;
  }

  /** Number of the next new file: it moves whenever there is one more. */
  get nextNumber(): number {
    return this.#nextNumber;
  }

  /** The file being written and how much of it counts; none between two files. */
  get current(): { readonly path: string; readonly size: number } | undefined {
    return this.#file === undefined ? undefined : { path: this.#file.path, size: this.#file.size };
  }

  /**
   * Adds a frame.
   * @param make gets the end of the journal that the frame follows; what it throws is thrown to the caller
   * @returns its answer once the frame is on the disk; `journal/disk-full`, or `journal/not-written` with the system's
   *   `reason`: then nothing of the frame stays
   */
  add<T>(make: (head: Head) => Promise<Made<T>>): Promise<Result<T>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        make: async (head) => {
          const { raw, head: next, answer } = await make(head);
          return { raw, head: next, settle: (written) => resolve(written.ok ? ok(answer) : written) };
        },
        reject,
      });
      if (!this.#draining) void this.#drain();
    });
  }

  /**
   * Does something while nothing is being written and the file is closed; the next frame begins a new file.
   * @param work gets the file that was being written until now, and the number of the next one
   */
  pause<T>(work: (current: Appender['current'], nextNumber: number) => Promise<T>): Promise<T> {
    return this.#inTurn(async () => {
      const { current } = this;
      await this.#letGo();
      this.#file = undefined;
      return work(current, this.#nextNumber);
    });
  }

  /** Goes on behind something else that was written while the appender paused. Call it inside `pause` only. */
  continueAt(head: Head, nextNumber: number): void {
    this.#head = head;
    this.#nextNumber = nextNumber;
  }

  async #drain(): Promise<void> {
    this.#draining = true;
    try {
      while (this.#waiting.length > 0) await this.#inTurn(() => this.#writeBatch());
    } finally {
      this.#draining = false;
    }
  }

  async #writeBatch(): Promise<void> {
    const frames: Bytes[] = [];
    const settles: ((written: Result<undefined>) => void)[] = [];
    let head = this.#head;
    let length = 0;
    // asked for while the frames are made; whether it is enough is known when their length is
    const free = this.#setup.freeBytes(this.#setup.folder);
    free.catch(() => undefined);
    while (length < BATCH) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      try {
        const made = await next.make(head);
        frames.push(made.raw);
        settles.push(made.settle);
        length += made.raw.length;
        head = made.head;
      } catch (error) {
        next.reject(error);
      }
    }
    if (frames.length === 0) return;
    const written = await this.#write(frames, length, free);
    if (written.ok) this.#head = head;
    for (const settle of settles) settle(written);
  }

  async #write(frames: readonly Bytes[], length: number, free: Promise<number>): Promise<Result<undefined>> {
    const { folder, fileSize = FILE_SIZE, log } = this.#setup;
    const isNew = this.#file === undefined;
    try {
      if (this.#leftover !== undefined) await remove(this.#leftover);
      this.#leftover = undefined;
      if ((await free) < length + SPACE_LEFT_FREE) return fail('journal/disk-full');
      const file = (this.#file ??= { path: path.join(folder, journalFileName(this.#nextNumber)), size: 0 });
      const handle = (file.handle ??= await (isNew ? this.#create(file.path) : this.#reopen(file)));
      const { vaultId } = this.#setup;
      const parts = isNew ? [encodeFileHeader({ kind: 'frames', vaultId, before: this.#head }), ...frames] : frames;
      const start = performance.now();
      const end = await writeAll(handle, parts, { at: file.size, isQuick: this.#isQuick });
      await handle.datasync();
      this.#isQuick = performance.now() - start < QUICK_MS;
      if (isNew) {
        await flushFolder(folder);
        this.#nextNumber += 1;
      }
      file.size = end;
      if (end >= fileSize) {
        await this.#letGo();
        this.#file = undefined;
      }
      return ok(undefined);
    } catch (error) {
      log.write({ call: 'journal', fault: 'journal/not-written', error });
      this.#isQuick = false;
      await this.#undo(isNew);
      return systemCode(error) === undefined ? fail('journal/not-written', { reason: 'unknown' }) : journalFault(error);
    }
  }

  #create(file: string): Promise<FileHandle> {
    return patiently(() => open(file, 'wx', PRIVATE));
  }

  /** Opens the file again; whatever a failed write left behind its last frame goes first. */
  async #reopen(file: { readonly path: string; readonly size: number }): Promise<FileHandle> {
    const handle = await patiently(() => open(file.path, 'r+'));
    try {
      const { size } = await handle.stat();
      // written at its old place a frame would lie behind a hole
      if (size < file.size) throw Object.assign(new Error('the file was cut meanwhile'), { code: 'ESTALE' });
      if (size > file.size) {
        await handle.truncate(file.size);
        await handle.datasync();
      }
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Takes back what a failed write left: the frames were not acknowledged, and must not come back at the next start. */
  async #undo(isNew: boolean): Promise<void> {
    const file = this.#file;
    if (file === undefined) return;
    try {
      if (!isNew) await file.handle?.truncate(file.size);
    } catch {
      // `reopen` tries again before anything else is written
    }
    await this.#letGo();
    if (!isNew) return;
    this.#file = undefined;
    try {
      await remove(file.path);
    } catch {
      // frames that nobody believes in would come before those that are written next
      this.#leftover = file.path;
    }
  }

  async #letGo(): Promise<void> {
    const handle = this.#file?.handle;
    if (this.#file !== undefined) this.#file.handle = undefined;
    try {
      await handle?.close();
    } catch {
      // everything that counts was flushed before
    }
  }
}

/** @returns the offset behind the last byte */
async function writeAll(
  handle: FileHandle,
  parts: readonly Bytes[],
  { at, isQuick }: { readonly at: number; readonly isQuick: boolean },
): Promise<number> {
  const isShort = isQuick && parts.reduce((sum, { length }) => sum + length, 0) <= SHORT;
  let next = at;
  for (const part of parts) {
    let done = 0;
    while (done < part.length) {
      const left = part.length - done;
      const bytesWritten = isShort
        ? writeSync(handle.fd, part, done, left, next)
        : (await handle.write(part, done, left, next)).bytesWritten;
      if (bytesWritten === 0) throw Object.assign(new Error('nothing was written'), { code: 'ENOSPC' });
      done += bytesWritten;
      next += bytesWritten;
    }
  }
  return next;
}
