import { open } from 'node:fs/promises';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { systemCode } from './atomic-write.ts';

/**
 * Reads a file that a person chose, if it is not larger than what it is said to be.
 * @param file absolute path
 * @param most bytes
 * @returns its content; `file/too-large`, `file/cannot-read`
 */
export async function readSmallFile(file: string, most: number): Promise<Result<Bytes>> {
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).size > most) return fail('file/too-large');
      return ok(new Uint8Array(await handle.readFile()));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return fail('file/cannot-read');
  }
}
