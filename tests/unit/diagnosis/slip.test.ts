import 'fake-indexeddb/auto';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createLog } from '../../../electron/disk/log.ts';
import { runChecks, type DiagnosisDeps } from '../../../electron/diagnosis/checks.ts';
import { gatherSlip } from '../../../electron/diagnosis/slip.ts';
import { createSupportHandlers } from '../../../electron/host/support.ts';
import { saveDraft } from '../../../renderer/db/drafts.ts';
import { check, stateOf, type Check } from '../../../shared/diagnosis/check.ts';
import { slipJson } from '../../../shared/diagnosis/slip-data.ts';
import { newId } from '../../../shared/kernel/id.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { recordKinds } from '../../../shared/record/kinds/kinds.ts';
import { splitProtected } from '../../../shared/record/protected-fields.ts';
import { slipText } from '../../../shared/report/support-slip.ts';
import { filledRecord } from '../../support/filled-record.ts';
import { findLeaks, marker } from '../../support/markers.ts';
import { makeProfile } from '../../support/profile-office.ts';
import { fakeStorageManager } from '../../support/session.ts';
import { newFolder, officeInput, startVault, testClock, valueOf } from '../../support/vault-builder.ts';

const clock = testClock();
const versions = { app: '0.1.0', electron: '45.4.1', chrome: '156.0.1', node: '22.1.0' };
let next = 0;
const planted = (): string => marker((next += 1));

function looking(userData: string, changes: Partial<DiagnosisDeps> = {}): DiagnosisDeps {
  return {
    ...{ userData, clock, versions, printsDocuments: true, openJournal: () => undefined },
    countPrinters: () => Promise.resolve(2),
    drawPage: () => Promise.resolve(ok(undefined)),
    ...changes,
  };
}

const slipOf = (userData: string, checks?: readonly Check[]) =>
  gatherSlip({
    ...{ userData, clock, versions, packaged: true, uptime: () => 1234.5, toServices: 400 },
    officeState: () => 'locked' as const,
    checks: () => (checks ? Promise.resolve(checks) : runChecks(looking(userData))),
    chain: () => Promise.resolve({ entries: 12 }),
    endings: () => [{ kind: 'window', at: '2026-11-24T15:00:00.000Z', reason: 'oom' }],
  });

/** A profile in which every name, text and path is a marker: the office, its people, files, folders, what was thrown. */
async function markedProfile(): Promise<string> {
  const userData = path.join(newFolder(), `perfil de ${planted()}`);
  const vault = await startVault(path.join(userData, 'vault'), clock);
  const person = { ...officeInput.person, name: planted(), position: planted(), credential: planted() };
  const office = { ...officeInput.office, name: planted() };
  valueOf(await vault.createOffice({ ...officeInput, office, person, holders: [planted(), planted(), planted()] }));
  valueOf(await vault.confirmOffice());
  for (const folder of ['copias', 'evidencias', 'journal', 'logs', 'IndexedDB']) {
    mkdirSync(path.join(userData, folder, planted()), { recursive: true });
    writeFileSync(path.join(userData, folder, planted()), planted());
  }
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  const error = Object.assign(new TypeError(planted(), { cause: new Error(planted()) }), { code: 'ENOSPC' });
  error.stack = `TypeError: x\n    at ${planted()} (/home/${planted()}/out/main.cjs:1:1)\n    at ${planted()}.ts:1:1`;
  log.write({ call: 'commit', fault: 'host/unexpected', incident: '0a1b2c3d', error });
  // a log that somebody else wrote into
  const forged = { at: '2026-11-24T15:00:00.000Z', call: planted(), fault: planted(), error: { name: planted() } };
  writeFileSync(path.join(userData, 'logs', 'atalaya.log'), `${JSON.stringify(forged)}\n${planted()}\n`, { flag: 'a' });
  return userData;
}

test('no name, text, file or folder of a profile comes into its slip', async () => {
  const userData = await markedProfile();
  // the markers are really there to be found
  expect(findLeaks([userData]).length).toBeGreaterThan(5);
  const text = slipText(await slipOf(userData));
  const folder = newFolder();
  writeFileSync(path.join(folder, 'slip.txt'), text);
  expect(findLeaks([folder], [userData, path.dirname(userData)])).toEqual([]);
  // and what is to be told is told
  for (const told of [
    'ENOSPC',
    'host/unexpected',
    '0a1b2c3d',
    'main.cjs:1:1',
    'oom',
    '12 asientos',
    'Electron 45.4.1',
  ]) {
    expect(text).toContain(told);
  }
});

test('on a computer without an office everything is looked at, and nothing is wrong', async () => {
  const userData = path.join(newFolder(), 'nada');
  const checks = await runChecks(looking(userData));
  expect(checks.map(({ name }) => name)).toEqual([
    ...['runtime', 'engine', 'writing', 'disk', 'keys', 'journal', 'clock', 'fonts', 'printers'],
  ]);
  expect(checks.find(({ name }) => name === 'keys')).toMatchObject({ outcome: 'none' });
  expect(outcomeOf(checks, 'engine')).toBe('sqlite');
  expect(checks.map(stateOf)).not.toContain('bad');
});

const outcomeOf = (checks: readonly Check[], name: Check['name']) => checks.find((one) => one.name === name)?.outcome;

test('what is broken is found', async () => {
  const userData = newFolder();
  const vault = await startVault(path.join(userData, 'vault'), clock);
  valueOf(await vault.createOffice(officeInput));
  valueOf(await vault.confirmOffice());
  const broken = looking(userData, {
    countPrinters: () => Promise.reject(new Error('no spooler')),
    drawPage: () => Promise.resolve(fail('pdf/engine')),
  });
  const checks = await runChecks(broken);
  expect(outcomeOf(checks, 'keys')).toBe('readable');
  expect(outcomeOf(checks, 'journal')).toBe('missing');
  // an office that was never opened, or whose database was taken away
  expect(outcomeOf(checks, 'engine')).toBe('absent');
  mkdirSync(path.join(userData, 'IndexedDB', 'app_office_0'), { recursive: true });
  expect(outcomeOf(await runChecks(broken), 'engine')).toBe('sqlite');
  expect(outcomeOf(checks, 'fonts')).toBe('failed');
  expect(outcomeOf(checks, 'printers')).toBe('unknown');
  for (const name of ['keyring.json', 'keyring.previous.json']) writeFileSync(path.join(userData, 'vault', name), '{');
  expect(outcomeOf(await runChecks(broken), 'keys')).toBe('damaged');
});

test('a clock that stands before the journal is noticed while the office is open', async () => {
  const state = { seq: 9, digest: new Uint8Array(32), state: 'whole', lost: [], restored: false } as const;
  const latest = new Date(clock.now() + 3_600_000).toISOString();
  const openJournal = () => ({
    latest,
    state: { ...state, lost: [], restoredFrom: undefined, repairedFrom: undefined, lastWrite: undefined },
  });
  const checks = await runChecks(looking(newFolder(), { openJournal }));
  expect(checks.find(({ name }) => name === 'clock')).toEqual({
    name: 'clock',
    outcome: 'behind',
    facts: { minutes: 60 },
  });
  // and a journal that was whole when it was opened is not on the disk any more
  expect(outcomeOf(checks, 'journal')).toBe('missing');
});

test('only the slip that was shown is saved, byte for byte', async () => {
  const folder = newFolder();
  const file = path.join(folder, 'hoja.txt');
  const checks = [check('disk', 'little', { freeMiB: 7 })];
  const { makeSupportSlip, saveSupportSlip } = createSupportHandlers({
    checks: () => Promise.resolve([]),
    gather: () => slipOf(folder, checks),
    files: {
      askWhere: () => Promise.resolve(file),
      lastFolder: { find: () => Promise.resolve(folder), remember: () => undefined, forget: () => undefined },
      write: (target, bytes) => {
        writeFileSync(target, bytes);
        return Promise.resolve(ok(undefined));
      },
    },
  });
  expect(await saveSupportSlip({ token: 'x' })).toMatchObject({ fault: { code: 'ipc/bad-input' } });
  const old = valueOf(await makeSupportSlip({}));
  const shown = valueOf(await makeSupportSlip({}));
  expect(await saveSupportSlip({ token: old.token })).toMatchObject({ ok: false });
  expect(await saveSupportSlip({ token: shown.token })).toEqual(ok({ name: 'hoja.txt', hasData: true }));
  expect(readFileSync(file, 'utf8')).toBe(`\uFEFF${shown.text.replaceAll('\n', '\r\n')}`);
  expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual({
    format: 'atalaya/support-slip/v1',
    ...(await slipOf(folder, checks)),
  });
});

test('a slip that grew by words does not leave as data', async () => {
  const slip = await slipOf(newFolder(), []);
  expect(() => slipJson({ ...slip, note: 'Zutana Secreta' } as never)).toThrow();
  expect(() => slipJson({ ...slip, versions: { ...slip.versions, system: 'la oficina de Ñoño' } })).toThrow();
  const line = { at: slip.madeAt, call: 'other', places: ['/home/zutana/casos.txt'] };
  expect(() => slipJson({ ...slip, log: [line] })).toThrow();
});

test('what any field of any record holds stays out of the slip, also where an error carried it', async () => {
  fakeStorageManager();
  const userData = newFolder();
  const setup = { userData, clock, database: 'slip' };
  const office = valueOf(
    await makeProfile(setup, {
      office: officeInput.office,
      person: officeInput.person,
      roles: ['inspector', 'chief', 'administrator', 'liaison'],
      passphrase: 'guacamaya vidrio 4 tambor añil',
    }),
  );
  const log = createLog({ folder: path.join(userData, 'logs'), clock });
  let fields = 0;
  const file = path.join(userData, 'logs', 'atalaya.log');
  for (const kind of recordKinds) {
    const record = filledRecord(kind, () => {
      fields += 1;
      return planted();
    });
    const caseId = newId();
    // protected values need the key of a case: those go the other way only, through errors
    const kept = { ...splitProtected(kind, record).rest };
    valueOf(
      await saveDraft(office.db, {
        ...{ caseId, record: { kind: kind.key, id: caseId }, draft: kept, basedOn: 0, summary: planted() },
      }),
    );
    const values = textsOf(record);
    // the slip tells the end of the log, so a few at a time
    for (let from = 0; from < values.length; from += 20) {
      const some = values.slice(from, from + 20);
      for (const value of some) {
        const error = Object.assign(new RangeError(value), { code: value, name: value });
        error.stack = `${value}: ${value}\n    at ${value} (${value}.cjs:1:1)`;
        log.write({ call: 'commit', fault: 'host/unexpected', incident: '0a1b2c3d', error });
        // as a hand or an earlier version may have left it
        const at = '2026-11-24T15:00:00.000Z';
        const line = { at, call: value, reason: value, error: { name: value, code: value, stack: [value] } };
        appendFileSync(file, `${JSON.stringify(line)}\n`);
      }
      const slip = await slipOf(userData, []);
      expect(slip.log.length).toBeGreaterThanOrEqual(some.length);
      const told = `${slipText(slip)}${slipJson(slip)}`;
      for (const value of some) expect(told, kind.key).not.toContain(value);
    }
  }
  expect(fields).toBeGreaterThan(50);
  office.db.tables.close();
  await office.ledger.close();
});

const stem = marker(0).replace(/\d+$/, '');
const textsOf = ({ values, tables }: RecordDraft): readonly string[] =>
  [values, ...Object.values(tables).flatMap((rows) => rows.map((row) => row.values))].flatMap((one) =>
    Object.values(one).flatMap((value) => (typeof value === 'string' && value.startsWith(stem) ? [value] : [])),
  );
