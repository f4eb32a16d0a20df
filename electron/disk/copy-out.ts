import { createHash, randomBytes } from 'node:crypto';
import { open, rename, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { flushFile, flushFolder, patiently, writeFault } from './atomic-write.ts';
import { freeBytes } from './free-bytes.ts';

const PIECE = 1 << 20;

/** A file that is to leave. */
export interface CopyOutOrder {
  /** absolute path of the file, which does not change meanwhile */
  readonly from: string;
  /** absolute path of a name that is free */
  readonly to: string;
  /** lower-case hexadecimal SHA-256 of it */
  readonly sha256: string;
}

/**
 * Copies a file to where it leaves the office: under a hidden name, flushed, renamed, flushed once more (a FAT stick
 * keeps the size with the name), and read back. On a fault nothing stays under the name.
 * @returns nothing; `file/disk-full`, `file/cannot-write` (`reason`), `file/not-read-back` when the medium gives back
 *   something else than what was written
 */
export async function copyOut({ from, to, sha256 }: CopyOutOrder): Promise<Result<undefined>> {
  const temporary = path.join(path.dirname(to), `.${path.basename(to)}.${randomBytes(6).toString('hex')}.tmp`);
  let isNamed = false;
  try {
    const free = await freeBytes(path.dirname(to)).catch(() => Infinity);
    if ((await stat(from)).size > free) return fail('file/disk-full');
    await copyDurably(from, temporary);
    await patiently(() => rename(temporary, to));
    isNamed = true;
    await flushFile(to);
    await flushFolder(path.dirname(to));
    if ((await hashOf(to)) === sha256) return ok(undefined);
    await unlink(to).catch(() => undefined);
    return fail('file/not-read-back');
  } catch (error) {
    await unlink(isNamed ? to : temporary).catch(() => undefined);
    return writeFault(error);
  }
}

async function copyDurably(from: string, temporary: string): Promise<void> {
  const source = await open(from, 'r');
  try {
    const target = await open(temporary, 'wx');
    try {
      for await (const piece of source.createReadStream({ autoClose: false, highWaterMark: PIECE })) {
        await target.writeFile(piece as Buffer);
      }
      await target.sync();
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function hashOf(file: string): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const hash = createHash('sha256');
    for await (const piece of handle.createReadStream({ autoClose: false, highWaterMark: PIECE })) {
      hash.update(piece as Buffer);
    }
    return hash.digest('hex');
  } finally {
    await handle.close();
  }
}
