import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { envelopeBytes } from '../../shared/bundle/envelope.ts';
import { uncoveredChanges } from '../../shared/bundle/seal.ts';
import { assert } from '../../shared/kernel/assert.ts';
import { equalBytes, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fold } from '../../shared/record/fold.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { chanceFrom } from '../../shared/sample/random.ts';
import {
  buildBundle,
  knowing,
  planOf,
  readAll,
  signBundle,
  type BundleCase,
  type BundleFile,
  type BundleOrder,
  type UnsignedBundle,
} from './bundle-builder.ts';
import { damaged, twisted } from './fuzz-mutations.ts';
import { goldenInstallations, goldenKeys } from './golden-bundles.ts';
import { takeApart } from './tar-surgery.ts';

const folder = path.resolve(import.meta.dirname, '../fixtures/bundle-fuzz');
/** A bundle of a few kilobytes is read in milliseconds of work; this is a hang on any computer. */
const HANG_MS = 10_000;
/** Turns, a second apart at least, that a reading may wait for something: by the clock alone a busy computer hangs. */
const HANG_TURNS = 10;

/** Seeds that always run: those that once found something, and enough others to reach every part of the reader. */
export const savedSeeds = JSON.parse(readFileSync(path.join(folder, 'seeds.json'), 'utf8')) as readonly number[];

/** What is damaged, and what knows the good one. */
interface Ground {
  readonly base: Bytes;
  readonly known: ReturnType<typeof knowing>;
  readonly order: BundleOrder;
  /** the whole of it but the signature */
  readonly unsigned: UnsignedBundle;
  /** of the changes, unpacked */
  readonly lines: Bytes;
}

/** Always the same, so that a seed is always the same bundle. */
const BUNDLE = 'f0220000-0000-4000-8000-000000000001';

/**
 * Makes what reads the bundle of a seed: an archive that somebody damaged, or one that a certified office signed over lines or
 * fields of its own. It tells what was found, `accepted` or the code of the fault, and throws on a crash, a hang, or an acceptance
 * that is wrong.
 */
export async function bundleFuzz(): Promise<(seed: number) => Promise<string>> {
  const ground = await prepare();
  return async (seed) => {
    try {
      return await execute(seed, ground);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  };
}

async function prepare(): Promise<Ground> {
  const base = ownBytes(readFileSync(path.join(folder, 'base.tar')));
  const installations = await goldenInstallations();
  const [from] = installations;
  const known = knowing(installations, [goldenKeys.recipient]);
  const read = await readAll(base, known);
  if (from === undefined || !read.ok) throw new Error('the bundle that is damaged is not whole');
  const pieces = takeApart(base);
  const cases = read.value.events.filter((event): event is BundleCase & typeof event => event.kind === 'case');
  const files = pieces
    .filter(({ name }) => /indice|\/adj\//.test(name))
    .map(({ name, content }): BundleFile => ({
      tipo: name.includes('indice') ? 'indice' : 'adjunto',
      ruta: name.slice('traspaso/'.length),
      bytes: content,
    }));
  const lines = ownBytes(gunzipSync(pieces.find(({ name }) => name.endsWith('.gz'))?.content ?? new Uint8Array(0)));
  const to = [{ oficina: 'TGU', clave: goldenKeys.recipient }];
  const order = { from, to, cases, files, id: BUNDLE };
  return { base, known, lines, order, unsigned: await planOf(order) };
}

async function bundleOf(
  seed: number,
  { base, order, lines, unsigned }: Ground,
): Promise<{ readonly tar: Bytes; readonly isRaw: boolean }> {
  const chance = chanceFrom(seed);
  switch (seed % 3) {
    case 0:
      return { tar: damaged(base, chance), isRaw: true };
    case 1: {
      const text = Buffer.from(damaged(lines, chance)).toString('latin1');
      return { tar: (await buildBundle({ ...order, lines: text })).tar, isRaw: false };
    }
    default:
      return {
        tar: (await signBundle(unsigned, { ...order, alter: (envelope) => twisted(envelope, chance) })).tar,
        isRaw: false,
      };
  }
}

async function execute(seed: number, ground: Ground): Promise<string> {
  const { tar, isRaw } = await bundleOf(seed, ground);
  const start = performance.now();
  const read = await withinTime(readAll(tar, ground.known));
  // asking for what was used costs as much as reading a small bundle: only what took long by the clock is read again for it
  const isLong = performance.now() - start >= HANG_MS;
  assert(!isLong || (await usedMs(() => readAll(tar, ground.known))) < HANG_MS, 'too slow');
  if (!read.ok) {
    assert(read.fault.code.startsWith('bundle/'), `refused with ${read.fault.code}`);
    return read.fault.code;
  }
  // of all archives with this content there is one
  if (isRaw) assert(equalBytes(tar, ground.base), 'accepted another archive');
  const { events, summary } = read.value;
  const envelope = takeApart(tar)[0]?.content ?? utf8('');
  assert(equalBytes(envelope, envelopeBytes(summary.envelope)), 'accepted another envelope');
  for (const event of events) {
    if (event.kind !== 'case') continue;
    const isRight = event.changes.every((change) => verifyChange(change) && change.op.c === event.id);
    assert(isRight && uncoveredChanges(event.changes, event.seals).length === 0, 'accepted changes of nobody');
    assert(fold(event.changes).pending.length === 0, 'accepted changes with a gap');
  }
  return 'accepted';
}

/** CPU milliseconds that something takes. */
async function usedMs(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setInterval> | undefined;
  const hang = new Promise<never>((_, reject) => {
    let turns = 0;
    timer = setInterval(() => {
      turns += 1;
      if (turns === HANG_TURNS) reject(new Error('hangs'));
    }, 1000);
  });
  try {
    return await Promise.race([work, hang]);
  } finally {
    clearInterval(timer);
  }
}
