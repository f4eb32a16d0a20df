import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { flushFolder, patiently, systemCode, writeFault } from '../disk/atomic-write.ts';

/**
 * Overwrites every file of a folder, and of those in it, with random bytes of its length, flushes them, and deletes the
 * folder. (On media that level wear the old blocks may live on until they are reused; nothing a program does helps.)
 * @returns how many files were destroyed; or `file/cannot-write` with the system's `reason`: then some are left
 */
export async function wipeFolder(folder: string): Promise<Result<number>> {
  try {
    const wiped = await wipeFilesIn(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await flushFolder(path.dirname(folder));
    return ok(wiped);
  } catch (error) {
    return writeFault(error);
  }
}

/**
 * Overwrites one file like those of {@link wipeFolder} and deletes it.
 * @returns nothing; or `file/cannot-write` with the system's `reason`
 */
export async function wipeFile(file: string): Promise<Result<undefined>> {
  try {
    await overwrite(file);
    await rm(file, { force: true, maxRetries: 5, retryDelay: 200 });
    await flushFolder(path.dirname(file));
    return ok(undefined);
  } catch (error) {
    return writeFault(error);
  }
}

async function wipeFilesIn(folder: string): Promise<number> {
  let wiped = 0;
  for (const entry of await entriesOf(folder)) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) wiped += await wipeFilesIn(file);
    else if (entry.isFile()) {
      await overwrite(file);
      wiped += 1;
    }
  }
  return wiped;
}

/** Random bytes are made and written in portions: a snapshot may be larger than what fits in memory. */
const PORTION = 8 * 1024 * 1024;

async function overwrite(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await patiently(() => open(file, 'r+'));
  try {
    for (let at = 0; at < size; at += PORTION) {
      const length = Math.min(PORTION, size - at);
      await handle.write(randomBytes(length), 0, length, at);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return [];
  }
}
