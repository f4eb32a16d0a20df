// npm run package: packs out/ into a folder for this machine, release/. With --test the debugger stays possible,
// which Playwright needs, in release/test/; that one must never leave this machine.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { load } from 'js-yaml';
import { buildApp } from './build.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { root, say, stop } from './project.mjs';

/** @typedef {{ electronFuses: Record<string, boolean> } & Record<string, unknown>} BuilderConfig */

/** The first Electron that has the fuse; an older one would refuse to be packed. */
const FILE_PRIVILEGES_FUSE_SINCE = 29;

/**
 * The configuration for a package of this machine.
 * @param {BuilderConfig} config what electron-builder.yml says
 * @param {{ dist: string, version: string }} runtime the Electron to pack
 * @param {boolean} forTests leaves the debugger possible
 * @returns {BuilderConfig}
 */
export function packageConfig(config, { dist, version }, forTests) {
  const electronFuses = { ...config.electronFuses };
  if (forTests) electronFuses['enableNodeCliInspectArguments'] = true;
  if (Number.parseInt(version, 10) < FILE_PRIVILEGES_FUSE_SINCE)
    delete electronFuses['grantFileProtocolExtraPrivileges'];
  return {
    ...config,
    electronFuses,
    electronDist: dist,
    electronVersion: version,
    directories: { output: forTests ? 'release/test' : 'release', buildResources: 'build/icon' },
  };
}

/**
 * Packs what is in out/.
 * @param {{ forTests: boolean }} options
 * @returns {Promise<string>} the packaged executable
 */
export async function packageApp({ forTests }) {
  const runtime = await electronRuntime();
  const config = /** @type {BuilderConfig} */ (load(fs.readFileSync(path.join(root, 'electron-builder.yml'), 'utf8')));
  // handed over as a file: an object would be merged into electron-builder.yml, and a merge cannot take a fuse away
  const file = path.join(root, '.cache', `electron-builder-${process.pid}.json`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify(packageConfig(config, runtime, forTests)));
  try {
    await build({
      targets: Platform.current().createTarget(['dir']),
      config: file,
      projectDir: root,
      publish: 'never',
    });
  } finally {
    fs.rmSync(file, { force: true });
  }
  return packagedExecutable(path.join(root, forTests ? 'release/test' : 'release'));
}

/**
 * @param {string} folder where electron-builder has put its output
 * @returns {string}
 */
function packagedExecutable(folder) {
  const candidates = {
    linux: 'linux-unpacked/atalaya',
    win32: 'win-unpacked/Atalaya.exe',
    darwin: `mac${process.arch === 'arm64' ? '-arm64' : ''}/Atalaya.app/Contents/MacOS/Atalaya`,
  };
  const name = candidates[/** @type {keyof typeof candidates} */ (process.platform)];
  if (name === undefined) throw new Error(`packages for ${process.platform} are not made`);
  return path.join(folder, name);
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    await buildApp();
    say(`packaged ${await packageApp({ forTests: process.argv.includes('--test') })}`);
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}
