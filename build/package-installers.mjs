// The installers: for Windows what offices get, for Linux what testers try.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Arch, Platform } from 'electron-builder';
import { builderConfig, pack } from './builder.mjs';
import { checkSignatures } from './check-signatures.mjs';
import { outputs, packageConfig } from './package-config.mjs';
import { root } from './project.mjs';
import { releaseSigning, windowsSigning } from './windows-signing.mjs';

/** What lies beside the packages and does not leave with them. */
const STAYING = /^(SHA256SUMS$|electron-version$|builder-|[^/]*-unpacked\/|portable\/)/;

/**
 * Packs what is in out/ for Windows x64: installer, folder for a stick, list of SHA-256.
 * ATALAYA_WINDOWS_ELECTRON   a folder with an unpacked Electron for Windows; else electron-builder fetches it
 * ATALAYA_SIGN_AUTHORITIES   a PEM file of who may vouch for the signer, where the system does not know them
 * @param {object} how
 * @param {boolean} how.release refuses whatever is not signed by the publisher
 * @param {NodeJS.ProcessEnv} how.env
 * @returns {Promise<string>} the folder they are in
 * @throws {Error} with a plain sentence when a release would leave unsigned
 */
export async function packageWindows({ release, env }) {
  const signing = release ? releaseSigning(env) : windowsSigning(env);
  const dist = env['ATALAYA_WINDOWS_ELECTRON'];
  const runtime = dist === undefined ? undefined : { dist, version: versionOf(dist) };
  const folder = path.join(root, outputs.windows);
  fs.rmSync(folder, { recursive: true, force: true });
  const how = {
    mustSign: release,
    ...(runtime === undefined ? {} : { runtime }),
    ...(signing === undefined ? {} : { signing }),
  };
  const config = builderConfig();
  await pack(packageConfig(config, 'windows', how), Platform.WINDOWS.createTarget(['nsis'], Arch.x64));
  await pack(packageConfig(config, 'portable', how), Platform.WINDOWS.createTarget(['zip'], Arch.x64));
  for (const zip of namesEnding(path.join(root, outputs.portable), '.zip'))
    fs.renameSync(path.join(root, outputs.portable, zip), path.join(folder, zip));
  if (signing !== undefined) {
    const authorities = env['ATALAYA_SIGN_AUTHORITIES'];
    checkSignatures(programsOf(folder), signing.publisher, { authorities });
  }
  addPapers(folder);
  fs.writeFileSync(path.join(folder, 'electron-version'), `${runtime?.version ?? electronOfPackage()}\n`);
  writeHashes(folder);
  return folder;
}

/**
 * What an administrator reads before anything is installed.
 * @param {string} folder
 */
function addPapers(folder) {
  fs.cpSync(path.join(root, '.cache/papers'), folder, { recursive: true });
  const policy = path.join(root, 'build/policy');
  if (fs.existsSync(policy)) fs.cpSync(policy, path.join(folder, 'policy'), { recursive: true });
}

/**
 * Packs what is in out/ as AppImage and .deb. Needs electron-builder's own downloads, and fpm for the latter.
 * @param {{ dist: string, version: string }} runtime
 * @returns {Promise<string>} the folder they are in
 */
export async function packageLinux(runtime) {
  await pack(packageConfig(builderConfig(), 'linux', { runtime }), Platform.LINUX.createTarget(['AppImage', 'deb']));
  const folder = path.join(root, outputs.linux);
  writeHashes(folder);
  return folder;
}

/**
 * Writes SHA256SUMS: one line for each file that leaves, as `sha256sum -c` reads it.
 * @param {string} folder
 * @returns {void}
 */
export function writeHashes(folder) {
  const lines = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .filter((name) => !STAYING.test(name))
    .sort()
    .map((name) => {
      const hash = createHash('sha256')
        .update(fs.readFileSync(path.join(folder, name)))
        .digest('hex');
      return `${hash}  ${name}\n`;
    });
  fs.writeFileSync(path.join(folder, 'SHA256SUMS'), lines.join(''));
}

/**
 * Every program that a person could start or load: the installers, and what they unpack.
 * @param {string} folder
 */
function programsOf(folder) {
  return [folder, ...['win-unpacked', 'portable/win-unpacked'].map((name) => path.join(folder, name))].flatMap(
    (place) => ['.exe', '.dll'].flatMap((end) => namesEnding(place, end)).map((name) => path.join(place, name)),
  );
}

/**
 * @param {string} folder
 * @param {string} end
 */
function namesEnding(folder, end) {
  return fs.readdirSync(folder).filter((name) => name.endsWith(end));
}

/** @returns {string} the Electron that electron-builder fetches when it is given none */
function electronOfPackage() {
  return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).devDependencies.electron;
}

/** @param {string} dist */
function versionOf(dist) {
  return fs.readFileSync(path.join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
}
