import { mkdir, open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { flushFolder, PRIVATE } from '../disk/atomic-write.ts';
import { copySumming, sumOf } from '../disk/copy-bytes.ts';
import { checkRoom } from './free-space.ts';
import type { Manifest } from './manifest.ts';
import { readLayout, withSnapshot, type PlacedPart } from './snapshot-layout.ts';
import { placeFault } from './take-snapshot.ts';

/** A snapshot that is to become files again. */
export interface UnpackOrder {
  /** absolute path of the snapshot */
  readonly file: string;
  /** what the snapshot was seen to hold: another one that took its name meanwhile is refused */
  readonly manifest: Manifest;
  /** absolute path of a folder that does not exist yet */
  readonly to: string;
}

/**
 * Unpacks a snapshot into `vault/` and `journal/` of a new folder, everything flushed and read back. A fault leaves the
 * folder as far as it came.
 * @returns nothing; `snapshot/damaged` when it is not (or no longer) what it was seen to be, `file/disk-full` (`needed`,
 *   `free`), `file/cannot-write`, `snapshot/unknown`, `file/cannot-read`
 */
export function unpackSnapshot({ file, manifest, to }: UnpackOrder): Promise<Result<undefined>> {
  return withSnapshot(file, async (handle) => {
    const layout = await readLayout(handle, file);
    if (!layout.ok) return layout;
    if (canonicalJson(layout.value.manifest) !== canonicalJson(manifest)) return fail('snapshot/damaged');
    try {
      const room = await checkRoom(
        path.dirname(to),
        manifest.parts.reduce((sum, { size }) => sum + size, 0),
      );
      if (!room.ok) return room;
      const folders = [to, ...['vault', 'vault/credentials', 'journal'].map((name) => path.join(to, name))];
      for (const folder of folders) await mkdir(folder, { mode: 0o700 });
      for (const part of layout.value.parts) {
        for (const target of targetsOf(part.name)) {
          if (!(await writePart(handle, part, path.join(to, target)))) return fail('snapshot/damaged');
        }
      }
      for (const folder of [...folders, path.dirname(to)]) await flushFolder(folder);
      return ok(undefined);
    } catch (error) {
      return await placeFault(path.dirname(to), error);
    }
  });
}

/** Names in the user-data folder; the keyring always lies there twice. */
function targetsOf(name: string): readonly string[] {
  if (name === 'keyring.json') return ['vault/keyring.json', 'vault/keyring.previous.json'];
  return [name.startsWith('journal/') ? name : `vault/${name}`];
}

async function writePart(source: FileHandle, { at, size, sha256 }: PlacedPart, target: string): Promise<boolean> {
  const handle = await open(target, 'wx+', PRIVATE);
  try {
    const copied = await copySumming({ handle: source, at }, { handle, at: 0 }, size);
    if (copied.sha256 !== sha256 || copied.length !== size) return false;
    await handle.sync();
    return (await sumOf({ handle, at: 0 }, size)) === sha256;
  } finally {
    await handle.close();
  }
}
