import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import type { PdfVerdict } from '../../shared/signature/verdict.ts';
import type { VerifyAnswer, VerifyQuestion } from './verify-message.ts';

/** A file that takes longer is made to take long: the largest documents of an office take a second or two. */
const WATCHDOG_MS = 60_000;

/** The part of a Web Worker that is used here; tests pass one of their own. */
export type VerifyWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

export interface VerifyFileOptions {
  /** certificates whose word counts, DER */
  readonly roots: readonly Bytes[];
  /** revocation lists that were given, DER */
  readonly crls?: readonly Bytes[];
  readonly clock?: Clock;
  readonly startWorker: () => VerifyWorker;
  readonly watchdogMs?: number;
}

/**
 * Verifies the signatures of any file in a worker of its own, which ends with the answer or after a minute.
 * @param pdf any bytes; copied to the worker, so the caller keeps them
 * @returns the verdict; `damaged` with reason `timeout` or `unreadable` when the worker did not come to one
 */
export function verifyFile(pdf: Bytes, options: VerifyFileOptions): Promise<PdfVerdict> {
  const { roots, crls = [], clock = Date, startWorker, watchdogMs = WATCHDOG_MS } = options;
  const worker = startWorker();
  return new Promise((resolve) => {
    const finish = (verdict: PdfVerdict): void => {
      clearTimeout(watchdog);
      worker.terminate();
      resolve(verdict);
    };
    const watchdog = setTimeout(() => finish({ kind: 'damaged', reason: 'timeout' }), watchdogMs);
    worker.addEventListener('message', (event) => {
      const answer = (event as MessageEvent<VerifyAnswer>).data;
      finish(answer.ok ? answer.verdict : { kind: 'damaged', reason: 'unreadable' });
    });
    // The worker could not start or ran out of memory: nothing is known about the file.
    worker.addEventListener('error', () => finish({ kind: 'damaged', reason: 'unreadable' }));
    worker.addEventListener('messageerror', () => finish({ kind: 'damaged', reason: 'unreadable' }));
    const question: VerifyQuestion = { pdf, roots, crls, now: clock.now() };
    worker.postMessage(question);
  });
}
