// npm run soak -- fuzz COUNT [SEED]: see build/soak.mjs
import { bundleFuzz, Tally } from '../support/bundle-fuzz.ts';

const count = Number(process.argv[2] ?? 100_000);
const begin = Number(process.argv[3] ?? 1);
/** Bundles between two lines of the log. */
const PACE = 10_000;

const execute = await bundleFuzz();
const found = new Tally();
const failed: number[] = [];
const started = Date.now();
for (let done = 1; done <= count; done += 1) {
  const seed = begin + done - 1;
  try {
    found.add(await execute(seed));
  } catch (error) {
    failed.push(seed);
    process.stderr.write(`soak: ${String(error)}: ${String(error instanceof Error ? error.cause : '')}\n`);
  }
  if (done % PACE === 0 || done === count) {
    const seconds = Math.round((Date.now() - started) / 1000);
    process.stdout.write(
      `soak: ${done} of ${count} bundles in ${seconds} s, ${failed.length} failed: ${String(found)}\n`,
    );
  }
}
if (failed.length > 0) process.exitCode = 1;
