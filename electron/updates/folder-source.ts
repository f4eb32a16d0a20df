import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { fault } from '../../shared/kernel/fault.ts';
import { fail, ok } from '../../shared/kernel/result.ts';
import { systemCode } from '../disk/atomic-write.ts';
import { CHUNK, fill } from '../disk/disk-reading.ts';
import { UpdateRefused } from './refused.ts';
import type { UpdateSource } from './source.ts';

type Open = (file: string, flags: string) => Promise<FileHandle>;
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR']);

/**
 * A folder as the source of an update: on a memory stick, or anywhere else.
 * @param folder absolute path
 * @param openFile tests put one in its place that fails at a chosen step
 */
export function folderSource(folder: string, openFile: Open = open): UpdateSource {
  return {
    read: async (name, most) => {
      let handle: FileHandle | undefined;
      try {
        handle = await openFile(path.join(folder, name), 'r');
        const buffer = Buffer.alloc(most + 1);
        const length = await fill(handle, buffer, 0);
        return length > most ? fail('update/not-signed') : ok(ownBytes(buffer.subarray(0, length)));
      } catch (error) {
        const code = systemCode(error);
        if (code === undefined) throw error;
        return ABSENT.has(code) ? ok(undefined) : fail('update/gone');
      } finally {
        await handle?.close().catch(() => undefined);
      }
    },
    open: (name, signal) => readAll(path.join(folder, name), openFile, signal),
  };
}

async function* readAll(file: string, openFile: Open, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await openFile(file, 'r');
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (let at = 0; ;) {
      signal.throwIfAborted();
      const length = await fill(handle, buffer, at);
      if (length === 0) return;
      yield buffer.subarray(0, length);
      at += length;
    }
  } catch (error) {
    // a stick that was pulled out answers with whatever its driver likes
    if (systemCode(error) !== undefined) throw new UpdateRefused(fault('update/gone'));
    throw error;
  } finally {
    await handle?.close().catch(() => undefined);
  }
}
