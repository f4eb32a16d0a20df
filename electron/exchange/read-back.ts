import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { systemCode } from '../disk/atomic-write.ts';
import type { StickDisk } from './stick-disk.ts';

/** Pages of WebAssembly, of 64 KiB: the only memory that is aligned as reading past the cache wants it. */
const PAGES = 64;

/** What was found on the stick. */
export interface ReadBack {
  /** lower-case hexadecimal, of all parts one after the other */
  readonly sha256: string;
  readonly size: number;
  /** whether it came from the stick itself and not from the computer's memory of it */
  readonly fromMedium: boolean;
}

/**
 * Reads files again, past the computer's memory of them where the system offers that: right after writing everything
 * else proves nothing about a stick that lies or dies. Windows offers it too, under a number that Node does not tell.
 * @param parts absolute paths in order
 * @throws what the file system throws
 */
export async function readBack(
  disk: StickDisk,
  parts: readonly string[],
  onBytes: (bytes: number) => void = () => undefined,
): Promise<ReadBack> {
  const hash = createHash('sha256');
  const memory = Buffer.from(new WebAssembly.Memory({ initial: PAGES, maximum: PAGES }).buffer);
  let size = 0;
  let fromMedium = true;
  for (const part of parts) {
    const { handle, direct } = await openDirect(disk, part);
    fromMedium &&= direct;
    try {
      for (;;) {
        const { bytesRead } = await handle.read(memory, 0, memory.length, null);
        if (bytesRead === 0) break;
        hash.update(memory.subarray(0, bytesRead));
        size += bytesRead;
        onBytes(bytesRead);
        // past an end that is not aligned there is nothing to be read, and asking would be refused
        if (direct && bytesRead % 512 !== 0) break;
      }
    } finally {
      await handle.close();
    }
  }
  return { sha256: hash.digest('hex'), size, fromMedium };
}

async function openDirect(
  disk: StickDisk,
  file: string,
): Promise<{ readonly handle: FileHandle; readonly direct: boolean }> {
  const flag = (constants as { readonly O_DIRECT?: number }).O_DIRECT;
  if (flag !== undefined) {
    try {
      return { handle: await disk.open(file, constants.O_RDONLY | flag), direct: true };
    } catch (error) {
      // a file system that does not know it (in memory, over the network)
      if (systemCode(error) !== 'EINVAL') throw error;
    }
  }
  return { handle: await disk.open(file, 'r'), direct: false };
}
