// Entry of the thread that writes bundles on sticks and copies them from there. Electron takes a folder `x.asar` for an
// archive of its own: on a stick it is a folder like any other.
import '../packages/one-crypto.ts';
import { parentPort } from 'node:worker_threads';
import type { ThreadProgress } from '../disk/thread.ts';
import type { BundleOrder } from './bundle-thread.ts';
import { createBundleWork } from './bundle-work.ts';

(process as { noAsar?: boolean }).noAsar = true;

const answer = createBundleWork((progress) => parentPort?.postMessage({ progress } satisfies ThreadProgress));

// A rejection is left unhandled on purpose: it ends the worker, and the `error` event tells the main thread.
parentPort?.on('message', (order: BundleOrder) => void answer(order).then((said) => parentPort?.postMessage(said)));
