// npm start: installs what is missing, builds, and opens the app. Everything after `--` goes to the app.
import { spawn } from 'node:child_process';
import { ensureDependencies } from './dependencies.mjs';
import { isRoot, requireNode, root, say, stop } from './project.mjs';

requireNode();
ensureDependencies();
// only now may anything be loaded that needs packages
const { electronRuntime } = await import('./electron-runtime.mjs');
const { ensureSystemLibraries } = await import('./system-libraries.mjs');
const { openDisplay } = await import('./display.mjs');
const { buildApp } = await import('./build.mjs');

try {
  const { executable } = await electronRuntime();
  ensureSystemLibraries(executable);
  await buildApp();
  const display = await openDisplay();
  if (display.virtual) say(`no display here: the window opens in a virtual one (DISPLAY=${display.env['DISPLAY']})`);
  open(executable, display);
} catch (error) {
  stop(error instanceof Error ? error.message : String(error));
}

/**
 * Runs the app until it ends, and ends as it ended.
 * @param {string} executable
 * @param {import('./display.mjs').Display} display
 */
function open(executable, display) {
  const own = isRoot() ? ['--no-sandbox'] : [];
  if (isRoot()) say('you are root, whom Chromium does not sandbox: starting with --no-sandbox');
  const child = spawn(executable, [...own, root, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, ...display.env },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    display.stop();
    process.exit(code ?? 1);
  });
}
