import type { VerifyWorker } from './verify-file.ts';

/** Starts the worker of the app's own window. */
export function startVerifyWorker(): VerifyWorker {
  return new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module', name: 'verify' });
}
