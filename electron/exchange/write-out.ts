import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { BUNDLE_PART_BYTES, partNames } from '../../shared/bundle/bundle-name.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, systemCode, writeFault } from '../disk/atomic-write.ts';
import { readBack } from './read-back.ts';
import { stickDisk, type StickDisk } from './stick-disk.ts';

/** What stays free on a stick, for its own tables. */
const SPARE_BYTES = 64 * 1024 * 1024;
/** Ending of what is not whole yet; no name that ends so is ever taken for a bundle. */
export const UNFINISHED = '.PARCIAL';

/** A bundle on its way to a stick. */
export interface WriteOutOrder {
  /** absolute path of a folder that is there */
  readonly folder: string;
  /** name that is free there, e.g. `TRASPASO-7K2M-9QXD.age` */
  readonly name: string;
  readonly source: AsyncIterable<Uint8Array>;
  /** at most so many bytes will come */
  readonly size: number;
  /** told how many bytes more are done: each is written once and read once */
  readonly onBytes?: (bytes: number) => void;
  readonly partBytes?: number;
  readonly disk?: StickDisk;
}

/** What lies on the stick, read back and found the same. */
export interface WrittenOut {
  /** of one file, or of its parts in order */
  readonly names: readonly string[];
  /** of all parts one after the other, lower-case hexadecimal */
  readonly sha256: string;
  readonly size: number;
  /** whether it was read back from the stick itself; else it proves itself only after being put in again */
  readonly fromMedium: boolean;
}

/**
 * Writes a bundle on a stick so that pulling it out at any moment leaves the whole bundle under its name or nothing under
 * it. Every step has its reason in what FAT and exFAT do: the size of a file lies in its folder and is lost by a rename
 * unless the file is flushed again; renaming over another file can lose both; a half file must not bear the name.
 * @returns what lies there; `file/disk-full` (`needed`, `free`), `file/cannot-write` (`reason`), `file/not-read-back`.
 *   After a fault nothing stays that this call made, where the stick still answers
 * @throws what the source throws
 */
export async function writeOut(order: WriteOutOrder): Promise<Result<WrittenOut>> {
  const { folder, size, disk = stickDisk, onBytes = () => undefined } = order;
  const made = new Set<string>();
  try {
    const free = await freeOn(disk, folder);
    if (free < size + SPARE_BYTES) return fail('file/disk-full', { needed: size + SPARE_BYTES, free });
    const written = await writeParts(order, disk, made);
    const names = partNames(order.name, written.size, order.partBytes);
    const finals = names.map((name) => path.join(folder, name));
    // backwards: without its first part nothing is offered as a bundle
    for (let i = finals.length - 1; i >= 0; i -= 1) {
      const [from, to] = [written.parts[i], finals[i]];
      if (from === undefined || to === undefined) continue;
      await putInPlace(disk, from, to, made);
    }
    await flushFolder(disk, folder);
    const back = await readBack(disk, finals, onBytes);
    if (back.sha256 !== written.sha256) {
      await removeAll(disk, made);
      return fail('file/not-read-back');
    }
    return ok({ names, sha256: back.sha256, size: back.size, fromMedium: back.fromMedium });
  } catch (error) {
    await removeAll(disk, made);
    return writeFault(error);
  }
}

async function freeOn(disk: StickDisk, folder: string): Promise<number> {
  const { bavail, bsize } = await disk.statfs(folder);
  return bavail * bsize;
}

/** Writes all bytes under names that say that they are not whole, flushes and closes each. */
async function writeParts(
  { folder, name, source, partBytes = BUNDLE_PART_BYTES, onBytes = () => undefined }: WriteOutOrder,
  disk: StickDisk,
  made: Set<string>,
): Promise<{ readonly parts: readonly string[]; readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  const parts: string[] = [];
  let handle: FileHandle | undefined;
  let room = 0;
  let size = 0;
  const begin = async (): Promise<FileHandle> => {
    const part = path.join(folder, `${name}.${parts.length + 1}${UNFINISHED}`);
    const opened = await disk.open(part, 'wx');
    made.add(part);
    parts.push(part);
    room = partBytes;
    return opened;
  };
  const end = async (): Promise<void> => {
    await handle?.sync();
    await handle?.close();
    handle = undefined;
  };
  try {
    for await (const piece of source) {
      hash.update(piece);
      size += piece.length;
      for (let at = 0; at < piece.length;) {
        if (handle === undefined || room === 0) {
          await end();
          handle = await begin();
        }
        const { bytesWritten } = await handle.write(piece, at, Math.min(room, piece.length - at));
        at += bytesWritten;
        room -= bytesWritten;
        onBytes(bytesWritten);
      }
    }
    await end();
  } catch (error) {
    await handle?.close().catch(() => undefined);
    throw error;
  }
  return { parts, sha256: hash.digest('hex'), size };
}

/** A scanner may hold a new file for a moment. The file is flushed once more because a rename loses its size on FAT. */
async function putInPlace(disk: StickDisk, from: string, to: string, made: Set<string>): Promise<void> {
  if (await isThere(disk, to)) throw Object.assign(new Error('the name is taken'), { code: 'EEXIST' });
  await patiently(() => disk.rename(from, to));
  made.delete(from);
  made.add(to);
  const handle = await patiently(() => disk.open(to, 'r+'));
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function isThere(disk: StickDisk, file: string): Promise<boolean> {
  return await disk.stat(file).then(
    () => true,
    () => false,
  );
}

async function flushFolder(disk: StickDisk, folder: string): Promise<void> {
  try {
    const handle = await disk.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Windows cannot open a folder and needs not
    const code = systemCode(error);
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EINVAL' && code !== 'EACCES') throw error;
  }
}

/** The first part first: what is left of a bundle whose removal fails too is not offered as one. */
async function removeAll(disk: StickDisk, made: ReadonlySet<string>): Promise<void> {
  for (const file of [...made].reverse()) await disk.unlink(file).catch(() => undefined);
}
