import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { confirmScreening, readScreeningStanding } from '../../../../renderer/db/screenings.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import { putAnswer } from '../../../../shared/screening/screening-draft.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const asked = (draft: RecordDraft, question: string): RecordDraft =>
  putAnswer(draft, question, { reply: 'yes' }, { by: first.id, at: '2026-11-24T15:00:00.000Z' });

const first = samplePerson(['inspector']);
const second = samplePerson(['supervisor']);
const draft = asked(setValue(emptyDraft(screening), 'pseudonym', 'P-01'), 'cdDocs');

let office: TestOffice;
let db: Database;
let caseId: string;
let record: { readonly kind: string; readonly id: string };
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(first);
  caseId = newId();
  record = { kind: screening.key, id: newId() };
});
afterEach(() => closeDatabase(db));

const save = async (what: RecordDraft, basedOn = 0): Promise<number> =>
  got(await saveRecord(db, { caseId, record, draft: what, basedOn })).changes;
const confirm = (name = 'Tomás Centeno') => confirmScreening(db, caseId, record, name);
const standing = async () => got(await readScreeningStanding(db, caseId, record));
async function comesIn(person: typeof first): Promise<void> {
  closeDatabase(db);
  db = got(await office.open(person));
}

test('a second person confirms: both are kept, and the answers stay as they were', async () => {
  await save(draft);
  expect(await standing()).toEqual({ screeners: new Set([first.id]), confirmation: undefined });
  await comesIn(second);
  got(await confirm());
  const { screeners, confirmation } = await standing();
  expect([...screeners]).toEqual([first.id]);
  expect(confirmation).toMatchObject({ by: second.id, name: 'Tomás Centeno', stands: true });
  expect(got(await readRecord(db, caseId, record)).draft).toEqual(draft);
  const acts = got(await listAudit(db, { caseId })).map(({ action, person }) => [action, person]);
  expect(acts).toContainEqual(['screening-confirmed', second.id]);
});

test('nobody who wrote any of it can confirm it', async () => {
  const changes = await save(draft);
  expect(code(await confirm())).toBe('screening/same-person');
  await comesIn(second);
  await save(asked(draft, 'exHours'), changes);
  expect(code(await confirm())).toBe('screening/same-person');
});

test('a confirmation no longer stands once anything was changed, and can be given anew', async () => {
  await save(draft);
  await comesIn(second);
  got(await confirm());
  await comesIn(first);
  const known = got(await readRecord(db, caseId, record));
  await save(asked(known.draft, 'exHours'), known.changes);
  expect((await standing()).confirmation?.stands).toBe(false);
  await comesIn(second);
  got(await confirm());
  expect((await standing()).confirmation?.stands).toBe(true);
});

test('what is not saved, says nothing or is not there is not confirmed', async () => {
  expect(code(await confirm())).toBe('db/missing');
  const changes = await save(setValue(emptyDraft(screening), 'pseudonym', 'P-01'));
  await comesIn(second);
  expect(code(await confirm())).toBe('screening/empty');
  await comesIn(first);
  got(await saveDraft(db, { caseId, record, draft, basedOn: changes, summary: '' }));
  await comesIn(second);
  expect(code(await confirm())).toBe('screening/unsaved');
});
