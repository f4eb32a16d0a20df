import type { FindFrame } from '../../../electron/journal/mend.ts';
import { appendFileSync, copyFileSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FILE_HEADER_LENGTH } from '../../../electron/journal/file-header.ts';
import { makeFrame } from '../../../electron/journal/frame.ts';
import { readFrames } from '../../../electron/journal/journal-file.ts';
import type { LedgerSetup } from '../../../electron/journal/ledger.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { noAudit } from '../../../shared/journal/payload.ts';
import { newFolder, valueOf } from '../../support/vault-builder.ts';
import {
  bytesOfFile,
  draft,
  flipped,
  fromCopy,
  keyFrom,
  ledgerKeys,
  newLedger,
  numbers,
  quickFolder,
  readAll,
  save,
  savedAct,
  savedIn,
  type TestLedger,
  vaultId,
} from './journal-builder.ts';

/** A closed journal of some frames, each with an act; `fileSize` decides over how many files. */
async function journalOf(frames: number, fileSize?: number): Promise<string> {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder, fileSize === undefined ? {} : { fileSize });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= frames; n += 1) valueOf(await ledger.append([save(1, n)], savedAct));
  await ledger.close();
  return folder;
}

/** A closed journal of small frames. */
async function draftsOf(frames: number, fileSize?: number): Promise<string> {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder, fileSize === undefined ? {} : { fileSize });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= frames; n += 1) valueOf(await ledger.append([draft(n)]));
  await ledger.close();
  return folder;
}

/** The frames of a journal, as a snapshot has them. */
async function framesOf(folder: string): Promise<Map<number, Bytes>> {
  const frames = new Map<number, Bytes>();
  for (const name of readdirSync(folder).sort()) {
    for await (const event of readFrames(path.join(folder, name))) {
      if (event.kind === 'frame') frames.set(event.frame.seq, event.frame.raw);
    }
  }
  return frames;
}

async function opened(folder: string, setup: Partial<LedgerSetup> = {}): Promise<TestLedger> {
  const made = newLedger(folder, setup);
  valueOf(await made.ledger.open(await ledgerKeys()));
  return made;
}

const sequence = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const seqs = async (made: TestLedger): Promise<number[]> => (await readAll(made.ledger)).map(({ seq }) => seq);

test('every byte of a small journal, changed one by one: found and named, the rest is read, work goes on', async () => {
  const source = await draftsOf(2);
  const good = bytesOfFile(path.join(source, '000001.atj'));
  const length = (good.length - FILE_HEADER_LENGTH) / 2;
  const folder = path.join(quickFolder(), 'journal');
  const keys = await ledgerKeys();
  for (let at = 0; at < good.length; at += 1) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(path.join(folder, '000001.atj'), flipped(good, at));
    const { ledger } = newLedger(folder);
    const state = valueOf(await ledger.open(keys));
    const hit = Math.floor((at - FILE_HEADER_LENGTH) / length) + 1;
    if (at < FILE_HEADER_LENGTH) {
      expect(state, `byte ${at}`).toMatchObject({ seq: 2, state: 'repaired', lost: [] });
    } else {
      expect(state, `byte ${at}`).toMatchObject({ seq: hit === 2 ? 1 : 2, state: 'damaged', lost: [[hit, hit]] });
    }
    const rest = [1, 2].filter((seq) => at < FILE_HEADER_LENGTH || seq !== hit);
    expect(
      (await readAll(ledger)).map(({ seq }) => seq),
      `byte ${at}`,
    ).toEqual(rest);
    if (at % 7 === 0) valueOf(await ledger.append([draft(9)]));
    await ledger.close();
  }
}, 120_000);

test('the last file cut short: what is whole is there, the rest is set aside, and nothing is overwritten', async () => {
  const source = await draftsOf(8, 1300);
  const names = readdirSync(source).sort();
  const last = names.at(-1)!;
  const good = bytesOfFile(path.join(source, last));
  const ends: number[] = [];
  let before = 0;
  for await (const event of readFrames(path.join(source, last))) {
    if (event.kind === 'header') before = event.header!.before.seq;
    if (event.kind === 'frame') ends.push(event.end);
  }
  expect(ends.length).toBeGreaterThan(1);
  // what the reader makes of every single length is tested with it; here the lengths around every border and some more
  const isEdge = (size: number): boolean => [FILE_HEADER_LENGTH, ...ends].some((end) => Math.abs(end - size) < 10);
  const folder = path.join(quickFolder(), 'journal');
  const keys = await ledgerKeys();
  for (let size = 0; size < good.length; size += isEdge(size) ? 1 : 7) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const name of names) copyFileSync(path.join(source, name), path.join(folder, name));
    truncateSync(path.join(folder, last), size);
    const { ledger } = newLedger(folder);
    const state = valueOf(await ledger.open(keys));
    const whole = ends.filter((end) => end <= size).length;
    const isClean = size === FILE_HEADER_LENGTH || ends.includes(size);
    expect(state, `${size} bytes`).toMatchObject({ seq: before + whole, state: isClean ? 'whole' : 'cut', lost: [] });
    const cut = readdirSync(folder).find((name) => name.includes('.cut-'));
    if (!isClean && size > FILE_HEADER_LENGTH) {
      const kept = whole === 0 ? good.slice(0, size) : good.slice(ends[whole - 1], size);
      expect(bytesOfFile(path.join(folder, cut!)), `${size} bytes`).toEqual(kept);
    } else {
      expect(cut).toBeUndefined();
    }
    await ledger.close();
  }
}, 120_000);

test('a torn end, a day of work, another start: everything acknowledged is there', async () => {
  const random = numbers(3);
  const folder = await journalOf(10);
  const file = path.join(folder, '000001.atj');
  let acknowledged = sequence(1, 10);
  for (let day = 0; day < 12; day += 1) {
    const size = bytesOfFile(file).length;
    if (day % 3 === 0) truncateSync(file, size - 1 - random(200));
    else if (day % 3 === 1) appendFileSync(file, new Uint8Array(1 + random(5000)));
    else appendFileSync(file, bytesOfFile(file).slice(FILE_HEADER_LENGTH, FILE_HEADER_LENGTH + 1 + random(300)));
    const made = await opened(folder);
    // a cut end takes the newest frame with it: nobody else can
    if (day % 3 === 0) acknowledged = acknowledged.slice(0, -1);
    expect(await seqs(made), `day ${day}`).toEqual(acknowledged);
    for (let n = 0; n < 5; n += 1) acknowledged.push(valueOf(await made.ledger.append([save(2, n)], savedIn(2))).seq);
    await made.ledger.close();
  }
  const made = await opened(folder);
  expect(made.ledger.state()).toMatchObject({ state: 'whole', lost: [] });
  expect(await seqs(made)).toEqual(sequence(1, acknowledged.length));
  expect(valueOf(await made.ledger.checkAudit())).toMatchObject({ n: acknowledged.length, brokenAt: undefined });
}, 30_000);

test('damage in the last file is filled from a copy at opening; the damaged file is kept', async () => {
  const folder = await journalOf(8);
  const copy = await framesOf(folder);
  const file = path.join(folder, '000001.atj');
  const good = bytesOfFile(file);
  writeFileSync(file, flipped(good, 2000, 2500, 6000));
  const repairedFrom = '2026-11-24T22:38:35.000Z';
  const { ledger } = newLedger(folder, {
    findFrame: (seq) => Promise.resolve({ raw: copy.get(seq)!, madeAt: repairedFrom }),
  });
  const state = valueOf(await ledger.open(await ledgerKeys()));
  expect(state).toMatchObject({ seq: 8, state: 'repaired', lost: [], repairedFrom });
  expect(bytesOfFile(file)).toEqual(good);
  expect(bytesOfFile(`${file}.damaged-1`)).toEqual(flipped(good, 2000, 2500, 6000));
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual(sequence(1, 8));
  expect(valueOf(await ledger.append([draft(1)])).seq).toBe(9);
});

test('the end, damaged, comes back from a copy too', async () => {
  const folder = await journalOf(4);
  const copy = await framesOf(folder);
  const file = path.join(folder, '000001.atj');
  const good = bytesOfFile(file);
  writeFileSync(file, flipped(good, good.length - 5));
  const { ledger } = newLedger(folder, { findFrame: fromCopy(copy) });
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 4, state: 'repaired', lost: [] });
  expect(valueOf(await ledger.append([save(1, 5)], savedAct)).seq).toBe(5);
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual(sequence(1, 5));
  expect(valueOf(await ledger.checkJournal()).state).toBe('repaired');
  expect(valueOf(await ledger.checkAudit()).brokenAt).toBeUndefined();
});

test('only the very frame that is missing is believed, wherever it comes from', async () => {
  const folder = await journalOf(8);
  const stranger = await framesOf(await journalOf(8));
  const own = await framesOf(folder);
  const file = path.join(folder, '000001.atj');
  const good = bytesOfFile(file);
  writeFileSync(file, flipped(good, 3000));
  const lost = [[3, 3]];
  for (const found of [
    (seq: number) => stranger.get(seq)!,
    (seq: number) => own.get(seq + 1)!,
    (seq: number) => flipped(own.get(seq)!, 200),
    () => new Uint8Array(10),
  ]) {
    const findFrame: FindFrame = (seq) => Promise.resolve({ raw: found(seq) });
    const made = newLedger(folder, { findFrame });
    expect(valueOf(await made.ledger.open(await ledgerKeys()))).toMatchObject({ state: 'damaged', lost });
    await made.ledger.close();
  }
  const failing = newLedger(folder, { findFrame: () => Promise.reject(new Error('no stick')) });
  expect(valueOf(await failing.ledger.open(await ledgerKeys()))).toMatchObject({ state: 'damaged', lost });
  expect(bytesOfFile(file)).toEqual(flipped(good, 3000));
});

test('damage in earlier files is found by a check, and by reading, and filled where a copy has it', async () => {
  const folder = await journalOf(20, 4000);
  const copy = await framesOf(folder);
  const [first, second] = readdirSync(folder).sort() as [string, string];
  for (const name of [first, second]) {
    const file = path.join(folder, name);
    writeFileSync(file, flipped(bytesOfFile(file), 700));
  }
  const withoutCopy = await opened(folder);
  expect(withoutCopy.ledger.state()).toMatchObject({ state: 'whole' });
  const read = await seqs(withoutCopy);
  expect(withoutCopy.ledger.state()?.state).toBe('damaged');
  const lost = withoutCopy.ledger.state()!.lost;
  expect(lost).toHaveLength(2);
  const gone = new Set(lost.map(([from]) => from));
  expect(read).toEqual(sequence(1, 20).filter((seq) => !gone.has(seq)));
  expect(valueOf(await withoutCopy.ledger.checkAudit())).toMatchObject({ n: 20, brokenAt: 1 });
  await withoutCopy.ledger.close();

  const withCopy = await opened(folder, { findFrame: fromCopy(copy) });
  expect(valueOf(await withCopy.ledger.checkJournal())).toMatchObject({ state: 'repaired', lost: [] });
  expect(await seqs(withCopy)).toEqual(sequence(1, 20));
  expect(valueOf(await withCopy.ledger.checkAudit())).toMatchObject({ n: 20, brokenAt: undefined });
  await withCopy.ledger.close();
  const again = await opened(folder);
  expect(valueOf(await again.ledger.checkJournal())).toMatchObject({ state: 'whole', lost: [] });
});

test('a missing file, and a file that lost its end, are named to the frame and come back from a copy', async () => {
  for (const harm of [
    (file: string) => rmSync(file),
    (file: string) => truncateSync(file, 900),
    (file: string) => truncateSync(file, 100),
    (file: string) => writeFileSync(file, new Uint8Array(4000)),
  ]) {
    const folder = await journalOf(20, 4000);
    const copy = await framesOf(folder);
    const [, second] = readdirSync(folder).sort() as [string, string];
    const inSecond: number[] = [];
    for await (const event of readFrames(path.join(folder, second))) {
      if (event.kind === 'frame') inSecond.push(event.frame.seq);
    }
    harm(path.join(folder, second));
    const made = await opened(folder);
    const state = valueOf(await made.ledger.checkJournal());
    expect(state.state).toBe('damaged');
    expect(state.lost).toHaveLength(1);
    expect(state.lost[0]![1]).toBe(inSecond.at(-1));
    const readable = await seqs(made);
    expect(readable).toEqual(sequence(1, 20).filter((seq) => seq < state.lost[0]![0] || seq > state.lost[0]![1]));
    await made.ledger.close();

    const withCopy = await opened(folder, { findFrame: fromCopy(copy) });
    expect(valueOf(await withCopy.ledger.checkJournal())).toMatchObject({ state: 'repaired', lost: [] });
    expect(await seqs(withCopy)).toEqual(sequence(1, 20));
    await withCopy.ledger.close();
  }
});

test('damage in earlier files is told when the check by itself finds it', async () => {
  for (const hasCopy of [true, false]) {
    const folder = await journalOf(20, 4000);
    const copy = await framesOf(folder);
    const [first] = readdirSync(folder).sort() as [string];
    const file = path.join(folder, first);
    writeFileSync(file, flipped(bytesOfFile(file), 700));
    const madeAt = '2026-11-24T22:38:35.000Z';
    const findFrame: FindFrame = (seq) => Promise.resolve(hasCopy ? { raw: copy.get(seq)!, madeAt } : undefined);
    const told = await new Promise<unknown>((onDamage) => {
      void opened(folder, { findFrame, checkAfter: 1, onDamage });
    });
    expect(told).toMatchObject(
      hasCopy ? { state: 'repaired', lost: [], repairedFrom: madeAt } : { state: 'damaged', lost: [[1, 1]] },
    );
  }
});

test('a whole journal is checked by itself without a word', async () => {
  const folder = await journalOf(20, 4000);
  const told: unknown[] = [];
  const made = await opened(folder, { checkAfter: 1, onDamage: (state) => told.push(state) });
  await expect.poll(async () => (await made.ledger.facts())?.checkedAt).toBeDefined();
  expect(told).toEqual([]);
});

test('what stays lost keeps its damaged bytes, while its neighbours come back', async () => {
  const folder = await journalOf(8);
  const copy = await framesOf(folder);
  const file = path.join(folder, '000001.atj');
  const good = bytesOfFile(file);
  const harmed = flipped(good, 1500, 5000);
  writeFileSync(file, harmed);
  const state = valueOf(await newLedger(folder).ledger.open(await ledgerKeys()));
  const [[first], [second]] = state.lost as [[number, number], [number, number]];
  const half = await opened(folder, { findFrame: fromCopy(new Map([[first, copy.get(first)!]])) });
  expect(half.ledger.state()).toMatchObject({ state: 'damaged', lost: [[second, second]] });
  expect(bytesOfFile(file)).toEqual(flipped(good, 5000));
});

test('the check finds damage in the file that is being written, and what is written meanwhile is kept', async () => {
  const folder = await journalOf(6);
  const copy = await framesOf(folder);
  const made = await opened(folder, { findFrame: fromCopy(copy) });
  valueOf(await made.ledger.append([save(3, 1)], savedIn(3)));
  const file = path.join(folder, '000001.atj');
  writeFileSync(file, flipped(bytesOfFile(file), 1500), { flag: 'r+' });
  const [checked, ...added] = await Promise.all([
    made.ledger.checkJournal(),
    ...sequence(2, 30).map((n) => made.ledger.append([save(3, n)], savedIn(3))),
  ]);
  expect(valueOf(checked)).toMatchObject({ state: 'repaired', lost: [] });
  expect(added.map((answer) => valueOf(answer).seq)).toEqual(sequence(8, 36));
  expect(await seqs(made)).toEqual(sequence(1, 36));
});

test('a frame that somebody without the key wrote is not read, and cut off at the end', async () => {
  const folder = await journalOf(3);
  const file = path.join(folder, '000001.atj');
  const good = bytesOfFile(file);
  const before = valueOf(await newLedger(folder).ledger.open(await ledgerKeys()));
  const payload = { at: '2026-11-24T15:00:00.000Z', audit: noAudit, writes: [draft(1)] };
  const forged = await makeFrame({ vaultId, journalKey: await keyFrom('not the key'), before, payload });
  appendFileSync(file, forged.raw);
  const made = await opened(folder);
  expect(made.ledger.state()).toMatchObject({ seq: 3, state: 'damaged', lost: [[4, 4]] });
  expect(await seqs(made)).toEqual([1, 2, 3]);
  expect(bytesOfFile(file)).toEqual(good);
  expect(bytesOfFile(`${file}.cut-1`)).toEqual(forged.raw);
});
