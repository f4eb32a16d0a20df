import 'fake-indexeddb/auto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Log } from '../../../../electron/disk/log.ts';
import { createJournalHandlers } from '../../../../electron/host/journal.ts';
import { Ledger } from '../../../../electron/journal/ledger.ts';
import { audit, listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise, readDocument } from '../../../../renderer/db/documents.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { answerDamage, mendJournal } from '../../../../renderer/db/mend-journal.ts';
import { closeDatabase, createDatabase, openDatabase, type OpenOptions } from '../../../../renderer/db/open.ts';
import { reportLine } from '../../../../renderer/db/open-report.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import type { Host } from '../../../../shared/ipc/contract.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { deriveSealingKey } from '../../../../shared/vault/derived-key.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { draft } from '../../journal/journal-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

// The database and the real journal of the main process, on a disk: what the two do together when one of them is hurt.

fakeStorageManager();
const silent = { write: () => undefined } as unknown as Log;
const person = samplePerson(['administrator', 'inspector', 'chief']);
const settings = {
  letterhead: ['República de Honduras'],
  paper: 'oficio',
  numberTemplate: '',
  acronym: 'STSS',
  chiefName: '',
  chiefPosition: '',
} as const;

let folder: string;
let office: TestOffice;
let ledger: Ledger;
let db: Database;
let caseId: string;
let documentId: string;
let draftOf: string;

async function signIn(isNew = false) {
  const signed = await office.signIn(person);
  const journal = await deriveSealingKey(office.office[0]!, 'atalaya/journal');
  const { vaultId, officeId } = office;
  const keys = { ...signed.keys, journal };
  const session = {
    vaultId,
    officeId,
    installationId: officeId,
    personId: person.id,
    roles: person.roles,
    keys,
    restored: false,
  };
  const state = got(await (isNew ? ledger.begin(session) : ledger.open(session)));
  got(await ledger.record({ action: isNew ? 'created' : 'unlocked' }));
  const port = createJournalHandlers({ ledger }) as unknown as Host;
  return {
    session: { ...signed.session, journal: state },
    keys: signed.keys,
    ports: { ...signed.ports, journal: port },
  };
}

async function open(options: OpenOptions = {}): Promise<Result<Database>> {
  const { session, keys, ports } = await signIn();
  return await openDatabase(session, keys, ports, { name: office.name, ...options });
}

/** Locks the office, and unlocks it again. */
async function reopen(options: OpenOptions = {}): Promise<Database> {
  await lock();
  db = got(await open(options));
  return db;
}

async function lock(): Promise<void> {
  closeDatabase(db);
  await ledger.close();
}

const journalFiles = async (): Promise<string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith('.atj')).map((name) => path.join(folder, name));

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'journal-'));
  office = new TestOffice();
  const freeBytes = () => Promise.resolve(1e12);
  const findFrame = () => Promise.resolve(undefined);
  const anchorFile = path.join(folder, 'anchor.json');
  const setup = { folder, clock: office.clock, log: silent, findFrame, freeBytes, anchorFile };
  ledger = new Ledger({ ...setup, checkAfter: 'never' });
  const { session, keys, ports } = await signIn(true);
  db = got(await createDatabase(session, keys, ports, { name: office.name }));
  got(await saveOffice(db, settings));
  caseId = newId();
  draftOf = newId();
  ({ documentId } = got(await finalise(db, sampleFinalise({ caseId }))));
  got(await saveRecord(db, { caseId: draftOf, draft: sampleInspection(), basedOn: 0 }));
  const draft = setValue(sampleInspection(), 'place', 'Trujillo');
  got(await saveDraft(db, { caseId: draftOf, draft, basedOn: 1, summary: 'x' }));
});
afterEach(async () => {
  await lock();
  await rm(folder, { recursive: true });
});

async function expectAll(): Promise<void> {
  expect(got(await readOffice(db))).toEqual(settings);
  expect(got(await readRecord(db, caseId)).status.number).toBe('STSS-ORD-TST-00001-2026');
  expect(got(await readDocument(db, documentId)).pdf).toEqual(utf8('%PDF-1.7 one'));
  expect(got(await findDraft(db, draftOf))?.draft.values['place']).toBe('Trujillo');
  const listed = got(await listAudit(db));
  expect(listed.slice(0, 4).map(({ action }) => action)).toEqual(['created', 'settings', 'finalised', 'saved']);
  expect(listed.map(({ n }) => n)).toEqual(listed.map((_, i) => i + 1));
  const checked = got(await ledger.checkAudit());
  expect(checked.brokenAt).toBeUndefined();
  expect(checked.n).toBe(listed.length);
}

test('a day, a lock, a day', async () => {
  await expectAll();
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
  await expectAll();
  got(await audit(db, { action: 'viewed', caseId }));
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
  expect(got(await listAudit(db, { caseId })).map(({ action }) => action)).toEqual(['finalised', 'viewed']);
});

test('without its database the office is whole again', async () => {
  await lock();
  await Dexie.delete(office.name);
  db = got(await open());
  expect(db.report.get()).toEqual({ kind: 'rebuilt', frames: 4, cases: 2 });
  await expectAll();
});

test('without its journal the office is whole again, and then without its database', async () => {
  await lock();
  for (const file of await journalFiles()) await rm(file);
  db = got(await open());
  expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
  await expectAll();
  got(await saveDraft(db, { caseId: newId(), draft: sampleInspection(), basedOn: 0, summary: 'later' }));
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
  await lock();
  await Dexie.delete(office.name);
  db = got(await open());
  expect(db.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
  await expectAll();
  expect(await db.tables.drafts.count()).toBe(2);
});

test('a journal with a changed byte is written anew from the database', async () => {
  await lock();
  await flipByte();
  db = got(await open());
  expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
  await expectAll();
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
});

test('a byte that changed while the office is open is mended from the database', async () => {
  await flipByte();
  expect(got(await ledger.checkJournal()).state).toBe('damaged');
  expect(got(await mendJournal(db))).toMatchObject({ kind: 'journal-seeded' });
  expect(got(await ledger.checkJournal()).state).toBe('whole');
  await expectAll();
  await reopen();
  await expectAll();
});

test('with both hurt, what is lost is named, and the rest can be had', async () => {
  await lock();
  await flipByte();
  await Dexie.delete(office.name);
  const refused = await open();
  expect(refused).toMatchObject({ ok: false, fault: { code: 'journal/lost' } });
  await ledger.close();
  db = got(await open({ goOn: true }));
  expect(db.report.get()).toMatchObject({ kind: 'gone-on', unreadable: [] });
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
});

test('a journal that lost its end is written anew from the database', async () => {
  const [file] = await journalFiles();
  const before = await readFile(file!);
  got(await saveDraft(db, { caseId: newId(), draft: sampleInspection(), basedOn: 0, summary: 'newest' }));
  await lock();
  await writeFile(file!, before);
  db = got(await open());
  expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
  expect(await db.tables.drafts.count()).toBe(2);
  await expectAll();
});

test('damage that is found while the office is open is mended from the database, or told as mended', async () => {
  await ledger.roll();
  got(await audit(db, { action: 'viewed', caseId }));
  await flipByte();
  expect(got(await ledger.checkJournal()).state).toBe('damaged');
  expect(got(await answerDamage(db, ledger.state()!))).toMatchObject({ kind: 'journal-seeded' });
  expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
  expect(got(await ledger.checkJournal()).state).toBe('whole');
  await expectAll();
  const repaired = { ...ledger.state()!, state: 'repaired', repairedFrom: '2026-11-24T22:38:35.000Z' } as const;
  expect(got(await answerDamage(db, repaired))).toEqual({ kind: 'journal-repaired', from: repaired.repairedFrom });
  expect(got(await listAudit(db)).at(-1)).toMatchObject({
    action: 'repaired',
    detail: `journal-repaired ${repaired.repairedFrom}`,
  });
});

test('the newest file and the database are gone: the loss is named, and once gone on without it is not told again', async () => {
  await ledger.roll();
  const end = ledger.position()!.seq;
  const acts = got(await listAudit(db)).length;
  got(await saveDraft(db, { caseId: newId(), draft: sampleInspection(), basedOn: 0, summary: 'lost' }));
  got(await audit(db, { action: 'viewed', caseId }));
  await lock();
  const files = await journalFiles();
  expect(files).toHaveLength(2);
  await rm(files.sort().at(-1)!);
  await Dexie.delete(office.name);
  // however often somebody tries, and although each try writes an act of its own
  for (let tries = 0; tries < 3; tries += 1) {
    const lost = { code: 'journal/lost', detail: { from: end + 1, to: end + 2 } };
    expect(await open()).toMatchObject({ ok: false, fault: lost });
    await ledger.close();
  }
  db = got(await open({ goOn: true }));
  expect(db.report.get()).toEqual({ kind: 'gone-on', lost: [[end + 1, end + 2]], unreadable: [] });
  await expectAll();
  expect(got(await listAudit(db)).length).toBeGreaterThan(acts + 3);
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
  await lock();
  await Dexie.delete(office.name);
  db = got(await open());
  expect(db.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
  await expectAll();
});

test('the whole journal is gone and the tables were behind it: what they never saw is named', async () => {
  const end = ledger.position()!.seq;
  closeDatabase(db);
  got(await ledger.append([draft(1)]));
  await ledger.close();
  for (const file of await journalFiles()) await rm(file);
  const lost = { code: 'journal/lost', detail: { from: end + 1, to: end + 1 } };
  expect(await open()).toMatchObject({ ok: false, fault: lost });
  await ledger.close();
  db = got(await open({ goOn: true }));
  expect(db.report.get()).toEqual({ kind: 'gone-on', lost: [[end + 1, end + 1]], unreadable: [] });
  await expectAll();
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
});

test.each(['there', 'gone'])('only acts are lost with the end of the journal, the database %s', async (database) => {
  await ledger.roll();
  const end = ledger.position()!.seq;
  got(await audit(db, { action: 'viewed', caseId }));
  closeDatabase(db);
  got(await ledger.record({ action: 'locked' }));
  await ledger.close();
  await rm((await journalFiles()).sort().at(-1)!);
  if (database === 'gone') await Dexie.delete(office.name);
  db = got(await open());
  // the tables had seen the first of the two
  const from = database === 'there' ? end + 2 : end + 1;
  expect(db.report.get()).toEqual({ kind: 'acts-lost', lost: [[from, end + 2]] });
  expect(reportLine(db.report.get())).toBe(`acts-lost ${from}-${end + 2}`);
  await expectAll();
  await reopen();
  expect(db.report.get()).toEqual({ kind: 'fine' });
});

/** Changes one byte in the second of the frames that the office wrote. */
async function flipByte(): Promise<void> {
  const [file] = await journalFiles();
  const bytes = await readFile(file!);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(file!, bytes);
}
