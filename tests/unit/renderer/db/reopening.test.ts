import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import { startSummaries } from '../../../../renderer/db/summary-store.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
afterEach(() => vi.unstubAllGlobals());

test('lists are read again after a repair although work that can wait is waiting for a person who never stops', async () => {
  const office = new TestOffice();
  const db = await office.create();
  const draft = setValue(sampleInspection(), 'employerName', 'Granja Güity');
  got(await saveRecord(db, { caseId: newId(), draft, basedOn: 0 }));
  let touch = (): void => undefined;
  vi.stubGlobal('requestIdleCallback', (then: () => void) => setTimeout(then, 1));
  vi.stubGlobal('addEventListener', (_kind: string, listener: () => void) => {
    touch = listener;
    touch();
  });
  const lists = startSummaries(db);
  const person = setInterval(() => touch(), 20);
  try {
    let isSettled = false;
    void lists.settled.then(() => (isSettled = true));
    got(await lists.opened);
    const before = lists.cases.columns;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isSettled).toBe(false);
    db.report.set({ kind: 'rebuilt', frames: 0, cases: 1 });
    await vi.waitFor(() => expect(lists.cases.columns).not.toBe(before), 2000);
    await vi.waitFor(() => expect(lists.cases.status().count).toBe(1));
  } finally {
    clearInterval(person);
    await lists.close();
    closeDatabase(db);
  }
});
