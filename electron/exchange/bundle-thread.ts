import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Result } from '../../shared/kernel/result.ts';
import { startThread, type Thread } from '../disk/thread.ts';
import type { Sealing } from '../packages/seal-stream.ts';
import type { ArchiveParts } from './archive.ts';
import type { FoundBundle } from './find-bundles.ts';
import type { Quarantined } from './quarantine.ts';
import type { ReadBack } from './read-back.ts';
import type { SpooledFile } from './spool.ts';
import type { WrittenOut } from './write-out.ts';

/** Where a bundle goes, and what is in it. */
export interface WriteOrder {
  /** absolute path of the folder on the stick */
  readonly folder: string;
  /** name that is free there */
  readonly name: string;
  readonly parts: ArchiveParts;
  readonly sealing: Sealing;
}

/** What a thread for bundles is told to do; one order after the other, each answered before the next. */
export type BundleOrder =
  | { readonly does: 'spool'; readonly file: string }
  | { readonly does: 'add'; readonly name: string; readonly bytes: Bytes; readonly last: boolean }
  | { readonly does: 'files' }
  | ({ readonly does: 'write' } & WriteOrder)
  | { readonly does: 'find'; readonly root: string }
  | { readonly does: 'describe'; readonly file: string }
  | { readonly does: 'copy'; readonly bundle: FoundBundle; readonly to: string }
  | { readonly does: 'words'; readonly header: Bytes; readonly words: string }
  | { readonly does: 'check'; readonly parts: readonly string[] };

/**
 * Does what takes long with bundles, or touches a stick: in a thread of its own, so that main never waits for a disk that
 * is dying. Calls reject when the thread breaks down.
 */
export interface BundleThread {
  /** Begins to keep what will go into a bundle. @returns nothing; `file/disk-full`, `file/cannot-write` */
  readonly spool: (file: string) => Promise<Result<undefined>>;
  /** Adds the next piece of a file; faults as `spool` has them */
  readonly add: (piece: {
    readonly name: string;
    readonly bytes: Bytes;
    readonly last: boolean;
  }) => Promise<Result<undefined>>;
  /** what is kept, in the order in which it came */
  readonly files: () => Promise<readonly SpooledFile[]>;
  /** Writes the bundle; faults of `writeOut` */
  readonly write: (order: WriteOrder) => Promise<Result<WrittenOut>>;
  readonly find: (root: string) => Promise<readonly FoundBundle[]>;
  /** Faults of `describeBundle` */
  readonly describe: (file: string) => Promise<Result<FoundBundle>>;
  /** Faults of `quarantine` */
  readonly copy: (bundle: FoundBundle, to: string) => Promise<Result<Quarantined>>;
  /** Faults of `unwrapWithWords` */
  readonly unwrap: (header: Bytes, words: string) => Promise<Result<Bytes>>;
  /** Reads what lies on a stick; `file/cannot-read` (`reason`) */
  readonly check: (parts: readonly string[]) => Promise<Result<ReadBack>>;
  /** Ends it; what it kept goes. */
  readonly end: () => Promise<void>;
}

/** @param workerFile absolute path of the bundled `bundle-worker` */
export function createBundleThreads(workerFile: string): (onProgress?: (bytes: number) => void) => BundleThread {
  return (onProgress) => {
    const { ask, end } = startThread(workerFile, onProgress);
    return bundleThread(ask, end);
  };
}

/** The orders of a thread as calls. */
export function bundleThread(send: Thread['ask'], end: Thread['end']): BundleThread {
  const ask = <T>(order: BundleOrder): Promise<T> => send<T>(order);
  return {
    spool: (file) => ask({ does: 'spool', file }),
    add: (piece) => ask({ does: 'add', ...piece }),
    files: () => ask({ does: 'files' }),
    write: (order) => ask({ does: 'write', ...order }),
    find: (root) => ask({ does: 'find', root }),
    describe: (file) => ask({ does: 'describe', file }),
    copy: (bundle, to) => ask({ does: 'copy', bundle, to }),
    unwrap: (header, words) => ask({ does: 'words', header, words }),
    check: (parts) => ask({ does: 'check', parts }),
    end,
  };
}
