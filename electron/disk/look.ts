import { readdir, stat } from 'node:fs/promises';
import { systemCode } from './atomic-write.ts';

/**
 * Names of what lies in a folder, in the order of the file system; none when the folder is not there.
 * @throws what the file system throws when it refuses
 */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return [];
  }
}

/** Whether a file or folder can be seen; false also when the file system refuses to say. */
export function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
