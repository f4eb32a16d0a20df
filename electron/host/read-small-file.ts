import { open } from 'node:fs/promises';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { systemCode } from '../disk/atomic-write.ts';

/** A file with certificates is a few kilobytes; anything near this is something else. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a file that a person chose.
 * @returns its bytes; or `file/too-large`, `file/cannot-read`
 */
export async function readSmallFile(file: string): Promise<Result<Bytes>> {
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).size > MAX_BYTES) return fail('file/too-large');
      return ok(new Uint8Array(await handle.readFile()));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return fail('file/cannot-read');
  }
}
