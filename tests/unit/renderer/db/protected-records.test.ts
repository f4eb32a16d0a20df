import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { openSummary } from '../../../../renderer/db/summaries.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { removeRow, type RecordDraft } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { splitProtected } from '../../../../shared/record/protected-fields.ts';
import {
  interviewedPeople,
  sampleInspection,
  withInterviewed,
  withValues,
} from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const secrets = interviewedPeople.flatMap((person) => Object.values(person));
const shows = (value: unknown): readonly string[] =>
  secrets.filter((secret) => JSON.stringify(value).includes(JSON.stringify(secret).slice(1, -1)));
const whole = withInterviewed(sampleInspection());
const closedOf = (draft: RecordDraft): RecordDraft => splitProtected(inspection, draft).rest;

let db: Database;
let caseId: string;

beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['liaison', 'inspector']));
  caseId = newId();
  got(await beginProtected(db, caseId));
});
afterEach(() => closeDatabase(db));

const open = async (): Promise<void> => {
  got(await openProtected(db, caseId, { reason: 'Entrevista', emergency: false }));
};
const keep = (draft: RecordDraft, withProtected: boolean, basedOn = 0) =>
  saveDraft(db, { caseId, draft, basedOn, summary: '', withProtected });

describe('a record with people who were interviewed', () => {
  beforeEach(async () => {
    got(await saveRecord(db, { caseId, draft: whole, basedOn: 0, withProtected: true }));
    closeProtected(db, caseId);
  });
  test('shows pseudonyms while closed, and everything once opened', async () => {
    const closed = got(await readRecord(db, caseId));
    expect(shows(closed)).toEqual([]);
    expect(closed.draft.tables['interviewed']!.map(({ values }) => values)).toEqual([
      { pseudonym: 'T-01' },
      { pseudonym: 'T-02' },
    ]);
    await open();
    expect(shows(got(await readRecord(db, caseId)).draft)).toEqual(secrets);
  });
  test('is changed while closed without losing what is not seen', async () => {
    const { draft, changes } = got(await readRecord(db, caseId));
    got(await saveRecord(db, { caseId, draft: withValues(draft, { place: 'Tela' }), basedOn: changes }));
    await open();
    const after = got(await readRecord(db, caseId));
    expect(after.draft.values['place']).toBe('Tela');
    expect(shows(after.draft)).toEqual(secrets);
  });
  test('remembers the pseudonym of a row that was removed', async () => {
    const { draft, changes, pseudonyms } = got(await readRecord(db, caseId));
    const second = draft.tables['interviewed']![1]!;
    const fewer = removeRow(draft, 'interviewed', second.id);
    got(await saveRecord(db, { caseId, draft: fewer, basedOn: changes }));
    expect([...pseudonyms]).toEqual(['NNA-01', 'NNA-02', 'T-01', 'T-02']);
    expect([...got(await readRecord(db, caseId)).pseudonyms]).toEqual(['NNA-01', 'NNA-02', 'T-01', 'T-02']);
  });
  test('names the fields in its history, and shows no value in it or in the lists', async () => {
    await open();
    const history = got(await readHistory(db, caseId));
    expect(history.flatMap(({ fields }) => fields)).toEqual(expect.arrayContaining(['realName', 'identityNote']));
    expect(shows(history)).toEqual([]);
    const row = (await db.tables.summaries.get(`c/${caseId}`))!;
    const summary = got(await openSummary(db, row));
    expect(JSON.stringify(summary)).toContain('Empacadora');
    expect(shows(summary)).toEqual([]);
  });
});

describe('unsaved text', () => {
  test('keeps its protected part when it goes on being written while closed', async () => {
    got(await keep(whole, true));
    closeProtected(db, caseId);
    const closed = got(await findDraft(db, caseId))!;
    expect(shows(closed)).toEqual([]);
    expect(closed.withProtected).toBeUndefined();
    got(await keep(withValues(closed.draft, { place: 'Tela' }), false));
    await open();
    const opened = got(await findDraft(db, caseId))!;
    expect(opened.withProtected).toBe(true);
    expect(opened.draft.values['place']).toBe('Tela');
    expect(shows(opened.draft)).toEqual(secrets);
  });
  test('that was begun closed takes nothing away when it is kept once more after opening', async () => {
    got(await keep(whole, true));
    got(await keep(closedOf(whole), false));
    expect(shows(got(await findDraft(db, caseId)))).toEqual(secrets);
  });
  test('tells what a person took out from what was never read', async () => {
    got(await keep(closedOf(whole), true));
    expect(got(await findDraft(db, caseId))).toMatchObject({ withProtected: true });
    await db.tables.drafts.clear();
    got(await keep(closedOf(whole), false));
    expect(got(await findDraft(db, caseId))).not.toHaveProperty('withProtected');
  });
  test('with protected text in it is not ended by a save that did not see it', async () => {
    got(await keep(whole, true));
    closeProtected(db, caseId);
    const closed = closedOf(whole);
    const refused = await saveRecord(db, { caseId, draft: closed, basedOn: 0 });
    expect(refused).toMatchObject({ ok: false, fault: { code: 'access/no-case-key', detail: { unsaved: 'yes' } } });
    await open();
    const { draft } = got(await findDraft(db, caseId))!;
    got(await saveRecord(db, { caseId, draft, basedOn: 0, withProtected: true }));
    expect(got(await findDraft(db, caseId))).toBeUndefined();
    expect(shows(got(await readRecord(db, caseId)).draft)).toEqual(secrets);
  });
  test('with protected text cannot be kept without the key', async () => {
    closeProtected(db, caseId);
    expect(code(await keep(whole, false))).toBe('access/no-case-key');
    expect(code(await keep(closedOf(whole), true))).toBe('access/no-case-key');
  });
});
