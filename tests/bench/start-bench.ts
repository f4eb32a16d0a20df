import path from 'node:path';
import { electronRun, type Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import type { StartFigures } from './start-probe.ts';

const RUNS = 21;

/**
 * From the start of the process to a first screen that takes typing, against an Electron window with one empty field
 * in the same runtime with the same flags. Runs alternate, so that a busy moment of the machine meets both.
 */
export async function benchStart(bench: Bench): Promise<Figure[]> {
  const app = path.resolve('out/main/main.cjs');
  const empty = path.join(bench.folder, 'empty-window.cjs');
  // the first start of either reads the runtime from disk
  await start(bench, empty);
  const ours: number[] = [];
  const peer: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await start(bench, app));
    peer.push(await start(bench, empty));
  }
  return [
    comparison('start to usable / an empty Electron window', 'ms', {
      ours: median(ours),
      peer: median(peer),
      target: 1.3,
    }),
  ];
}

async function start(bench: Bench, mainScript: string): Promise<number> {
  const probe = path.join(bench.folder, 'start-probe.cjs');
  const env = { ATALAYA_BENCH_STARTED: String(Date.now()) };
  const { usable } = await electronRun<StartFigures>(bench, probe, [mainScript], { env });
  return usable;
}
