import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { binRecord, moveCase, openCaseFile, readCase, saveCaseFile } from '../../../../renderer/db/cases.ts';
import { sealJson, type Database } from '../../../../renderer/db/database.ts';
import { finalise, listDocumentsOf, type FinaliseInput } from '../../../../renderer/db/documents.ts';
import { discardDraft, findDraft, findDrafts, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected } from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { addRow, emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { getKind } from '../../../../shared/record/kinds/kinds.ts';
import { firstInspection, type RecordName } from '../../../../shared/record/record-name.ts';
import { sampleInspection, withInterviewed } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const usual = { numberTemplate: '', acronym: '' };
const doer = { id: 'p1', name: 'Suyapa Núñez Peña' };

let office: TestOffice;
let db: Database;
let caseId: string;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(samplePerson(['chief', 'inspector', 'liaison']));
  caseId = newId();
});
afterEach(() => closeDatabase(db));

const named = (kind: string): RecordName => ({ kind, id: newId() });
const draftOf = (kind: string, values: Readonly<Record<string, string>>): RecordDraft =>
  Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(getKind(kind)));
const save = (record: RecordName, draft: RecordDraft, basedOn = 0, withProtected = false) =>
  saveRecord(db, { caseId, record, draft, basedOn, withProtected });
const keep = (record: RecordName, draft: RecordDraft, withProtected = false) =>
  saveDraft(db, { caseId, record, draft, basedOn: 0, summary: '', withProtected });
const openFile = (id = caseId, values: Readonly<Record<string, string>> = {}) =>
  openCaseFile(db, id, { openedOn: '2026-11-24', employerName: 'Maquila Sol', stage: 'draft', ...values }, usual);
const seal = (record: RecordName, draft: RecordDraft, over: Partial<FinaliseInput>) => {
  const { numbering, ...input } = sampleFinalise({ caseId, record, draft, ...over });
  return finalise(db, 'numbering' in over && numbering !== undefined ? { ...input, numbering } : input);
};

describe('records of one case', () => {
  const order = named('order');
  const notice = named('notification');

  test('do not outdate one another: a text begun before another was saved is saved after it', async () => {
    const first = got(await save(order, draftOf('order', { objective: 'Salarios' })));
    got(await save(notice, draftOf('notification', { aboutNumber: 'A-1' })));
    got(await saveCaseFile(db, caseId, { employerName: 'Maquila Sol' }));
    got(await save(order, draftOf('order', { objective: 'Jornada' }), first.changes));
    expect(code(await save(order, draftOf('order', { objective: 'Otra' }), first.changes))).toBe(
      'db/changed-meanwhile',
    );
    expect(got(await readRecord(db, caseId, notice)).draft.values).toEqual({ aboutNumber: 'A-1' });
  });

  test('of the same kind keep their fields and rows apart', async () => {
    const [one, other] = [named('reinspection'), named('reinspection')];
    const withReviewed = (observed: string): RecordDraft =>
      addRow(draftOf('reinspection', { conclusion: observed }), 'reviewed', { id: newId(), values: { observed } });
    const first = got(await save(one, withReviewed('pagó')));
    got(await save(other, withReviewed('no pagó')));
    const read = async (record: RecordName) => {
      const { draft } = got(await readRecord(db, caseId, record));
      return [draft.values['conclusion'], ...draft.tables['reviewed']!.map(({ values }) => values['observed'])];
    };
    expect(await read(one)).toEqual(['pagó', 'pagó']);
    expect(await read(other)).toEqual(['no pagó', 'no pagó']);
    // the rows of one count nothing for the other
    got(await save(one, draftOf('reinspection', { conclusion: 'pagó' }), first.changes));
    expect(await read(other)).toEqual(['no pagó', 'no pagó']);
  });

  test('two notifications hold what each of them says', async () => {
    const [one, other] = [named('notification'), named('notification')];
    const first = got(await save(one, draftOf('notification', { about: 'acta', aboutNumber: 'ORD-0' })));
    got(await save(other, draftOf('notification', { about: 'fine', aboutNumber: 'RES-1' })));
    // in the order in which they were made, whichever was changed last
    got(await save(one, draftOf('notification', { about: 'acta', aboutNumber: 'ORD-1' }), first.changes));
    const { records } = got(await readCase(db, caseId));
    expect(records.map(({ record, draft }) => [record.id, draft.values['aboutNumber']])).toEqual([
      [one.id, 'ORD-1'],
      [other.id, 'RES-1'],
    ]);
  });
});

describe('unsaved texts of a case', () => {
  test('lie in one row, and one is thrown away without the other', async () => {
    const [order, notice] = [named('order'), named('notification')];
    got(await keep(order, draftOf('order', { objective: 'Salarios' })));
    got(await keep(notice, draftOf('notification', { aboutNumber: 'A-1' })));
    expect(await db.tables.drafts.count()).toBe(1);
    expect(got(await findDrafts(db, caseId)).map(({ record }) => record)).toEqual([order, notice]);
    got(await discardDraft(db, caseId, order));
    expect(got(await findDraft(db, caseId, order))).toBeUndefined();
    expect(got(await findDraft(db, caseId, notice))?.draft.values).toEqual({ aboutNumber: 'A-1' });
    got(await discardDraft(db, caseId, notice));
    expect(await db.tables.drafts.count()).toBe(0);
  });

  test('a row as an earlier version wrote it is the text of the acta', async () => {
    const draft = sampleInspection();
    const old = { caseId, draft, savedAt: '2026-11-20T15:00:00.000Z', basedOn: 0, summary: 'Empacadora' };
    await db.tables.drafts.put({ c: caseId, v: 1, sealed: await sealJson(db, `drafts/${caseId}`, old) });
    expect(got(await findDrafts(db, caseId))).toEqual([{ ...old, record: firstInspection(caseId) }]);
    const order = named('order');
    got(await keep(order, draftOf('order', { objective: 'Salarios' })));
    expect(got(await findDraft(db, caseId))?.draft).toEqual(draft);
    got(await save(firstInspection(caseId), draft));
    expect(got(await findDrafts(db, caseId)).map(({ record }) => record)).toEqual([order]);
  });

  test('protected text of a complaint and of an acta lie beside each other', async () => {
    const complaint = named('complaint');
    got(await beginProtected(db, caseId));
    const told = draftOf('complaint', { account: 'Le pagan la mitad', authorName: 'Olvin Secreto' });
    const acta = withInterviewed(sampleInspection());
    got(await keep(complaint, told, true));
    got(await keep(firstInspection(caseId), acta, true));
    expect(got(await findDraft(db, caseId, complaint))?.draft).toEqual(told);
    expect(got(await findDraft(db, caseId))?.draft).toEqual(acta);
    got(await discardDraft(db, caseId, complaint));
    expect(got(await findDraft(db, caseId))?.draft).toEqual(acta);
    got(await keep(complaint, told, true));
    got(await save(firstInspection(caseId), acta, 0, true));
    expect(got(await findDraft(db, caseId, complaint))?.draft).toEqual(told);
    closeProtected(db, caseId);
    const closed = got(await findDraft(db, caseId, complaint))!;
    expect(closed.draft.values).toEqual({ account: 'Le pagan la mitad' });
    expect(JSON.stringify(got(await readCase(db, caseId)))).not.toContain('Olvin');
    expect(code(await save(complaint, closed.draft))).toBe('access/no-case-key');
  });
});

describe('the bin', () => {
  test('holds a record that was not sealed, whole, until it is taken out', async () => {
    const order = named('order');
    got(await save(order, draftOf('order', { objective: 'Salarios' })));
    got(await binRecord(db, caseId, order, true));
    const [binned] = got(await readCase(db, caseId)).records;
    expect(binned).toMatchObject({ binned: '2026-11-24T20:00:00.000Z', draft: { values: { objective: 'Salarios' } } });
    got(await binRecord(db, caseId, order, false));
    expect(got(await readCase(db, caseId)).records[0]?.binned).toBeUndefined();
    expect(code(await binRecord(db, caseId, named('order'), true))).toBe('db/missing');
  });
  test('takes nothing that is sealed', async () => {
    const order = named('order');
    got(await seal(order, draftOf('order', { objective: 'Salarios' }), { number: 'ODI-1' }));
    expect(code(await binRecord(db, caseId, order, true))).toBe('db/changed-meanwhile');
    expect(got(await readCase(db, caseId)).records[0]?.binned).toBeUndefined();
  });
});

describe('the case file', () => {
  test('numbers have no gap, also when two are opened at once', async () => {
    const ids = [newId(), newId(), newId()];
    const opened = await Promise.all(ids.map((id) => openFile(id)));
    expect(opened.map((one) => got(one).number).sort()).toEqual([1, 2, 3].map((n) => `STSS-EXP-TST-0000${n}-2026`));
    // a case has one file: a second one takes no number
    expect(code(await openFile(ids[0]))).toBe('db/changed-meanwhile');
    expect(got(await openFile()).number).toBe('STSS-EXP-TST-00004-2026');
    const { head, file, fileStatus } = got(await readCase(db, caseId));
    expect(head).toMatchObject({ number: 'STSS-EXP-TST-00004-2026', employer: 'Maquila Sol', stage: 'draft' });
    expect([file?.values['openedOn'], fileStatus.number]).toEqual(['2026-11-24', 'STSS-EXP-TST-00004-2026']);
  });

  test('keeps the order of its way when the clock is set back', async () => {
    got(await openFile());
    const step = async (from: string, to: string) => got(await moveCase(db, caseId, { from, to, reason: 'x', doer }));
    await step('draft', 'assigned');
    office.clock.advance(-365 * 86_400_000);
    await step('assigned', 'visiting');
    await step('visiting', 'recorded');
    office.clock.advance(366 * 86_400_000);
    await step('recorded', 'notified');
    const { moves } = got(await readCase(db, caseId));
    expect(moves.map(({ to }) => to)).toEqual(['assigned', 'visiting', 'recorded', 'notified']);
    const times = moves.map(({ at }) => at);
    expect(new Set(times).size).toBe(4);
    expect(times).toEqual([...times].sort());
    // three within a second, the last a day later
    expect(times.map((at) => at.slice(0, 10))).toEqual(['2026-11-24', '2026-11-24', '2026-11-24', '2026-11-25']);
  });

  test('is moved with who, when and why; a case that moved meanwhile stays where it is', async () => {
    got(await openFile());
    got(await moveCase(db, caseId, { from: 'draft', to: 'assigned', reason: '', doer }));
    const late = await moveCase(db, caseId, { from: 'draft', to: 'annulled', reason: 'Duplicado', doer });
    expect(code(late)).toBe('db/changed-meanwhile');
    const both = await Promise.all(
      ['visiting', 'annulled'].map((to) => moveCase(db, caseId, { from: 'assigned', to, reason: 'x', doer })),
    );
    expect(both.map(code).sort()).toEqual(['db/changed-meanwhile', 'ok']);
    const { moves, head } = got(await readCase(db, caseId));
    expect(moves).toHaveLength(2);
    expect(moves[0]).toMatchObject({
      from: 'draft',
      to: 'assigned',
      byName: doer.name,
      at: '2026-11-24T20:00:00.000Z',
    });
    expect(head.stage).toBe(moves[1]?.to);
  });
});

test('finalising a notification supersedes its own earlier version alone', async () => {
  const [one, other] = [named('notification'), named('notification')];
  const text = draftOf('notification', { aboutNumber: 'A-1' });
  const acta = got(await seal(firstInspection(caseId), sampleInspection(), { number: 'ORD-1' }));
  const first = got(await seal(one, text, { number: 'NOT-1' }));
  const second = got(await seal(other, text, { number: 'NOT-2' }));
  const { changes } = got(await readRecord(db, caseId, one));
  const again = got(
    await seal(one, text, { number: 'NOT-1', version: 2, reason: 'Fecha equivocada', basedOn: changes }),
  );
  const states = new Map(got(await listDocumentsOf(db, caseId)).map(({ id, state }) => [id, state]));
  expect([acta, first, second, again].map(({ documentId }) => states.get(documentId))).toEqual([
    'sealed',
    'superseded',
    'sealed',
    'sealed',
  ]);
  expect(got(await listDocumentsOf(db, caseId, one)).map(({ version }) => version)).toEqual([2, 1]);
});
