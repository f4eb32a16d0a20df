import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { toHex } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { flushFile, flushFolder, patiently, PRIVATE, systemCode, writeFault } from '../disk/atomic-write.ts';
import { CHUNK, readAt, readStretch, writeAt } from './disk-reading.ts';
import { checkRoom } from './free-space.ts';
import { walkJournal } from './journal-walk.ts';
import { MANIFEST_NAME, parseManifest, serialiseManifest, type Manifest, type Part } from './manifest.ts';
import { journalOf, layOut, type SnapshotLayout } from './snapshot-layout.ts';
import { snapshotName, temporaryName } from './snapshot-name.ts';
import { paddedSize, TAR_BLOCK, TAR_END_LENGTH, tarHeader } from './tar-header.ts';
import { readParts } from './verify-snapshot.ts';

/** What goes into a snapshot. */
export interface SnapshotSource {
  /** absolute path of the folder to write to; it exists */
  readonly folder: string;
  /** all that is known before the journal was read */
  readonly facts: Omit<Manifest, 'format' | 'seq' | 'digest' | 'lost' | 'parts'>;
  /** files of the journal in their order last, so that no frame in it speaks of keys that the keyring lacks */
  readonly files: readonly { readonly name: string; readonly file: string }[];
  /** twelve hexadecimal digits for the temporary name */
  readonly random: string;
}

/** A snapshot that was just made. */
export interface Taken {
  /** of the file */
  readonly name: string;
  readonly size: number;
  readonly manifest: Manifest;
}

const WIDEST = Number.MAX_SAFE_INTEGER;
const NO_SUM = '0'.repeat(64);
/** Room in the manifest for the gaps of the journal, which are known last; see `walkJournal` for how many there are. */
const ROOM_FOR_GAPS = 4096;

/**
 * Writes one snapshot: to a hidden temporary name, flushed to the disk, read back as a whole and compared, renamed,
 * flushed. A kill leaves the temporary file at most. (What is read back may come from the operating system's memory;
 * only a later check is sure to ask the medium.)
 * @returns the new file; `file/disk-full` (`needed`, `free`) before or while writing, `file/cannot-write`,
 *   `snapshot/place-missing` (the folder is gone), `snapshot/damaged` (the disk gives back something else),
 *   `journal/differs` (the files are of another office), `journal/lost` (there is no journal)
 */
export async function takeSnapshot({ folder, facts, files, random }: SnapshotSource): Promise<Result<Taken>> {
  if (!files.some(({ name }) => name.startsWith('journal/'))) return fail('journal/lost', { from: 1, to: 1 });
  const temporary = path.join(folder, temporaryName(facts.office.code, facts.madeAt, random));
  try {
    const draft = await draftOf(facts, files);
    const room = await checkRoom(folder, await expectedSize(draft, files));
    if (!room.ok) return room;
    const written = await write(temporary, draft, files);
    if (!written.ok) return await gone(temporary, written);
    const name = snapshotName({ ...facts, officeCode: facts.office.code, seq: written.value.manifest.seq });
    await settle(temporary, path.join(folder, name));
    return ok({ name, size: written.value.size, manifest: written.value.manifest });
  } catch (error) {
    return gone(temporary, await placeFault(folder, error));
  }
}

/**
 * Turns what the file system threw while something was written to a place into a fault.
 * @throws what was thrown when it did not come from the file system: that is a bug
 */
export async function placeFault(folder: string, error: unknown): Promise<Result<never>> {
  const fault = writeFault(error);
  // a stick that was pulled out shows as all kinds of errors
  return (await isThere(folder)) ? fault : fail('snapshot/place-missing');
}

/** Gives a file that is written and compared its name, for good. */
export async function settle(temporary: string, file: string): Promise<void> {
  await patiently(() => rename(temporary, file));
  await flushFile(file);
  await flushFolder(path.dirname(file));
}

async function gone(temporary: string, result: Result<never>): Promise<Result<never>> {
  await unlink(temporary).catch(() => undefined);
  return result;
}

async function isThere(folder: string): Promise<boolean> {
  try {
    const handle = await open(folder, 'r');
    await handle.close();
    return true;
  } catch (error) {
    // Windows does not open folders, but says so in another way when there is none
    return !['ENOENT', 'ENOTDIR', 'EIO', 'ENXIO', 'ENODEV'].includes(systemCode(error) ?? '');
  }
}

/** The manifest with the widest numbers it can get: it shows how much room to leave at the beginning of the file. */
async function draftOf(
  facts: SnapshotSource['facts'],
  files: SnapshotSource['files'],
): Promise<{ readonly manifest: Manifest; readonly size: number }> {
  const parts = files.map(({ name }) => ({ name, size: WIDEST, sha256: NO_SUM }));
  const manifest: Manifest = { format: 1, ...facts, seq: WIDEST, digest: NO_SUM, lost: [], parts };
  const { length } = await serialiseManifest(manifest);
  return { manifest, size: length + ROOM_FOR_GAPS };
}

async function expectedSize(draft: { readonly size: number }, files: SnapshotSource['files']): Promise<number> {
  let sum = TAR_BLOCK + paddedSize(draft.size) + TAR_END_LENGTH;
  for (const { file } of files) sum += TAR_BLOCK + paddedSize(await sizeOf(file));
  return sum;
}

async function sizeOf(file: string): Promise<number> {
  const handle = await patiently(() => open(file, 'r'));
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function write(
  temporary: string,
  draft: { readonly manifest: Manifest; readonly size: number },
  files: SnapshotSource['files'],
): Promise<Result<SnapshotLayout>> {
  const handle = await open(temporary, 'wx+', PRIVATE);
  try {
    const parts = await writeParts(handle, draft, files);
    await handle.sync();
    const walked = await walkJournal(journalOf(temporary, layOut({ ...draft.manifest, parts }, draft.size)));
    if (walked.vaultId !== undefined && walked.vaultId !== draft.manifest.vaultId) return fail('journal/differs');
    const manifest: Manifest = {
      ...draft.manifest,
      parts,
      seq: walked.end.seq,
      digest: toHex(walked.end.digest),
      lost: walked.lost.map(([from, to]) => [from, to]),
    };
    const layout = layOut(manifest, draft.size);
    // only a snapshot that is whole gets a beginning
    const bytes = await serialiseManifest(manifest, draft.size);
    await writeAt(handle, await tarHeader({ name: MANIFEST_NAME, size: draft.size, at: manifest.madeAt }), 0);
    await writeAt(handle, bytes, TAR_BLOCK);
    await handle.sync();
    const readBack = await parseManifest(await readAt(handle, TAR_BLOCK, draft.size));
    if (!readBack.ok) return readBack;
    const compared = await readParts(handle, layout);
    return compared.ok ? ok(layout) : compared;
  } finally {
    await handle.close();
  }
}

async function writeParts(
  handle: FileHandle,
  { manifest, size }: { readonly manifest: Manifest; readonly size: number },
  files: SnapshotSource['files'],
): Promise<Part[]> {
  const buffer = Buffer.allocUnsafe(CHUNK);
  const parts: Part[] = [];
  let at = TAR_BLOCK + paddedSize(size);
  for (const { name, file } of files) {
    const source = await patiently(() => open(file, 'r'));
    try {
      // the file that was opened is what counts, even if another takes its name meanwhile
      const { size: length } = await source.stat();
      at = await writeAt(handle, await tarHeader({ name, size: length, at: manifest.madeAt }), at);
      const begin = at;
      const { sha256 } = await readStretch(source, { at: 0, length, buffer }, async (piece) => {
        at = await writeAt(handle, piece, at);
      });
      if (at !== begin + length) throw new Error(`${name} became shorter while it was copied`);
      at = await writeAt(handle, new Uint8Array(paddedSize(length) - length), at);
      parts.push({ name, size: length, sha256 });
    } finally {
      await source.close();
    }
  }
  await writeAt(handle, new Uint8Array(TAR_END_LENGTH), at);
  return parts;
}
