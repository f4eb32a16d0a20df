// npm run package: packs out/ into a folder for this machine, release/. With --test the debugger stays possible,
// which Playwright needs, in release/test/; that one must never leave this machine.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, Platform } from 'electron-builder';
import { load } from 'js-yaml';
import { buildApp } from './build.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { packageConfig } from './package-config.mjs';
import { root, say, stop } from './project.mjs';

/** @typedef {import('./package-config.mjs').BuilderConfig} BuilderConfig */

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
