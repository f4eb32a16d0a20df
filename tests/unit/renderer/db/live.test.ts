import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { discardDraft, saveDraft, type StoredDraft } from '../../../../renderer/db/drafts.ts';
import { watchDrafts, type Live } from '../../../../renderer/db/live.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let db: Database;
beforeEach(async () => {
  db = await new TestOffice().create();
});
afterEach(() => closeDatabase(db));

async function keep(summary: string, caseId = newId()): Promise<string> {
  got(await saveDraft(db, { caseId, draft: sampleInspection(), basedOn: 0, summary }));
  return caseId;
}
const names = (live: Live<StoredDraft> | undefined): string[] =>
  (live?.rows ?? []).map(({ summary }) => summary).sort();

test('unsaved texts are told as they are kept, changed and thrown away; who comes later is told at once', async () => {
  const one = await keep('Ñandú');
  let live: Live<StoredDraft> | undefined;
  const stop = watchDrafts(db, (now) => (live = now));
  await vi.waitFor(() => expect(names(live)).toEqual(['Ñandú']));
  await keep('Zorzal');
  await keep('Güity', one);
  await vi.waitFor(() => expect(names(live)).toEqual(['Güity', 'Zorzal']));
  const later: Live<StoredDraft>[] = [];
  watchDrafts(db, (now) => later.push(now));
  expect(later.map(names)).toEqual([['Güity', 'Zorzal']]);
  stop();
  got(await discardDraft(db, one));
  await vi.waitFor(() => expect(later.map(names).at(-1)).toEqual(['Zorzal']));
  expect(names(live)).toEqual(['Güity', 'Zorzal']);
});

test('more of them than are read at once, with one that is damaged, which is counted', async () => {
  const caseId = await keep('Ñandú');
  const row = await db.tables.drafts.get(caseId);
  const ids = Array.from({ length: 300 }, () => newId());
  // sealed for another place
  await db.tables.drafts.bulkPut(ids.map((c) => ({ ...row!, c })));
  let live: Live<StoredDraft> | undefined;
  watchDrafts(db, (now) => (live = now));
  await vi.waitFor(() => expect(live).toMatchObject({ damaged: 300 }));
  expect(names(live)).toEqual(['Ñandú']);
});
