import type { FileHandle } from 'node:fs/promises';
import { equalBytes, fromHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { sumOf } from '../disk/copy-bytes.ts';
import { readAt } from '../disk/disk-reading.ts';
import { walkJournal, type Walked } from './journal-walk.ts';
import type { Manifest } from './manifest.ts';
import { journalOf, readLayout, withSnapshot, type PlacedPart, type SnapshotLayout } from './snapshot-layout.ts';
import { paddedSize, TAR_BLOCK, TAR_END_LENGTH, tarHeader } from './tar-header.ts';

/**
 * Reads a snapshot from its first to its last byte: every part's SHA-256, every frame's digest and that each follows
 * the one before, and that there is nothing else in the file. Needs no key, so it says nothing about who made it.
 * @param file absolute path
 * @returns what it holds; `snapshot/damaged` when any byte is not as it was written, `snapshot/not-a-snapshot`,
 *   `snapshot/newer`, `snapshot/unknown` (not there), `file/cannot-read`
 */
export function verifySnapshot(file: string): Promise<Result<SnapshotLayout>> {
  return withSnapshot(file, async (handle) => {
    const layout = await readLayout(handle, file);
    if (!layout.ok) return layout;
    const hasSum = async (part: PlacedPart): Promise<boolean> =>
      (await sumOf({ handle, at: part.at }, part.size)) === part.sha256;
    if (!(await isAsLaidOut(handle, layout.value, hasSum))) return fail('snapshot/damaged');
    return isAsTold(await walkJournal(journalOf(file, layout.value)), layout.value.manifest)
      ? layout
      : fail('snapshot/damaged');
  });
}

/**
 * Reads everything of a snapshot but its manifest.
 * @param isSound looks at the bytes of one part
 * @returns whether all parts are sound, everything lies where it should, and there is nothing else in the file
 */
export async function isAsLaidOut(
  handle: FileHandle,
  { manifest, manifestSize, parts, size }: SnapshotLayout,
  isSound: (part: PlacedPart) => Promise<boolean>,
): Promise<boolean> {
  if ((await handle.stat()).size !== size) return false;
  if (!(await isFilledUp(handle, TAR_BLOCK, manifestSize))) return false;
  for (const part of parts) {
    const header = await tarHeader({ name: part.name, size: part.size, at: manifest.madeAt });
    if (!equalBytes(await readAt(handle, part.at - TAR_BLOCK, TAR_BLOCK), header)) return false;
    if (!(await isSound(part)) || !(await isFilledUp(handle, part.at, part.size))) return false;
  }
  return isEmpty(await readAt(handle, size - TAR_END_LENGTH, TAR_END_LENGTH), TAR_END_LENGTH);
}

function isAsTold({ end, lost, vaultId }: Walked, manifest: Manifest): boolean {
  return (
    end.seq === manifest.seq &&
    equalBytes(end.digest, fromHex(manifest.digest)) &&
    JSON.stringify(lost) === JSON.stringify(manifest.lost) &&
    (vaultId === undefined || vaultId === manifest.vaultId)
  );
}

/** What fills a part up to whole blocks is zeros. */
async function isFilledUp(handle: FileHandle, at: number, length: number): Promise<boolean> {
  const filler = paddedSize(length) - length;
  return isEmpty(await readAt(handle, at + length, filler), filler);
}

function isEmpty(bytes: Bytes, length: number): boolean {
  return bytes.length === length && bytes.every((byte) => byte === 0);
}
