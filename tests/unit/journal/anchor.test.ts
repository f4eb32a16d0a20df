import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFrames } from '../../../electron/journal/journal-file.ts';
import type { LedgerSetup } from '../../../electron/journal/ledger.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { newFolder, valueOf } from '../../support/vault-builder.ts';
import { draft, fromCopy, idOf, ledgerKeys, newLedger, readAll, save, savedIn } from './journal-builder.ts';

/** An office with ten frames in two files, closed, and its frames as a copy has them. */
async function office() {
  const userData = newFolder();
  const folder = path.join(userData, 'journal');
  const anchorFile = path.join(userData, 'vault', 'anchor.json');
  mkdirSync(path.dirname(anchorFile));
  const start = (setup: Partial<LedgerSetup> = {}) => newLedger(folder, { anchorFile, ...setup });
  const { ledger } = start();
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 6; n += 1) valueOf(await ledger.append([save(1, n)], savedIn(1)));
  await ledger.roll();
  for (let n = 7; n <= 10; n += 1) valueOf(await ledger.append([save(1, n)], savedIn(1)));
  await ledger.close();
  const copy = new Map<number, Bytes>();
  for (const name of readdirSync(folder).sort()) {
    for await (const event of readFrames(path.join(folder, name))) {
      if (event.kind === 'frame') copy.set(event.frame.seq, event.frame.raw);
    }
  }
  const newest = path.join(folder, readdirSync(folder).sort().at(-1)!);
  return { start, copy, newest, anchorFile };
}

const anchorIn = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the newest file is deleted and no copy has it: what is lost is named, until it is mended', async () => {
  const { start, newest, anchorFile } = await office();
  expect(anchorIn(anchorFile)).toMatchObject({ format: 1, seq: 10 });
  rmSync(newest);
  const first = start().ledger;
  expect(valueOf(await first.open(await ledgerKeys()))).toMatchObject({ seq: 6, state: 'damaged', lost: [[7, 10]] });
  // signing in writes frames of its own: they must not hide the loss
  for (let n = 1; n <= 5; n += 1) valueOf(await first.record({ action: 'unlocked' }));
  await first.close();
  expect(anchorIn(anchorFile)).toMatchObject({ seq: 11, lost: [[7, 10]] });
  const second = start().ledger;
  expect(valueOf(await second.open(await ledgerKeys()))).toMatchObject({ seq: 11, state: 'damaged', lost: [[7, 10]] });
});

test('the newest file is deleted and a copy has it, or part of it', async () => {
  for (const [held, seq, state, lost] of [
    [10, 10, 'repaired', []],
    [8, 8, 'damaged', [[9, 10]]],
  ] as const) {
    const { start, copy, newest } = await office();
    rmSync(newest);
    const { ledger } = start({ findFrame: fromCopy(new Map([...copy].filter(([n]) => n <= held))) });
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq, state, lost });
    expect((await readAll(ledger)).map((frame) => frame.seq)).toEqual(Array.from({ length: seq }, (_, i) => i + 1));
    expect(valueOf(await ledger.append([draft(1)])).seq).toBe(seq + 1);
    await ledger.close();
  }
});

test('all of the journal is gone: what was lost with it is named until there is a new one', async () => {
  const { start, newest, anchorFile } = await office();
  for (const name of readdirSync(path.dirname(newest))) rmSync(path.join(path.dirname(newest), name));
  for (let tries = 0; tries < 2; tries += 1) {
    const { ledger } = start();
    expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 0, state: 'missing', lost: [[1, 10]] });
    valueOf(await ledger.record({ action: 'unlocked' }));
    await ledger.close();
    expect(anchorIn(anchorFile)).toMatchObject({ seq: 10 });
  }
  const { ledger } = start();
  valueOf(await ledger.open(await ledgerKeys()));
  // tables at 8 go on without the last two: their numbers are never given to others
  valueOf(await ledger.seed('begin', 8, []));
  expect(valueOf(await ledger.seed('end', 8, []))).toMatchObject({ seq: 10 });
  await ledger.close();
  expect(anchorIn(anchorFile)).toMatchObject({ seq: 11 });
  expect(anchorIn(anchorFile)).not.toHaveProperty('lost');
});

test('an office that was put back, another office, and an anchor nobody can read raise no alarm', async () => {
  for (const [change, harm] of [
    [{ installationId: idOf(77) }, () => undefined],
    [{}, (file: string) => writeFileSync(file, JSON.stringify({ ...(anchorIn(file) as object), vaultId: idOf(78) }))],
    [{}, (file: string) => rmSync(file)],
    [{}, (file: string) => writeFileSync(file, '{"format":1,')],
    [{}, (file: string) => writeFileSync(file, JSON.stringify({ format: 2, seq: 99 }))],
  ] as const) {
    const { start, newest, anchorFile } = await office();
    rmSync(newest);
    harm(anchorFile);
    const { ledger } = start();
    expect(valueOf(await ledger.open(await ledgerKeys(change)))).toMatchObject({ seq: 6, state: 'whole', lost: [] });
    await ledger.close();
    expect(anchorIn(anchorFile)).toMatchObject({ seq: 6, ...change });
  }
});

test('killed after the journal was written and before the anchor was: nothing is wrong', async () => {
  const { start, anchorFile } = await office();
  const old = readFileSync(anchorFile);
  const first = start().ledger;
  valueOf(await first.open(await ledgerKeys()));
  for (let n = 11; n <= 13; n += 1) valueOf(await first.append([save(1, n)], savedIn(1)));
  await first.close();
  writeFileSync(anchorFile, old);
  const { ledger } = start();
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 13, state: 'whole', lost: [] });
});

test('compacting and making the journal anew raise no alarm', async () => {
  const { start } = await office();
  const { ledger } = start({ worthCompacting: 0 });
  valueOf(await ledger.open(await ledgerKeys()));
  for (let n = 1; n <= 6; n += 1) valueOf(await ledger.append([draft(1, 4000)]));
  await ledger.roll();
  expect(valueOf(await ledger.compact(ledger.position()!.seq))).toEqual({ compacted: true });
  const { seq } = ledger.position()!;
  await ledger.close();
  const again = start().ledger;
  expect(valueOf(await again.open(await ledgerKeys()))).toMatchObject({ seq, state: 'whole', lost: [] });
});

test('an anchor that cannot be written keeps nobody from working', async () => {
  const userData = newFolder();
  const anchorFile = path.join(userData, 'not-there', 'anchor.json');
  const { ledger, logged } = newLedger(path.join(userData, 'journal'), { anchorFile });
  valueOf(await ledger.begin(await ledgerKeys()));
  expect(valueOf(await ledger.append([draft(1)])).seq).toBe(1);
  await ledger.close();
  expect(existsSync(anchorFile)).toBe(false);
  expect(logged).toContainEqual({ call: 'anchor', fault: 'file/cannot-write' });
});
