import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeBundle, findBundles } from '../../../electron/exchange/find-bundles.ts';
import { readBack } from '../../../electron/exchange/read-back.ts';
import { stickDisk } from '../../../electron/exchange/stick-disk.ts';
import { writeOut } from '../../../electron/exchange/write-out.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atalaya-memoria-ñ-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const NAME = 'TRASPASO-7K2M-9QXD.age';
const content = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));
const hash = createHash('sha256').update(content).digest('hex');

async function* pieces(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    await Promise.resolve();
    yield content.subarray(at, at + size);
    at += size;
  }
  if (at < content.length) yield content.subarray(at);
}

test('one file under its name, with the hash of what was written', async () => {
  const written = await writeOut({ folder, name: NAME, source: pieces(1, 700, 3), size: content.length });
  expect(written).toMatchObject({ ok: true, value: { names: [NAME], sha256: hash, size: content.length } });
  expect(await readdir(folder)).toEqual([NAME]);
  expect(await readFile(path.join(folder, NAME))).toEqual(content);
});

test('parts of one length, in order, which are found as one bundle', async () => {
  const written = await writeOut({ folder, name: NAME, source: pieces(1999), size: 1, partBytes: 2000 });
  expect(written).toMatchObject({ ok: true, value: { names: [`${NAME}.001`, `${NAME}.002`, `${NAME}.003`] } });
  const parts = [1, 2, 3].map((n) => path.join(folder, `${NAME}.00${n}`));
  expect(Buffer.concat(await Promise.all(parts.map((part) => readFile(part))))).toEqual(content);
  expect(await readBack(stickDisk, parts)).toMatchObject({ sha256: hash, size: content.length });
  // parts of another length than ours are not those of a bundle
  expect(await describeBundle(parts[0]!)).toMatchObject({ ok: false, fault: { code: 'bundle/cut-short' } });
});

test('a stick without room is refused before anything is written', async () => {
  const disk = { ...stickDisk, statfs: () => Promise.resolve({ bavail: 10, bsize: 1024 }) };
  const written = await writeOut({ folder, name: NAME, source: pieces(), size: content.length, disk });
  expect(written).toMatchObject({ ok: false, fault: { code: 'file/disk-full', detail: { free: 10_240 } } });
  expect(await readdir(folder)).toEqual([]);
});

test('a name that is taken is never written over', async () => {
  await writeFile(path.join(folder, NAME), 'de otro');
  const written = await writeOut({ folder, name: NAME, source: pieces(), size: content.length });
  expect(written).toMatchObject({ ok: false, fault: { code: 'file/cannot-write', detail: { reason: 'EEXIST' } } });
  expect(await readdir(folder)).toEqual([NAME]);
  expect(await readFile(path.join(folder, NAME), 'utf8')).toBe('de otro');
});

test('a stick that gives back something else is told of, and nothing stays on it', async () => {
  const open: typeof stickDisk.open = async (file, flags) => {
    if (flags === 'r+') await writeFile(file, 'otra cosa');
    return await stickDisk.open(file, flags);
  };
  const written = await writeOut({ folder, name: NAME, source: pieces(), size: 1, disk: { ...stickDisk, open } });
  expect(written).toMatchObject({ ok: false, fault: { code: 'file/not-read-back' } });
  expect(await readdir(folder)).toEqual([]);
});

test('bundles are found in their folder and beside it, whatever else lies there', async () => {
  await writeFile(path.join(folder, NAME), content);
  await writeFile(path.join(folder, 'TRASPASO-7K2M-9QXE.age'), 'demasiado corto');
  await writeFile(path.join(folder, `${NAME}.1.PARCIAL`), content);
  await writeFile(path.join(folder, 'autorun.inf'), content);
  expect(await findBundles(folder)).toMatchObject([{ name: NAME, size: content.length }]);
});
