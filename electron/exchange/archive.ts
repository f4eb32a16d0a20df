import { tarEnd, tarHeader, tarPadding } from '../../shared/bundle/tar.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { ArchiveFile } from './bundle-thread.ts';

const BLOCK = 512;

/** Bytes of the archive that these files make. */
export function archiveSize(files: readonly ArchiveFile[]): number {
  return files.reduce((sum, file) => sum + BLOCK + Math.ceil(sizeOf(file) / BLOCK) * BLOCK, 2 * BLOCK);
}

/**
 * The bytes of the archive, in order.
 * @param read gives what is spooled under a name, piece by piece
 */
export async function* archive(
  files: readonly ArchiveFile[],
  at: Instant,
  read: (name: string) => AsyncIterable<Bytes>,
): AsyncGenerator<Bytes> {
  for (const file of files) {
    const size = sizeOf(file);
    yield tarHeader({ name: file.path, size, at });
    if ('bytes' in file) yield file.bytes;
    else yield* read(file.spooled);
    yield tarPadding(size);
  }
  yield tarEnd();
}

function sizeOf(file: ArchiveFile): number {
  return 'bytes' in file ? file.bytes.length : file.size;
}
