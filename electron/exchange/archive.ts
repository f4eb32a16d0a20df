import { TAR_BLOCK, TAR_END, tarHeader, tarPadding } from '../../shared/bundle/tar.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';

/** What an archive is made of. */
export interface ArchiveParts {
  /** its first entries, as they stand in it */
  readonly start: Bytes;
  /** those that follow: path in the archive, the name they are kept under, bytes */
  readonly files: readonly { readonly path: string; readonly name: string; readonly size: number }[];
  /** time that the entries bear, seconds since 1970 */
  readonly mtime: number;
}

/** Bytes of the archive that these parts make. */
export function archiveSize({ start, files }: ArchiveParts): number {
  const entries = files.map(({ size }) => TAR_BLOCK + size + tarPadding(size).length);
  return entries.reduce((sum, size) => sum + size, start.length + TAR_END.length);
}

/**
 * The bytes of the archive, in order.
 * @param read gives what is kept under a name, piece by piece
 */
export async function* archive(
  { start, files, mtime }: ArchiveParts,
  read: (name: string) => AsyncIterable<Bytes>,
): AsyncGenerator<Bytes> {
  yield start;
  for (const { path, name, size } of files) {
    yield tarHeader(path, size, mtime);
    yield* read(name);
    yield tarPadding(size);
  }
  yield TAR_END;
}
