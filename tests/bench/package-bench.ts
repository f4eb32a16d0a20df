import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackage, extractAll } from '@electron/asar';
import type { Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import { runJson } from './run-json.ts';
import type { StartFigures } from './start-probe.ts';

const RUNS = 15;
const MEGABYTE = 1_000_000;
const PACKAGED = 'release/linux-unpacked';

/** Chromium keeps the compiled program with a profile once it was run from there a few times. */
const STARTS_BEFORE = 3;

/**
 * The app as it is packaged, against an empty window packaged the same way: start of the process to a first screen that
 * takes typing, the first time and on any later day, and bytes on the disk against those of Electron alone. Runs
 * alternate, as in the bench of starting.
 */
export async function benchPackage(bench: Bench): Promise<Figure[]> {
  execFileSync(process.execPath, ['build/package.mjs'], { stdio: 'ignore' });
  const folder = mkdtempSync(path.join(bench.folder, 'package-'));
  try {
    const app = await probed(bench, path.join(folder, 'app'), 'out/main/main.cjs');
    const empty = await probed(bench, path.join(folder, 'empty'), 'empty-window.cjs');
    // the first start of either reads the runtime from disk
    const fresh = (): string => mkdtempSync(path.join(folder, 'profile-'));
    await start(app, fresh());
    await start(empty, fresh());
    const known = { app: fresh(), empty: fresh() };
    for (let run = 0; run < STARTS_BEFORE; run += 1) {
      await start(app, known.app);
      await start(empty, known.empty);
    }
    const first: Runs = { ours: [], peer: [] };
    const later: Runs = { ours: [], peer: [] };
    for (let run = 0; run < RUNS; run += 1) {
      first.ours.push(await start(app, fresh()));
      first.peer.push(await start(empty, fresh()));
      later.ours.push(await start(app, known.app));
      later.peer.push(await start(empty, known.empty));
    }
    const runtime = path.dirname(bench.executable);
    return [
      startFigure('packaged start to usable / an empty packaged window', later),
      startFigure('the same on a profile that was never used', first),
      comparison('installed size / Electron alone', 'MB', {
        ours: bytesIn(PACKAGED) / MEGABYTE,
        peer: bytesIn(runtime) / MEGABYTE,
        target: 1.25,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The package once more, with the probe as its main script: the fuses let nobody in from outside.
 * @returns the executable
 */
async function probed(bench: Bench, place: string, mainScript: string): Promise<string> {
  execFileSync('cp', ['-al', PACKAGED, place]);
  const archive = path.join(place, 'resources/app.asar');
  const inside = `${place}-inside`;
  extractAll(archive, inside);
  for (const name of ['start-probe.cjs', 'empty-window.cjs'])
    copyFileSync(path.join(bench.folder, name), path.join(inside, name));
  const main = `process.argv.push(require('node:path').join(__dirname, ${JSON.stringify(mainScript)}));\nrequire('./start-probe.cjs');\n`;
  writeFileSync(path.join(inside, 'bench.cjs'), main);
  writeFileSync(path.join(inside, 'package.json'), '{"name":"atalaya","productName":"Atalaya","main":"bench.cjs"}');
  rmSync(archive);
  await createPackage(inside, archive);
  return path.join(place, 'atalaya');
}

interface Runs {
  readonly ours: number[];
  readonly peer: number[];
}

function startFigure(name: string, { ours, peer }: Runs): Figure {
  return comparison(name, 'ms', { ours: median(ours), peer: median(peer), target: 1.3 });
}

async function start(executable: string, userData: string): Promise<number> {
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${userData}`];
  const env = { ATALAYA_BENCH_STARTED: String(Date.now()) };
  const { usable } = await runJson<StartFigures>(executable, args, { env });
  return usable;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
}
