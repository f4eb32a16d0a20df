import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import type * as Sync from 'node:fs';
import type * as Fs from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { readFrames } from '../../../electron/journal/journal-file.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import { disk } from './crashing-disk.ts';
import {
  bytesOfFile,
  draft,
  flipped,
  fromCopy,
  ledgerKeys,
  newLedger,
  readAll,
  save,
  savedAct,
} from './journal-builder.ts';

vi.mock('node:fs', async (original) => {
  const { crashingSync } = await import('./crashing-disk.ts');
  return crashingSync(await original<typeof Sync>());
});
vi.mock('node:fs/promises', async (original) => {
  const { crashing } = await import('./crashing-disk.ts');
  return crashing(await original<typeof Fs>());
});
afterEach(() => void disk.restart());

const MiB = 1024 * 1024;
const full = { code: 'journal/disk-full' };

test('below 64 MB of free space nothing is begun, and it goes on when there is space again', async () => {
  const folder = newFolder();
  let free = 64 * MiB + 10_000;
  const { ledger } = newLedger(folder, { freeBytes: () => Promise.resolve(free) });
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([draft(1)]));
  const before = readFileSync(path.join(folder, '000001.atj'));
  expect(faultOf(await ledger.append([draft(2, 20_000)]))).toEqual(full);
  free = 63 * MiB;
  expect(faultOf(await ledger.append([draft(2)]))).toEqual(full);
  expect(readFileSync(path.join(folder, '000001.atj'))).toEqual(before);
  free = 100 * MiB;
  expect(valueOf(await ledger.append([draft(2)])).seq).toBe(2);
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual([1, 2]);
});

test.each([
  ['write', 'ENOSPC', full],
  ['write', 'EDQUOT', full],
  ['datasync', 'EIO', { code: 'journal/not-written', detail: { reason: 'EIO' } }],
  ['write', 'EROFS', { code: 'journal/not-written', detail: { reason: 'EROFS' } }],
] as const)(
  '%s fails with %s: the fault is told, nothing of the frame stays, later frames are written',
  async (call, code, told) => {
    const folder = newFolder();
    const { ledger, logged } = newLedger(folder);
    valueOf(await ledger.begin(await ledgerKeys()));
    valueOf(await ledger.append([save(1, 1)], savedAct));
    const file = path.join(folder, '000001.atj');
    const before = readFileSync(file);
    disk.refuse(call, code);
    const failed = await Promise.all([ledger.append([save(1, 2)], savedAct), ledger.append([save(1, 3)], savedAct)]);
    expect(failed.map(faultOf)).toEqual([told, told]);
    expect(logged.map((entry) => entry.fault)).toContain('journal/not-written');
    expect(ledger.position()?.seq).toBe(1);
    disk.restart();
    expect(readFileSync(file)).toEqual(before);
    expect(valueOf(await ledger.append([save(1, 4)], savedAct)).seq).toBe(2);
    await ledger.close();
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 2, state: 'whole' });
    expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 2, brokenAt: undefined });
  },
);

test('a journal that cannot be read is not one that cannot be written: it is told, and opens when it can', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  await ledger.close();
  const file = path.join(folder, '000001.atj');
  const content = readFileSync(file);
  // a folder in its place: refused by every system, also to an administrator
  rmSync(file);
  mkdirSync(file);
  expect(faultOf(await ledger.open(await ledgerKeys()))).toEqual({
    code: 'journal/not-read',
    detail: { reason: 'EISDIR' },
  });
  expect(faultOf(await ledger.append([save(1, 2)], savedAct))).toEqual({ code: 'vault/locked' });
  rmdirSync(file);
  writeFileSync(file, content);
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 1, state: 'whole' });
});

test('half a frame that cannot be taken back is cut off before anything else is written', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  const file = path.join(folder, '000001.atj');
  const before = readFileSync(file);
  disk.crashAfter(0);
  expect(faultOf(await ledger.append([save(1, 2)], savedAct))).toMatchObject({ code: 'journal/not-written' });
  expect(readFileSync(file).length).toBeGreaterThan(before.length);
  disk.restart();
  expect(valueOf(await ledger.append([save(1, 3, 10)], savedAct)).seq).toBe(2);
  expect(readFileSync(file).subarray(0, before.length)).toEqual(before);
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual([1, 2]);
  expect(valueOf(await ledger.checkJournal()).state).toBe('whole');
});

test('a new file that could not be written is removed, and its frames never come back', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder, { fileSize: 1000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  disk.refuse('datasync', 'EIO');
  disk.refuse('unlink', 'EIO');
  expect((await ledger.append([save(1, 2)], savedAct)).ok).toBe(false);
  disk.restart();
  expect(readdirSync(folder).sort()).toEqual(['000001.atj', '000002.atj']);
  expect(valueOf(await ledger.append([save(1, 3)], savedAct)).seq).toBe(2);
  const frames = await readAll(ledger);
  expect(frames.map(({ writes: [first] }) => first?.k === 'put' && first.t === 'saves' && first.row.n)).toEqual([1, 3]);
});

/** A file system of a few hundred KB, where the person who runs the tests may make one. */
function smallDisk(): string | undefined {
  const folder = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return folder;
}
const small = smallDisk();
afterAll(() => {
  if (small !== undefined) execFileSync('umount', ['-l', small]);
});

test.skipIf(small === undefined)(
  'a disk that is really full: what was acknowledged stays, and space given back is used',
  async () => {
    const folder = path.join(small!, 'journal');
    const ballast = path.join(small!, 'ballast');
    const setup = { freeBytes: () => Promise.resolve(Infinity), fileSize: 60_000 };
    const { ledger } = newLedger(folder, setup);
    valueOf(await ledger.begin(await ledgerKeys()));
    let acknowledged = 0;
    const fill = async (): Promise<void> => {
      for (;;) {
        const added = await ledger.append([save(1, acknowledged + 1, 9000)], savedAct);
        if (!added.ok) {
          expect(added.fault).toEqual(full);
          return;
        }
        acknowledged = added.value.seq;
      }
    };
    writeFileSync(ballast, new Uint8Array(120_000));
    await fill();
    const atFirst = acknowledged;
    expect(atFirst).toBeGreaterThan(10);
    expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual(Array.from({ length: atFirst }, (_, i) => i + 1));
    await ledger.close();
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: atFirst, state: 'whole' });
    rmSync(ballast);
    await fill();
    expect(acknowledged).toBeGreaterThan(atFirst + 5);
    await ledger.close();
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: acknowledged, state: 'whole' });
    expect(valueOf(await ledger.checkJournal()).state).toBe('whole');
  },
);

test('a scanner that holds the file for a moment is waited for', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  disk.refuse('open', 'EBUSY');
  setTimeout(() => void disk.restart(), 60);
  expect(valueOf(await ledger.append([draft(1)])).seq).toBe(1);
});

test('a folder that cannot be written still opens and can be read', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  await ledger.close();
  disk.crashAfter(0);
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 1, state: 'whole' });
  expect(valueOf(await ledger.read(0)).frames).toHaveLength(1);
  expect(faultOf(await ledger.append([draft(1)]))).toMatchObject({ code: 'journal/not-written' });
});

test('the power goes at every step of the first frames of a file: acknowledged frames are there, no others', async () => {
  for (let steps = 0; ; steps += 1) {
    const folder = newFolder();
    const { ledger } = newLedger(folder, { fileSize: 1500 });
    valueOf(await ledger.begin(await ledgerKeys()));
    valueOf(await ledger.append([draft(1)]));
    disk.crashAfter(steps);
    let acknowledged = 1;
    for (let n = 2; n <= 6; n += 1) {
      const added = await ledger.append([draft(n)]);
      if (added.ok) acknowledged = added.value.seq;
    }
    const done = disk.restart();
    const next = newLedger(folder, { fileSize: 1500 }).ledger;
    const state = valueOf(await next.open(await ledgerKeys()));
    expect(state.lost, `after ${steps} steps`).toEqual([]);
    // a frame may have reached the disk whole although nobody could be told so any more
    expect([acknowledged, acknowledged + 1], `after ${steps} steps`).toContain(state.seq);
    expect((await readAll(next)).map(({ seq }) => seq)).toEqual(Array.from({ length: state.seq }, (_, i) => i + 1));
    expect(valueOf(await next.append([draft(9)])).seq).toBe(state.seq + 1);
    expect(valueOf(await next.checkJournal())).toMatchObject({ lost: [] });
    if (done < steps) break;
  }
}, 60_000);

test('the power goes at every step of a repair: the damaged file stands or the mended one, and the next start ends it', async () => {
  const ended = { damaged: 0, mended: 0 };
  for (let steps = 0; ; steps += 1) {
    const folder = newFolder();
    const { ledger } = newLedger(folder);
    valueOf(await ledger.begin(await ledgerKeys()));
    for (let n = 1; n <= 5; n += 1) valueOf(await ledger.append([save(1, n)], savedAct));
    await ledger.close();
    const file = path.join(folder, '000001.atj');
    const good = bytesOfFile(file);
    const copy = new Map<number, Bytes>();
    for await (const event of readFrames(file)) if (event.kind === 'frame') copy.set(event.frame.seq, event.frame.raw);
    const harmed = flipped(good, 100, 2000, good.length - 3);
    writeFileSync(file, harmed);

    const setup = { findFrame: fromCopy(copy) };
    disk.crashAfter(steps);
    const interrupted = newLedger(folder, setup).ledger;
    valueOf(await interrupted.open(await ledgerKeys()));
    await interrupted.close();
    const done = disk.restart();
    const withoutCopy = newLedger(folder).ledger;
    const { state } = valueOf(await withoutCopy.open(await ledgerKeys()));
    ended[state === 'damaged' ? 'damaged' : 'mended'] += 1;
    await withoutCopy.close();

    const next = newLedger(folder, setup).ledger;
    const { seq } = valueOf(await next.open(await ledgerKeys()));
    // the last frame may have been cut off and set aside before its copy was in place; the others are all there
    expect(seq, `after ${steps} steps`).toBeGreaterThanOrEqual(4);
    expect(next.state()?.lost).toEqual([]);
    expect((await readAll(next)).map((frame) => frame.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
    expect(valueOf(await next.checkJournal()).lost).toEqual([]);
    if (done < steps) break;
  }
  expect(ended.damaged).toBeGreaterThan(5);
  expect(ended.mended).toBeGreaterThan(1);
}, 60_000);
