import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { readPieces, writeAt } from './disk-reading.ts';

/** A place in an open file. */
export interface Spot {
  readonly handle: FileHandle;
  readonly at: number;
}

/**
 * Copies bytes from one file into another.
 * @returns how much it was: less where the source ends
 */
export async function copyBytes(from: Spot, to: Spot, length: number): Promise<number> {
  let done = 0;
  for await (const piece of readPieces(from.handle, { at: from.at, length })) {
    await writeAt(to.handle, piece, to.at + done);
    done += piece.length;
  }
  return done;
}

/**
 * Copies bytes and sums them up on the way, which takes several times as long on a computer whose processor has no
 * instructions for it.
 * @returns lower-case hexadecimal SHA-256 of what was copied, and how much it was: less where the source ends
 */
export async function copySumming(
  from: Spot,
  to: Spot,
  length: number,
): Promise<{ readonly sha256: string; readonly length: number }> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of readPieces(from.handle, { at: from.at, length })) {
    // the disk and the sum at the same time
    const written = writeAt(to.handle, piece, to.at + done);
    hash.update(piece);
    await written;
    done += piece.length;
  }
  return { sha256: hash.digest('hex'), length: done };
}

/** Lower-case hexadecimal SHA-256 of a stretch of a file, of less where the file ends. */
export async function sumOf({ handle, at }: Spot, length: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readPieces(handle, { at, length })) hash.update(piece);
  return hash.digest('hex');
}

/** True when both places hold the same bytes. */
export async function holdSame(a: Spot, b: Spot, length: number): Promise<boolean> {
  const others = readPieces(b.handle, { at: b.at, length });
  let done = 0;
  for await (const piece of readPieces(a.handle, { at: a.at, length })) {
    const other = await others.next();
    if (other.done === true || !piece.equals(other.value)) return false;
    done += piece.length;
  }
  return done === length;
}
