import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { freeBytes } from '../disk/free-bytes.ts';

/** What a copy must leave free on the disk: the journal, which is the office's memory, comes first. */
export const RESERVE_BYTES = 256 * 1024 * 1024;

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
