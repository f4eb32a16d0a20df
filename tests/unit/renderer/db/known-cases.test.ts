import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { audit } from '../../../../renderer/db/audit.ts';
import { readCase } from '../../../../renderer/db/cases.ts';
import { readChanges, savesHere } from '../../../../renderer/db/changes.ts';
import { readFollowUp } from '../../../../renderer/db/contacts.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { saveDraft } from '../../../../renderer/db/drafts.ts';
import { readEvidence } from '../../../../renderer/db/evidence.ts';
import { beginKnowing, findKnown } from '../../../../renderer/db/known-cases.ts';
import { readOfficeEntities, saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import type { Write } from '../../../../shared/journal/write.ts';
import { randomBytes } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { importDataKey } from '../../../../shared/vault/seal.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const draft = sampleInspection();
let db: Database;
let caseId: string;

beforeEach(async () => {
  db = await new TestOffice().create(samplePerson());
  caseId = newId();
});
afterEach(() => closeDatabase(db));

/** As if somebody else's save had been followed from the journal. */
function followSave(id: string): void {
  const row = { c: id, r: newId(), n: 1, last: 1, sealed: randomBytes(300) };
  const writes: readonly Write[] = [{ t: 'saves', k: 'put', row }];
  for (const listener of db.onWrites) listener(writes);
}

async function saved(id: string): Promise<number> {
  return got(await saveRecord(db, { caseId: id, draft, basedOn: 0 })).changes;
}

test('what is known after reading and saving is what the tables say', async () => {
  expect(findKnown(db, caseId)).toBeUndefined();
  const changes = await saved(caseId);
  const known = findKnown(db, caseId);
  expect(known?.changes).toHaveLength(changes);
  expect(known?.changes).toEqual(got(await readChanges(db, caseId)));
});

test('unsaved text is known as it was last kept', async () => {
  await saved(caseId);
  const before = got(await readChanges(db, caseId)).length;
  got(await saveDraft(db, { caseId, draft, basedOn: before, summary: 'a' }));
  expect(findKnown(db, caseId)?.draft).toEqual(await db.tables.drafts.get(caseId));
});

test('a save of somebody else makes a case unknown, and no other', async () => {
  const other = newId();
  await saved(caseId);
  await saved(other);
  followSave(caseId);
  expect(findKnown(db, caseId)).toBeUndefined();
  expect(findKnown(db, other)).toBeDefined();
});

test('what was read while anything was written is not kept', () => {
  const keep = beginKnowing(db, caseId);
  followSave(newId());
  keep({ changes: [], seals: [], closed: new Set(), draft: undefined });
  expect(findKnown(db, caseId)).toBeUndefined();
});

test('that an act was written down meanwhile changes nothing of what was read', async () => {
  const keep = beginKnowing(db, caseId);
  got(await audit(db, { action: 'viewed', caseId }));
  keep({ changes: [], seals: [], closed: new Set(), draft: undefined });
  expect(findKnown(db, caseId)).toBeDefined();
});

test('with another key of the case other values can be read: it is unknown', async () => {
  await saved(caseId);
  db.caseKeys.set(caseId, await importDataKey(randomBytes(32)));
  expect(findKnown(db, caseId)).toBeUndefined();
  db.caseKeys.delete(caseId);
  expect(findKnown(db, caseId)).toBeDefined();
});

test('a repair makes every case unknown', async () => {
  await saved(caseId);
  db.report.set({ ...db.report.get() });
  expect(findKnown(db, caseId)).toBeUndefined();
});

test('what belongs to the office is read from the tables once, and again after somebody else’s save', async () => {
  const entity = `guide/${newId()}`;
  const name = async () =>
    got(await readOfficeEntities(db))
      .get(entity)
      ?.get('name')?.value;
  got(await saveOfficeEntity(db, entity, { name: 'a' }, () => ''));
  const where = vi.spyOn(db.tables.saves, 'where');
  expect(await name()).toBe('a');
  got(await saveOfficeEntity(db, entity, { name: 'b' }, () => ''));
  expect(await name()).toBe('b');
  expect(where).not.toHaveBeenCalled();
  followSave(db.officeId);
  expect(await name()).toBe('b');
  expect(where).toHaveBeenCalledTimes(1);
});

test('the last eight cases are known', () => {
  const ids = Array.from({ length: 9 }, () => newId());
  for (const id of ids) beginKnowing(db, id)({ changes: [], seals: [], closed: new Set(), draft: undefined });
  expect(ids.map((id) => findKnown(db, id) !== undefined)).toEqual([false, ...ids.slice(1).map(() => true)]);
});

test('whoever asks for a case while it is read gets the same reading, and whoever asks later a new one', async () => {
  await saved(caseId);
  const where = vi.spyOn(db.tables.saves, 'where');
  const [view, evidence, followUp] = await Promise.all([
    readCase(db, caseId),
    readEvidence(db, caseId),
    readFollowUp(db, caseId),
  ]);
  expect([view.ok, evidence.ok, followUp.ok]).toEqual([true, true, true]);
  expect(where).toHaveBeenCalledTimes(1);
  got(await readCase(db, caseId));
  expect(where).toHaveBeenCalledTimes(2);
});

test('a reading that was begun before a save is not given to whoever asks after it', async () => {
  await saved(caseId);
  const where = vi.spyOn(db.tables.saves, 'where');
  const before = readChanges(db, caseId);
  followSave(newId());
  const after = readChanges(db, caseId);
  expect(got(await before)).toEqual(got(await after));
  expect(where).toHaveBeenCalledTimes(2);
});

test('all who share a reading hear of damage, also where the case was known whole a moment ago', async () => {
  await saved(caseId);
  got(await readChanges(db, caseId));
  const [row] = await savesHere(db, caseId);
  if (row === undefined) throw new Error('nothing saved');
  const sealed = row.sealed.slice();
  sealed[40] = (sealed[40] ?? 0) ^ 1;
  await db.tables.saves.put({ ...row, sealed });
  const read = await Promise.all([readChanges(db, caseId), readChanges(db, caseId)]);
  expect(read.map((one) => (one.ok ? '' : one.fault.code))).toEqual(['db/damaged', 'db/damaged']);
});
