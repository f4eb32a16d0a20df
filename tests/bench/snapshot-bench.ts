import path from 'node:path';
import { electronRun, type Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import type { SnapshotFigures } from './snapshot-window.ts';

/** At least six tenths of the speed of a copy, so at most this much of its time. */
const COPY_TARGET = 1 / 0.6;
const HELD_TARGET_MS = 50;

/**
 * A snapshot of a journal of some two hundred megabytes against copying the same files with the same care (flushed, read
 * back, compared) and without; and how long the window, and the process that serves it, are held up meanwhile.
 */
export async function benchSnapshots(bench: Bench): Promise<Figure[]> {
  const worker = path.join(bench.folder, 'snapshot-worker.cjs');
  const figures = await electronRun<SnapshotFigures>(bench, path.join(bench.folder, 'snapshot-window.cjs'), [worker]);
  const { megabytes, first, next, careful, plain, busy, idle } = figures;
  const speed = (times: readonly number[]): string => `${(megabytes / (median(times) / 1000)).toFixed(0)} MB/s`;
  bench.say(
    `${megabytes.toFixed(0)} MB: first snapshot ${speed(first)}, next ${speed(next)}; ` +
      `careful copy ${speed(careful)}, plain ${speed(plain)}; longest gaps ${list(busy)}; doing nothing ${list(idle)}`,
  );
  const held = median(busy);
  return [
    comparison('snapshot / the same files copied, flushed, read back and compared', 'ms', {
      ours: median(next),
      peer: median(careful),
      target: COPY_TARGET,
    }),
    // two sums over everything: without processor instructions for SHA-256, as in this runtime, that is what it costs
    comparison('first snapshot of an office / the same', 'ms', { ours: median(first), peer: median(careful) }),
    comparison('snapshot / the same files copied and flushed', 'ms', {
      ours: median(next),
      peer: median(plain),
      target: COPY_TARGET,
    }),
    {
      name: 'window held up while snapshots are made / while idle',
      unit: 'ms',
      ours: held,
      peer: median(idle),
      target: HELD_TARGET_MS,
      met: held <= HELD_TARGET_MS,
    },
  ];
}

function list(values: readonly number[]): string {
  return `${values.map((value) => value.toFixed(0)).join(', ')} ms`;
}
