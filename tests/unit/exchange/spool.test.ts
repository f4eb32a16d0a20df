import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Spool } from '../../../electron/exchange/spool.ts';
import { ownBytes, utf8 } from '../../../shared/kernel/bytes.ts';

let folder = '';
let spool: Spool;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atalaya-espera-'));
  spool = await Spool.begin(path.join(folder, 'a', 'espera.tmp'));
});
afterEach(async () => {
  await spool.remove();
  await rm(folder, { recursive: true, force: true });
});

async function readAll(name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of spool.read(name)) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('gives back what it was given, with its hash, whatever the pieces were', async () => {
  const large = ownBytes(randomBytes(2_500_000));
  await spool.add({ name: 'data/adj/a.jpg', bytes: large.slice(0, 1), last: false });
  await spool.add({ name: 'data/adj/a.jpg', bytes: large.slice(1, 2_100_000), last: false });
  await spool.add({ name: 'data/adj/a.jpg', bytes: large.slice(2_100_000), last: true });
  await spool.add({ name: 'data/indice.json', bytes: utf8(''), last: true });
  const sha256 = createHash('sha256').update(large).digest('hex');
  expect(spool.files[0]).toMatchObject({ name: 'data/adj/a.jpg', bytes: large.length, sha256 });
  expect(spool.files[1]).toMatchObject({ bytes: 0 });
  expect((await readAll('data/adj/a.jpg')).equals(large)).toBe(true);
  expect(await readAll('data/indice.json')).toHaveLength(0);
});

test('packs lines on the way and counts them', async () => {
  for (const [line, last] of [
    ['{"a":"ñandú"}\n', false],
    ['{"b":2}\n', true],
  ] as const) {
    await spool.add({ name: 'data/cambios.jsonl.gz', bytes: utf8(line), last });
  }
  expect(spool.files[0]?.plain).toEqual({ bytes: utf8('{"a":"ñandú"}\n{"b":2}\n').length, lines: 2 });
  expect(gunzipSync(await readAll('data/cambios.jsonl.gz')).toString()).toBe('{"a":"ñandú"}\n{"b":2}\n');
});

test('packs no lines at all', async () => {
  await spool.add({ name: 'data/cambios.jsonl.gz', bytes: utf8(''), last: true });
  expect(spool.files[0]?.plain).toEqual({ bytes: 0, lines: 0 });
  expect(gunzipSync(await readAll('data/cambios.jsonl.gz'))).toHaveLength(0);
});

test('nothing of it can be read on the disk, and nothing stays', async () => {
  await spool.add({ name: 'data/indice.json', bytes: utf8('Keydi Yamileth'), last: true });
  const [name = ''] = await readdir(path.join(folder, 'a'));
  expect((await readFile(path.join(folder, 'a', name))).includes('Keydi')).toBe(false);
  await spool.remove();
  expect(await readdir(path.join(folder, 'a'))).toEqual([]);
});

test('one file after the other, and none twice', async () => {
  await spool.add({ name: 'a', bytes: utf8('x'), last: false });
  await expect(spool.add({ name: 'b', bytes: utf8('x'), last: true })).rejects.toThrow();
  await spool.add({ name: 'a', bytes: utf8('x'), last: true });
  await expect(spool.add({ name: 'a', bytes: utf8('x'), last: true })).rejects.toThrow();
});
