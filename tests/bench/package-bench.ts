import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createPackage, extractAll } from '@electron/asar';
import type { Bench } from './bench-run.ts';
import { comparison, median, type Figure } from './figure.ts';
import { runJson } from './run-json.ts';
import type { StartFigures } from './start-probe.ts';

const RUNS = 21;
const MEGABYTE = 1_000_000;
const PACKAGED = 'release/linux-unpacked';

/**
 * The app as it is packaged, against an empty window packaged the same way: start of the process to a first screen that
 * takes typing, and bytes on the disk against those of Electron alone. Runs alternate, as in the bench of starting.
 */
export async function benchPackage(bench: Bench): Promise<Figure[]> {
  execFileSync(process.execPath, ['build/package.mjs'], { stdio: 'ignore' });
  const folder = mkdtempSync(path.join(bench.folder, 'package-'));
  try {
    const app = await probed(bench, path.join(folder, 'app'), 'out/main/main.cjs');
    const empty = await probed(bench, path.join(folder, 'empty'), 'empty-window.cjs');
    // the first start of either reads the runtime from disk
    await start(app, folder);
    await start(empty, folder);
    const ours: number[] = [];
    const peer: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      ours.push(await start(app, folder));
      peer.push(await start(empty, folder));
    }
    const runtime = path.dirname(bench.executable);
    return [
      comparison('packaged start to usable / an empty packaged window', 'ms', {
        ours: median(ours),
        peer: median(peer),
        target: 1.3,
      }),
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

async function start(executable: string, folder: string): Promise<number> {
  const userData = mkdtempSync(path.join(folder, 'profile-'));
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
