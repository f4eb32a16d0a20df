// A screen for windows on Linux: the one that is there, or an Xvfb of our own.
import { spawn } from 'node:child_process';
import { needsVirtualDisplay } from './system-libraries.mjs';

/** @typedef {{ env: Record<string, string>, virtual: boolean, stop: () => void }} Display */

/**
 * Finds or starts a display.
 * @returns {Promise<Display>} `env` goes to the processes that draw; call `stop` when they have ended
 * @throws when Xvfb does not start
 */
export async function openDisplay() {
  if (!needsVirtualDisplay()) return { env: {}, virtual: false, stop: () => undefined };
  // Xvfb picks a free number itself and writes it to the descriptor: no race between two runs. It ends with this
  // process, also when that is killed.
  const options = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'];
  const server = spawn('setpriv', ['--pdeathsig', 'TERM', 'Xvfb', ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    let written = '';
    server.stdio[3]?.on('data', (chunk) => {
      written += String(chunk);
      if (written.includes('\n')) resolve(written.trim());
    });
  });
  server.removeAllListeners('exit');
  server.unref();
  return { env: { DISPLAY: `:${number}` }, virtual: true, stop: () => void server.kill() };
}
