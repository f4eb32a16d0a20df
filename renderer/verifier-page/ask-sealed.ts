import { fault } from '../../shared/kernel/fault.ts';
import type { SealedAnswer, SealedQuestion } from './sealed-message.ts';

/** Nothing for so long: a bundle that was made to hold this computer up. The work for words is done within. */
const WATCHDOG_MS = 120_000;

/** read before the page draws itself over it */
const script = document.getElementById('sealed-worker')?.textContent ?? '';

/** How a reading ended. `stopped`: by the person. `no-worker`: the browser lets none run. */
export type SealedEnd =
  Exclude<SealedAnswer, { readonly kind: 'progress' }> | { readonly kind: 'stopped' | 'no-worker' };

/**
 * Has a worker, made of the script that the page carries as text, read a bundle.
 * @param onProgress told how many bytes of the sealed file were read
 */
export function askSealed(
  question: SealedQuestion,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (bytes: number) => void },
): Promise<SealedEnd> {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return new Promise<SealedEnd>((resolve) => {
    const worker = new Worker(address);
    let watchdog: ReturnType<typeof setTimeout> | undefined;
    const finish = (end: SealedEnd): void => {
      clearTimeout(watchdog);
      worker.terminate();
      resolve(end);
    };
    const watch = (): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => finish({ kind: 'fault', fault: fault('bundle/structure') }), WATCHDOG_MS);
    };
    worker.addEventListener('message', ({ data }: MessageEvent<SealedAnswer>) => {
      if (data.kind !== 'progress') finish(data);
      else {
        onProgress(data.bytes);
        watch();
      }
    });
    worker.addEventListener('error', () => finish({ kind: 'no-worker' }));
    signal.addEventListener('abort', () => finish({ kind: 'stopped' }));
    watch();
    worker.postMessage(question);
  })
    .catch((): SealedEnd => ({ kind: 'no-worker' }))
    .finally(() => URL.revokeObjectURL(address));
}
