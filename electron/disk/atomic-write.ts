import { randomBytes } from 'node:crypto';
import { open, rename, unlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** Codes that a virus scanner or indexer causes while it holds a file; they pass within moments. */
const HELD = new Set(['EPERM', 'EBUSY', 'EACCES']);
const PAUSES_MS = [10, 30, 100, 300, 600, 1000];
/** Mode of files that only the owner may read; on Windows the profile folder sees to that. */
export const PRIVATE = 0o600;
const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Writes a file so that a kill or power cut leaves the old content or the new, never a mixture, and so that the new
 * one is on the medium when the promise resolves. The last step (opening the renamed file again to flush it) matters
 * on FAT memory sticks: there the size lives in the directory entry, which a rename alone leaves at zero.
 * @param target absolute path; its folder exists
 * @param bytes the whole new content
 * @param mode who may read it, before the system's mask: everybody unless it is told otherwise
 * @returns nothing; or `file/disk-full`, or `file/cannot-write` with the system's `reason` (EACCES ...). On a fault the
 *   old file is untouched, save when the very last flush fails
 */
export async function writeAtomically(target: string, bytes: Uint8Array, mode = 0o666): Promise<Result<undefined>> {
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeDurably(temporary, bytes, mode);
    await patiently(() => rename(temporary, target));
    await flushFile(target);
    await flushFolder(path.dirname(target));
    return ok(undefined);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    return writeFault(error);
  }
}

/**
 * Turns what the file system threw into a fault.
 * @throws what was thrown when it did not come from the file system: that is a bug
 */
export function writeFault(error: unknown): Result<never> {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return FULL.has(code) ? fail('file/disk-full') : fail('file/cannot-write', { reason: code });
}

/** The system's name for an error (`ENOENT`, `EACCES` ...), or undefined when it is not one of the system's. */
export function systemCode(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^E[A-Z0-9]+$/.test(code) ? code : undefined;
}

async function writeDurably(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Does something with a file; while another program holds it, tries again for about two seconds.
 * @throws what the last try threw
 */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const milliseconds of PAUSES_MS) {
    try {
      return await work();
    } catch (error) {
      if (!HELD.has(systemCode(error) ?? '')) throw error;
      await pause(milliseconds);
    }
  }
  return work();
}

/** Puts a file's content on the medium. Windows flushes only what was opened for writing, hence `r+`. */
export async function flushFile(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a rename, or a new file's name, itself durable. Windows cannot open a folder and needs not: the error is of no
 * consequence.
 */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
  }
}
