import { rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The folder a person saved to last, so that the memory stick is offered again. */
export interface LastFolder {
  /** @returns the remembered folder while it exists, else the one to begin with */
  readonly find: () => Promise<string>;
  /** @param folder absolute */
  readonly remember: (folder: string) => void;
  /** To be called when the office locks: the name of a folder may tell of a person or a case. */
  readonly forget: () => void;
}

/**
 * Remembers the folder for as long as somebody is signed in; nothing of it is ever written down.
 * @param initial where to begin
 */
export function createLastFolder(initial: string): LastFolder {
  let remembered: string | undefined;
  return {
    find: async () => (remembered !== undefined && (await isFolder(remembered)) ? remembered : initial),
    remember: (folder) => {
      remembered = folder;
    },
    forget: () => {
      remembered = undefined;
    },
  };
}

/**
 * Removes the file in which the folder used to be kept, in clear. One that cannot be removed now is tried again at the
 * next start.
 * @param userData the profile folder
 */
export async function removeLastFolderFile(userData: string): Promise<void> {
  await rm(path.join(userData, 'last-folder.txt'), { force: true }).catch(() => undefined);
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch {
    return false;
  }
}
