import { randomBytes } from 'node:crypto';
import { mkdir, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, PRIVATE, writeFault } from './atomic-write.ts';

/**
 * Whether files can be made in a folder. Asking the system for rights would not do: on Windows it knows only of a flag,
 * and nowhere of a disk that is full.
 * @param folder absolute; made when it is not there
 * @returns nothing; or `file/disk-full`, or `file/cannot-write` with the system's `reason` (EACCES, EROFS ...)
 */
export async function checkWritable(folder: string): Promise<Result<undefined>> {
  const probe = path.join(folder, `.probe-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await patiently(() => writeFile(probe, 'x', { flag: 'wx', mode: PRIVATE }));
    return ok(undefined);
  } catch (error) {
    return writeFault(error);
  } finally {
    await unlink(probe).catch(() => undefined);
  }
}
