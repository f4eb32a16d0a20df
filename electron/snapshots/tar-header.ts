import { pack } from 'tar-stream';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import { PRIVATE } from '../disk/atomic-write.ts';

/** Everything in a tar file begins at a multiple of this. */
export const TAR_BLOCK = 512;
/** Two empty blocks say that nothing follows. */
export const TAR_END_LENGTH = 2 * TAR_BLOCK;

/** Size that a part takes up after its header: filled up with zeros to whole blocks. */
export function paddedSize(size: number): number {
  return Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
}

/**
 * The block that announces one file in a tar archive (POSIX ustar), always the same for the same facts: that is how a
 * reader finds a changed byte in it.
 * @param entry.name at most 100 characters of ASCII
 * @param entry.size bytes
 * @param entry.at kept to the second
 */
export async function tarHeader(entry: {
  readonly name: string;
  readonly size: number;
  readonly at: Instant;
}): Promise<Bytes> {
  const archive = pack();
  const { name, size, at } = entry;
  const sink = archive.entry({ name, size, mtime: new Date(at), mode: PRIVATE, type: 'file' });
  // the body is written by ourselves, which tears this stream down half-way
  sink.on('error', () => undefined);
  for await (const block of archive) return ownBytes(block as Uint8Array);
  throw new Error(`no header for ${name}`);
}
