import { Worker } from 'node:worker_threads';
import { PlainError } from '../disk/log.ts';
import type { JobName, JobOrder, SnapshotWork } from './snapshot-jobs.ts';

/** Snapshot work in worker threads, so that neither the window nor the main process waits. */
export interface SnapshotWorker {
  readonly work: SnapshotWork;
  /** Ends what is running; its files are swept at the next start. */
  readonly stop: () => Promise<void>;
}

/**
 * Makes the calls of `snapshotJobs` in worker threads, one for each call. They reject when the worker breaks down: a
 * bug or a broken computer.
 * @param workerFile absolute path of the bundled `snapshot-worker`
 */
export function createSnapshotWorker(workerFile: string): SnapshotWorker {
  const running = new Set<Worker>();
  const run = (order: JobOrder): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(workerFile, { workerData: order });
      running.add(worker);
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => {
        running.delete(worker);
        reject(new PlainError(`the snapshot worker ended with code ${code}`));
      });
    });
  const call = <N extends JobName>(job: N): SnapshotWork[N] => {
    const made = (input: JobOrder<N>['input']): Promise<unknown> => run({ job, input });
    // the worker answers with what the job of this name gives
    return made as unknown as SnapshotWork[N];
  };
  return {
    work: {
      take: call('take'),
      verify: call('verify'),
      copy: call('copy'),
      relate: call('relate'),
      unpack: call('unpack'),
      bring: call('bring'),
      checkEvidence: call('checkEvidence'),
    },
    stop: async () => {
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}
