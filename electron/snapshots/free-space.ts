import { statfs } from 'node:fs/promises';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

/** What a copy must leave free on the disk: the journal, which is the office's memory, comes first. */
export const RESERVE_BYTES = 256 * 1024 * 1024;

/**
 * Bytes that this person may still write to the disk of a folder.
 * @throws what the file system throws
 */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/**
 * Looks whether there is room before anything is written.
 * @param folder on the disk in question
 * @param needed bytes; what has to stay free comes on top
 * @returns nothing, or `file/disk-full` with `needed` and `free` bytes
 */
export async function checkRoom(folder: string, needed: number): Promise<Result<undefined>> {
  const free = await freeBytes(folder);
  return free < needed + RESERVE_BYTES
    ? fail('file/disk-full', { needed: needed + RESERVE_BYTES, free })
    : ok(undefined);
}
