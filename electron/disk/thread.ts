import { Worker } from 'node:worker_threads';
import { makeTurns } from '../../shared/kernel/turns.ts';
import { PlainError } from './log.ts';

/** A thread of main that does one order after the other. */
export interface Thread {
  /** Rejects when the thread breaks down: a bug, or no memory. */
  readonly ask: <T>(order: unknown) => Promise<T>;
  /** Ends it, whatever it is doing. */
  readonly end: () => Promise<void>;
}

/** What a thread says between two answers: how many bytes it has done. */
export interface ThreadProgress {
  readonly progress: number;
}

/**
 * Starts a thread that answers each order with one message; what it says of its progress comes between.
 * @param workerFile absolute path of its bundle
 */
export function startThread(workerFile: string, onProgress: (bytes: number) => void = () => undefined): Thread {
  const worker = new Worker(workerFile);
  const broken = new Promise<never>((_, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new PlainError(`a worker ended with code ${code}`)));
  });
  broken.catch(() => undefined);
  let answered: (said: unknown) => void = () => undefined;
  worker.on('message', (said: unknown) => (isProgress(said) ? onProgress(said.progress) : answered(said)));
  const inTurn = makeTurns();
  return {
    ask: <T>(order: unknown) =>
      inTurn(async () => {
        const said = new Promise<unknown>((resolve) => (answered = resolve));
        worker.postMessage(order);
        return (await Promise.race([said, broken])) as T;
      }),
    end: async () => {
      await worker.terminate();
    },
  };
}

function isProgress(said: unknown): said is ThreadProgress {
  return typeof said === 'object' && said !== null && 'progress' in said;
}
