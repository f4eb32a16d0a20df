import { open, type FileHandle } from 'node:fs/promises';
import { equalBytes, latin1, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, systemCode } from '../disk/atomic-write.ts';
import { readAt } from '../disk/disk-reading.ts';
import type { JournalStretch } from './journal-walk.ts';
import { MANIFEST_NAME, MAX_MANIFEST_BYTES, parseManifest, type Manifest, type Part } from './manifest.ts';
import { SNAPSHOT_ENDING } from './snapshot-name.ts';
import { paddedSize, TAR_BLOCK, TAR_END_LENGTH, tarHeader } from './tar-header.ts';

/** A part and where its bytes lie in the snapshot's file. */
export interface PlacedPart extends Part {
  readonly at: number;
}

/** What a snapshot holds and where. */
export interface SnapshotLayout {
  readonly manifest: Manifest;
  readonly manifestSize: number;
  readonly parts: readonly PlacedPart[];
  /** bytes that the whole file must have */
  readonly size: number;
}

/** Works out where everything lies. */
export function layOut(manifest: Manifest, manifestSize: number): SnapshotLayout {
  let at = TAR_BLOCK + paddedSize(manifestSize);
  const parts = manifest.parts.map((part) => {
    const placed = { ...part, at: at + TAR_BLOCK };
    at += TAR_BLOCK + paddedSize(part.size);
    return placed;
  });
  return { manifest, manifestSize, parts, size: at + TAR_END_LENGTH };
}

/** The files of the journal inside a snapshot. */
export function journalOf(file: string, { parts }: SnapshotLayout): JournalStretch[] {
  return parts.filter(({ name }) => name.startsWith('journal/')).map(({ at, size }) => ({ file, at, size }));
}

/**
 * Opens a snapshot for reading and closes it again.
 * @returns what `work` gives; `snapshot/unknown` when the file is not there, `file/cannot-read` when the system refuses
 */
export async function withSnapshot<T>(
  file: string,
  work: (handle: FileHandle) => Promise<Result<T>>,
): Promise<Result<T>> {
  let handle: FileHandle | undefined;
  try {
    handle = await patiently(() => open(file, 'r'));
    return await work(handle);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' ? fail('snapshot/unknown') : fail('file/cannot-read', { reason: code });
  } finally {
    await handle?.close();
  }
}

/**
 * Reads what a snapshot says of itself: quick, and no promise about the rest of the file.
 * @param handle of the file
 * @param file its path, for its ending
 * @returns `snapshot/not-a-snapshot`, `snapshot/newer` (`format`) or `snapshot/damaged`
 */
export async function readLayout(handle: FileHandle, file: string): Promise<Result<SnapshotLayout>> {
  const header = await readAt(handle, 0, TAR_BLOCK);
  if (!announcesManifest(header)) {
    return fail(
      isTarHeader(header) || !file.endsWith(SNAPSHOT_ENDING) ? 'snapshot/not-a-snapshot' : 'snapshot/damaged',
    );
  }
  const size = Number.parseInt(latin1(header.subarray(124, 135)), 8);
  if (!(size > 0 && size <= MAX_MANIFEST_BYTES)) return fail('snapshot/damaged');
  const bytes = await readAt(handle, TAR_BLOCK, size);
  if (bytes.length < size) return fail('snapshot/damaged');
  const manifest = await parseManifest(bytes);
  if (!manifest.ok) return manifest;
  const expected = await tarHeader({ name: MANIFEST_NAME, size, at: manifest.value.madeAt });
  return equalBytes(header, expected) ? ok(layOut(manifest.value, size)) : fail('snapshot/damaged');
}

function announcesManifest(header: Bytes): boolean {
  return latin1(header.subarray(0, MANIFEST_NAME.length + 1)) === `${MANIFEST_NAME}\0`;
}

/** Another program's archive, and not one of ours with a damaged beginning. */
function isTarHeader(header: Bytes): boolean {
  if (header.length < TAR_BLOCK || latin1(header.subarray(257, 262)) !== 'ustar') return false;
  const sum = header.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  return Number.parseInt(latin1(header.subarray(148, 154)), 8) === sum;
}
