import { open, rename, stat, statfs, unlink, type FileHandle } from 'node:fs/promises';

/** What writing on a memory stick needs of the file system; tests put one in its place that fails at a chosen step. */
export interface StickDisk {
  readonly open: (file: string, flags: string | number) => Promise<FileHandle>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly unlink: (file: string) => Promise<void>;
  readonly stat: (file: string) => Promise<{ readonly size: number }>;
  readonly statfs: (folder: string) => Promise<{ readonly bavail: number; readonly bsize: number }>;
}

/** The file system of this computer. */
export const stickDisk: StickDisk = { open: (file, flags) => open(file, flags), rename, unlink, stat, statfs };
