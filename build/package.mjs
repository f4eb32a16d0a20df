// npm run package: packs out/ into a folder for this machine, release/.
//   --test                    with the debugger possible, which Playwright needs; it must never leave this machine
//   --windows [--release]     the Windows installer and the folder for a stick; a release is signed or not made
//   --linux                   AppImage and .deb, for trying out
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Platform } from 'electron-builder';
import { buildApp } from './build.mjs';
import { builderConfig, pack } from './builder.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { outputs, packageConfig } from './package-config.mjs';
import { packageLinux, packageWindows } from './package-installers.mjs';
import { root, say, stop } from './project.mjs';
import { releaseSigning } from './windows-signing.mjs';

/**
 * Packs what is in out/ for this machine.
 * @param {{ forTests: boolean }} options
 * @returns {Promise<string>} the packaged executable
 */
export async function packageApp({ forTests }) {
  const kind = forTests ? 'tests' : 'folder';
  const runtime = await electronRuntime();
  await pack(packageConfig(builderConfig(), kind, { runtime }), Platform.current().createTarget(['dir']));
  return packagedExecutable(path.join(root, outputs[kind]));
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

/**
 * @param {readonly string[]} args
 * @returns {Promise<string>} what was made
 */
async function run(args) {
  const release = args.includes('--release');
  if (release && !args.includes('--windows'))
    throw new Error('only Windows is released: npm run package -- --windows --release');
  // asked before anything takes time
  if (release) releaseSigning(process.env);
  await buildApp();
  if (args.includes('--windows')) return packageWindows({ release, env: process.env });
  if (args.includes('--linux')) return packageLinux(await electronRuntime());
  return packageApp({ forTests: args.includes('--test') });
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    say(`packaged ${await run(process.argv.slice(2))}`);
  } catch (error) {
    stop(error instanceof Error ? error.message : String(error));
  }
}
