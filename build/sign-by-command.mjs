// electron-builder's hook: signs one program by the command of a signing service (build/windows-signing.mjs).
import { spawnSync } from 'node:child_process';

/**
 * @param {{ path: string }} configuration
 * @returns {void}
 * @throws {Error} when the command is not one or does not end well; what it said is on the terminal
 */
export function sign({ path: file }) {
  const [program, ...args] = commandFor(process.env['ATALAYA_SIGN_COMMAND'] ?? '', file);
  // no shell: a file name is never a command
  const { status, error } = spawnSync(program ?? '', args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0)
    throw new Error(`the signing command failed for ${file}: ${error?.message ?? `it ended with ${status}`}`);
}

/**
 * @param {string} command JSON
 * @param {string} file
 * @returns {string[]}
 */
function commandFor(command, file) {
  /** @type {unknown} */
  let words;
  try {
    words = JSON.parse(command);
  } catch {
    words = undefined;
  }
  if (!Array.isArray(words) || !words.every((word) => typeof word === 'string') || !words.join().includes('{file}'))
    throw new Error('ATALAYA_SIGN_COMMAND must be a JSON list of texts with {file} among them');
  return words.map((word) => String(word).replaceAll('{file}', file));
}
