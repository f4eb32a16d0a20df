// What bench, demo and screenshots have in common: they are TypeScript that drives the built app from outside.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { requireNode, root, say, stop } from './project.mjs';

/**
 * @typedef {object} Tool
 * @property {string} name its bundles go to .cache/<name>
 * @property {string} entry the file to run, relative to the checkout
 * @property {readonly string[]} [beside] further scripts that the entry starts; run by Node
 * @property {readonly string[]} [mainScripts] further scripts that the entry starts; main scripts of Electron
 * @property {readonly string[]} [pages] further scripts that a page of the tool's own loads; bundled with all they use
 * @property {boolean} [needsApp] false when the app itself is not started
 * @property {readonly string[]} args
 */

/**
 * Installs what is missing, finds Electron and a display as `npm start` does, builds, and runs the tool.
 * @param {Tool} tool
 * @returns {Promise<void>} ends the process with 1 when the tool fails
 */
export async function runTool({ name, entry, beside = [], mainScripts = [], pages = [], needsApp = true, args }) {
  requireNode();
  ensureDependencies();
  // only now may anything be loaded that needs packages
  const { electronRuntime } = await import('./electron-runtime.mjs');
  const { ensureSystemLibraries } = await import('./system-libraries.mjs');
  const { openDisplay } = await import('./display.mjs');
  const { buildApp } = await import('./build.mjs');
  const folder = path.join(root, '.cache', name);
  try {
    const { executable } = await electronRuntime();
    ensureSystemLibraries(executable);
    if (needsApp) await buildApp();
    for (const file of [entry, ...beside]) await bundle(file, folder, 'mjs');
    for (const file of mainScripts) await bundle(file, folder, 'cjs');
    for (const file of pages) await bundlePage(file, folder);
    const display = await openDisplay();
    if (display.virtual) say(`no display here: windows open in a virtual one (DISPLAY=${display.env['DISPLAY']})`);
    const run = spawnSync(process.execPath, [bundleOf(entry, folder, 'mjs'), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...display.env, NODE_ENV: 'production', ATALAYA_EXECUTABLE: executable },
    });
    display.stop();
    if (run.status !== 0) process.exitCode = 1;
  } catch (error) {
    stop(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

/**
 * @param {string} entry
 * @param {string} folder
 * @param {'mjs' | 'cjs'} ending
 */
function bundleOf(entry, folder, ending) {
  return path.join(folder, `${path.basename(entry, path.extname(entry))}.${ending}`);
}

/**
 * Bundles one script; what is installed stays outside and is loaded as any user of it would load it.
 * @param {string} entry
 * @param {string} folder
 * @param {'mjs' | 'cjs'} ending main scripts of Electron are CommonJS
 */
async function bundle(entry, folder, ending) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    // tests find the checkout by the folder they lie in, and a bundle lies elsewhere
    define: { 'import.meta.dirname': JSON.stringify(path.join(root, path.dirname(entry))) },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: {
          format: ending === 'mjs' ? 'es' : 'cjs',
          entryFileNames: path.basename(bundleOf(entry, folder, ending)),
        },
      },
    },
  });
}

/**
 * Bundles one script for a page: a classic script, since a page opened from a file may load no module.
 * @param {string} entry
 * @param {string} folder
 */
async function bundlePage(entry, folder) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    // libraries that also run on Node ask for its modules where there are none; vite warns of each
    logLevel: 'error',
    publicDir: false,
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'chrome114',
      // there is one file: nothing to fetch ahead
      modulePreload: false,
      rolldownOptions: {
        input: path.join(root, entry),
        output: { format: 'iife', entryFileNames: `${path.basename(entry, path.extname(entry))}.js` },
      },
    },
  });
}

/**
 * The folder named on the command line; ends the process when there is none.
 * @param {string} command for the sentence that says how it is used
 * @returns {string} absolute path
 */
export function folderArgument(command) {
  const folder = process.argv[2];
  if (folder === undefined) stop(`which folder? npm run ${command} -- DIR`);
  return path.resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
}
