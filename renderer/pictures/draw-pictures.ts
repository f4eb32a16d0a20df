import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import type { PictureAnswer, PictureQuestion } from './picture-message.ts';

/** A picture that takes longer is made to take long. */
const WATCHDOG_MS = 60_000;

/** The part of a Web Worker that is used here; tests pass one of their own. */
export type PictureWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener' | 'removeEventListener'>;

/** Draws pictures anew beside the window, one after the other. */
export interface PictureDrawer {
  /** Takes the bytes away from the caller. Fault `evidence/not-drawn`, also for a worker that broke or hangs. */
  readonly draw: (question: PictureQuestion) => Promise<Result<Bytes>>;
  /** Ends the worker; whoever waits is answered with the fault. */
  readonly end: () => void;
}

/** Starts the worker that draws pictures when the first comes, and once more after one that broke it. */
export function createPictureDrawer(
  startWorker: () => PictureWorker = startPictureWorker,
  watchdogMs: number = WATCHDOG_MS,
): PictureDrawer {
  let worker: PictureWorker | undefined;
  let giveUp: (() => void) | undefined;
  const end = (): void => {
    worker?.terminate();
    worker = undefined;
    giveUp?.();
  };
  return {
    draw: (question) => {
      const drawing = (worker ??= startWorker());
      return new Promise((resolve) => {
        const finish = (result: Result<Bytes>): void => {
          clearTimeout(watchdog);
          giveUp = undefined;
          drawing.removeEventListener('message', hear);
          drawing.removeEventListener('error', end);
          resolve(result);
        };
        const hear = (event: Event): void => {
          const { copy } = (event as MessageEvent<PictureAnswer>).data;
          finish(copy === undefined ? fail('evidence/not-drawn') : ok(copy));
        };
        giveUp = () => finish(fail('evidence/not-drawn'));
        const watchdog = setTimeout(end, watchdogMs);
        drawing.addEventListener('message', hear);
        drawing.addEventListener('error', end);
        drawing.postMessage(question, [question.bytes.buffer]);
      });
    },
    end,
  };
}

function startPictureWorker(): PictureWorker {
  return new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module', name: 'pictures' });
}
