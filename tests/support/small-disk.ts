import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';
import { test as base } from './prepared-app.ts';

export { copyProfile, cutPower, expect } from './prepared-app.ts';

/** A disk that a test may fill. */
export interface SmallDisk {
  /** an empty folder on it */
  readonly folder: string;
  /** Fills the disk until not one byte goes on it. */
  readonly fill: () => void;
  /** Takes away again what filled it. */
  readonly makeRoom: () => void;
}

/** The disk that the test runner made; without it these tests fail where everything must be tested. */
const disk = process.env['ATALAYA_SMALL_DISK'];

/** `smallDisk` is empty at the beginning of each test. Without root there is none, and its tests are left out. */
export const test = base.extend<{ smallDisk: SmallDisk }>({
  smallDisk: async ({}, use) => {
    base.skip(disk === undefined && process.env['CI'] === undefined, 'only root can make a small disk to fill');
    if (disk === undefined) throw new Error('there is no small disk: see build/small-disk.mjs');
    const folder = mkdtempSync(path.join(disk, 'test-'));
    const ballast = path.join(disk, 'ballast');
    const makeRoom = (): void => rmSync(ballast, { force: true });
    await use({ folder, fill: () => fill(ballast), makeRoom });
    makeRoom();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
});

/** Writes a file until the disk takes no more, in ever smaller pieces. */
function fill(file: string): void {
  const descriptor = openSync(file, 'a');
  try {
    for (let size = 1 << 20; size > 0; size >>= 1) {
      while (takes(descriptor, size));
    }
  } finally {
    closeSync(descriptor);
  }
  const { bavail } = statfsSync(path.dirname(file));
  if (bavail > 0) throw new Error(`${bavail} blocks are still free`);
}

function takes(descriptor: number, size: number): boolean {
  try {
    return writeSync(descriptor, new Uint8Array(size)) > 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
