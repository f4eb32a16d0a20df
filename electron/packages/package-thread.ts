import { Worker } from 'node:worker_threads';
import type { Instant } from '../../shared/kernel/clock.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { PlainError } from '../disk/log.ts';
import type { OpenPackage, SealedPackage, Sealing } from './seal-package.ts';

/** Folder of the profile where a package lies while it is sealed; nothing in it is ever readable. */
export const PACKAGE_FOLDER = 'paquetes';

/** What a thread that seals is told to do; one order after the other, each answered before the next. */
export type PackageOrder =
  | { readonly does: 'open'; readonly file: string; readonly sealing: Sealing; readonly at: Instant }
  | { readonly does: 'add'; readonly name: string; readonly bytes: Bytes }
  | { readonly does: 'finish' | 'cancel' };

/** Begins a package; see `openPackage`, which does it. */
export type BeginPackage = (order: {
  readonly file: string;
  readonly sealing: Sealing;
  readonly at: Instant;
}) => Promise<Result<OpenPackage>>;

/**
 * Seals packages in a thread of their own, one for each. Calls reject when the thread breaks down: a bug, or no memory.
 * @param workerFile absolute path of the bundled `package-worker`
 */
export function createPackageThreads(workerFile: string): BeginPackage {
  return async (order) => {
    const worker = new Worker(workerFile);
    const broken = new Promise<never>((_, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new PlainError(`the package worker ended with code ${code}`)));
    });
    broken.catch(() => undefined);
    const inTurn = makeTurns();
    const ask = (message: PackageOrder): Promise<unknown> =>
      inTurn(async () => {
        const said = new Promise<unknown>((resolve) => worker.once('message', resolve));
        worker.postMessage(message);
        return await Promise.race([said, broken]);
      });
    const end = (): Promise<unknown> => worker.terminate();
    const begun = (await ask({ does: 'open', ...order })) as Result<undefined>;
    if (!begun.ok) {
      await end();
      return begun;
    }
    return {
      ok: true,
      value: {
        add: async (name, bytes) => (await ask({ does: 'add', name, bytes })) as Result<undefined>,
        finish: async () => {
          const done = (await ask({ does: 'finish' })) as Result<SealedPackage>;
          if (done.ok) await end();
          return done;
        },
        cancel: async () => {
          // a thread that has ended already has nothing to take back
          await ask({ does: 'cancel' }).catch(() => undefined);
          await end();
        },
      },
    };
  };
}
