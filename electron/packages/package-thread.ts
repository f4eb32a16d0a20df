import type { Instant } from '../../shared/kernel/clock.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { startThread } from '../disk/thread.ts';
import type { OpenPackage, SealedPackage } from './seal-package.ts';
import type { Sealing } from './seal-stream.ts';

/** Folder of the profile where a package lies while it is sealed; nothing in it is ever readable. */
export const PACKAGE_FOLDER = 'paquetes';

/** What a thread that seals is told to do; one order after the other, each answered before the next. */
export type PackageOrder =
  | { readonly does: 'open'; readonly file: string; readonly sealing: Sealing; readonly at: Instant }
  | { readonly does: 'add'; readonly name: string; readonly bytes: Bytes }
  | { readonly does: 'list'; readonly name: string }
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
    const { ask, end } = startThread(workerFile);
    const begun = await ask<Result<undefined>>({ does: 'open', ...order } satisfies PackageOrder);
    if (!begun.ok) {
      await end();
      return begun;
    }
    return {
      ok: true,
      value: {
        add: (name, bytes) => ask<Result<undefined>>({ does: 'add', name, bytes } satisfies PackageOrder),
        list: (name) => ask<Result<Bytes>>({ does: 'list', name } satisfies PackageOrder),
        finish: async () => {
          const done = await ask<Result<SealedPackage>>({ does: 'finish' } satisfies PackageOrder);
          if (done.ok) await end();
          return done;
        },
        cancel: async () => {
          // a thread that has ended already has nothing to take back
          await ask<undefined>({ does: 'cancel' } satisfies PackageOrder).catch(() => undefined);
          await end();
        },
      },
    };
  };
}
