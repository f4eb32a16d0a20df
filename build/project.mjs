// What every build script needs before anything is installed: Node built-ins only.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Oldest Node that runs the tools: from 20.19 on, `require()` of an ES module works, which some of them use. */
const OLDEST_NODE = [20, 19];

/**
 * Ends the process with a plain sentence when this Node is too old to run the tools.
 * @returns {void}
 */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  stop(`Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`);
}

/**
 * Tells the person at the terminal what is going on. Goes to stderr, so that stdout stays for results.
 * @param {string} message
 */
export function say(message) {
  process.stderr.write(`atalaya: ${message}\n`);
}

/**
 * Ends the process with a reason.
 * @param {string} message
 * @returns {never}
 */
export function stop(message) {
  say(message);
  process.exit(1);
}

/**
 * Runs `npm` the way this process was started, so that the same npm is used (also on Windows, without a shell).
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} [options]
 * @returns {boolean} true when it ended well
 */
export function npm(args, { cwd = root } = {}) {
  const own = process.env['npm_execpath'];
  const [command, ...first] = own === undefined ? ['npm'] : [process.execPath, own];
  const shell = own === undefined && process.platform === 'win32';
  return (
    spawnSync(command ?? 'npm', [...first, ...args], { cwd, shell, stdio: ['ignore', 'ignore', 'inherit'] }).status ===
    0
  );
}

/** @returns {boolean} true for the superuser, who cannot use Chromium's sandbox */
export function isRoot() {
  return process.getuid?.() === 0;
}
