// Shared libraries and the virtual display that Electron needs on Linux.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { isRoot, say, stop } from './project.mjs';

/**
 * Names of the Debian packages that bring every library Electron links to; GTK brings most of them along.
 * Debian 13 and Ubuntu 24.04 renamed two when time became 64 bits wide.
 * @param {string} osRelease text of /etc/os-release
 * @returns {readonly string[]}
 */
export function debianPackages(osRelease) {
  const value = (/** @type {string} */ key) => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(osRelease)?.[1];
  const version = Number.parseFloat(value('VERSION_ID') ?? '');
  const renamed = (value('ID') === 'debian' && !(version < 13)) || (value('ID') === 'ubuntu' && !(version < 24.04));
  const wide = renamed ? 't64' : '';
  return [`libgtk-3-0${wide}`, 'libnss3', 'libgbm1', `libasound2${wide}`];
}

/**
 * Libraries that the executable asks for and this machine lacks.
 * @param {string} executable
 * @returns {string[]} their file names; empty off Linux
 */
export function missingLibraries(executable) {
  if (process.platform !== 'linux') return [];
  const ldd = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return [...(ldd.stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** @returns {boolean} true when a program of this name can be started */
function isInstalled(/** @type {string} */ program) {
  return (process.env['PATH'] ?? '').split(':').some((folder) => fs.existsSync(`${folder}/${program}`));
}

/** @returns {boolean} true on Linux without a screen: windows need a virtual one */
export function needsVirtualDisplay() {
  return process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

/**
 * Makes sure that the runtime can start: installs what is missing as root on Debian and its children,
 * otherwise prints the exact line to type and ends the process.
 * @param {string} executable Electron's
 * @returns {void}
 */
export function ensureSystemLibraries(executable) {
  const libraries = missingLibraries(executable);
  const display = needsVirtualDisplay() && !isInstalled('Xvfb');
  if (libraries.length === 0 && !display) return;

  if (libraries.length > 0) say(`missing system libraries: ${libraries.join(', ')}`);
  if (display) say('missing Xvfb, the virtual display');
  if (!isInstalled('apt-get')) stop("install this distribution's packages for GTK 3, NSS, GBM, ALSA and Xvfb.");

  const packages = [
    ...(libraries.length > 0 ? debianPackages(fs.readFileSync('/etc/os-release', 'utf8')) : []),
    ...(display ? ['xvfb'] : []),
  ];
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  if (!isRoot()) stop(`type this, then try again:\n\n  sudo apt-get ${install.join(' ')}\n`);

  say(`installing ${packages.join(' ')} ...`);
  aptGet(['update', '-qq']);
  aptGet(['-qq', ...install]);
  const still = missingLibraries(executable);
  if (still.length > 0) stop(`still missing: ${still.join(', ')}`);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status } = spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) stop(`apt-get ${args.join(' ')} failed`);
}
