import { bringToPlace, checkPlace } from './place-evidence.ts';
import { copySnapshot } from './copy-snapshot.ts';
import { relate } from './relate.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { unpackSnapshot } from './unpack-snapshot.ts';
import { verifySnapshot } from './verify-snapshot.ts';

/**
 * What reads and writes whole snapshots: seconds of work for an office of some years, so the main process has a worker
 * do it (`snapshot-work.ts`). Orders and answers are plain data.
 */
export const snapshotJobs = {
  take: takeSnapshot,
  verify: verifySnapshot,
  copy: copySnapshot,
  relate,
  unpack: unpackSnapshot,
  bring: bringToPlace,
  checkEvidence: checkPlace,
} as const;

/** The same calls, wherever they are done. */
export type SnapshotWork = typeof snapshotJobs;
export type JobName = keyof SnapshotWork;
/** What the worker is given. */
export interface JobOrder<N extends JobName = JobName> {
  readonly job: N;
  readonly input: Parameters<SnapshotWork[N]>[0];
}
