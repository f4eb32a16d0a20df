import type { Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { CodeAnswer, CodeQuestion } from './code-message.ts';

/** A picture that takes longer is made to take long: a page at 300 dpi takes a few seconds on an old computer. */
const WATCHDOG_MS = 60_000;

/** The part of a Web Worker that is used here; tests pass one of their own. */
export type CodeWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/**
 * The texts of the QR codes in a picture, or in the scans of a PDF, read in a worker of its own, which ends with the answer
 * or after a minute. Nothing leaves the computer.
 * @param bytes JPEG, PNG, WebP or PDF; copied to the worker, so the caller keeps them
 * @returns none for a picture without codes; fault `code/cannot-read` for what is no picture, or takes too long
 */
export function readCodes(
  bytes: Bytes,
  startWorker: () => CodeWorker = startCodeWorker,
  watchdogMs: number = WATCHDOG_MS,
): Promise<Result<readonly string[]>> {
  const worker = startWorker();
  return new Promise((resolve) => {
    const finish = (result: Result<readonly string[]>): void => {
      clearTimeout(watchdog);
      worker.terminate();
      resolve(result);
    };
    const giveUp = (): void => finish(fail('code/cannot-read'));
    const watchdog = setTimeout(giveUp, watchdogMs);
    worker.addEventListener('message', (event) => {
      const answer = (event as MessageEvent<CodeAnswer>).data;
      finish(answer.ok ? ok(answer.texts) : fail('code/cannot-read'));
    });
    worker.addEventListener('error', giveUp);
    worker.addEventListener('messageerror', giveUp);
    worker.postMessage({ bytes } satisfies CodeQuestion);
  });
}

function startCodeWorker(): CodeWorker {
  return new Worker(new URL('./code-worker.ts', import.meta.url), { type: 'module', name: 'codes' });
}
