import { open, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, PRIVATE } from '../disk/atomic-write.ts';
import { copyBytes, holdSame } from '../disk/copy-bytes.ts';
import { checkRoom } from './free-space.ts';
import { parseSnapshotName, temporaryName } from './snapshot-name.ts';
import { placeFault, settle } from './take-snapshot.ts';

/** A snapshot that is to be in another place as well. */
export interface CopyOrder {
  /** absolute path of the snapshot */
  readonly file: string;
  /** absolute path of the folder to copy to */
  readonly folder: string;
  /** twelve hexadecimal digits for the temporary name */
  readonly random: string;
}

/**
 * Copies a snapshot with the same care with which it was made: hidden name, flushed, read back and compared, renamed.
 * @returns its size; `snapshot/place-missing` when the folder is not there or goes away meanwhile, `snapshot/unknown`
 *   when the snapshot is not there, `file/disk-full` (`needed`, `free`), `file/cannot-write`, `snapshot/damaged` when
 *   the place gives back something else
 */
export async function copySnapshot({ file, folder, random }: CopyOrder): Promise<Result<{ readonly size: number }>> {
  const name = parseSnapshotName(path.basename(file));
  if (name === undefined) return fail('snapshot/unknown');
  const temporary = path.join(folder, temporaryName(name.officeCode, name.madeAt, random));
  const source = await patiently(() => open(file, 'r')).catch(() => undefined);
  if (source === undefined) return fail('snapshot/unknown');
  try {
    const { size } = await source.stat();
    const room = await checkRoom(folder, size);
    if (!room.ok) return room;
    if (!(await copy(source, temporary, size))) {
      await unlink(temporary).catch(() => undefined);
      return fail('snapshot/damaged');
    }
    await settle(temporary, path.join(folder, path.basename(file)));
    return ok({ size });
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    return await placeFault(folder, error);
  } finally {
    await source.close();
  }
}

/** @returns whether what was written is what was read */
async function copy(source: FileHandle, temporary: string, length: number): Promise<boolean> {
  const handle = await open(temporary, 'wx+', PRIVATE);
  try {
    const from = { handle: source, at: 0 };
    await copyBytes(from, { handle, at: 0 }, length);
    await handle.sync();
    return await holdSame(from, { handle, at: 0 }, length);
  } finally {
    await handle.close();
  }
}
