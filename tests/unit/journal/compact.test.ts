import { readdirSync, statSync, writeFileSync } from 'node:fs';
import type * as Sync from 'node:fs';
import type * as Fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { compactFiles, weigh } from '../../../electron/journal/compact.ts';
import { findJournal } from '../../../electron/journal/folder.ts';
import { readFrames } from '../../../electron/journal/journal-file.ts';
import type { Frame } from '../../../shared/journal/write.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { newFolder, valueOf } from '../../support/vault-builder.ts';
import { disk } from './crashing-disk.ts';
import {
  bytesOfFile,
  draft,
  flipped,
  fromCopy,
  idOf,
  keyFrom,
  ledgerKeys,
  newLedger,
  numbers,
  readAll,
  rowsOf,
  save,
  savedAct,
  savedIn,
  summary,
  vaultId,
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

const setup = { fileSize: 6000 };
const running = { isStopped: () => false };

/** Days of work over several files, closed: saves that stay, and drafts and summaries that are replaced again and again. */
async function work(folder: string): Promise<Frame[]> {
  const { ledger } = newLedger(folder, setup);
  valueOf(await ledger.begin(await ledgerKeys()));
  const random = numbers(5);
  for (let n = 1; n <= 40; n += 1) {
    const c = 1 + random(4);
    valueOf(await ledger.append([draft(c, 500 + random(900))]));
    if (n % 4 === 0)
      valueOf(
        await ledger.append([{ t: 'drafts', k: 'del', key: idOf(c) }], { action: 'draft-discarded', caseId: idOf(c) }),
      );
    if (n % 3 === 0) valueOf(await ledger.append([save(c, n), summary(c, n)], savedIn(c)));
  }
  const frames = await readAll(ledger);
  await ledger.close();
  return frames;
}

async function compacting(folder: string) {
  const { files } = await findJournal(folder, vaultId);
  return { files: files.slice(0, -1), key: { vaultId, journalKey: await keyFrom('journal') }, ...running };
}

test('the newest row of every place stays, and everything that is never replaced', async () => {
  const folder = path.join(newFolder(), 'journal');
  const frames = await work(folder);
  const what = await compacting(folder);
  const weight = (await weigh(what))!;
  expect(weight.replaced).toBeGreaterThan(weight.all / 2);
  const size = await compactFiles(what, weight);
  const base = what.files.at(-1)!.path;
  expect(statSync(base).size).toBe(size);
  expect(readdirSync(folder)).toHaveLength(2);

  const { ledger } = newLedger(folder, setup);
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: frames.length, state: 'whole' });
  const kept = await readAll(ledger);
  expect(rowsOf(kept)).toEqual(rowsOf(frames));
  expect(kept.at(-1)).toEqual(frames.at(-1));
  kept.forEach((frame, i) => expect(frame.from ?? frame.seq).toBe((kept[i - 1]?.seq ?? 0) + 1));
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ brokenAt: undefined });
  expect(valueOf(await ledger.checkJournal()).state).toBe('whole');
  expect(valueOf(await ledger.append([draft(1)])).seq).toBe(frames.length + 1);
});

test('a database that stands anywhere catches up to the same rows', async () => {
  const folder = path.join(newFolder(), 'journal');
  const frames = await work(folder);
  const what = await compacting(folder);
  await compactFiles(what, (await weigh(what))!);
  const { ledger } = newLedger(folder, setup);
  valueOf(await ledger.open(await ledgerKeys()));
  for (let at = 0; at <= frames.length; at += 3) {
    const behind = await readAll(ledger, at);
    expect(rowsOf([...frames.slice(0, at), ...behind]), `from ${at}`).toEqual(rowsOf(frames));
  }
}, 30_000);

test('compacted twice, with work between, nothing but what was replaced is gone', async () => {
  const folder = path.join(newFolder(), 'journal');
  const before = await work(folder);
  for (let round = 0; round < 2; round += 1) {
    const what = await compacting(folder);
    await compactFiles(what, (await weigh(what))!);
    const { ledger } = newLedger(folder, setup);
    valueOf(await ledger.open(await ledgerKeys()));
    for (let n = 0; n < 12; n += 1) {
      const write = draft(2, 900 + n);
      const added = valueOf(await ledger.append([write]));
      before.push({ seq: added.seq, digest: added.digest, writes: [write] });
    }
    await ledger.close();
  }
  const { ledger } = newLedger(folder, setup);
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: before.length, state: 'whole' });
  expect(rowsOf(await readAll(ledger))).toEqual(rowsOf(before));
  expect(valueOf(await ledger.checkAudit()).brokenAt).toBeUndefined();
}, 30_000);

test.each(['of it', 'of the files it replaced'])('damage in a base file is filled from a copy %s', async (which) => {
  const folder = path.join(newFolder(), 'journal');
  const frames = await work(folder);
  const copy = new Map<number, Bytes>();
  const collect = async (): Promise<void> => {
    for (const { path: file } of (await findJournal(folder, vaultId)).files) {
      for await (const event of readFrames(file))
        if (event.kind === 'frame') copy.set(event.frame.seq, event.frame.raw);
    }
  };
  const what = await compacting(folder);
  if (which !== 'of it') await collect();
  await compactFiles(what, (await weigh(what))!);
  if (which === 'of it') await collect();
  const base = what.files.at(-1)!.path;
  writeFileSync(base, flipped(bytesOfFile(base), 2000));
  const { ledger } = newLedger(folder, { ...setup, findFrame: fromCopy(copy) });
  valueOf(await ledger.open(await ledgerKeys()));
  expect(valueOf(await ledger.checkJournal())).toMatchObject({ state: 'repaired', lost: [] });
  expect(rowsOf(await readAll(ledger))).toEqual(rowsOf(frames));
  await ledger.close();
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: frames.length, state: 'whole' });
  expect(valueOf(await ledger.checkJournal())).toMatchObject({ state: 'whole', lost: [] });
});

test('what is damaged, and what is stopped, is not compacted', async () => {
  const folder = path.join(newFolder(), 'journal');
  await work(folder);
  const what = await compacting(folder);
  const weight = (await weigh(what))!;
  const names = readdirSync(folder);
  let asked = 0;
  const stopping = { ...what, isStopped: () => (asked += 1) > 10 };
  expect(await weigh(stopping)).toBeUndefined();
  asked = 0;
  expect(await compactFiles(stopping, weight)).toBeUndefined();
  const file = what.files[1]!.path;
  writeFileSync(file, flipped(bytesOfFile(file), 900));
  expect(await weigh(what)).toBeUndefined();
  expect(await compactFiles(what, weight)).toBeUndefined();
  expect(readdirSync(folder)).toEqual(names);
});

test('the power goes at every step: the files that were or the one that replaces them stand, whole', async () => {
  const rounds = { before: 0, after: 0 };
  for (let steps = 0; ; steps += 1) {
    const folder = path.join(newFolder(), 'journal');
    const frames = await work(folder);
    const what = await compacting(folder);
    const weight = (await weigh(what))!;
    disk.crashAfter(steps);
    await compactFiles(what, weight).catch(() => undefined);
    const done = disk.restart();
    const { ledger } = newLedger(folder, setup);
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: frames.length, state: 'whole' });
    const isCompacted = (await readAll(ledger)).length < frames.length;
    rounds[isCompacted ? 'after' : 'before'] += 1;
    expect(readdirSync(folder), `after ${steps} steps`).toHaveLength(isCompacted ? 2 : what.files.length + 1);
    expect(rowsOf(await readAll(ledger)), `after ${steps} steps`).toEqual(rowsOf(frames));
    expect(valueOf(await ledger.checkJournal())).toMatchObject({ state: 'whole', lost: [] });
    await ledger.close();
    if (done < steps) break;
  }
  expect(rounds.before).toBeGreaterThan(4);
  expect(rounds.after).toBeGreaterThan(4);
}, 120_000);

test('the ledger compacts by itself only when it is worth it, and only what a snapshot holds', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder, { fileSize: 20_000, worthCompacting: 64_000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  const compacted = async (heldUpTo: number): Promise<boolean> => valueOf(await ledger.compact(heldUpTo)).compacted;
  for (let n = 1; n <= 50; n += 1) valueOf(await ledger.append([draft(1, 1000)]));
  expect(await compacted(1000)).toBe(false);
  for (let n = 1; n <= 50; n += 1) valueOf(await ledger.append([draft(1, 1000)]));
  expect(await compacted(30)).toBe(false);
  const bytes = (await ledger.facts())!.bytes;
  expect(await compacted(100)).toBe(true);
  expect((await ledger.facts())!.bytes).toBeLessThan(bytes / 3);
  expect(await compacted(100)).toBe(false);
  expect(valueOf(await ledger.append([save(1, 1)], savedAct)).seq).toBe(101);
  expect([...rowsOf(await readAll(ledger)).keys()]).toHaveLength(3);
});

test('saves are never left out, however many there are', async () => {
  const { ledger } = newLedger(path.join(newFolder(), 'journal'), { fileSize: 20_000, worthCompacting: 64_000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 100; n += 1) valueOf(await ledger.append([save(1, n, 1000)], savedAct));
  expect(valueOf(await ledger.compact(1000)).compacted).toBe(false);
});
