import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type * as Sync from 'node:fs';
import type * as Fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { Ledger } from '../../../electron/journal/ledger.ts';
import type { Act } from '../../../shared/access/acts.ts';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import { placeOf, type Frame, type Write } from '../../../shared/journal/write.ts';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import { disk } from './crashing-disk.ts';
import {
  bytesFor,
  bytesOfFile,
  flipped,
  idOf,
  ledgerKeys,
  newLedger,
  readAll,
  rowsOf,
  save,
  savedAct,
  summary,
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

const finalisedAct: Act = { ...savedAct, action: 'finalised' };
const differs = { code: 'journal/differs' };

/** The newest row of every place, as a database hands them over; entries of the chain of acts in order. */
function databaseOf(frames: readonly Frame[]): Write[] {
  return [...new Map(frames.flatMap(({ writes }) => writes).map((write) => [placeOf(write), write])).values()];
}

/** A journal of ten saves, closed; and the database that follows it. */
async function office(folder: string, length = 40): Promise<{ rows: Write[]; frames: Frame[] }> {
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.record({ action: 'created' }));
  for (let n = 1; n <= 9; n += 1) valueOf(await ledger.append([save(1, n, length), summary(1, n)], savedAct));
  const frames = await readAll(ledger);
  await ledger.close();
  return { rows: databaseOf(frames), frames };
}

async function seedAll(ledger: Ledger, rows: readonly Write[], seq: number) {
  const begun = await ledger.seed('begin', seq, rows.slice(0, 3));
  if (!begun.ok) return begun;
  const more = await ledger.seed('more', seq, rows.slice(3, 8));
  return more.ok ? ledger.seed('end', seq, rows.slice(8)) : more;
}

test('a journal that is gone is made again from the database; acts that waited follow', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows, frames } = await office(folder);
  rmSync(folder, { recursive: true });
  const { ledger } = newLedger(folder);
  expect(valueOf(await ledger.open(await ledgerKeys())).state).toBe('missing');
  valueOf(await ledger.record({ action: 'unlocked' }));
  const end = valueOf(await seedAll(ledger, rows, 10));
  expect(end.seq).toBe(10);
  expect(ledger.state()).toMatchObject({ seq: 12, state: 'whole', lost: [] });

  const made = await readAll(ledger);
  expect(made.at(-3)).toMatchObject({ seq: 10, digest: end.digest });
  const own = rowsOf(made.filter(({ seq }) => seq <= 10));
  expect(own).toEqual(rowsOf(frames));
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 12, brokenAt: undefined });
  expect(await readAll(ledger, 10)).toHaveLength(2);
  valueOf(await ledger.append([save(1, 10)], savedAct));
  await ledger.close();
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 13, state: 'whole' });
  expect(valueOf(await ledger.checkJournal()).state).toBe('whole');
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual(expect.arrayContaining([10, 11, 12, 13]));
});

test('a journal that ends before the database is made again; the old one is kept aside', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  const file = path.join(folder, '000001.atj');
  const old = bytesOfFile(file).slice(0, 5000);
  truncateSync(file, 5000);
  const { ledger } = newLedger(folder);
  expect(valueOf(await ledger.open(await ledgerKeys())).seq).toBeLessThan(10);
  valueOf(await ledger.record({ action: 'unlocked' }));
  expect(valueOf(await seedAll(ledger, rows, 10)).seq).toBe(10);
  const aside = readdirSync(folder).find((name) => name.startsWith('aside-'))!;
  const kept = bytesOfFile(path.join(folder, aside, '000001.atj'));
  expect(kept.slice(0, 3000)).toEqual(old.slice(0, 3000));
  const acts = (await readAll(ledger, 10)).flatMap(({ writes }) => writes);
  expect(acts).toHaveLength(2);
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 12, brokenAt: undefined });
});

test('a journal with holes is made again', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  const file = path.join(folder, '000001.atj');
  writeFileSync(file, flipped(bytesOfFile(file), 3000));
  const { ledger } = newLedger(folder);
  expect(valueOf(await ledger.open(await ledgerKeys())).state).toBe('damaged');
  expect(valueOf(await seedAll(ledger, rows, 10)).seq).toBe(10);
  expect(valueOf(await ledger.checkJournal())).toMatchObject({ state: 'whole', lost: [] });
  expect(await readAll(ledger)).not.toHaveLength(0);
});

test('a whole journal cannot be replaced, nor one whose acts the rows leave out', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  expect(faultOf(await ledger.seed('begin', 10, rows))).toEqual(differs);
  expect(faultOf(await ledger.seed('more', 11, rows))).toEqual(differs);
  // somebody says that the database is further than the journal
  const withoutActs = rows.filter((write) => write.t !== 'audit');
  expect(faultOf(await seedAll(ledger, withoutActs, 500))).toEqual(differs);
  const lastAct = rows.findLastIndex((write) => write.t === 'audit');
  expect(faultOf(await seedAll(ledger, rows.toSpliced(lastAct, 1), 500))).toEqual(differs);
  const forged = rows.map((write, i) =>
    i === lastAct && write.k === 'put' && write.t === 'audit'
      ? { ...write, row: { ...write.row, h: flipped(write.row.h, 1) } }
      : write,
  );
  expect(faultOf(await seedAll(ledger, forged, 500))).toEqual(differs);
  expect(await readAll(ledger)).toHaveLength(10);
  expect(readdirSync(folder)).toEqual(['000001.atj']);
});

test('a seed that leaves out or changes a save that the journal still has is refused', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  truncateSync(path.join(folder, '000001.atj'), 9000);
  const { ledger } = newLedger(folder);
  const { seq } = valueOf(await ledger.open(await ledgerKeys()));
  expect(seq).toBeGreaterThan(3);
  const first = rows.findIndex((write) => write.t === 'saves');
  expect(faultOf(await seedAll(ledger, rows.toSpliced(first, 1), 10))).toEqual(differs);
  const changed = rows.with(first, save(1, 1, 41));
  expect(faultOf(await seedAll(ledger, changed, 10))).toEqual(differs);
  expect(ledger.position()?.seq).toBe(seq);
  expect(readdirSync(folder).filter((name) => name.startsWith('seed-'))).toEqual([]);
  expect(valueOf(await seedAll(ledger, rows, 10)).seq).toBe(10);
});

test('a seed cannot drop or exchange acts, however far a window says that its database is', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  const isAct = (write: Write): boolean => write.t === 'audit';
  const newest = rows.filter(isAct).at(-1)!;
  // only the newest entry, which is the one that the chain is known by
  expect(faultOf(await seedAll(ledger, [...rows.filter((write) => !isAct(write)), newest], 500))).toEqual(differs);
  expect(faultOf(await seedAll(ledger, rows.toSpliced(rows.findIndex(isAct), 1), 500))).toEqual(differs);
  // the same numbers and hashes with other words
  const reworded = rows.map((write) =>
    write.k === 'put' && write.t === 'audit' && write.row.n === 3
      ? { ...write, row: { ...write.row, sealed: flipped(write.row.sealed, 5) } }
      : write,
  );
  expect(faultOf(await seedAll(ledger, reworded, 500))).toEqual(differs);
  const invented: Write = { t: 'audit', k: 'put', row: { n: 11, h: new Uint8Array(32), sealed: new Uint8Array(9) } };
  expect(faultOf(await seedAll(ledger, [...rows, invented], 500))).toEqual(differs);
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 10, brokenAt: undefined });
  expect(readdirSync(folder)).toEqual(['000001.atj']);
});

test.each<[string, WindowWrite, Act]>([
  ['papers', { t: 'documents', k: 'put', row: { id: idOf(8), c: idOf(1), v: 1, sealed: bytesFor(8) } }, savedAct],
  ['locks', { t: 'locks', k: 'put', row: { c: idOf(1), v: 1, sealed: bytesFor(9) } }, savedAct],
  ['counters', { t: 'meta', k: 'put', row: { k: 'counters', v: 1, sealed: bytesFor(7) } }, finalisedAct],
])('a seed must have something for all %s that the journal still has', async (_, write, act) => {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1), write], act));
  const rows = databaseOf(await readAll(ledger));
  const without = rows.filter(({ t }) => t !== write.t);
  expect(without).toHaveLength(rows.length - 1);
  expect(faultOf(await seedAll(ledger, without, 500))).toEqual(differs);
  expect(valueOf(await seedAll(ledger, rows, 500)).seq).toBe(500);
});

test('a number behind which nothing could be written is refused', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  const refused = { code: 'ipc/bad-input', detail: { call: 'seedJournal' } };
  expect(faultOf(await seedAll(ledger, rows, Number.MAX_SAFE_INTEGER))).toEqual(refused);
  valueOf(await ledger.seed('begin', 500, rows));
  expect(faultOf(await ledger.seed('end', Number.MAX_SAFE_INTEGER, []))).toEqual(refused);
  expect(valueOf(await ledger.append([save(1, 10)], savedAct)).seq).toBe(11);
});

test('entries of the chain of acts out of order are refused', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { rows } = await office(folder);
  rmSync(folder, { recursive: true });
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  expect(faultOf(await ledger.seed('begin', 10, [...rows].reverse()))).toEqual({
    code: 'ipc/bad-input',
    detail: { call: 'seedJournal' },
  });
});

test('an empty database makes a journal all the same, and numbers never go back', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  valueOf(await ledger.seed('begin', 0, []));
  expect(valueOf(await ledger.seed('end', 0, [])).seq).toBe(1);
  expect(valueOf(await ledger.append([save(1, 1)], savedAct)).seq).toBe(3);
  expect(valueOf(await ledger.checkAudit())).toMatchObject({ n: 2, brokenAt: undefined });
});

test('many rows come in many frames, each read behind the one before', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder);
  valueOf(await ledger.open(await ledgerKeys()));
  valueOf(await ledger.seed('begin', 1000, []));
  for (let n = 1; n <= 40; n += 1) valueOf(await ledger.seed('more', 1000, [save(1, n, 300_000)]));
  expect(valueOf(await ledger.seed('end', 1000, [])).seq).toBe(1000);
  const first = valueOf(await ledger.read(0));
  expect(first.frames.length).toBeLessThan(15);
  expect(first.frames[0]).toMatchObject({ seq: 1, from: 1 });
  const frames = await readAll(ledger);
  frames.forEach((frame, i) => expect(frame.from ?? frame.seq).toBe((frames[i - 1]?.seq ?? 0) + 1));
  expect(frames.flatMap(({ writes }) => writes).filter((write) => write.t === 'saves')).toHaveLength(40);
}, 30_000);

test('the power goes at every step of a seed: the old journal or the new one stands, whole', async () => {
  const rounds = { old: 0, made: 0 };
  for (let steps = 0; ; steps += 1) {
    const folder = path.join(newFolder(), 'journal');
    const { rows, frames } = await office(folder);
    truncateSync(path.join(folder, '000001.atj'), 5000);
    const { ledger } = newLedger(folder);
    const before = valueOf(await ledger.open(await ledgerKeys())).seq;
    disk.crashAfter(steps);
    await seedAll(ledger, rows, 10).catch(() => undefined);
    const done = disk.restart();

    const next = newLedger(folder).ledger;
    const state = valueOf(await next.open(await ledgerKeys()));
    expect(state, `after ${steps} steps`).toMatchObject({ lost: [] });
    const found = rowsOf((await readAll(next)).filter(({ seq }) => seq <= 10));
    if (state.seq >= 10) {
      rounds.made += 1;
      expect(found, `after ${steps} steps`).toEqual(rowsOf(frames));
    } else {
      rounds.old += 1;
      expect(state.seq).toBe(before);
      expect(found).toEqual(rowsOf(frames.slice(0, before)));
    }
    expect(valueOf(await next.checkAudit()).brokenAt).toBeUndefined();
    expect(readdirSync(folder).filter((name) => name.startsWith('seed-') || name.endsWith('.part'))).toEqual([]);
    if (done < steps) break;
  }
  expect(rounds.old).toBeGreaterThan(5);
  expect(rounds.made).toBeGreaterThan(2);
}, 60_000);
