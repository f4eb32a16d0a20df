import { readdirSync, readFileSync } from 'node:fs';
import type * as Fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import { disk } from './crashing-disk.ts';
import { draft, ledgerKeys, newLedger, readAll, save, savedAct } from './journal-builder.ts';

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
