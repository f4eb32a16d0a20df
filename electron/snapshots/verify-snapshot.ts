import type { FileHandle } from 'node:fs/promises';
import { equalBytes, fromHex } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { CHUNK, readAt, readStretch } from './disk-reading.ts';
import { walkJournal, type Walked } from './journal-walk.ts';
import type { Manifest } from './manifest.ts';
import { journalOf, readLayout, withSnapshot, type SnapshotLayout } from './snapshot-layout.ts';
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
    const parts = await readParts(handle, layout.value);
    if (!parts.ok) return parts;
    return isAsTold(await walkJournal(journalOf(file, layout.value)), layout.value.manifest)
      ? layout
      : fail('snapshot/damaged');
  });
}

/**
 * Reads everything of a snapshot but its manifest and compares it with what the manifest says.
 * @returns nothing, or `snapshot/damaged`
 */
export async function readParts(handle: FileHandle, layout: SnapshotLayout): Promise<Result<undefined>> {
  const { manifest, manifestSize, parts, size } = layout;
  if ((await handle.stat()).size !== size) return fail('snapshot/damaged');
  if (!(await isEmptyAfter(handle, TAR_BLOCK + manifestSize, manifestSize))) return fail('snapshot/damaged');
  const buffer = Buffer.allocUnsafe(CHUNK);
  for (const { name, size: length, sha256, at } of parts) {
    const header = await tarHeader({ name, size: length, at: manifest.madeAt });
    if (!equalBytes(await readAt(handle, at - TAR_BLOCK, TAR_BLOCK), header)) return fail('snapshot/damaged');
    const read = await readStretch(handle, { at, length, buffer });
    if (read.sha256 !== sha256 || read.length !== length) return fail('snapshot/damaged');
    if (!(await isEmptyAfter(handle, at + length, length))) return fail('snapshot/damaged');
  }
  const end = await readAt(handle, size - TAR_END_LENGTH, TAR_END_LENGTH);
  return end.length === TAR_END_LENGTH && end.every((byte) => byte === 0) ? ok(undefined) : fail('snapshot/damaged');
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
async function isEmptyAfter(handle: FileHandle, at: number, length: number): Promise<boolean> {
  const filler = await readAt(handle, at, paddedSize(length) - length);
  return filler.length === paddedSize(length) - length && filler.every((byte) => byte === 0);
}
