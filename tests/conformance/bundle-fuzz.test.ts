import { beforeAll, expect, test, vi } from 'vitest';
import { bundleFuzz, savedSeeds } from '../support/bundle-fuzz.ts';
import { Tally } from '../support/fuzz-mutations.ts';
import { partFuzz } from '../support/part-fuzz.ts';

// One seed is one bundle that somebody damaged, forged, or wrote with an infected computer. The saved ones always run; then
// new ones for as long as ATALAYA_FUZZ_SECONDS says (60 where everything is checked, 5 elsewhere), from
// ATALAYA_FUZZ_SEED on. A seed that fails is put into the file of saved ones for good. `npm run soak -- fuzz COUNT` runs as
// many as it is told.
const seconds = Number(process.env['ATALAYA_FUZZ_SECONDS'] ?? (process.env['CI'] ? 60 : 5));
const begin = Number(process.env['ATALAYA_FUZZ_SEED'] ?? Math.floor(Date.now() / 1000));

vi.setConfig({ testTimeout: (seconds + 120) * 1000 });

let execute: (seed: number) => Promise<string>;
beforeAll(async () => {
  execute = await bundleFuzz();
});

test('saved seeds: nothing throws, hangs or is accepted wrongly', async () => {
  const found = new Tally();
  for (const seed of savedSeeds) found.add(await execute(seed));
  expect(savedSeeds.length).toBeGreaterThan(30);
  // the mutators reach every part of the reader
  for (const code of ['structure', 'signature', 'envelope', 'content', 'changes', 'cut-short']) {
    expect(found.of(`bundle/${code}`), code).toBeGreaterThan(0);
  }
});

test(`new seeds for ${seconds} s`, async () => {
  const found = new Tally();
  const end = Date.now() + seconds * 1000;
  let seed = begin;
  for (; Date.now() < end; seed += 1) found.add(await execute(seed));
  console.log(`${seed - begin} bundles from seed ${begin}: ${String(found)}`);
  expect(seed).toBeGreaterThan(begin);
});

test('each part alone: thousands of damaged ones are refused by every reader, or say in one way what they say', async () => {
  const read = await partFuzz();
  const refusedBy = new Set<string>();
  // always the same, and then those of this run; 10,693 is a header of age with a recipient of no kind
  for (const from of [0, 10_690, begin]) {
    for (let seed = from; seed < from + 1500; seed += 1) {
      const [part = '', found] = (await read(seed)).split(': ');
      if (found !== 'accepted') refusedBy.add(part);
    }
  }
  expect(refusedBy.size).toBe(9);
});
