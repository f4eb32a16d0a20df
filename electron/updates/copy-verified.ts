import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Manifest } from '../../shared/update/manifest.ts';
import { PRIVATE, systemCode, writeFault } from '../disk/atomic-write.ts';
import { readPieces, writeAt } from '../disk/disk-reading.ts';
import { freeBytes } from '../disk/free-bytes.ts';

/** What an installer must be, to the byte. */
export type Installer = Pick<Manifest['installer'], 'size' | 'sha512'>;

/** Left free beside the installer: it unpacks itself and a snapshot is made before it runs. Bytes. */
const ROOM = 64 * 1024 * 1024;

/**
 * Writes an installer while summing it up. One that is longer, shorter or another is deleted again, and a longer one is not
 * read to its end.
 * @param pieces its bytes; what they throw is thrown on
 * @param to absolute path of a file that is not there yet; its folder exists
 * @returns `update/installer-differs`; `file/disk-full`, `file/cannot-write`
 */
export async function copyVerified(
  pieces: AsyncIterable<Uint8Array>,
  to: string,
  installer: Installer,
  onBytes: (done: number) => void,
): Promise<Result<undefined>> {
  const written = await write(pieces, to, installer, onBytes).catch(async (error: unknown) => {
    await rm(to, { force: true }).catch(() => undefined);
    throw error;
  });
  if (!written.ok) await rm(to, { force: true }).catch(() => undefined);
  return written;
}

async function write(
  pieces: AsyncIterable<Uint8Array>,
  to: string,
  { size, sha512 }: Installer,
  onBytes: (done: number) => void,
): Promise<Result<undefined>> {
  if ((await freeBytes(path.dirname(to))) < size + ROOM) return fail('file/disk-full');
  const hash = createHash('sha512');
  const handle = await open(to, 'wx', PRIVATE);
  try {
    let done = 0;
    for await (const piece of pieces) {
      if (done + piece.length > size) return fail('update/installer-differs');
      hash.update(piece);
      try {
        done = await writeAt(handle, piece, done);
      } catch (error) {
        return writeFault(error);
      }
      onBytes(done);
    }
    if (done !== size || hash.digest('base64') !== sha512) return fail('update/installer-differs');
    await handle.sync();
    return ok(undefined);
  } finally {
    await handle.close();
  }
}

/**
 * Sums an installer up once more, right before it is started: it lay in a folder that others may write to.
 * @returns `update/installer-differs` also when it is not there
 */
export async function verifyInstaller(file: string, { size, sha512 }: Installer): Promise<Result<undefined>> {
  try {
    const handle = await open(file, 'r');
    try {
      if ((await handle.stat()).size !== size) return fail('update/installer-differs');
      const hash = createHash('sha512');
      for await (const piece of readPieces(handle, { at: 0, length: size })) hash.update(piece);
      return hash.digest('base64') === sha512 ? ok(undefined) : fail('update/installer-differs');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return fail('update/installer-differs');
  }
}
