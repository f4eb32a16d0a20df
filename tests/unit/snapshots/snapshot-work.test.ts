import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { createSnapshotWorker } from '../../../electron/snapshots/snapshot-work.ts';
import { codeOf, facts, JournalBuilder, newFolder, officeFolder, valueOf } from './snapshot-builder.ts';

const folder = newFolder();
const bundle = path.join(folder, 'snapshots.cjs');

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: path.resolve(import.meta.dirname, '../../../electron/snapshots/snapshot-worker.ts'),
      outDir: folder,
      target: 'node18',
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'snapshots.cjs' } },
    },
    ssr: { noExternal: true },
  });
}, 60_000);

test('the worker takes, checks, copies, compares and unpacks as asked, and hands faults back', async () => {
  const { work } = createSnapshotWorker(bundle);
  const office = await officeFolder();
  const random = '0123456789ab';
  const taken = valueOf(await work.take({ folder: office.folder, files: office.files, facts, random }));
  const file = path.join(office.folder, taken.name);
  const { manifest } = valueOf(await work.verify(file));
  expect(manifest).toEqual(taken.manifest);
  const elsewhere = newFolder();
  valueOf(await work.copy({ file, folder: elsewhere, random }));
  expect(readFileSync(path.join(elsewhere, taken.name))).toEqual(readFileSync(file));
  const journal = office.files.filter(({ name }) => name.startsWith('journal/')).map((part) => part.file);
  expect(valueOf(await work.relate({ file, manifest, journal }))).toEqual({ kind: 'same', framesBetween: 0 });
  const to = path.join(newFolder(), 'new');
  valueOf(await work.unpack({ file, manifest, to }));
  expect(existsSync(path.join(to, 'vault', 'keyring.json'))).toBe(true);
  expect(codeOf(await work.verify(path.join(folder, 'missing.atalaya')))).toBe('snapshot/unknown');
});

test('the main thread stays free while a snapshot of some size is made', async () => {
  const { work } = createSnapshotWorker(bundle);
  const office = await officeFolder(await new JournalBuilder().append(500, 60_000));
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const start = performance.now();
  valueOf(await work.take({ folder: office.folder, files: office.files, facts, random: '0123456789ab' }));
  const duration = performance.now() - start;
  clearInterval(ticking);
  expect(longest).toBeLessThan(Math.max(duration / 2, 30));
}, 30_000);

test('a worker that is ended, or breaks down, rejects', async () => {
  const missing = createSnapshotWorker(path.join(folder, 'missing.cjs'));
  await expect(missing.work.verify('x')).rejects.toThrow();
  const { work, stop } = createSnapshotWorker(bundle);
  const office = await officeFolder(await new JournalBuilder().append(500, 60_000));
  const taking = work.take({ folder: office.folder, files: office.files, facts, random: '0123456789ab' });
  const ended = expect(taking).rejects.toThrow();
  await stop();
  await ended;
});
