// Entry of the worker thread that reads and writes snapshots; it lives for one job and never sees a key.
import '../web-crypto.ts';
import { parentPort, workerData } from 'node:worker_threads';
import { snapshotJobs, type JobOrder } from './snapshot-jobs.ts';

const { job, input } = workerData as JobOrder;
// each job takes what the order of its own name holds; the compiler cannot see that for a name it does not know
const work = snapshotJobs[job] as (input: unknown) => Promise<unknown>;
// A rejection is left unhandled on purpose: it ends the worker, and the `error` event tells the main thread.
void work(input).then((result) => parentPort?.postMessage(result));
