import type { FileHandle } from 'node:fs/promises';
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
 * Reads a stretch of a file piece by piece; the next piece is fetched while the last one is worked on.
 * @param stretch.at offset of its first byte
 * @returns pieces that are valid until the next one is asked for; together less than `length` where the file ends
 */
export async function* readPieces(
  handle: FileHandle,
  { at, length }: { readonly at: number; readonly length: number },
): AsyncGenerator<Buffer> {
  const buffers = [CHUNK, CHUNK].map((size) => Buffer.allocUnsafe(Math.min(size, length)));
  const fetch = async (piece: number): Promise<Buffer> => {
    const offset = piece * CHUNK;
    const buffer = buffers[piece % 2]?.subarray(0, Math.max(0, Math.min(CHUNK, length - offset))) ?? Buffer.alloc(0);
    return buffer.subarray(0, await fill(handle, buffer, at + offset));
  };
  let next = fetch(0);
  for (let piece = 0; piece * CHUNK < length; piece += 1) {
    const bytes = await next;
    if (bytes.length === 0) return;
    next = fetch(piece + 1);
    // whoever stops asking leaves this one behind
    next.catch(() => undefined);
    yield bytes;
  }
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

/** Fills a buffer from a file. @returns how much of it, less only where the file ends */
export async function fill(handle: FileHandle, buffer: Buffer, at: number): Promise<number> {
  let done = 0;
  while (done < buffer.length) {
    const { bytesRead } = await handle.read(buffer, done, buffer.length - done, at + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done;
}
