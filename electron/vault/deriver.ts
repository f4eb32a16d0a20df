import { Worker } from 'node:worker_threads';
import { ownBytes } from '../../shared/kernel/bytes.ts';
import { PlainError } from '../disk/log.ts';
import type { Derive } from './argon.ts';

/**
 * Derivation in a worker thread, so that the window stays alive meanwhile.
 * @param workerFile absolute path of the bundled `derive-worker`
 * @returns a function that rejects when the worker breaks down (no memory for argon2id, a missing file): a bug or a
 *   broken computer, never a wrong passphrase
 */
export function createDeriver(workerFile: string): Derive {
  return ({ secret, salt, kdf }) =>
    new Promise((resolve, reject) => {
      // The constructor copies the data; ours is wiped at once, the worker wipes its own.
      const worker = new Worker(workerFile, { workerData: { secret, salt, kdf } });
      secret.fill(0);
      worker.once('message', (derived: Uint8Array) => {
        resolve(ownBytes(derived));
        derived.fill(0);
      });
      worker.once('error', reject);
      worker.once('exit', (code) => {
        reject(new PlainError(`the derivation worker ended with code ${code}`));
      });
    });
}
