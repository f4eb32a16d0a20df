import type { BundleSummary } from '../../shared/bundle/read-bundle.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import type { UnpackAnswer, UnpackEvent, UnpackOrder, UnpackQuestion } from './unpack-message.ts';

/** Bytes that are fetched at once. */
const PIECE = 1024 * 1024;
/** Nothing for so long: a bundle that was made to hold this computer up. */
const WATCHDOG_MS = 60_000;

/** The part of a Web Worker that is used here; tests pass one of their own. */
export type UnpackWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A bundle to be read. */
export interface BundleFileInput extends Omit<UnpackQuestion, 'kind'> {
  /** bytes of the sealed file */
  readonly size: number;
  readonly read: (at: number, length: number) => Promise<Result<{ readonly bytes: Bytes }>>;
  /** What becomes of what comes out; the bundle is not read on before it settled. A fault ends the reading. */
  readonly onEvent: (event: UnpackEvent) => Promise<Result<unknown>>;
  /** told how many bytes of the sealed file were read */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal;
  readonly startWorker?: () => UnpackWorker;
  readonly watchdogMs?: number;
}

/**
 * Reads a bundle in a worker of its own, which ends with it.
 * @returns a summary when all of it is good; faults of `unpack`, of `read` and of `onEvent`, `file/cancelled`;
 *   `bundle/structure` when the worker breaks down or nothing comes of a piece within a minute
 */
export function readBundleFile(input: BundleFileInput): Promise<Result<BundleSummary>> {
  const { key, now, ownKeys, list, known, size, signal, startWorker = startUnpackWorker } = input;
  const worker = startWorker();
  const tell = (order: UnpackOrder): void => worker.postMessage(order);
  return new Promise((resolve) => {
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const finish = (result: Result<BundleSummary>): void => {
      isOver = true;
      clearTimeout(watchdog);
      worker.terminate();
      resolve(result);
    };
    const watch = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => finish(broken()), input.watchdogMs ?? WATCHDOG_MS);
    };
    let at = 0;
    const sendMore = async (): Promise<void> => {
      const piece = await input.read(at, Math.min(PIECE, size - at));
      if (isOver) return;
      if (!piece.ok) {
        finish(piece);
        return;
      }
      at += piece.value.bytes.length;
      input.onProgress?.(at);
      // a file that became shorter ends where it ends
      tell({ kind: 'bytes', bytes: piece.value.bytes, last: at >= size || piece.value.bytes.length === 0 });
      watch();
    };
    const take = async (answer: UnpackAnswer): Promise<void> => {
      if (isOver) return;
      clearTimeout(watchdog);
      if (signal?.aborted === true) {
        finish(fail('file/cancelled'));
        return;
      }
      switch (answer.kind) {
        case 'more':
          await sendMore();
          return;
        case 'event': {
          const done = await input.onEvent(answer.event);
          if (done.ok) watch();
          else finish(done);
          return;
        }
        case 'done':
          finish({ ok: true, value: answer.summary });
          return;
        case 'fault':
          finish({ ok: false, fault: answer.fault });
          return;
        case 'broken':
          finish(broken());
      }
    };
    // one answer after the other, whatever its handling takes
    let last = Promise.resolve();
    worker.addEventListener('message', (event) => {
      const answer = (event as MessageEvent<UnpackAnswer>).data;
      last = last.then(() => take(answer));
    });
    worker.addEventListener('error', () => finish(broken()));
    worker.addEventListener('messageerror', () => finish(broken()));
    tell({ kind: 'begin', key, now, ownKeys, list, known });
    watch();
  });
}

function broken(): Result<never> {
  return fail('bundle/structure', { part: 'lector' });
}

function startUnpackWorker(): UnpackWorker {
  return new Worker(new URL('./unpack-worker.ts', import.meta.url), { type: 'module', name: 'unpack' });
}
