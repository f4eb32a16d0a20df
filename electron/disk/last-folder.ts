import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { writeAtomically } from './atomic-write.ts';

/** The folder a person saved to last, so that the memory stick is offered again. */
export interface LastFolder {
  /** @returns the remembered folder while it exists, else the one to begin with */
  readonly find: () => Promise<string>;
  /** Remembers a folder; that it could not be written down is no reason to disturb anybody. */
  readonly remember: (folder: string) => Promise<void>;
}

/**
 * Keeps the folder in a small file.
 * @param file absolute path; holds nothing but the folder's path
 * @param initial where to begin
 */
export function createLastFolder(file: string, initial: string): LastFolder {
  return {
    find: async () => {
      const remembered = await readFile(file, 'utf8').catch(() => '');
      return path.isAbsolute(remembered) && (await isFolder(remembered)) ? remembered : initial;
    },
    remember: async (folder) => {
      await writeAtomically(file, utf8(folder));
    },
  };
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
