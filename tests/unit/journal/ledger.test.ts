import { readdirSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openAuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { WindowWrite } from '../../../shared/access/may-commit.ts';
import type { AuditRow } from '../../../shared/journal/write.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { sealWith } from '../../../shared/vault/seal.ts';
import { faultOf, newFolder, testClock, valueOf } from '../../support/vault-builder.ts';
import {
  bytesFor,
  draft,
  idOf,
  installation,
  keyFrom,
  ledgerKeys,
  newLedger,
  officeId,
  personId,
  readAll,
  save,
  savedAct,
  summary,
  vaultId,
  bytesOfFile,
} from './journal-builder.ts';

const files = (folder: string): string[] => readdirSync(folder).sort();

test('a new office: what is written is read, in order, with the act in the same frame', async () => {
  const folder = path.join(newFolder(), 'journal');
  const { ledger } = newLedger(folder);
  expect(valueOf(await ledger.begin(await ledgerKeys()))).toMatchObject({ seq: 0, state: 'whole', lost: [] });
  valueOf(await ledger.record({ action: 'created' }));
  const saved = valueOf(await ledger.append([save(1, 1), summary(1, 1)], { ...savedAct, caseId: idOf(1) }));
  const drafted = valueOf(await ledger.append([draft(2)]));

  expect([saved.seq, drafted.seq]).toEqual([2, 3]);
  expect(drafted.audit).toBeUndefined();
  const frames = await readAll(ledger);
  expect(frames.map(({ seq, writes }) => [seq, ...writes.map((write) => write.t)])).toEqual([
    [1, 'audit'],
    [2, 'saves', 'summaries', 'audit'],
    [3, 'drafts'],
  ]);
  expect(frames[1]?.writes[2]).toEqual({ t: 'audit', k: 'put', row: saved.audit });
  expect(frames[2]?.digest).toEqual(drafted.digest);
  expect(ledger.position()).toEqual({ seq: 3, digest: drafted.digest });
  expect(await readAll(ledger, 2)).toEqual(frames.slice(2));
});

test('after closing and opening it goes on where it was', async () => {
  const folder = newFolder();
  const first = newLedger(folder);
  valueOf(await first.ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 5; n += 1) valueOf(await first.ledger.append([save(1, n)], savedAct));
  const end = first.ledger.position();
  await first.ledger.close();

  const second = newLedger(folder);
  expect(valueOf(await second.ledger.open(await ledgerKeys()))).toEqual({
    ...end,
    state: 'whole',
    lost: [],
    lastWrite: 5,
    restored: false,
  });
  expect(valueOf(await second.ledger.append([save(1, 6)], savedAct)).seq).toBe(6);
  expect((await readAll(second.ledger)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(valueOf(await second.ledger.checkAudit())).toMatchObject({ n: 6, brokenAt: undefined });
  expect(files(folder)).toEqual(['000001.atj']);
});

test('while nobody is signed in there is nothing to read and nothing to write', async () => {
  const { ledger } = newLedger(newFolder());
  const locked = { code: 'vault/locked' };
  for (const use of [
    () => ledger.append([draft(1)]),
    () => ledger.record({ action: 'locked' }),
    () => ledger.read(0),
    () => ledger.seed('begin', 1, []),
    () => ledger.checkAudit(),
    () => ledger.checkJournal(),
    () => ledger.compact(1),
  ]) {
    expect(faultOf(await use())).toEqual(locked);
  }
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([draft(1)]));
  await ledger.close();
  expect(faultOf(await ledger.append([draft(1)]))).toEqual(locked);
  expect(ledger.position()).toBeUndefined();
  expect((await ledger.roll()).map((file) => path.basename(file))).toEqual(['000001.atj']);
});

test('writes that come together are flushed together and stand in the order in which they came', async () => {
  const { ledger } = newLedger(newFolder());
  valueOf(await ledger.begin(await ledgerKeys()));
  const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => ledger.append([save(1, n + 1)], savedAct)));
  expect(answers.map((answer) => valueOf(answer).seq)).toEqual(answers.map((_, n) => n + 1));
  const frames = await readAll(ledger);
  expect(frames.map(({ writes }) => writes[0]?.k === 'put' && writes[0].t === 'saves' && writes[0].row.n)).toEqual(
    answers.map((_, n) => n + 1),
  );
  expect(valueOf(await ledger.checkAudit()).brokenAt).toBeUndefined();
});

test('what a person may not write is refused before it reaches the disk', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys({ roles: ['statistics'] })));
  expect(faultOf(await ledger.append([draft(1)]))).toEqual({
    code: 'access/denied',
    detail: { permission: 'case.write' },
  });
  expect(faultOf(await ledger.append([], { action: 'unlocked' }))).toEqual({
    code: 'access/denied',
    detail: { act: 'unlocked' },
  });
  expect(files(folder)).toEqual([]);
});

test('numbers are reserved with a word in the register, and the settings beside it stay as they are', async () => {
  const { ledger } = newLedger(newFolder());
  const keys = await ledgerKeys({ roles: ['inspector'] });
  valueOf(await ledger.begin(keys));
  const counters = { t: 'meta', k: 'put', row: { k: 'counters', v: 1, sealed: bytesFor(1) } } as const;
  const about = async (entity: string): Promise<WindowWrite> => {
    const place = `${vaultId}|saves/${officeId}/${installation}/1`;
    const sealed = await sealWith(keys.keys.office, place, utf8(JSON.stringify([{ op: { e: entity } }])));
    return { t: 'saves', k: 'put', row: { c: officeId, r: installation, n: 1, last: 1, sealed } };
  };
  const act = { action: 'numbers-reserved', detail: 'prueba' } as const;
  const settings = await about(`office/${officeId}`);
  const refused = { code: 'ipc/bad-input', detail: { call: 'act' } };
  expect(faultOf(await ledger.append([counters, settings], act))).toEqual(refused);
  expect(faultOf(await ledger.append([settings], { ...act, action: 'number-annulled' }))).toEqual(refused);
  const noted = await about(`number_range/${idOf(1)}`);
  expect(faultOf(await ledger.append([counters], act))).toEqual(refused);
  expect(valueOf(await ledger.append([counters, noted], act)).seq).toBe(1);
});

test('files are rolled by size; reading and the chain go over their borders', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder, { fileSize: 4000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 20; n += 1) valueOf(await ledger.append([save(1, n)], savedAct));
  expect(files(folder).length).toBeGreaterThan(4);
  for (const file of files(folder)) expect(statSync(path.join(folder, file)).size).toBeLessThan(6000);
  expect(await readAll(ledger)).toHaveLength(20);
  expect(valueOf(await ledger.checkJournal()).state).toBe('whole');

  const rolled = await ledger.roll();
  expect(rolled.map((file) => path.basename(file))).toEqual(files(folder));
  valueOf(await ledger.append([draft(1)]));
  expect((await ledger.roll('keep')).length).toBe(rolled.length + 1);
  await ledger.close();
  const again = newLedger(folder, { fileSize: 4000 }).ledger;
  expect(valueOf(await again.open(await ledgerKeys()))).toMatchObject({ seq: 21, state: 'whole' });
  expect((await readAll(again)).map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
});

test('what was read before does not hide files that were begun since', async () => {
  const { ledger } = newLedger(newFolder(), { fileSize: 1000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 12; n += 1) {
    valueOf(await ledger.append([save(1, n)], savedAct));
    if (n % 5 === 1) expect(await readAll(ledger)).toHaveLength(n);
    if (n % 4 === 0) await ledger.roll();
  }
  expect(await readAll(ledger)).toHaveLength(12);
  expect(await ledger.roll()).toHaveLength(12);
});

test('large journals are read in portions, each going on where the one before ended', async () => {
  const { ledger } = newLedger(newFolder(), { fileSize: 5_000_000 });
  valueOf(await ledger.begin(await ledgerKeys()));
  for (let n = 1; n <= 20; n += 1) valueOf(await ledger.append([save(1, n, 1_000_000)], savedAct));
  const first = valueOf(await ledger.read(0));
  expect(first.frames.length).toBe(9);
  expect(first.end.seq).toBe(20);
  expect((await readAll(ledger)).map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  // from a place where nobody stopped
  expect(valueOf(await ledger.read(5)).frames[0]?.seq).toBe(6);
}, 30_000);

test('a clock that was set back never makes an entry earlier than the one before, and is noted', async () => {
  const clock = testClock();
  const keys = await ledgerKeys();
  const { ledger } = newLedger(newFolder(), {}, clock);
  valueOf(await ledger.begin(keys));
  const rows: AuditRow[] = [];
  const told: (true | undefined)[] = [];
  const note = async (): Promise<void> => {
    const { audit, clockBehind } = valueOf(await ledger.append([], { action: 'viewed', caseId: idOf(1) }));
    rows.push(audit!);
    told.push(clockBehind);
  };
  await note();
  clock.move(-3_600_000);
  await note();
  clock.move(3_600_000 - 30_000);
  await note();
  clock.move(60_000);
  await note();
  // whoever writes is told at once
  expect(told).toEqual([undefined, true, undefined, undefined]);
  let before = new Uint8Array(32);
  const entries = [];
  for (const row of rows) {
    entries.push(valueOf(await openAuditEntry(keys.keys, vaultId, before, row)));
    before = row.h;
  }
  expect(entries.map(({ at, clockBehind, clock: shown }) => [at, clockBehind, shown])).toEqual([
    ['2026-11-24T15:00:00.000Z', undefined, undefined],
    ['2026-11-24T15:00:00.000Z', true, '2026-11-24T14:00:00.000Z'],
    ['2026-11-24T15:00:00.000Z', undefined, undefined],
    ['2026-11-24T15:00:30.000Z', undefined, undefined],
  ]);
  expect(entries[0]).toMatchObject({ n: 1, person: personId, action: 'viewed', caseId: idOf(1) });
  expect(ledger.latestTime()).toBe('2026-11-24T15:00:30.000Z');
});

test('with the wrong key nothing is opened and nothing is touched', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([draft(1)]));
  await ledger.close();
  const before = bytesOfFile(path.join(folder, '000001.atj'));
  const { keys } = await ledgerKeys();
  const wrong = await ledgerKeys({ keys: { ...keys, journal: await keyFrom('another') } });
  const other = newLedger(folder).ledger;
  expect(faultOf(await other.open(wrong))).toEqual({ code: 'journal/differs' });
  expect(faultOf(await other.append([draft(2)]))).toEqual({ code: 'vault/locked' });
  expect(files(folder)).toEqual(['000001.atj']);
  expect(bytesOfFile(path.join(folder, '000001.atj'))).toEqual(before);
});

test('files of another office are left alone', async () => {
  const folder = newFolder();
  const other = newLedger(folder).ledger;
  valueOf(await other.begin(await ledgerKeys({ vaultId: idOf(77) })));
  valueOf(await other.append([draft(1)]));
  await other.close();
  const before = bytesOfFile(path.join(folder, '000001.atj'));
  const { ledger } = newLedger(folder);
  expect(valueOf(await ledger.open(await ledgerKeys())).state).toBe('missing');
  expect(faultOf(await ledger.append([draft(1)]))).toEqual({ code: 'journal/lost' });
  expect(bytesOfFile(path.join(folder, '000001.atj'))).toEqual(before);
});

test('a journal that is gone is missing, and acts wait until there is one again', async () => {
  const { ledger } = newLedger(newFolder());
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ state: 'missing', seq: 0 });
  valueOf(await ledger.record({ action: 'unlocked' }));
  expect(ledger.position()?.seq).toBe(0);
  expect(valueOf(await ledger.read(0)).frames).toEqual([]);
});

test('a whole last frame that somebody took away shows by the place that the database knows', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([save(1, 1)], savedAct));
  const size = statSync(path.join(folder, '000001.atj')).size;
  const known = valueOf(await ledger.append([save(1, 2)], savedAct));
  await ledger.close();
  truncateSync(path.join(folder, '000001.atj'), size);
  const state = valueOf(await ledger.open(await ledgerKeys()));
  expect(state).toMatchObject({ seq: 1, state: 'whole' });
  expect(known.seq).toBeGreaterThan(state.seq);
});

test('what an unfinished office left is put aside when a new one begins', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys({ vaultId: idOf(5) })));
  valueOf(await ledger.record({ action: 'created' }));
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.record({ action: 'created' }));
  expect(files(folder)).toEqual(['000001.atj', 'aside-20261124T150000Z']);
  expect(valueOf(await ledger.read(0)).frames).toHaveLength(1);
});

test('a file nobody expects changes nothing', async () => {
  const folder = newFolder();
  const { ledger } = newLedger(folder);
  valueOf(await ledger.begin(await ledgerKeys()));
  valueOf(await ledger.append([draft(1)]));
  await ledger.close();
  writeFileSync(path.join(folder, 'notas.txt'), 'x');
  writeFileSync(path.join(folder, '000001.atj.part'), 'half a file');
  renameSync(path.join(folder, '000001.atj'), path.join(folder, '000007.atj'));
  expect(valueOf(await ledger.open(await ledgerKeys()))).toMatchObject({ seq: 1, state: 'whole' });
  expect(files(folder)).toEqual(['000007.atj', 'notas.txt']);
});
