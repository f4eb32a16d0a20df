import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audit, listAudit, readCaseHistory } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import {
  finalise,
  keepRevision,
  listDocumentsOf,
  readDocument,
  type FinaliseInput,
} from '../../../../renderer/db/documents.ts';
import { discardDraft, findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { peekCounter } from '../../../../renderer/db/numbers.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { OfficeTables } from '../../../../renderer/db/schema.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import { fromUtf8, utf8, type Bytes } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { emptyDraft, equalDrafts, setValue } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got as get, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

let office: TestOffice;
let db: Database;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

test('storage that went away is a fault, not a screen that waits for ever', async () => {
  closeDatabase(db);
  const id = newId();
  const reads = [readRecord(db, id), findDraft(db, id), readDocument(db, id), listDocumentsOf(db, id)];
  expect((await Promise.all<Result<unknown>>([...reads, peekCounter(db, 'x'), readOffice(db)])).map(code)).toEqual(
    Array<string>(6).fill('db/unavailable'),
  );
  const writes = [
    saveRecord(db, { caseId: id, draft: sampleInspection(), basedOn: 0 }),
    keepRevision(db, id, { pdf: utf8('x'), signer: 'x', at: '2026-11-24T20:00:00.000Z' }),
  ];
  expect((await Promise.all<Result<unknown>>(writes)).map(code)).toEqual(Array<string>(2).fill('db/unavailable'));
  expect(office.journal.seq).toBe(0);
});

describe('drafts', () => {
  test('come back as they were, with date and time', async () => {
    const caseId = newId();
    const at = get(
      await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: 'Panadería El Ñandú' }),
    );
    const found = get(await findDraft(db, caseId));
    expect(found?.savedAt).toBe(at);
    expect(equalDrafts(found?.draft ?? emptyDraft(inspection), sampleInspection())).toBe(true);
  });
  test('thrown away only with a trace', async () => {
    const caseId = newId();
    get(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: '' }));
    get(await discardDraft(db, caseId));
    expect(get(await findDraft(db, caseId))).toBeUndefined();
    expect(get(await listAudit(db, { caseId })).map((entry) => entry.action)).toEqual(['draft-discarded']);
  });
});

describe('records', () => {
  test('a saved record reads back, with history and without its unsaved text', async () => {
    const caseId = newId();
    get(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: '' }));
    const { changes } = get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
    const record = get(await readRecord(db, caseId));
    expect(equalDrafts(record.draft, sampleInspection())).toBe(true);
    expect(record.changes).toBe(changes);
    expect(record.status).toMatchObject({ state: 'draft', number: '', version: 0 });
    expect(get(await findDraft(db, caseId))).toBeUndefined();
    office.clock.advance(60_000);
    get(await saveRecord(db, { caseId, draft: setValue(sampleInspection(), 'place', 'Tela'), basedOn: changes }));
    const history = get(await readHistory(db, caseId));
    expect(history[0]?.fields).toEqual(['place']);
    expect(history[0]?.author).toBe(db.personId);
    expect(get(await readRecord(db, caseId)).changes).toBe(changes + 1);
  });
  test('saving over what somebody else saved is refused and loses nothing', async () => {
    const caseId = newId();
    const { changes } = get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
    get(await saveDraft(db, { caseId, draft: setValue(sampleInspection(), 'place', 'Yoro'), basedOn: 0, summary: '' }));
    expect(
      code(await saveRecord(db, { caseId, draft: setValue(sampleInspection(), 'place', 'Yoro'), basedOn: 0 })),
    ).toBe('db/changed-meanwhile');
    expect(get(await readRecord(db, caseId)).changes).toBe(changes);
    expect(get(await findDraft(db, caseId))?.draft.values['place']).toBe('Yoro');
  });
  test('saving nothing new writes no change', async () => {
    const caseId = newId();
    const { changes } = get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
    expect(get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: changes })).changes).toBe(changes);
  });
  test('a save moved to another case does not open, and the tables are made again without it', async () => {
    const caseId = newId();
    get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
    const row = (await db.tables.saves.toArray()).find(({ c }) => c === caseId);
    const other = newId();
    await db.tables.saves.add({ ...row!, c: other });
    expect(code(await readRecord(db, other))).toBe('db/missing');
    expect(db.report.get()).toEqual({ kind: 'rebuilt', frames: 1, cases: 1 });
    expect(get(await readRecord(db, caseId)).draft.values['employerName']).toBeDefined();
  });
  test('nothing readable is in the rows', async () => {
    const caseId = newId();
    const draft = setValue(sampleInspection(), 'employerName', 'NOMBRE-PLANTADO Ñandú');
    get(await saveRecord(db, { caseId, draft, basedOn: 0 }));
    get(await saveDraft(db, { caseId, draft, basedOn: 1, summary: 'NOMBRE-PLANTADO' }));
    const tables = new OfficeTables(office.name);
    const dump = await Promise.all(tables.tables.map((table) => table.toArray()));
    const bytes = JSON.stringify(dump, (_key, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : value,
    );
    tables.close();
    expect(bytes).not.toContain('PLANTADO');
    expect(bytes.length).toBeGreaterThan(1000);
  });
});

describe('documents', () => {
  const pdf = (text: string): Bytes => utf8(`%PDF-1.7 ${text}`);
  const input = sampleFinalise;

  test('finalising numbers, seals and keeps the paper in one step', async () => {
    const caseId = newId();
    const { documentId } = get(await finalise(db, input({ caseId })));
    expect(get(await readRecord(db, caseId)).status).toEqual({
      state: 'final',
      number: 'STSS-ORD-TST-00001-2026',
      version: 1,
      reason: '',
    });
    const { head, pdf: kept } = get(await readDocument(db, documentId));
    expect(kept).toEqual(pdf('one'));
    expect(head.revisions).toHaveLength(1);
    expect(get(await peekCounter(db, 'TST|ordinaria|2026')).next).toBe(2);
  });
  test('two papers never get one number', async () => {
    get(await finalise(db, input({})));
    const second = input({});
    expect(code(await finalise(db, second))).toBe('db/changed-meanwhile');
    expect(code(await readRecord(db, second.caseId))).toBe('db/missing');
    expect(await db.tables.documents.count()).toBe(1);
  });
  test('version 2 keeps the number and leaves version 1 readable', async () => {
    const caseId = newId();
    const first = get(await finalise(db, input({ caseId })));
    const { changes } = get(await readRecord(db, caseId));
    const draft = setValue(sampleInspection(), 'place', 'Trujillo');
    const withNumber = input({ caseId, draft, basedOn: changes, version: 2, reason: 'Dirección equivocada' });
    const second = Object.fromEntries(
      Object.entries(withNumber).filter(([key]) => key !== 'numbering'),
    ) as FinaliseInput;
    get(await finalise(db, { ...second, document: { ...second.document, pdf: pdf('two') } }));
    const documents = get(await listDocumentsOf(db, caseId));
    expect(documents.map(({ version, state, reason }) => [version, state, reason])).toEqual([
      [2, 'sealed', 'Dirección equivocada'],
      [1, 'superseded', ''],
    ]);
    const late = { pdf: utf8(`${fromUtf8(pdf('one'))} signed`), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
    expect(code(await keepRevision(db, first.documentId, late))).toBe('sign/superseded');
    expect(get(await readDocument(db, first.documentId)).pdf).toEqual(pdf('one'));
    expect(get(await peekCounter(db, 'TST|ordinaria|2026')).next).toBe(2);
  });
  test('a sealed record changes only by its next version, with a reason', async () => {
    const caseId = newId();
    const draft = sampleInspection();
    get(await finalise(db, input({ caseId })));
    const { changes } = get(await readRecord(db, caseId));
    const changed = { caseId, draft: setValue(draft, 'employerName', 'Otro'), basedOn: changes };
    expect(code(await saveRecord(db, changed))).toBe('db/changed-meanwhile');
    for (const wrong of [
      { version: 1, reason: 'x' },
      { version: 3, reason: 'x' },
      { version: 2, reason: '' },
      { version: 2, reason: 'x', number: 'STSS-ORD-TST-00002-2026' },
    ]) {
      const numbering = { counter: 'TST|ordinaria|2026', next: 2 };
      expect(code(await finalise(db, input({ ...changed, numbering, ...wrong })))).toBe('db/changed-meanwhile');
    }
    expect(get(await readRecord(db, caseId)).changes).toBe(changes);
  });
  test('a signature is kept only when it adds to the sealed bytes', async () => {
    const { documentId } = get(await finalise(db, input({})));
    const at = '2026-11-24T21:00:00.000Z';
    expect(code(await keepRevision(db, documentId, { pdf: pdf('other'), signer: 'x', at }))).toBe(
      'sign/changed-since-sealed',
    );
    get(await keepRevision(db, documentId, { pdf: pdf('one + signature'), signer: 'Suyapa Núñez', at }));
    const { head, pdf: kept } = get(await readDocument(db, documentId));
    expect(kept).toEqual(pdf('one + signature'));
    expect(head.revisions.map(({ signer }) => signer)).toEqual([undefined, 'Suyapa Núñez']);
  });
  test('altered bytes are noticed at reading, and come back from the journal', async () => {
    const { documentId } = get(await finalise(db, input({})));
    const file = await db.tables.files.get([documentId, 0]);
    const sealed = new Uint8Array(file!.sealed);
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await db.tables.files.put({ ...file!, sealed });
    expect(get(await readDocument(db, documentId)).pdf).toEqual(pdf('one'));
    expect(db.report.get().kind).toBe('rebuilt');
  });
});

describe('settings and acts', () => {
  test('settings come back and only differences are written', async () => {
    const settings = {
      letterhead: ['República de Honduras', 'STSS'],
      paper: 'oficio',
      numberTemplate: '{NNNNN}',
      acronym: 'SETRASS',
      chiefName: 'Iris Ñúñez Bú',
      chiefPosition: 'Jefa regional',
    } as const;
    get(await saveOffice(db, settings));
    get(await saveOffice(db, settings));
    expect(get(await readOffice(db))).toEqual(settings);
    expect(get(await listAudit(db))).toHaveLength(1);
  });
  test('what the main process wrote down by itself is in the list, in order', async () => {
    get(await audit(db, { action: 'verified', detail: 'a' }));
    await office.journal.record({ action: 'printed', detail: 'b' });
    get(await audit(db, { action: 'previewed', detail: 'c' }));
    expect(get(await listAudit(db)).map(({ n, action, detail }) => [n, action, detail])).toEqual([
      [1, 'verified', 'a'],
      [2, 'printed', 'b'],
      [3, 'previewed', 'c'],
    ]);
  });
  test('of acts that cannot be opened, or told of which case they are, the history of a case says how many', async () => {
    const caseId = newId();
    for (const detail of ['a', 'b', 'c']) get(await audit(db, { action: 'previewed', caseId, detail }));
    const row = (await db.tables.audit.get(2))!;
    await db.tables.audit.put({ ...row, sealed: row.sealed.slice(1) });
    const { acts, unreadable } = get(await readCaseHistory(db, caseId));
    expect(acts.map(({ n }) => n)).toEqual([1, 3]);
    expect(unreadable).toBe(1);
    // nor are they forgotten the second time
    get(await audit(db, { action: 'previewed', caseId, detail: 'd' }));
    expect(get(await readCaseHistory(db, caseId)).unreadable).toBe(1);
  });
  test('acts at the same time get numbers of their own', async () => {
    const acts = Array.from({ length: 20 }, (_, i) => audit(db, { action: 'previewed', detail: `${i}` }));
    for (const act of await Promise.all(acts)) get(act);
    expect(get(await listAudit(db)).map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });
  test('an act that the main process does not take from a window is refused', async () => {
    expect(code(await audit(db, { action: 'printed' }))).toBe('access/denied');
  });
});
