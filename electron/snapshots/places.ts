import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { PRIVATE, writeAtomically, writeFault } from '../disk/atomic-write.ts';
import { parseSnapshotName } from './snapshot-name.ts';

/** Folder of the profile in which snapshots lie. */
export const SNAPSHOT_FOLDER = 'copias';
const FILE = 'snapshot-place.json';

/**
 * Lies in every folder that was chosen. What is there without it is not the stick: the empty folder that a stick was
 * mounted on, or somebody else's stick under the same letter.
 */
const MARK = 'Copias de Atalaya.txt';
const MARK_TEXT =
  'Aquí guarda Atalaya copias de seguridad cifradas. No borre este archivo: por él se reconoce la memoria o carpeta.\r\n';

const Stored = v.strictObject({
  format: v.literal(1),
  folder: v.pipe(v.string(), v.minLength(1)),
  /** absent for a place that was chosen before places were marked: any folder counts there */
  marked: v.exactOptional(v.literal(true)),
});

/** A stick or a share that gets every snapshot as well. */
export interface SecondPlace {
  /** absolute path of the folder */
  readonly folder: string;
  /** as the person knows it; never the whole path */
  readonly name: string;
  readonly present: boolean;
}

/** The folder of the profile that holds the snapshots. */
export function snapshotFolder(userData: string): string {
  return path.join(userData, SNAPSHOT_FOLDER);
}

/** The second place; undefined when none was chosen, or what was written down cannot be read. */
export async function findSecondPlace(userData: string): Promise<SecondPlace | undefined> {
  const text = await readFile(path.join(userData, FILE), 'utf8').catch(() => '');
  try {
    const stored = v.safeParse(Stored, JSON.parse(text));
    if (!stored.success || !path.isAbsolute(stored.output.folder)) return undefined;
    const { folder, marked } = stored.output;
    return { folder, name: placeName(folder), present: await isThere(folder, marked === true) };
  } catch {
    return undefined;
  }
}

/**
 * Remembers a second place, after trying whether it can be written to, and marks it.
 * @param folder absolute path, as the dialog gave it
 * @param confirm asked with the place before it is remembered
 * @returns the place; `file/cannot-write` with the system's `reason`, or `same-place` for a folder inside the profile,
 *   which goes when the profile goes; `file/disk-full`; or what `confirm` refuses with. The earlier place stays then
 */
export async function chooseSecondPlace(
  userData: string,
  folder: string,
  confirm: (place: SecondPlace) => Promise<Result<unknown>> = () => Promise.resolve(ok(undefined)),
): Promise<Result<SecondPlace>> {
  const inside = path.relative(userData, folder);
  if (inside === '' || !(inside.startsWith('..') || path.isAbsolute(inside))) {
    return fail('file/cannot-write', { reason: 'same-place' });
  }
  const probe = path.join(folder, `.atalaya-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeFile(probe, 'Atalaya', { flag: 'wx' });
    await rm(probe);
  } catch (error) {
    return writeFault(error);
  }
  const place = { folder, name: placeName(folder), present: true };
  const confirmed = await confirm(place);
  if (!confirmed.ok) return confirmed;
  const marked = await writeAtomically(path.join(folder, MARK), utf8(MARK_TEXT), PRIVATE);
  if (!marked.ok) return marked;
  const stored = { format: 1, folder, marked: true };
  const written = await writeAtomically(path.join(userData, FILE), utf8(`${JSON.stringify(stored)}\n`), PRIVATE);
  return written.ok ? ok(place) : written;
}

/** Forgets the second place; what lies there stays. */
export async function forgetSecondPlace(userData: string): Promise<void> {
  await rm(path.join(userData, FILE), { force: true });
}

/**
 * Drive and folder, e.g. `E: Copias`: enough for whoever chose it.
 * @param paths of the operating system that the folder is of
 */
export function placeName(folder: string, paths: path.PlatformPath = path): string {
  const { root, base } = paths.parse(folder);
  const drive = root.replaceAll(paths.sep, ' ').trim();
  return [drive, base].filter((part) => part !== '').join(' ') || folder;
}

async function isThere(folder: string, marked: boolean): Promise<boolean> {
  // a tidy hand may have removed the mark: a copy that lies there says as much
  const names = await readdir(folder).catch(() => []);
  if (names.some((name) => name === MARK || parseSnapshotName(name) !== undefined)) return true;
  return !marked && (await isFolder(folder));
}

async function isFolder(folder: string): Promise<boolean> {
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
