import { createRequire } from 'node:module';
import path from 'node:path';

const folder = process.env['ATALAYA_BENCH_PEERS'] ?? '';

/** Whether there is a folder with the peers that are not among the packages of this project. */
export const hasOutsidePeers = folder !== '';

/**
 * Loads a package that only a comparison needs, from the folder with a `node_modules` that ATALAYA_BENCH_PEERS names.
 * @throws when it is not installed there
 */
export function outsidePeer(name: string): unknown {
  return createRequire(path.resolve(folder, 'package.json'))(name);
}
