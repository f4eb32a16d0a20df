import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { listDocumentsOf, readDocument } from '../../../../renderer/db/documents.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase, createDatabase, openDatabase } from '../../../../renderer/db/open.ts';
import { reportLine } from '../../../../renderer/db/open-report.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { hasLostRows } from '../../../../renderer/db/grown-rows.ts';
import { checkRows, repairDatabase } from '../../../../renderer/db/repair.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';
import { finalise } from '../../../../renderer/db/documents.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const settings = {
  letterhead: ['República de Honduras'],
  paper: 'oficio',
  numberTemplate: '',
  acronym: 'STSS',
  chiefName: '',
  chiefPosition: '',
} as const;

let office: TestOffice;
let db: Database;
let caseId: string;
let documentId: string;
let draftOf: string;

/** An office with settings, a finalised case, a case with unsaved text, and acts. */
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
  got(await saveOffice(db, settings));
  caseId = newId();
  draftOf = newId();
  ({ documentId } = got(await finalise(db, sampleFinalise({ caseId }))));
  got(await saveRecord(db, { caseId: draftOf, draft: sampleInspection(), basedOn: 0 }));
  const draft = setValue(sampleInspection(), 'place', 'Trujillo');
  got(await saveDraft(db, { caseId: draftOf, draft, basedOn: 1, summary: 'x' }));
});
afterEach(() => closeDatabase(db));

/** Everything that the office knew is there. */
async function expectAll(opened: Database): Promise<void> {
  expect(got(await readOffice(opened))).toEqual(settings);
  expect(got(await readRecord(opened, caseId)).status.number).toBe('STSS-ORD-TST-00001-2026');
  expect(got(await readDocument(opened, documentId)).pdf).toEqual(utf8('%PDF-1.7 one'));
  expect(got(await listDocumentsOf(opened, caseId))).toHaveLength(1);
  expect(got(await findDraft(opened, draftOf))?.draft.values['place']).toBe('Trujillo');
  expect(got(await listAudit(opened)).map(({ action }) => action)).toEqual(['settings', 'finalised', 'saved']);
}

async function reopen(...given: Parameters<TestOffice['open']>): Promise<Database> {
  closeDatabase(db);
  db = got(await office.open(...given));
  return db;
}

describe('the database is compared with the journal', () => {
  test('nothing to do', async () => {
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'fine' });
    await expectAll(db);
  });
  test('what the journal has more is taken over', async () => {
    await office.journal.record({ action: 'unlocked' });
    const { draft: unsaved } = got(await findDraft(db, draftOf))!;
    const behind = db.position.get();
    got(await saveDraft(db, { caseId: draftOf, draft: unsaved, basedOn: 1, summary: 'newest' }));
    await db.tables.transaction('rw', db.tables.meta, db.tables.drafts, async () => {
      await db.tables.meta.put({ k: 'journal', vaultId: db.vaultId, ...behind });
      await db.tables.drafts.clear();
    });
    await office.journal.record({ action: 'printed', caseId });
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'caught-up', frames: 1 });
    expect(got(await findDraft(db, draftOf))?.summary).toBe('newest');
    expect(
      got(await listAudit(db))
        .map(({ action }) => action)
        .slice(-2),
    ).toEqual(['unlocked', 'printed']);
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'fine' });
  });
  test('a database that is gone is made again', async () => {
    closeDatabase(db);
    await Dexie.delete(office.name);
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'rebuilt', frames: 4, cases: 2 });
    await expectAll(db);
  });
  test('one that was emptied is made again', async () => {
    await db.tables.transaction('rw', db.tables.tables, async () => {
      await Promise.all(db.tables.tables.map((table) => table.clear()));
    });
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'rebuilt' });
    await expectAll(db);
  });
  test('one of another office is replaced', async () => {
    const foreign = new TestOffice();
    const theirs = got(await openOther(foreign));
    closeDatabase(theirs);
    closeDatabase(db);
    await Dexie.delete(office.name);
    const { session, keys, ports } = await foreign.signIn();
    closeDatabase(got(await createDatabase(session, keys, ports, { name: office.name })));
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'rebuilt' });
    await expectAll(db);
  });
  test('one that the engine cannot open is made again', async () => {
    closeDatabase(db);
    const opening = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => failingRequest());
    await reopen();
    opening.mockRestore();
    expect(db.report.get()).toMatchObject({ kind: 'rebuilt' });
    await expectAll(db);
  });
  test('one that the engine cannot open stays when the journal does not read', async () => {
    closeDatabase(db);
    const opening = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => failingRequest());
    const { session, keys, ports } = await office.signIn();
    office.journal.gone.add(2);
    expect(code(await openDatabase(session, keys, ports, { name: office.name }))).toBe('journal/lost');
    opening.mockRestore();
    office.journal.gone.clear();
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'fine' });
  });
  test('a half-made one goes on where it was cut off', async () => {
    closeDatabase(db);
    await Dexie.delete(office.name);
    const reading = office.journal.readJournal;
    let left = 1;
    Object.assign(office.journal, {
      readJournal: (input: { after: number }) => {
        left -= 1;
        return left < 0 ? { ok: false, fault: { code: 'vault/locked' } } : reading(input);
      },
    });
    for (let i = 0; i < 3; i += 1) await office.journal.record({ action: 'unlocked' });
    expect(code(await office.open())).toBe('vault/locked');
    Object.assign(office.journal, { readJournal: reading });
    db = got(await office.open());
    expect(db.report.get()).toEqual({ kind: 'caught-up', frames: 1 });
    expect(got(await readDocument(db, documentId)).head.id).toBe(documentId);
  });
  test('a journal that is gone is written anew from the tables', async () => {
    office.journal.vanish();
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
    await expectAll(db);
    closeDatabase(db);
    await Dexie.delete(office.name);
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
    await expectAll(db);
  });
  test('a journal that lost its end is written anew, and goes on with the numbers', async () => {
    office.journal.cutTo(2);
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
    expect(office.journal.seq).toBe(4);
    await expectAll(db);
    got(await saveDraft(db, { caseId: draftOf, draft: sampleInspection(), basedOn: 1, summary: 'y' }));
    expect(office.journal.seq).toBe(5);
  });
  test('a gap that the tables can fill is filled', async () => {
    office.journal.gone.add(2).add(3);
    await reopen();
    expect(db.report.get()).toMatchObject({ kind: 'journal-seeded' });
    expect(office.journal.stateNow().lost).toEqual([]);
    closeDatabase(db);
    await Dexie.delete(office.name);
    await reopen();
    await expectAll(db);
  });
  test('nothing is opened when neither has anything', async () => {
    closeDatabase(db);
    await Dexie.delete(office.name);
    office.journal.vanish();
    expect(code(await office.open())).toBe('db/missing');
    expect((await Dexie.getDatabaseNames()).includes(office.name)).toBe(false);
  });
  test('what neither has is named; somebody may go on without it', async () => {
    closeDatabase(db);
    await Dexie.delete(office.name);
    office.journal.gone.add(3);
    const refused = await office.open();
    expect(refused).toEqual({ ok: false, fault: { code: 'journal/lost', detail: { from: 3, to: 3 } } });
    await reopen(undefined, { goOn: true });
    expect(db.report.get()).toEqual({ kind: 'gone-on', lost: [[3, 3]], unreadable: [] });
    expect(reportLine(db.report.get())).toBe('gone-on 3-3');
    expect(got(await readRecord(db, caseId)).status.number).toBe('STSS-ORD-TST-00001-2026');
    expect(code(await readRecord(db, draftOf))).toBe('db/missing');
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'fine' });
  });
  test('two pasts are told, and nothing is changed', async () => {
    const { seq } = office.journal;
    office.journal.cutTo(seq - 1);
    await office.journal.record({ action: 'unlocked' });
    closeDatabase(db);
    expect(code(await office.open())).toBe('journal/differs');
    // also when the other past has gone on
    await office.journal.record({ action: 'unlocked' });
    expect(code(await office.open())).toBe('journal/differs');
    office.journal.restored = true;
    office.journal.restoredFrom = '2026-11-24T22:38:35.000Z';
    await reopen();
    const told = { kind: 'restored', from: office.journal.restoredFrom, cases: 2 } as const;
    expect(db.report.get()).toEqual(told);
    expect(reportLine(told)).toBe('restored 2');
    // closed before anything was written
    await reopen();
    expect(db.report.get()).toEqual(told);
    expect(got(await findDraft(db, draftOf))).toBeUndefined();
  });
  test('a journal that was mended from a copy is told, with the day of the copy', async () => {
    office.journal.state = 'repaired';
    office.journal.repairedFrom = '2026-11-24T22:38:35.000Z';
    await reopen();
    const told = { kind: 'journal-repaired', from: office.journal.repairedFrom } as const;
    expect(db.report.get()).toEqual(told);
    expect(reportLine(told)).toBe('journal-repaired 2026-11-24T22:38:35.000Z');
    office.journal.state = 'whole';
    await reopen();
    expect(db.report.get()).toEqual({ kind: 'fine' });
  });
  test('a row that does not open is not taken for the truth', async () => {
    const [save] = await db.tables.saves.where('[c+r+n]').between([caseId, ''], [caseId, '\uffff']).toArray();
    await db.tables.saves.put({ ...save!, sealed: new Uint8Array(save!.sealed).fill(1, 40, 60) });
    office.journal.vanish();
    closeDatabase(db);
    expect(await office.open()).toMatchObject({ ok: false, fault: { code: 'db/damaged' } });
    expect(office.journal.seq).toBe(0);
    await reopen(undefined, { goOn: true });
    expect(db.report.get()).toMatchObject({ kind: 'gone-on', lost: [], unreadable: [expect.stringContaining(caseId)] });
  });
  test('a database made by a newer app is refused and left alone', async () => {
    closeDatabase(db);
    await new Promise<void>((done, failed) => {
      const request = indexedDB.open(office.name, 990);
      request.onsuccess = () => {
        request.result.close();
        done();
      };
      request.onerror = () => failed(new Error('cannot open'));
    });
    expect(await office.open()).toEqual({ ok: false, fault: { code: 'db/newer', detail: { layout: 99 } } });
  });
});

describe('while working', () => {
  test('damage is mended once, and everybody who met it goes on', async () => {
    const rows = await db.tables.saves.toArray();
    await db.tables.saves.bulkPut(rows.map((row) => ({ ...row, sealed: new Uint8Array(row.sealed).fill(7, 20) })));
    const records = await Promise.all([readRecord(db, caseId), readRecord(db, draftOf), readRecord(db, caseId)]);
    expect(records.map(code)).toEqual(['ok', 'ok', 'ok']);
    expect(db.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
    await expectAll(db);
  });
  test('an engine that cannot read is mended too', async () => {
    const reading = vi.spyOn(db.tables.drafts, 'get');
    reading.mockRejectedValueOnce(Object.assign(new Error('Seek failure'), { name: 'UnknownError' }));
    expect(got(await findDraft(db, draftOf))?.caseId).toBe(draftOf);
    expect(db.report.get().kind).toBe('rebuilt');
  });
  test('a write that met damage is done after the repair', async () => {
    const rows = await db.tables.saves.toArray();
    await db.tables.saves.bulkPut(rows.map((row) => ({ ...row, sealed: new Uint8Array(row.sealed).fill(7, 20) })));
    const { changes } = got(await readRecord(db, draftOf));
    await db.tables.saves.bulkPut(rows.map((row) => ({ ...row, sealed: new Uint8Array(row.sealed).fill(7, 20) })));
    // a save builds on what was read before
    expect(code(await saveRecord(db, { caseId: draftOf, draft: sampleInspection(), basedOn: changes }))).toBe('ok');
    // damage that comes back after a repair is told
    expect(code(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 1 }))).toBe('db/damaged');
    expect(code(await readRecord(db, draftOf))).toBe('db/damaged');
  });
  test('old rows that the engine forgot while it kept newer ones come back', async () => {
    expect(got(await hasLostRows(db))).toBe(false);
    got(await checkRows(db));
    expect(db.report.get()).toEqual({ kind: 'fine' });
    for (const table of ['saves', 'files', 'audit'] as const) {
      const [oldest] = await db.tables.table(table).toCollection().primaryKeys();
      if (oldest === undefined) throw new Error(`no row in ${table}`);
      await db.tables.table(table).delete(oldest);
      expect(got(await hasLostRows(db))).toBe(true);
      got(await checkRows(db));
      expect(db.report.get()).toMatchObject({ kind: 'rebuilt', cases: 2 });
      expect(got(await hasLostRows(db))).toBe(false);
    }
    await expectAll(db);
    await reopen();
    expect(got(await hasLostRows(db))).toBe(false);
  });
  test('tables with rows missing are not taken for the truth', async () => {
    await db.tables.audit.clear();
    office.journal.vanish();
    closeDatabase(db);
    expect(await office.open()).toMatchObject({ ok: false, fault: { code: 'db/damaged' } });
    expect(office.journal.seq).toBe(0);
  });
  test('tables that cannot be replaced stay when the journal does not read', async () => {
    office.journal.gone.add(office.journal.seq);
    const repaired = await repairDatabase(db);
    expect(code(repaired)).toBe('journal/lost');
    await expectAll(db);
  });
});

describe('a first run', () => {
  test('that was cut off may start again, but never over cases', async () => {
    const fresh = new TestOffice();
    const first = await fresh.signIn();
    const made = await createDatabase(first.session, first.keys, first.ports, { name: fresh.name });
    got(await saveOffice(got(made), settings));
    closeDatabase(got(made));
    const second = new TestOffice();
    const again = await second.signIn();
    const remade = got(await createDatabase(again.session, again.keys, again.ports, { name: fresh.name }));
    expect(got(await readOffice(remade)).acronym).toBe('');
    got(await saveDraft(remade, { caseId: newId(), draft: sampleInspection(), basedOn: 0, summary: 'x' }));
    closeDatabase(remade);
    const third = await new TestOffice().signIn();
    const refused = await createDatabase(third.session, third.keys, third.ports, { name: fresh.name });
    expect(code(refused)).toBe('db/damaged');
  });
  test('another key is refused at the first row', async () => {
    closeDatabase(db);
    const { session, ports } = await office.signIn();
    const { keys } = await new TestOffice().signIn();
    db = got(await openDatabase(session, keys, ports, { name: office.name }));
    expect(code(await readRecord(db, caseId))).toBe('db/damaged');
  });
});

async function openOther(other: TestOffice): Promise<Result<Database>> {
  await other.create().then(closeDatabase);
  return await other.open();
}

function failingRequest(): IDBOpenDBRequest {
  const request = { error: new DOMException('Internal error opening backing store.', 'UnknownError') };
  queueMicrotask(() => (request as { onerror?: (event: Event) => void }).onerror?.(new Event('error')));
  return request as unknown as IDBOpenDBRequest;
}
