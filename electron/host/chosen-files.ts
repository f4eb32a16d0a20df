import { randomBytes } from 'node:crypto';
import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ChosenFile } from '../../shared/ipc/contract.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, systemCode } from '../disk/atomic-write.ts';

/** A card of a camera may hold years; the window is told that there are more. */
const MOST_FILES = 1000;
/** A camera's folder has folders, which have pictures: `DCIM/100MEDIA`. */
const DEEPEST = 3;
/** What is offered out of a folder; what a file is is decided by its bytes. */
const PICTURES = /\.(?:jpe?g|png|webp|heic|heif|tiff?)$/i;

/** Files outside the office that a person chose, by tokens: the window never learns where they lie. */
export interface ChosenFiles {
  /** @param paths absolute, as the dialog gave them */
  readonly ofFiles: (paths: readonly string[]) => Promise<{ readonly files: ChosenFile[]; readonly more: boolean }>;
  /** @param folder absolute; its pictures and those of the folders in it, newest first */
  readonly ofFolder: (folder: string) => Promise<{ readonly files: ChosenFile[]; readonly more: boolean }>;
  /** @returns a stretch of a file; `file/cannot-read` (`reason`) when it went away or the token is of another session */
  readonly read: (token: string, at: number, length: number) => Promise<Result<Bytes>>;
  /** Forgets all: whoever chose them is gone. */
  readonly forget: () => void;
}

/** Begins with nothing chosen. Nothing of it is ever written down. */
export function createChosenFiles(): ChosenFiles {
  const known = new Map<string, string>();
  const describe = async (file: string): Promise<ChosenFile[]> => {
    const facts = await stat(file).catch(() => undefined);
    if (facts?.isFile() !== true) return [];
    const token = randomBytes(16).toString('hex');
    known.set(token, file);
    return [{ token, name: path.basename(file).slice(0, 1024), size: facts.size, modifiedAt: facts.mtimeMs }];
  };
  const describeAll = async (paths: readonly string[]): Promise<ChosenFile[]> => {
    const files: ChosenFile[] = [];
    for (const file of paths) files.push(...(await describe(file)));
    return files;
  };
  return {
    ofFiles: async (paths) => ({
      files: await describeAll(paths.slice(0, MOST_FILES)),
      more: paths.length > MOST_FILES,
    }),
    ofFolder: async (folder) => {
      const files = (await describeAll(await picturesIn(folder, 0))).sort((a, b) => b.modifiedAt - a.modifiedAt);
      for (const { token } of files.slice(MOST_FILES)) known.delete(token);
      return { files: files.slice(0, MOST_FILES), more: files.length > MOST_FILES };
    },
    read: async (token, at, length) => {
      const file = known.get(token);
      if (file === undefined) return fail('file/cannot-read', { reason: 'ENOENT' });
      try {
        const handle = await patiently(() => open(file, 'r'));
        try {
          const buffer = Buffer.allocUnsafe(length);
          const { bytesRead } = await handle.read(buffer, 0, length, at);
          return ok(ownBytes(buffer.subarray(0, bytesRead)));
        } finally {
          await handle.close();
        }
      } catch (error) {
        const code = systemCode(error);
        if (code === undefined) throw error;
        return fail('file/cannot-read', { reason: code });
      }
    },
    forget: () => {
      known.clear();
    },
  };
}

async function picturesIn(folder: string, depth: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    // hidden ones are a program's own small copies
    if (entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isFile() && PICTURES.test(entry.name)) found.push(file);
    else if (entry.isDirectory() && depth < DEEPEST) found.push(...(await picturesIn(file, depth + 1)));
  }
  return found;
}
