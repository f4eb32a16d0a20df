// npm run bench [-- documents start stalls]: measures against peers; see tests/bench/. Ends well even when a target
// is missed (it says so): figures of a busy machine are no reason to stop anyone.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { requireNode, root, say, stop } from './project.mjs';

requireNode();
ensureDependencies();
const { build } = await import('vite');
const { electronRuntime } = await import('./electron-runtime.mjs');
const { ensureSystemLibraries } = await import('./system-libraries.mjs');
const { openDisplay } = await import('./display.mjs');
const { buildApp } = await import('./build.mjs');

const folder = path.join(root, '.cache/bench');

/**
 * Bundles a part of the bench; what is installed stays outside and is loaded as any user of it would load it.
 * @param {string} entry a file of tests/bench
 * @param {'es' | 'cjs'} format scripts of Electron's main process are `cjs`
 */
async function bundle(entry, format) {
  const name = path.basename(entry, path.extname(entry));
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      ssr: path.join('tests/bench', entry),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        external: ['electron'],
        output: { format, entryFileNames: `${name}.${format === 'es' ? 'mjs' : 'cjs'}` },
      },
    },
  });
}

try {
  const { executable } = await electronRuntime();
  ensureSystemLibraries(executable);
  // the makers of documents are bundled with the bench itself
  if (process.argv.slice(2).join() !== 'documents') await buildApp();
  for (const entry of ['bench.ts', 'measure-maker.ts']) await bundle(entry, 'es');
  for (const entry of ['print-window.ts', 'start-probe.ts', 'empty-window.ts']) await bundle(entry, 'cjs');
  const display = await openDisplay();
  try {
    const run = spawnSync(process.execPath, [path.join(folder, 'bench.mjs'), ...process.argv.slice(2)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...display.env, NODE_ENV: 'production', ATALAYA_EXECUTABLE: executable },
    });
    if (run.status !== 0) stop('the bench did not run to its end');
  } finally {
    display.stop();
  }
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
