// How Windows programs are signed, from the environment; no certificate, key or password is ever part of the checkout.
//   ATALAYA_PUBLISHER      the publisher's name as it stands in the certificate (CN); every signed program is checked for it
// and one of:
//   WIN_CSC_LINK           a .pfx file, with WIN_CSC_KEY_PASSWORD
//   ATALAYA_SIGN_SHA1      the SHA-1 of a certificate in Windows' store: keys on tokens and cards (Windows only)
//   ATALAYA_SIGN_COMMAND   a program of a signing service, as a JSON list of its name and arguments, {file} among them
// ATALAYA_SIGN_TIMESTAMP   the address of the time-stamping service; else the one that electron-builder knows

import fs from 'node:fs';
import path from 'node:path';
import { root } from './project.mjs';

/**
 * @typedef {object} Signing
 * @property {string} publisher
 * @property {Record<string, unknown>} options for electron-builder's `win.signtoolOptions`
 */

const WAYS = ['WIN_CSC_LINK', 'ATALAYA_SIGN_SHA1', 'ATALAYA_SIGN_COMMAND'];

/**
 * Reads how to sign.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Signing | undefined} undefined when nothing is said of signing
 * @throws {Error} with a plain sentence when it is said incompletely or twice
 */
export function windowsSigning(env) {
  const chosen = WAYS.filter((name) => env[name]);
  const publisher = env['ATALAYA_PUBLISHER'];
  if (chosen.length === 0 && !publisher) return undefined;
  if (chosen.length !== 1) throw new Error(`to sign, set exactly one of ${WAYS.join(', ')}; ${chosen.length} are set`);
  if (!publisher) throw new Error("to sign, set ATALAYA_PUBLISHER to the publisher's name in the certificate");
  const timestamp = env['ATALAYA_SIGN_TIMESTAMP'];
  return {
    publisher,
    options: {
      publisherName: [publisher],
      ...(env['ATALAYA_SIGN_SHA1'] ? { certificateSha1: env['ATALAYA_SIGN_SHA1'] } : {}),
      ...(env['ATALAYA_SIGN_COMMAND'] ? { sign: './build/sign-by-command.mjs' } : {}),
      ...(timestamp ? { timeStampServer: timestamp, rfc3161TimeStampServer: timestamp } : {}),
    },
  };
}

/**
 * The same, for a release, which never leaves unsigned, nor without a key to verify what follows it.
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} [keys] those built in
 * @returns {Signing}
 * @throws {Error} with a plain sentence when nothing is said of signing, or when no office could ever take an update
 */
export function releaseSigning(env, keys = builtInKeys()) {
  const signing = windowsSigning(env);
  if (signing === undefined)
    throw new Error(
      `a release is signed: set ATALAYA_PUBLISHER and one of ${WAYS.join(', ')} (docs/decisions/0028), or leave out --release`,
    );
  if (keys.length === 0)
    throw new Error(
      'a release without a key takes no update ever: make one with npm run update-key (docs/decisions/0029), or leave out --release',
    );
  return signing;
}

/** @returns {string[]} the public keys that updates are verified with */
function builtInKeys() {
  return JSON.parse(fs.readFileSync(path.join(root, 'electron/updates/publisher-keys.json'), 'utf8'));
}
