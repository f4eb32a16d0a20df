import { readFileSync } from 'node:fs';
import type * as Sync from 'node:fs';
import type * as Fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { Appender } from '../../../electron/journal/appender.ts';
import type { Commit } from '../../../electron/journal/next-frame.ts';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import { disk } from './crashing-disk.ts';
import { idOf, ledgerKeys, newLedger, readAll, save, savedAct, savedIn, summary } from './journal-builder.ts';

vi.mock('node:fs', async (original) => {
  const { crashingSync } = await import('./crashing-disk.ts');
  return crashingSync(await original<typeof Sync>());
});
vi.mock('node:fs/promises', async (original) => {
  const { crashing } = await import('./crashing-disk.ts');
  return crashing(await original<typeof Fs>());
});
afterEach(() => {
  disk.restart();
  vi.restoreAllMocks();
});

/** A case each, as an import writes them. */
const cases = (from: number, count: number, length = 400): Commit<WindowWrite>[] =>
  Array.from({ length: count }, (_, i) => ({
    writes: [save(from + i, 1, length), summary(from + i, 1)],
    act: savedIn(from + i),
  }));

test('several frames with one flush: each is one like any other, with its own act', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  const adding = vi.spyOn(Appender.prototype, 'add');
  const added = valueOf(await ledger.appendTogether(cases(2, 5)));
  expect(adding).toHaveBeenCalledTimes(1);
  expect(added.map(({ seq, audit }) => [seq, audit?.n])).toEqual([2, 3, 4, 5, 6].map((n) => [n, n]));
  const frames = await readAll(ledger);
  expect(frames.map(({ digest }) => digest).slice(1)).toEqual(added.map(({ digest }) => digest));
  expect(frames.map(({ writes }) => writes.map(({ t }) => t).join())).toEqual([
    'saves,audit',
    ...Array.from({ length: 5 }, () => 'saves,summaries,audit'),
  ]);
  expect(valueOf(await ledger.append([save(1, 2)], savedAct)).seq).toBe(7);
  await ledger.close();
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 7, state: 'whole', lastWrite: 7 });
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 7, brokenAt: undefined });
});

test('rights are asked for every frame before the first one is written', async () => {
  const { ledger } = newLedger(newFolder());
  valueOf(await ledger.begin(await ledgerKeys({ roles: ['inspector'] })));
  const [first, second] = cases(1, 2);
  const foreign = { writes: [save(3, 1)], act: savedIn(4) };
  expect(faultOf(await ledger.appendTogether([first!, foreign, second!]))).toMatchObject({ code: 'ipc/bad-input' });
  const received = { writes: [save(3, 1)], act: { ...savedIn(3), action: 'bundle-received' } as const };
  expect(faultOf(await ledger.appendTogether([first!, received]))).toMatchObject({
    code: 'access/denied',
    detail: { permission: 'exchange.receive' },
  });
  expect(ledger.position()?.seq).toBe(0);
  expect(await readAll(ledger)).toEqual([]);
});

test('a disk that refuses takes none of them, and the next ones are written', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.appendTogether(cases(1, 3)));
  const before = readFileSync(path.join(folder, '000001.atj'));
  disk.refuse('datasync', 'EIO');
  expect(faultOf(await ledger.appendTogether(cases(4, 3)))).toMatchObject({ code: 'journal/not-written' });
  disk.restart();
  expect(readFileSync(path.join(folder, '000001.atj'))).toEqual(before);
  expect(ledger.position()?.seq).toBe(3);
  expect(valueOf(await ledger.appendTogether(cases(4, 3))).map(({ seq }) => seq)).toEqual([4, 5, 6]);
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 6, brokenAt: undefined });
});

test('the power goes at every step, in a batch and between two: what was acknowledged is there, the rest is whole cases', async () => {
  for (let steps = 0; ; steps += 1) {
    const folder = newFolder();
    const { ledger } = newLedger(folder);
    valueOf(await ledger.begin(await ledgerKeys()));
    disk.crashAfter(steps);
    let acknowledged = 0;
    for (const batch of [cases(1, 4), cases(5, 4, 3000), cases(9, 4)]) {
      const added = await ledger.appendTogether(batch);
      if (!added.ok) break;
      acknowledged += batch.length;
    }
    const wasWhole = acknowledged === 12;
    await ledger.close();
    disk.restart();
    const { ledger: next } = newLedger(folder);
    const opened = await next.open(await ledgerKeys());
    if (opened.ok && opened.value.state !== 'missing') {
      expect(['whole', 'cut'], `after ${steps} steps`).toContain(opened.value.state);
      expect(opened.value.lost).toEqual([]);
      const frames = await readAll(next);
      expect(frames.length).toBeGreaterThanOrEqual(acknowledged);
      for (const [i, { writes }] of frames.entries()) {
        expect(writes.map((write) => (write.k === 'put' && write.t === 'saves' ? write.row.c : write.t))).toEqual([
          idOf(i + 1),
          'summaries',
          'audit',
        ]);
      }
      expect(valueOf(await next.checkAudit())).toMatchObject({ n: frames.length, brokenAt: undefined });
    } else expect(acknowledged, `after ${steps} steps`).toBe(0);
    await next.close();
    if (wasWhole) break;
  }
});

test('half a batch that reached the disk when the power went: its whole frames count, the torn one is cut off', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  // the write is cut in its middle, and nothing can be taken back any more
  disk.crashAfter(0);
  expect((await ledger.appendTogether(cases(2, 5))).ok).toBe(false);
  await ledger.close();
  disk.restart();
  const { ledger: next } = newLedger(folder);
  expect(valueOf(await next.open(await ledgerKeys()))).toMatchObject({ seq: 3, lost: [] });
  const frames = await readAll(next);
  expect(frames.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(valueOf(await next.checkAudit())).toMatchObject({ n: 3, brokenAt: undefined });
  expect(valueOf(await next.appendTogether(cases(4, 2))).map(({ seq }) => seq)).toEqual([4, 5]);
});
