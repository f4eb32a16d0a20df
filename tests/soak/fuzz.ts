// npm run soak -- fuzz [parts] COUNT [SEED]: see build/soak.mjs. One thread for each processor reads a stretch of seeds, then the next.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { bundleFuzz } from '../support/bundle-fuzz.ts';
import { Tally } from '../support/fuzz-mutations.ts';
import { useOneThread } from '../support/one-thread-crypto.ts';
import { partFuzz } from '../support/part-fuzz.ts';

/** What all runs of this computer have read together, so that millions can be read in many sittings. */
interface Sum {
  readonly executed: number;
  /** the seed that comes next */
  readonly next: number;
  /** seeds that failed */
  readonly failed: readonly number[];
}

interface Stretch {
  readonly from: number;
  readonly count: number;
}

/** What reading a stretch found: how often each thing, and what failed by its seed. */
interface Found {
  readonly found: Readonly<Record<string, number>>;
  readonly failed: readonly { readonly seed: number; readonly why: string }[];
}

/** Whole bundles, or each part of one with the reader of it alone. */
type What = 'bundles' | 'parts';

const args = process.argv.slice(2);
const what: What = args[0] === 'parts' ? 'parts' : 'bundles';
const [countOf, seedOf] = what === 'parts' ? args.slice(1) : args;
const file = path.resolve(import.meta.dirname, `../../.cache/soak-fuzz${what === 'parts' ? '-parts' : ''}.json`);
/** Seeds of one stretch. */
const STRETCH = what === 'parts' ? 50_000 : 5000;

if (isMainThread) await readAll();
else await answer();

async function readAll(): Promise<void> {
  const before = readSum();
  const count = Number(countOf ?? 100_000);
  const begin = Number(seedOf ?? before.next);
  const start = (): Worker => new Worker(process.argv[1] ?? '', { workerData: what });
  const workers = Array.from({ length: availableParallelism() }, start);
  const found = new Tally();
  const failed: number[] = [];
  const started = Date.now();
  process.stdout.write(`soak: from seed ${begin}, ${workers.length} at a time\n`);
  for (let done = 0; done < count;) {
    const stretches = workers.flatMap((worker, i) => {
      const at = done + i * STRETCH;
      return at < count ? [ask(worker, { from: begin + at, count: Math.min(STRETCH, count - at) })] : [];
    });
    for (const one of await Promise.all(stretches)) {
      for (const [what, times] of Object.entries(one.found)) found.add(what, times);
      for (const { seed, why } of one.failed) {
        failed.push(seed);
        process.stderr.write(`soak: ${why}\n`);
      }
    }
    done = Math.min(count, done + workers.length * STRETCH);
    const seconds = (Date.now() - started) / 1000;
    const sum = { executed: before.executed + done, next: begin + done, failed: [...before.failed, ...failed] };
    // a run that is cut off goes on from here
    writeSum(sum);
    process.stdout.write(
      `soak: ${done} of ${count} ${what} in ${seconds.toFixed(0)} s (${(done / seconds).toFixed(0)}/s), ${failed.length} failed: ` +
        `${String(found)}; ${sum.executed} in all runs, next seed ${sum.next}\n`,
    );
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
  if (failed.length > 0) process.exitCode = 1;
}

/** Gives a thread its stretch. @throws when the thread breaks down: that too is something found */
function ask(worker: Worker, stretch: Stretch): Promise<Found> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (found: Found) => {
      worker.off('error', reject);
      resolve(found);
    });
    worker.postMessage(stretch);
  });
}

async function answer(): Promise<void> {
  useOneThread();
  // a refusal is an error that nobody reads the stack of
  Error.stackTraceLimit = 0;
  const execute = await ((workerData as What) === 'parts' ? partFuzz() : bundleFuzz());
  parentPort?.on('message', ({ from, count }: Stretch) => {
    void read(execute, { from, count }).then((found) => parentPort?.postMessage(found));
  });
}

async function read(execute: (seed: number) => Promise<string>, { from, count }: Stretch): Promise<Found> {
  const found = new Tally();
  const failed: { seed: number; why: string }[] = [];
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      found.add(await execute(seed));
    } catch (error) {
      failed.push({ seed, why: `${String(error)}: ${String(error instanceof Error ? error.cause : '')}` });
    }
  }
  return { found: found.counts, failed };
}

function readSum(): Sum {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Sum;
  } catch {
    // the first run
    return { executed: 0, next: 1, failed: [] };
  }
}

function writeSum(sum: Sum): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(sum)}\n`);
}
