import type { FileHandle } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';

/** Bytes that are read or written at once: large enough for speed, small enough for an old computer's memory. */
export const CHUNK = 4 * 1024 * 1024;

/**
 * Reads bytes of a file.
 * @returns exactly those, or fewer where the file ends
 */
export async function readAt(handle: FileHandle, at: number, length: number): Promise<Bytes> {
  const buffer = Buffer.allocUnsafe(length);
  return ownBytes(buffer.subarray(0, await fill(handle, buffer, at)));
}

/**
 * Reads a stretch of a file piece by piece.
 * @param onPiece gets a view that is valid until it resolves
 * @returns lower-case hexadecimal SHA-256 of the stretch, and how much of it was there
 */
export async function readStretch(
  handle: FileHandle,
  { at, length, buffer }: { readonly at: number; readonly length: number; readonly buffer: Buffer },
  onPiece?: (piece: Buffer) => Promise<void>,
): Promise<{ readonly sha256: string; readonly length: number }> {
  const hash = createHash('sha256');
  let done = 0;
  while (done < length) {
    const read = await fill(handle, buffer.subarray(0, Math.min(buffer.length, length - done)), at + done);
    if (read === 0) break;
    const piece = buffer.subarray(0, read);
    // the disk and the sum at the same time
    const taken = onPiece?.(piece);
    hash.update(piece);
    await taken;
    done += read;
  }
  return { sha256: hash.digest('hex'), length: done };
}

/** Writes all of the bytes. @returns where the next ones go */
export async function writeAt(handle: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
  return at + bytes.length;
}

async function fill(handle: FileHandle, buffer: Buffer, at: number): Promise<number> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
