// As whom the app is tested. Chromium does not sandbox root, so a root run (CI) tests as a user without privileges.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isRoot, root, say } from './project.mjs';

const NOBODY = 65534;
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

/**
 * @typedef {object} TestUser
 * @property {readonly string[]} command what to put before a command to run it as this user
 * @property {Record<string, string>} env
 * @property {string} folder temporary folder of this run: profiles, reports, leftovers of killed processes
 * @property {(target: string) => void} keepResults copies reports, traces and screenshots
 * @property {() => void} remove deletes the folder
 */

/**
 * Chooses the user and gives the run a temporary folder.
 * @param {string} executable Electron's; the user must be able to run it
 * @returns {TestUser}
 */
export function createTestUser(executable) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'atalaya-test-'));
  const unprivileged = isRoot() && process.platform === 'linux' && canBeNobody(executable);
  if (isRoot() && !unprivileged) say('testing as root, so without the sandbox (nobody cannot run it here)');
  if (unprivileged) fs.chownSync(folder, NOBODY, NOBODY);
  return {
    command: unprivileged ? AS_NOBODY : [],
    env: {
      TMPDIR: folder,
      ...(unprivileged ? { HOME: folder, XDG_CONFIG_HOME: `${folder}/config`, XDG_CACHE_HOME: `${folder}/cache` } : {}),
    },
    folder,
    keepResults: (target) => {
      for (const name of ['playwright.json', 'e2e']) {
        const from = path.join(folder, name);
        if (fs.existsSync(from)) fs.cpSync(from, path.join(target, name), { recursive: true, force: true });
      }
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/**
 * True when `nobody` can read the checkout, run Electron and make the namespaces that the sandbox consists of.
 * @param {string} executable
 */
function canBeNobody(executable) {
  const [program = '', ...args] = AS_NOBODY;
  const works = (/** @type {string[]} */ ...command) =>
    spawnSync(program, [...args, ...command], { stdio: 'ignore' }).status === 0;
  return works('test', '-r', path.join(root, 'package.json'), '-a', '-x', executable) && works('unshare', '-U', 'true');
}
