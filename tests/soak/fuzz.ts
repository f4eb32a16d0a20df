// npm run soak -- fuzz COUNT [SEED]: see build/soak.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { useOneThread } from '../support/one-thread-crypto.ts';
import { bundleFuzz, Tally } from '../support/bundle-fuzz.ts';

/** What all runs of this computer have read together, so that millions can be read in many sittings. */
interface Sum {
  readonly executed: number;
  /** the seed that comes next */
  readonly next: number;
  /** seeds that failed */
  readonly failed: readonly number[];
}

const file = path.resolve(import.meta.dirname, '../../.cache/soak-fuzz.json');
/** Bundles between two lines of the log. */
const PACE = 10_000;

const before = readSum();
const count = Number(process.argv[2] ?? 100_000);
const begin = Number(process.argv[3] ?? before.next);

useOneThread();
// a refusal is an error that nobody reads the stack of
Error.stackTraceLimit = 0;
const execute = await bundleFuzz();
const found = new Tally();
const failed: number[] = [];
const started = Date.now();
process.stdout.write(`soak: from seed ${begin}\n`);
for (let done = 1; done <= count; done += 1) {
  const seed = begin + done - 1;
  try {
    found.add(await execute(seed));
  } catch (error) {
    failed.push(seed);
    process.stderr.write(`soak: ${String(error)}: ${String(error instanceof Error ? error.cause : '')}\n`);
  }
  if (done % PACE === 0 || done === count) {
    const seconds = (Date.now() - started) / 1000;
    const sum = { executed: before.executed + done, next: seed + 1, failed: [...before.failed, ...failed] };
    // a run that is cut off goes on from here
    writeSum(sum);
    process.stdout.write(
      `soak: ${done} of ${count} bundles in ${seconds.toFixed(0)} s (${(done / seconds).toFixed(0)}/s), ${failed.length} failed: ` +
        `${String(found)}; ${sum.executed} in all runs, next seed ${sum.next}\n`,
    );
  }
}
if (failed.length > 0) process.exitCode = 1;

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
