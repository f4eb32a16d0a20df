import { statfs } from 'node:fs/promises';

/**
 * Bytes that this person may still write to the disk of a folder.
 * @throws what the file system throws
 */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
