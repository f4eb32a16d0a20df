import { open, rename, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { fromHex, toHex } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { flushFile, flushFolder, patiently, PRIVATE, systemCode, writeFault } from '../disk/atomic-write.ts';
import { copyBytes, copySumming, holdSame, sumOf } from '../disk/copy-bytes.ts';
import { readAt, writeAt } from '../disk/disk-reading.ts';
import { checkRoom } from './free-space.ts';
import { walkJournal, type Walked } from './journal-walk.ts';
import { formatOf, MANIFEST_NAME, parseManifest, serialiseManifest, type Manifest, type Part } from './manifest.ts';
import { journalOf, layOut, readLayout, type PlacedPart, type SnapshotLayout } from './snapshot-layout.ts';
import { snapshotName, temporaryName } from './snapshot-name.ts';
import { paddedSize, TAR_BLOCK, TAR_END_LENGTH, tarHeader } from './tar-header.ts';
import { isAsLaidOut } from './verify-snapshot.ts';

/** What goes into a snapshot. */
export interface SnapshotSource {
  /** absolute path of the folder to write to; it exists */
  readonly folder: string;
  /** all that is known before the journal was read */
  readonly facts: Omit<Manifest, 'format' | 'seq' | 'digest' | 'lost' | 'parts'>;
  /** names in the snapshot and absolute paths; files of the journal in their order, none of them written to any more */
  readonly files: readonly { readonly name: string; readonly file: string }[];
  /** twelve hexadecimal digits for the temporary name */
  readonly random: string;
  /**
   * absolute path of an earlier snapshot that was found whole: what is byte for byte in it is neither summed nor walked
   * again. It need not be there any more
   */
  readonly known?: string | undefined;
}

/** A snapshot that was just made. */
export interface Taken {
  /** of the file */
  readonly name: string;
  readonly size: number;
  readonly manifest: Manifest;
}

/** The manifest with the widest numbers it can get, and the bytes to leave for it at the beginning of the file. */
interface Draft {
  readonly manifest: Manifest;
  readonly size: number;
}

/** A file while it is in the snapshot's making. */
interface OpenSource {
  readonly name: string;
  readonly handle: FileHandle;
  readonly size: number;
}

/** A part that was copied into the snapshot; its sum where it was made on the way. */
interface Copied extends Omit<PlacedPart, 'sha256'> {
  readonly sha256: string | undefined;
}

/** An earlier snapshot while it helps to make this one. */
interface Known {
  readonly handle: FileHandle;
  readonly layout: SnapshotLayout;
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
 *   `journal/differs` (the files are of another office), `journal/lost` (there is none, or nothing
 *   in it can be recognised)
 */
export async function takeSnapshot(source: SnapshotSource): Promise<Result<Taken>> {
  const { folder, facts, files, random } = source;
  if (!files.some(({ name }) => isJournal(name))) return fail('journal/lost', { from: 1, to: 1 });
  const temporary = path.join(folder, temporaryName(facts.office.code, facts.madeAt, random));
  const sources: OpenSource[] = [];
  const known = await openKnown(source.known);
  try {
    // a file that is open is what counts, even if another takes its name meanwhile
    for (const { name, file } of files) {
      const handle = await patiently(() => open(file, 'r'));
      sources.push({ name, handle, size: (await handle.stat()).size });
    }
    const draft = await draftOf(source);
    const room = await checkRoom(folder, draft.size + sources.reduce((sum, { size }) => sum + paddedSize(size), 0));
    if (!room.ok) return room;
    const written = await write(temporary, draft, sources, known);
    if (!written.ok) {
      await unlink(temporary);
      return written;
    }
    const { manifest, size } = written.value;
    const name = snapshotName({ ...facts, officeCode: facts.office.code, seq: manifest.seq });
    await settle(temporary, path.join(folder, name));
    return ok({ name, size, manifest });
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    return await placeFault(folder, error);
  } finally {
    for (const { handle } of sources) await handle.close();
    await known?.handle.close();
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

function isJournal(name: string): boolean {
  return name.startsWith('journal/');
}

async function draftOf({ facts, files }: SnapshotSource): Promise<Draft> {
  const parts = files.map(({ name }) => ({ name, size: WIDEST, sha256: NO_SUM }));
  const manifest: Manifest = { format: formatOf(facts), ...facts, seq: WIDEST, digest: NO_SUM, lost: [], parts };
  return { manifest, size: (await serialiseManifest(manifest)).length + ROOM_FOR_GAPS };
}

async function write(
  temporary: string,
  draft: Draft,
  sources: readonly OpenSource[],
  known: Known | undefined,
): Promise<Result<SnapshotLayout>> {
  const handle = await open(temporary, 'wx+', PRIVATE);
  try {
    const copied = await writeParts(handle, draft, sources, known);
    const compared = new Set<string>();
    // the disk writes while what was written is read back; both come from the system's memory (see `takeSnapshot`)
    const [parts] = await Promise.all([sumParts(handle, copied, known, compared), handle.sync()]);
    const walked = await walk(temporary, layOut({ ...draft.manifest, parts }, draft.size), known?.layout.manifest);
    // files in which nothing can be recognised are no journal, however many there are
    if (walked.vaultId === undefined) return fail('journal/lost', { from: 1, to: 1 });
    if (walked.vaultId !== draft.manifest.vaultId) return fail('journal/differs');
    const lost = walked.lost.map(([from, to]): [number, number] => [from, to]);
    const { seq, digest } = walked.end;
    const layout = layOut({ ...draft.manifest, parts, seq, digest: toHex(digest), lost }, draft.size);
    // the beginning comes last: only what is whole gets one
    await writeManifest(handle, layout);
    await handle.sync();
    return (await isReadBack(handle, layout, { compared, sources })) ? ok(layout) : fail('snapshot/damaged');
  } finally {
    await handle.close();
  }
}

async function writeParts(
  handle: FileHandle,
  draft: Draft,
  sources: readonly OpenSource[],
  known: Known | undefined,
): Promise<Copied[]> {
  const parts: Copied[] = [];
  let at = TAR_BLOCK + paddedSize(draft.size);
  for (const { name, handle: source, size } of sources) {
    at = await writeAt(handle, await tarHeader({ name, size, at: draft.manifest.madeAt }), at);
    const [from, to] = [
      { handle: source, at: 0 },
      { handle, at },
    ];
    const sum = findKnown(known, { name, size }) === undefined ? await copySumming(from, to, size) : undefined;
    const length = sum?.length ?? (await copyBytes(from, to, size));
    if (length !== size) throw new Error(`${name} became shorter while it was copied`);
    parts.push({ name, size, at, sha256: sum?.sha256 });
    at = await writeAt(handle, new Uint8Array(paddedSize(size) - size), at + size);
  }
  await writeAt(handle, new Uint8Array(TAR_END_LENGTH), at);
  return parts;
}

/**
 * Sums up the parts that were copied in the belief that an earlier snapshot has them. Those that read back as they lie
 * there have its sum, and need not be read back again.
 * @param compared is told the names of these
 */
async function sumParts(
  handle: FileHandle,
  parts: readonly Copied[],
  known: Known | undefined,
  compared: Set<string>,
): Promise<Part[]> {
  const summed: Part[] = [];
  for (const { name, size, at, sha256 } of parts) {
    const before = sha256 === undefined ? findKnown(known, { name, size }) : undefined;
    if (known !== undefined && before !== undefined) {
      const isSame = holdSame({ handle, at }, { handle: known.handle, at: before.at }, size);
      if (await isSame.catch(() => false)) compared.add(name);
    }
    const sum = compared.has(name) ? before?.sha256 : sha256;
    summed.push({ name, size, sha256: sum ?? (await sumOf({ handle, at }, size)) });
  }
  return summed;
}

function findKnown(known: Known | undefined, { name, size }: Pick<Part, 'name' | 'size'>): PlacedPart | undefined {
  return known?.layout.parts.find((part) => part.name === name && part.size === size);
}

/** @returns undefined when it is not there or not what it was: then everything is new */
async function openKnown(file: string | undefined): Promise<Known | undefined> {
  if (file === undefined) return undefined;
  const handle = await open(file, 'r').catch(() => undefined);
  const layout = handle === undefined ? undefined : await readLayout(handle, file).catch(() => undefined);
  if (handle !== undefined && layout?.ok === true) return { handle, layout: layout.value };
  await handle?.close();
  return undefined;
}

async function writeManifest(handle: FileHandle, { manifest, manifestSize: size }: SnapshotLayout): Promise<void> {
  await writeAt(handle, await tarHeader({ name: MANIFEST_NAME, size, at: manifest.madeAt }), 0);
  await writeAt(handle, await serialiseManifest(manifest, size), TAR_BLOCK);
}

/** Walks the journal in the new file, from where an earlier snapshot with the same files ended. */
async function walk(file: string, layout: SnapshotLayout, known: Manifest | undefined): Promise<Walked> {
  const stretches = journalOf(file, layout);
  const before = known?.lost.length === 0 ? known.parts.filter(({ name }) => isJournal(name)) : [];
  const now = layout.parts.filter(({ name }) => isJournal(name));
  const isKnown = before.every(({ name, sha256 }, i) => now[i]?.name === name && now[i].sha256 === sha256);
  if (known === undefined || before.length === 0 || !isKnown) return walkJournal(stretches);
  const follows = { seq: known.seq, digest: fromHex(known.digest) };
  const walked = await walkJournal(stretches.slice(before.length), { follows });
  return { ...walked, vaultId: walked.vaultId ?? known.vaultId };
}

async function isReadBack(
  handle: FileHandle,
  layout: SnapshotLayout,
  { compared, sources }: { readonly compared: ReadonlySet<string>; readonly sources: readonly OpenSource[] },
): Promise<boolean> {
  const manifest = await parseManifest(await readAt(handle, TAR_BLOCK, layout.manifestSize));
  if (!manifest.ok) return false;
  return isAsLaidOut(handle, layout, async ({ name, at, size }) => {
    if (compared.has(name)) return true;
    const source = sources.find((one) => one.name === name);
    return source !== undefined && holdSame({ handle: source.handle, at: 0 }, { handle, at }, size);
  });
}
