// Offices with real vaults, journals in memory, and a folder for a stick: everything of the exchange but screens and threads.
import 'fake-indexeddb/auto';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addEvidence, openEvidence, readEvidence, type EvidenceInput } from '../../../renderer/db/evidence.ts';
import { readChanges } from '../../../renderer/db/changes.ts';
import { listBundles, noteBundle, unacknowledged } from '../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../renderer/db/records.ts';
import { withdrawImport } from '../../../renderer/db/withdraw-import.ts';
import { sendBundle, type SendProgress } from '../../../renderer/parts/exchange/send-bundle.ts';
import { takeInBundle } from '../../../renderer/features/exchange/take-in-bundle.ts';
import { acknowledgementBytes } from '../../../shared/bundle/acknowledgement.ts';
import { equalBytes, ownBytes } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail } from '../../../shared/kernel/result.ts';
import { casesTakenIn, isTakenWhole } from '../../../shared/merge/ledger.ts';
import { sampleInspection } from '../../support/inspection-builder.ts';
import {
  certify,
  makeAuthority,
  makeOffice,
  revoke,
  stickOf,
  type ExchangeOffice,
} from '../../support/exchange-office.ts';
import { checkAt, sendOn, takeAt } from '../../support/exchange-trip.ts';
import { fakeStorageManager, got } from '../../support/session.ts';
import { workerHere } from '../../support/unpack-here.ts';

fakeStorageManager();
let stick = '';
let a: ExchangeOffice;
let b: ExchangeOffice;
let c: ExchangeOffice;

/** Three offices that know each other, and an empty stick; gone with the test. */
async function begin(): Promise<void> {
  stick = mkdtempSync(path.join(tmpdir(), 'atalaya-memoria-ñandú-'));
  [a, b, c] = [await makeOffice('LCE'), await makeOffice('SPS'), await makeOffice('TGU')];
  await makeAuthority(a);
  await certify(a, b);
  await certify(a, c, [b]);
  onTestFinished(() => {
    for (const { db, out } of [a, b, c]) {
      closeDatabase(db);
      rmSync(out, { recursive: true, force: true });
    }
    rmSync(stick, { recursive: true, force: true });
  });
}

const quiet = { onProgress: () => undefined, signal: new AbortController().signal, startWorker: workerHere };
const draft = sampleInspection();

/** Writes an inspection, or changes who the employer of one is. */
async function write({ db }: ExchangeOffice, caseId: string, employerName: string): Promise<void> {
  const known = await readRecord(db, caseId);
  const basedOn = known.ok ? known.value.changes : 0;
  const next = { ...(known.ok ? known.value.draft : draft), values: { ...draft.values, employerName } };
  got(await saveRecord(db, { caseId, draft: next, basedOn }));
}

const send = (from: ExchangeOffice, to: string | undefined, caseIds: readonly string[]) =>
  sendOn(stick, from, { to: to === undefined ? [] : [to], caseIds, protectedReason: undefined });
const check = checkAt;

const take = takeAt;

const idsOf = async ({ db }: ExchangeOffice, caseId: string): Promise<readonly string[]> =>
  got(await readChanges(db, caseId))
    .map(({ id }) => id)
    .sort();

test('a case goes with its evidence, is worked on apart, comes back; each knows what arrived', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Maquila Ñandú');
  const bytes = ownBytes(randomBytes(1_500_000));
  const piece: EvidenceInput['piece'] = {
    ...{ name: 'Acción.jpg', type: 'image/jpeg', isProtected: false, note: '', thumb: 'AAAA', width: 8, height: 8 },
    ...{ takenAt: '2026-11-24T09:15:00', takenFrom: 'camera', from: 'button' },
  };
  got(await addEvidence(a.db, a.evidence, { caseId, bytes, piece }));
  const { folder, sent } = await send(a, 'SPS', [caseId]);
  expect(readdirSync(folder).sort()).toEqual(['LEEME.txt', 'TRASPASOS']);
  expect(sent.words).toBeUndefined();
  expect(got(await listBundles(a.db))).toMatchObject([
    { direction: 'out', identity: sent.identity, sha256: sent.sha256 },
  ]);
  const stick1 = await stickOf(a, folder);
  expect(got(await a.host.checkStick({ place: stick1, names: [...sent.names], sha256: sent.sha256 }))).toBeDefined();

  const first = got(await check(b, folder));
  expect(first).toMatchObject({ sender: 'trusted', files: 1, cases: [{ kind: 'new', conflicts: [] }] });
  expect(first.standing).toEqual({ repeated: undefined, alarms: [], missing: [] });
  // looking has changed nothing
  expect(await idsOf(b, caseId)).toEqual([]);
  expect(got(await listBundles(b.db))).toEqual([]);
  await take(b, first);
  expect(await idsOf(b, caseId)).toEqual(await idsOf(a, caseId));
  const there = got(await readEvidence(b.db, caseId)).pieces[0]!;
  const opened = got(await openEvidence(b.db, b.evidence, { caseId, piece: there, why: 'other' }));
  expect(equalBytes(opened, bytes)).toBe(true);
  const again = got(await check(b, folder));
  expect(again).toMatchObject({ standing: { repeated: { id: sent.id } }, cases: [{ kind: 'same' }] });
  expect((await take(b, again)).cases).toMatchObject([{ fresh: 0 }]);

  await write(a, caseId, 'Maquila Ñandú del Norte');
  await write(b, caseId, 'Maquila Ñandú del Sur');
  const back = await send(b, 'LCE', [caseId]);
  const checked = got(await check(a, back.folder));
  expect(checked.cases).toMatchObject([{ kind: 'advanced', conflicts: [{ field: 'employerName' }] }]);
  expect(got(await unacknowledged(a.db)).length).toBeLessThan(2);
  const taken = await take(a, checked);
  expect(taken).toMatchObject({ confirmed: 1, trust: undefined });
  const [, out] = [...got(await listBundles(a.db))].sort((x, y) => (x.direction < y.direction ? -1 : 1));
  expect(out?.events.map(({ what }) => what)).toEqual(['made', 'written', 'acknowledged']);

  // nothing but the word that it came
  const word = await send(a, 'SPS', []);
  const told = got(await check(b, word.folder));
  expect(told).toMatchObject({ facts: { kind: 'acuse' }, cases: [], acknowledgements: [{ de: 'LCE' }] });
  expect((await take(b, told)).confirmed).toBe(1);
}, 60_000);

test('a third office gets everything in the wrong order, and has the same in the end', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Uno');
  const early = await send(a, 'TGU', [caseId]);
  await write(a, caseId, 'Dos');
  const late = await send(a, 'TGU', [caseId]);
  const second = got(await check(c, late.folder));
  expect(second.standing.missing).toEqual([1]);
  await take(c, second);
  // taken back, the case is gone again; and it comes again
  expect(await withdrawImport(c.db, second.id)).toMatchObject({ ok: true, value: 1 });
  expect(await idsOf(c, caseId)).toEqual([]);
  await take(c, second);
  const first = got(await check(c, early.folder));
  expect(first).toMatchObject({ standing: { missing: [], alarms: [] }, cases: [{ kind: 'known', fresh: 0 }] });
  await take(c, first);
  expect(await idsOf(c, caseId)).toEqual(await idsOf(a, caseId));
}, 60_000);

test('for another office, with wrong words, cut off, to nobody', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Reservada');
  const { folder } = await send(a, 'SPS', [caseId]);
  expect(await check(c, folder)).toEqual(fail('bundle/not-for-us'));
  const outside = await send(a, undefined, [caseId]);
  expect(outside.sent.words?.split(' ')).toHaveLength(6);
  expect(await check(b, outside.folder, 'uno dos tres cuatro cinco seis')).toEqual(fail('bundle/wrong-words'));
  expect(got(await check(b, outside.folder, outside.sent.words))).toMatchObject({ facts: { kind: 'expediente' } });
  const place = await stickOf(a, stick);
  const order = { place, caseIds: [caseId], protectedReason: undefined };
  expect(await sendBundle({ ...quiet, ...a }, { ...order, to: ['XXX'] })).toEqual(
    fail('bundle/unknown-office', { office: 'XXX' }),
  );
  // a stopped one leaves nothing
  const stopped = { ...quiet, ...a, signal: AbortSignal.abort() };
  expect(await sendBundle(stopped, { ...order, to: ['SPS'] })).toEqual(fail('file/cancelled'));
  expect(readdirSync(path.join(stick, 'TRASPASOS'))).toEqual([]);
}, 60_000);

test('taking in that is stopped keeps what it had, and goes on where it was', async () => {
  await begin();
  const ids = Array.from({ length: 6 }, () => newId());
  for (const id of ids) await write(a, id, 'Detenida');
  const checked = got(await check(b, (await send(a, 'SPS', ids)).folder));
  const stopping = new AbortController();
  let taken = 0;
  // stopped once the first case is on the disk; what is being written then is written to its end
  const journal = {
    ...b.db.journal,
    commitTogether: async (input: Parameters<typeof b.db.journal.commitTogether>[0]) => {
      taken += input.commits.length;
      stopping.abort();
      return await b.db.journal.commitTogether(input);
    },
  };
  const stopped = { ...quiet, ...b, db: { ...b.db, journal }, signal: stopping.signal, casesAtOnce: 1 };
  expect(await takeInBundle(stopped, checked, new Set(ids))).toEqual(fail('file/cancelled'));
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(ids.length);
  const [entry] = got(await listBundles(b.db));
  expect(casesTakenIn(entry!)).toHaveLength(taken);
  expect(isTakenWhole(entry!)).toBe(false);
  const again = got(await takeInBundle({ ...quiet, ...b }, checked, new Set(ids))).cases.map(({ kind }) => kind);
  expect(again).toEqual(ids.map((_, i) => (i < taken ? 'same' : 'new')));
  for (const id of ids) expect(await idsOf(b, id)).toEqual(await idsOf(a, id));
});

test('two bundles with one number are an alarm, and the second is not taken in', async () => {
  await begin();
  const caseId = newId();
  await write(b, caseId, 'Primera');
  const { folder, sent } = await send(b, 'TGU', [caseId]);
  const honest = got(await check(c, folder));
  await take(c, honest);
  // the same number with other content, as a copied disk would make it
  const forged = { ...honest, standing: { ...honest.standing, alarms: [{ kind: 'number-reused', other: {} }] } };
  const said = await takeInBundle({ ...quiet, ...c }, forged as never, new Set([caseId]));
  expect(said).toEqual(fail('bundle/repeated-with-other-content'));
  // one that lies on the stick under another name is the same one
  const other = path.join(stick, newId());
  mkdirSync(other);
  copyFileSync(path.join(folder, 'TRASPASOS', sent.name), path.join(other, 'TRASPASO-ZZZZ-ZZZZ.age'));
  expect(got(await check(c, other)).standing.repeated?.id).toBe(sent.id);
}, 60_000);

test('refusing a bundle of a revoked computer does not make it believed', async () => {
  await begin();
  const caseId = newId();
  await write(b, caseId, 'Reservada');
  const { folder } = await send(b, 'LCE', [caseId]);
  await revoke(a, b);
  const seen = got(await check(a, folder));
  expect(seen.sender).toBe('revoked');
  got(await noteBundle(a.db, seen.id, seen.facts, { what: 'refused' }));
  expect(got(await check(a, folder)).sender).toBe('revoked');
}, 60_000);

test('what was taken in part, or taken back, is not said to have arrived; a lost word is said again', async () => {
  await begin();
  const caseIds = [newId(), newId()];
  for (const caseId of caseIds) await write(a, caseId, 'Maquila');
  const { folder } = await send(a, 'SPS', caseIds);
  const part = got(await check(b, folder));
  got(await takeInBundle({ ...quiet, ...b }, part, new Set(caseIds.slice(0, 1))));
  const words = async (): Promise<number> => {
    const word = await send(b, 'LCE', []);
    return got(await check(a, word.folder)).acknowledgements.length;
  };
  expect(await words()).toBe(0);
  await take(b, got(await check(b, folder)));
  expect(await words()).toBe(1);
  // that stick was lost
  expect(await words()).toBe(1);
}, 60_000);

test('cases of a newly certified office come by way of another one, with the list that knows it', async () => {
  await begin();
  const fresh = await makeOffice('CHO');
  onTestFinished(() => {
    closeDatabase(fresh.db);
    rmSync(fresh.out, { recursive: true, force: true });
  });
  await certify(a, fresh);
  const caseId = newId();
  await write(fresh, caseId, 'Melonera');
  await take(a, got(await check(a, (await send(fresh, 'LCE', [caseId])).folder)));
  const passed = got(await check(b, (await send(a, 'SPS', [caseId])).folder));
  expect(passed).toMatchObject({ sender: 'trusted', cases: [{ kind: 'new' }] });
  expect(await take(b, passed)).toMatchObject({ trust: undefined });
  expect(await idsOf(b, caseId)).toEqual(await idsOf(fresh, caseId));
}, 60_000);

test('what says that bundles for others arrived is refused before anything is taken in', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Maquila');
  const { sent } = await send(a, 'TGU', [caseId]);
  await write(b, newId(), 'Otra');
  const bytes = acknowledgementBytes({
    ...{ de: 'SPS', a: 'LCE', faltan: [] },
    recibidos: [{ id: sent.id, n: 1, sobre: sent.identity }],
  });
  // whoever changes the app of an office puts in what they like
  const host: ExchangeOffice['host'] = {
    ...b.host,
    addToBundle: async (part) =>
      part.name.startsWith('data/acuse/')
        ? await b.host.addToBundle({ ...part, bytes })
        : await b.host.addToBundle(part),
  };
  await take(b, got(await check(b, (await send(a, 'SPS', [caseId])).folder)));
  const { folder } = await send({ ...b, host }, 'LCE', []);
  expect(await check(a, folder)).toEqual(fail('bundle/repeated-with-other-content'));
  expect(got(await listBundles(a.db)).filter(({ direction }) => direction === 'in')).toEqual([]);
}, 60_000);

test('why protected values went along is written down; those open by an emergency stay', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Maquila');
  const place = await stickOf(a, stick);
  const order = { place, to: ['SPS'], caseIds: [caseId], protectedReason: 'Traslado de la víctima posible' };
  got(await sendBundle({ ...quiet, ...a }, order));
  expect(got(await listBundles(a.db))[0]?.events[0]).toMatchObject({ what: 'made', note: order.protectedReason });
  a.db.emergencies.add(caseId);
  expect(await sendBundle({ ...quiet, ...a }, order)).toEqual(fail('access/no-case-key', { caseId }));
}, 60_000);

test('one that is given up at the last moment counts as destroyed', async () => {
  await begin();
  const caseId = newId();
  await write(a, caseId, 'Maquila');
  const place = await stickOf(a, stick);
  const stop = new AbortController();
  const onProgress = ({ step }: SendProgress): void => {
    if (step === 'seal') stop.abort();
  };
  const steps = { ...quiet, ...a, onProgress, signal: stop.signal };
  const order = { place, to: ['SPS'], caseIds: [caseId], protectedReason: undefined };
  expect(await sendBundle(steps, order)).toEqual(fail('file/cancelled'));
  const [entry] = got(await listBundles(a.db));
  expect(entry?.events.map(({ what }) => what)).toEqual(['made', 'destroyed']);
}, 60_000);
