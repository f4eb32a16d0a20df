import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { audit, checkAudit, listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import {
  finalise,
  keepRevision,
  listDocumentsOf,
  readDocument,
  type FinaliseInput,
} from '../../../../renderer/db/documents.ts';
import { discardDraft, findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { watchDrafts, watchHeads, type Live } from '../../../../renderer/db/live.ts';
import { peekCounter } from '../../../../renderer/db/numbers.ts';
import { closeDatabase, createDatabase, openDatabase } from '../../../../renderer/db/open.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { readOffice, saveOffice } from '../../../../renderer/db/settings.ts';
import { OfficeTables } from '../../../../renderer/db/schema.ts';
import type { InspectionHead } from '../../../../renderer/db/heads.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { fromUtf8, utf8, type Bytes } from '../../../../shared/kernel/bytes.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { emptyDraft, equalDrafts, setValue } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fixedClock, sampleSession } from '../../../support/session.ts';

// The window's storage manager does not exist in Node; the app only asks it a favour.
Object.defineProperty(globalThis, 'navigator', {
  value: { storage: { persist: () => Promise.resolve(true) } },
  configurable: true,
});

function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`fault ${result.fault.code} ${JSON.stringify(result.fault.detail)}`);
  return result.value;
}
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

let name: string;
let session: ReturnType<typeof sampleSession>;
let clock: ReturnType<typeof fixedClock>;
let db: Database;

/** The same office unlocked again: the window got fresh key bytes. */
const again = (): ReturnType<typeof sampleSession> => ({
  ...session,
  dataKeys: { reserved: new Uint8Array(32).fill(7) },
});

beforeEach(async () => {
  name = `test-${newId()}`;
  session = sampleSession();
  clock = fixedClock();
  db = get(await createDatabase(session, clock, name));
});
afterEach(() => closeDatabase(db));

describe('opening', () => {
  test('an office opens again with the same key', async () => {
    closeDatabase(db);
    db = get(await openDatabase(again(), clock, name));
    expect(db.officeId).toBe(session.officeId);
  });
  test('no database beside a known vault is damage, not a new office', async () => {
    expect(code(await openDatabase(again(), clock, `other-${newId()}`))).toBe('db/missing');
  });
  test('an emptied database is damage', async () => {
    await db.tables.meta.clear();
    closeDatabase(db);
    expect(code(await openDatabase(again(), clock, name))).toBe('db/missing');
  });
  test('the database of another vault is refused', async () => {
    closeDatabase(db);
    expect(code(await openDatabase({ ...again(), vaultId: newId() }, clock, name))).toBe('db/damaged');
  });
  test('another key is refused', async () => {
    closeDatabase(db);
    const wrong = { ...session, dataKeys: { reserved: new Uint8Array(32).fill(8) } };
    expect(code(await openDatabase(wrong, clock, name))).toBe('db/damaged');
  });
  test('a database made by a newer app is refused and left alone', async () => {
    closeDatabase(db);
    await new Promise<void>((done, failed) => {
      const request = indexedDB.open(name, 20);
      request.onsuccess = () => {
        request.result.close();
        done();
      };
      request.onerror = () => failed(new Error('cannot open'));
    });
    expect(code(await openDatabase(again(), clock, name))).toBe('db/newer');
  });
  test('storage that cannot be asked is a fault, not an endless wait', async () => {
    const broken = new DOMException('Internal error opening backing store.', 'UnknownError');
    const asked = vi.spyOn(indexedDB, 'databases').mockRejectedValue(broken);
    expect(code(await openDatabase(again(), clock, name))).toBe('db/unavailable');
    expect(code(await createDatabase(again(), clock, name))).toBe('db/unavailable');
    asked.mockRestore();
  });
  test('a first run that was cut off may start again, but never over cases', async () => {
    closeDatabase(db);
    const fresh = sampleSession();
    db = get(await createDatabase(fresh, clock, name));
    get(await saveDraft(db, { caseId: newId(), draft: sampleInspection(), basedOn: 0, summary: 'x' }));
    closeDatabase(db);
    expect(code(await createDatabase(sampleSession(), clock, name))).toBe('db/damaged');
  });
});

test('storage that went away is a fault, not a screen that waits for ever', async () => {
  closeDatabase(db);
  const id = newId();
  const reads = [readRecord(db, id), findDraft(db, id), readDocument(db, id), listDocumentsOf(db, id)];
  expect((await Promise.all<Result<unknown>>([...reads, peekCounter(db, 'x'), readOffice(db)])).map(code)).toEqual(
    Array<string>(6).fill('db/unavailable'),
  );
  const writes = [
    saveRecord(db, { caseId: id, draft: sampleInspection(), basedOn: 0 }),
    discardDraft(db, id),
    keepRevision(db, id, { pdf: utf8('x'), signer: 'x', at: '2026-11-24T20:00:00.000Z' }),
  ];
  expect((await Promise.all<Result<unknown>>(writes)).map(code)).toEqual(Array<string>(3).fill('db/unavailable'));
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
    expect((await listAudit(db, { caseId })).map((entry) => entry.action)).toEqual(['draft-discarded']);
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
    clock.advance(60_000);
    get(await saveRecord(db, { caseId, draft: setValue(sampleInspection(), 'place', 'Tela'), basedOn: changes }));
    const history = get(await readHistory(db, caseId));
    expect(history[0]?.fields).toEqual(['place']);
    expect(history[0]?.author).toBe(session.person.id);
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
  test('a save moved to another case no longer opens', async () => {
    const caseId = newId();
    get(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
    const row = (await db.tables.saves.toArray()).find(({ c }) => c === caseId);
    const other = newId();
    await db.tables.saves.add({ ...row!, c: other });
    expect(code(await readRecord(db, other))).toBe('db/damaged');
  });
  test('nothing readable is in the rows', async () => {
    const caseId = newId();
    const draft = setValue(sampleInspection(), 'employerName', 'NOMBRE-PLANTADO Ñandú');
    get(await saveRecord(db, { caseId, draft, basedOn: 0 }));
    get(await saveDraft(db, { caseId, draft, basedOn: 1, summary: 'NOMBRE-PLANTADO' }));
    const tables = new OfficeTables(name);
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
  const input = (over: Partial<FinaliseInput>): FinaliseInput => ({
    caseId: newId(),
    draft: sampleInspection(),
    basedOn: 0,
    version: 1,
    number: 'STSS-ORD-TST-00001-2026',
    numbering: { counter: 'TST|ordinaria|2026', next: 1 },
    reason: '',
    ...over,
    document: {
      title: 'Acta de inspección',
      paper: 'letter',
      addressee: 'file',
      pages: 3,
      recordHash: 'ab'.repeat(32),
      madeAt: '2026-11-24T20:00:00.000Z',
      settings: { letterhead: ['República de Honduras'], chiefName: '', chiefPosition: '' },
      pdf: pdf('one'),
      ...over.document,
    },
  });

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
  test('altered bytes are noticed at reading', async () => {
    const { documentId } = get(await finalise(db, input({})));
    const file = await db.tables.files.get([documentId, 0]);
    const sealed = new Uint8Array(file!.sealed);
    sealed[40] = (sealed[40] ?? 0) ^ 1;
    await db.tables.files.put({ ...file!, sealed });
    expect(code(await readDocument(db, documentId))).toBe('db/damaged');
  });
});

describe('settings, audit, live lists', () => {
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
    expect(await listAudit(db)).toHaveLength(1);
  });
  test('a missing or altered audit entry is found at its number', async () => {
    for (const detail of ['a', 'b', 'c']) get(await audit(db, { action: 'printed', detail }));
    expect(await checkAudit(db)).toEqual({ n: 3 });
    await db.tables.audit.delete(2);
    expect(await checkAudit(db)).toEqual({ n: 1, brokenAt: 2 });
  });
  test('concurrent entries get numbers of their own', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, i) => audit(db, { action: 'previewed', detail: `${i}` })));
    expect(await checkAudit(db)).toEqual({ n: 20 });
  });
  test('lists follow what is saved', async () => {
    const seen: Live<InspectionHead>[] = [];
    const stop = watchHeads(db, (live) => seen.push(live));
    const caseId = newId();
    get(
      await saveRecord(db, {
        caseId,
        draft: setValue(sampleInspection(), 'employerName', 'Maquila Río Lindo'),
        basedOn: 0,
      }),
    );
    await expect.poll(() => seen.at(-1)?.rows.map(({ employer }) => employer)).toEqual(['Maquila Río Lindo']);
    stop();
  });
  test('a draft begun anew is not mistaken for the one thrown away', async () => {
    const caseId = newId();
    const seen: string[][] = [];
    const stop = watchDrafts(db, ({ rows }) => seen.push(rows.map(({ summary }) => summary)));
    const shows = (expected: string[]): Promise<void> => vi.waitFor(() => expect(seen.at(-1)).toEqual(expected));
    get(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: 'antes' }));
    await shows(['antes']);
    get(await discardDraft(db, caseId));
    await shows([]);
    get(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: 'después' }));
    await shows(['después']);
    stop();
  });
  test('a table that cannot be read is told as a fault', async () => {
    const seen: Live<unknown>[] = [];
    const reading = vi.spyOn(db.tables.drafts, 'toArray');
    reading.mockRejectedValueOnce(Object.assign(new Error('gone'), { name: 'UnknownError' }));
    const stop = watchDrafts(db, (live) => seen.push(live));
    await vi.waitFor(() => expect(seen.at(-1)?.fault?.code).toBe('db/unavailable'));
    reading.mockRestore();
    stop();
    const stopAgain = watchDrafts(db, (live) => seen.push(live));
    await vi.waitFor(() => expect(seen.at(-1)).toEqual({ rows: [], damaged: 0 }));
    stopAgain();
  });
  test('a database that was closed is told as a fault, not as an endless wait', async () => {
    const seen: Live<unknown>[] = [];
    closeDatabase(db);
    const stop = watchHeads(db, (live) => seen.push(live));
    await vi.waitFor(() => expect(seen.at(-1)?.fault?.code).toBe('db/unavailable'));
    stop();
  });
  test('a row that cannot be opened is counted, not hidden', async () => {
    const caseId = newId();
    get(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary: '' }));
    const row = await db.tables.drafts.get(caseId);
    await db.tables.drafts.put({ ...row!, v: 99, sealed: new Uint8Array(row!.sealed).fill(1, 30, 40) });
    const damaged = await new Promise<number>((done) => {
      const stop = watchDrafts(db, (live) => {
        stop();
        done(live.damaged);
      });
    });
    expect(damaged).toBe(1);
  });
});
