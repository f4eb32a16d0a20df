// A small disk of its own for the tests that fill one to the last byte. Only root can make it.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isRoot, say } from './project.mjs';

/** Holds a profile, and what a copy must leave free of any disk (electron/snapshots/free-space.ts). */
const SIZE = '400m';

/**
 * Mounts an empty disk that everybody may write to.
 * @param {string} folder absolute; made for it
 * @returns {{ env: Record<string, string>, remove: () => void }} `env` tells the tests where it is; nothing where there
 *   is none
 */
export function mountSmallDisk(folder) {
  if (process.platform !== 'linux' || !isRoot()) return { env: {}, remove: () => undefined };
  fs.mkdirSync(folder);
  const options = `size=${SIZE},mode=0777,nosuid,nodev`;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    say(`no small disk to fill: ${mounted.stderr || String(mounted.error)}`);
    return { env: {}, remove: () => undefined };
  }
  return {
    env: { ATALAYA_SMALL_DISK: folder },
    // lazily: a process that was killed a moment ago may still be in it
    remove: () => void spawnSync('umount', ['--lazy', folder]),
  };
}
