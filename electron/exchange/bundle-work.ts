import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { systemCode, writeFault } from '../disk/atomic-write.ts';
import { PlainError } from '../disk/log.ts';
import { mostSealedBytes, sealStream } from '../packages/seal-stream.ts';
import { archive, archiveSize } from './archive.ts';
import type { BundleOrder } from './bundle-thread.ts';
import { describeBundle, findBundles } from './find-bundles.ts';
import { largerPieces } from './larger-pieces.ts';
import { quarantine } from './quarantine.ts';
import { readBack } from './read-back.ts';
import { Spool } from './spool.ts';
import { stickDisk } from './stick-disk.ts';
import { unwrapWithWords } from './unwrap-words.ts';
import { writeOut } from './write-out.ts';

/** Bytes between two words about progress; a word for each piece would be a flood. */
const TELL_EACH = 4 * 1024 * 1024;

/**
 * Does the work of one thread for bundles, one order after the other.
 * @param onProgress told how many bytes more were written, read back or copied
 * @returns gives each order its answer, as `BundleThread` describes them
 */
export function createBundleWork(onProgress: (bytes: number) => void): (order: BundleOrder) => Promise<unknown> {
  let untold = 0;
  let spool: Spool | undefined;
  const tell = (bytes: number): void => {
    untold += bytes;
    if (untold < TELL_EACH) return;
    onProgress(untold);
    untold = 0;
  };
  const theSpool = (): Spool => {
    if (spool === undefined) throw new PlainError('nothing is kept for a bundle');
    return spool;
  };
  return async (order) => {
    switch (order.does) {
      case 'spool':
        return await writing(async () => {
          spool = await Spool.begin(order.file);
        });
      case 'add':
        return await writing(() => theSpool().add(order));
      case 'files':
        return theSpool().files;
      case 'write': {
        const { folder, name, parts, sealing } = order;
        const read = (spooled: string): AsyncIterable<Bytes> => theSpool().read(spooled);
        const sealed = await sealStream(archive(parts, read), sealing);
        const recipients = sealing.kind === 'keys' ? sealing.keys.length : 1;
        const size = mostSealedBytes(archiveSize(parts), recipients);
        const source = largerPieces(sealed as AsyncIterable<Uint8Array>);
        return await writeOut({ folder, name, source, size, onBytes: tell });
      }
      case 'find':
        return await findBundles(order.root);
      case 'describe':
        return await describeBundle(order.file);
      case 'copy':
        return await quarantine(order.bundle, order.to, tell);
      case 'words':
        return await unwrapWithWords(order.header, order.words);
      case 'check':
        return await reading(() => readBack(stickDisk, order.parts, tell));
    }
  };
}

async function writing(work: () => Promise<void>): Promise<Result<undefined>> {
  try {
    await work();
    return ok(undefined);
  } catch (error) {
    return writeFault(error);
  }
}

async function reading<T>(work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    const reason = systemCode(error);
    if (reason === undefined) throw error;
    return fail('file/cannot-read', { reason });
  }
}
