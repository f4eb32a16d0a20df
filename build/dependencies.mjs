// The packages of package-lock.json in node_modules; installed when they are missing or not the ones of the lock.
import fs from 'node:fs';
import path from 'node:path';
import { npm, root, say, stop } from './project.mjs';

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, devOptional?: boolean }> }} Lock */

/**
 * @param {string} file
 * @returns {Lock | undefined} undefined when it is not there or not readable
 */
function readLock(file) {
  try {
    return /** @type {Lock} */ (JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/**
 * True when node_modules holds what the lock asks for. Compares contents, not times: a checkout touches files.
 * Packages for other platforms are optional and may be missing.
 * @param {string} folder the folder of package-lock.json
 * @returns {boolean}
 */
export function dependenciesAreCurrent(folder) {
  const wanted = readLock(path.join(folder, 'package-lock.json'))?.packages ?? {};
  const installed = readLock(path.join(folder, 'node_modules/.package-lock.json'))?.packages;
  if (!installed) return false;
  return Object.entries(wanted).every(
    ([place, entry]) =>
      place === '' ||
      entry.optional === true ||
      entry.devOptional === true ||
      installed[place]?.version === entry.version,
  );
}

/**
 * Installs the packages unless they are there already.
 * @returns {void}
 */
export function ensureDependencies() {
  if (dependenciesAreCurrent(root)) return;
  say('installing packages (npm ci) ...');
  if (!npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    stop('npm ci failed. Check the connection to the package registry and try again.');
  }
}
