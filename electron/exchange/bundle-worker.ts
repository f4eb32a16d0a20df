// Entry of the thread that writes bundles on sticks and copies them from there. Electron takes a folder `x.asar` for an
// archive of its own: on a stick it is a folder like any other.
import '../packages/one-crypto.ts';
import { parentPort } from 'node:worker_threads';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { systemCode, writeFault } from '../disk/atomic-write.ts';
import { PlainError } from '../disk/log.ts';
import type { ThreadProgress } from '../disk/thread.ts';
import { mostSealedBytes, sealStream } from '../packages/seal-stream.ts';
import { archive, archiveSize } from './archive.ts';
import type { BundleOrder, WriteOrder } from './bundle-thread.ts';
import { describeBundle, findBundles } from './find-bundles.ts';
import { quarantine } from './quarantine.ts';
import { readBack, type ReadBack } from './read-back.ts';
import { Spool } from './spool.ts';
import { stickDisk } from './stick-disk.ts';
import { unwrapWithWords } from './unwrap-words.ts';
import { writeOut, type WrittenOut } from './write-out.ts';

(process as { noAsar?: boolean }).noAsar = true;

/** Bytes between two words about progress; a word for each piece would be a flood. */
const TELL_EACH = 4 * 1024 * 1024;
let untold = 0;
let spool: Spool | undefined;

function tell(bytes: number): void {
  untold += bytes;
  if (untold < TELL_EACH) return;
  parentPort?.postMessage({ progress: untold } satisfies ThreadProgress);
  untold = 0;
}

function theSpool(): Spool {
  if (spool === undefined) throw new PlainError('nothing is kept for a bundle');
  return spool;
}

async function answer(order: BundleOrder): Promise<unknown> {
  untold = 0;
  switch (order.does) {
    case 'spool':
      return await writing(async () => {
        spool = await Spool.begin(order.file);
      });
    case 'add':
      return await writing(() => theSpool().add(order));
    case 'files':
      return theSpool().files;
    case 'write':
      return await write(order);
    case 'find':
      return await findBundles(order.root);
    case 'describe':
      return await describeBundle(order.file);
    case 'copy':
      return await quarantine(order.bundle, order.to, tell);
    case 'words':
      return await unwrapWithWords(order.header, order.words);
    case 'check':
      return await check(order.parts);
  }
}

async function writing(work: () => Promise<void>): Promise<Result<undefined>> {
  try {
    await work();
    return ok(undefined);
  } catch (error) {
    return writeFault(error);
  }
}

async function write({ folder, name, parts, sealing }: WriteOrder): Promise<Result<WrittenOut>> {
  const read = (spooled: string): AsyncIterable<Bytes> => theSpool().read(spooled);
  const sealed = await sealStream(archive(parts, read), sealing);
  const recipients = sealing.kind === 'keys' ? sealing.keys.length : 1;
  const size = mostSealedBytes(archiveSize(parts), recipients);
  return await writeOut({ folder, name, source: sealed as AsyncIterable<Uint8Array>, size, onBytes: tell });
}

async function check(parts: readonly string[]): Promise<Result<ReadBack>> {
  try {
    return ok(await readBack(stickDisk, parts, tell));
  } catch (error) {
    const reason = systemCode(error);
    if (reason === undefined) throw error;
    return fail('file/cannot-read', { reason });
  }
}

// A rejection is left unhandled on purpose: it ends the worker, and the `error` event tells the main thread.
parentPort?.on('message', (order: BundleOrder) => void answer(order).then((said) => parentPort?.postMessage(said)));
