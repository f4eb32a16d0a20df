import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, expect, test, vi } from 'vitest';
import { uncoveredChanges } from '../../shared/bundle/seal.ts';
import { envelopeBytes } from '../../shared/bundle/envelope.ts';
import { concatBytes, equalBytes, latin1, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fold } from '../../shared/record/fold.ts';
import { verifyChange } from '../../shared/record/verify-change.ts';
import { chanceFrom, type Chance } from '../../shared/sample/random.ts';
import {
  buildBundle,
  knowing,
  readAll,
  type BundleCase,
  type BundleFile,
  type BundleOrder,
} from '../support/bundle-builder.ts';
import { goldenInstallations, goldenKeys } from '../support/golden-bundles.ts';
import { takeApart } from '../support/tar-surgery.ts';

// One seed is one bundle that somebody damaged, forged, or wrote with an infected computer. The saved ones always run; then
// new ones for as long as ATALAYA_FUZZ_SECONDS says (20 where everything is checked, 5 elsewhere), from
// ATALAYA_FUZZ_SEED on. A seed that fails is put into the file of saved ones for good.
const seconds = Number(process.env['ATALAYA_FUZZ_SECONDS'] ?? (process.env['CI'] ? 20 : 5));
const folder = path.resolve(import.meta.dirname, '../fixtures/bundle-fuzz');
const saved = JSON.parse(readFileSync(path.join(folder, 'seeds.json'), 'utf8')) as readonly number[];
const begin = Number(process.env['ATALAYA_FUZZ_SEED'] ?? Math.floor(Date.now() / 1000));
/** A bundle of a few kilobytes is read in milliseconds; this is a hang on any computer. */
const HANG_MS = 10_000;

vi.setConfig({ testTimeout: (seconds + 120) * 1000 });

const base = ownBytes(readFileSync(path.join(folder, 'base.tar')));
let known: ReturnType<typeof knowing>;
let order: BundleOrder;
let lines: Bytes;

beforeAll(async () => {
  const installations = await goldenInstallations();
  const [from] = installations;
  known = knowing(installations, [goldenKeys.recipient]);
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
  lines = ownBytes(gunzipSync(pieces.find(({ name }) => name.endsWith('.gz'))?.content ?? new Uint8Array(0)));
  order = { from, to: [{ oficina: 'TGU', clave: goldenKeys.recipient }], cases, files };
});

const SNIPPETS = ['77777777777', '-1', 'null', '"__proto__"', '1e999', '{}', '[[[[', '\n', '\0', '"op":{"v":2}'];
const VALUES = [null, [], {}, 'x', -1, 1e15, [{}], [null], '\0', { length: 1e9 }, 0.5, true, 'traspaso/v0', '2026'];

/** The bytes with one to three things done to them. */
function damaged(bytes: Bytes, chance: Chance): Bytes {
  let out = bytes.slice();
  for (let left = 1 + chance.under(3); left > 0; left -= 1) {
    const at = chance.under(out.length);
    const length = 1 + chance.under(600);
    switch (chance.under(6)) {
      case 0:
        out[at] = (out[at] ?? 0) ^ (1 << chance.under(8));
        break;
      case 1:
        out[at] = chance.under(256);
        break;
      case 2:
        out = concatBytes(out.subarray(0, at), out.subarray(at + (length % 40)));
        break;
      case 3:
        out = concatBytes(out.subarray(0, at + length), out.subarray(at));
        break;
      case 4:
        out = out.slice(0, at + 1);
        break;
      default:
        out.set(utf8(chance.oneOf(SNIPPETS)).subarray(0, out.length - at), at);
    }
    if (out.length === 0) out = new Uint8Array(1);
  }
  return out;
}

/** Puts something else in the place of one part of an envelope, however deep. */
function twisted(value: Record<string, unknown> | unknown[], chance: Chance): void {
  const keys = Object.keys(value);
  const key = keys.length === 0 || chance.under(12) === 0 ? 'otro' : chance.oneOf(keys);
  const parts = value as Record<string, unknown>;
  const inner = parts[key];
  const isDeep = typeof inner === 'object' && inner !== null;
  if (isDeep && chance.under(3) > 0) twisted(inner as Record<string, unknown>, chance);
  else if (chance.under(6) === 0) Reflect.deleteProperty(parts, key);
  else parts[key] = chance.oneOf(VALUES);
}

/** The bundle of a seed: an archive that was damaged, or one that a certified office signed over lines or fields of its own. */
async function bundleOf(seed: number): Promise<{ readonly tar: Bytes; readonly isRaw: boolean }> {
  const chance = chanceFrom(seed);
  switch (seed % 3) {
    case 0:
      return { tar: damaged(base, chance), isRaw: true };
    case 1: {
      const text = latin1(damaged(lines, chance));
      return { tar: (await buildBundle({ ...order, lines: text })).tar, isRaw: false };
    }
    default:
      return {
        tar: (await buildBundle({ ...order, alter: (envelope) => twisted(envelope, chance) })).tar,
        isRaw: false,
      };
  }
}

/** Reads the bundle of a seed. @returns what was found: `accepted`, or the code of the fault */
async function execute(seed: number): Promise<string> {
  const { tar, isRaw } = await bundleOf(seed);
  const started = Date.now();
  const read = await Promise.race([readAll(tar, known), hang()]);
  expect(Date.now() - started).toBeLessThan(HANG_MS);
  if (!read.ok) {
    expect(read.fault.code).toMatch(/^bundle\//);
    return read.fault.code;
  }
  // of all archives with this content there is one
  if (isRaw) expect(equalBytes(tar, base)).toBe(true);
  const { events, summary } = read.value;
  expect(equalBytes(takeApart(tar)[0]?.content ?? utf8(''), envelopeBytes(summary.envelope))).toBe(true);
  for (const event of events) {
    if (event.kind !== 'case') continue;
    expect(event.changes.every((change) => verifyChange(change) && change.op.c === event.id)).toBe(true);
    expect(uncoveredChanges(event.changes, event.seals)).toEqual([]);
    expect(fold(event.changes).pending).toEqual([]);
  }
  return 'accepted';
}

function hang(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('hangs')), HANG_MS).unref();
  });
}

/** @throws with the seed that did it */
async function attempt(seed: number, found: Map<string, number>): Promise<void> {
  try {
    const what = await execute(seed);
    found.set(what, (found.get(what) ?? 0) + 1);
  } catch (error) {
    throw new Error(`seed ${seed}`, { cause: error });
  }
}

test('saved seeds: nothing throws, hangs or is accepted wrongly', async () => {
  const found = new Map<string, number>();
  for (const seed of saved) await attempt(seed, found);
  expect(saved.length).toBeGreaterThan(30);
  // the mutators reach every part of the reader
  for (const code of ['structure', 'signature', 'envelope', 'content', 'changes', 'cut-short']) {
    expect(found.get(`bundle/${code}`), code).toBeGreaterThan(0);
  }
});

test(`new seeds for ${seconds} s`, async () => {
  const found = new Map<string, number>();
  const end = Date.now() + seconds * 1000;
  let seed = begin;
  for (; Date.now() < end; seed += 1) await attempt(seed, found);
  console.log(`${seed - begin} bundles from seed ${begin}: ${JSON.stringify(Object.fromEntries([...found].sort()))}`);
  expect(seed).toBeGreaterThan(begin);
});
