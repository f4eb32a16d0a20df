import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tellWritten } from '../../../../renderer/db/apply-frames.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { discardDraft, saveDraft, type StoredDraft } from '../../../../renderer/db/drafts.ts';
import { watchDrafts, type Live } from '../../../../renderer/db/live.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected } from '../../../../renderer/db/protected.ts';
import type { DraftRow } from '../../../../shared/journal/write.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { interviewedPeople, sampleInspection, withInterviewed } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let db: Database;
beforeEach(async () => {
  db = await new TestOffice().create();
});
afterEach(() => {
  vi.restoreAllMocks();
  closeDatabase(db);
});

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

test('protected text is in none of them, open or closed', async () => {
  closeDatabase(db);
  db = await new TestOffice().create(samplePerson(['liaison', 'inspector']));
  const caseId = newId();
  got(await beginProtected(db, caseId));
  const draft = withInterviewed(sampleInspection());
  const told: Live<StoredDraft>[] = [];
  watchDrafts(db, (now) => told.push(now));
  got(await saveDraft(db, { caseId, draft, basedOn: 0, summary: 'Ñandú', withProtected: true }));
  await vi.waitFor(() => expect(names(told.at(-1))).toEqual(['Ñandú']));
  closeProtected(db, caseId);
  watchDrafts(db, (now) => told.push(now));
  expect(names(told.at(-1))).toEqual(['Ñandú']);
  const secrets = interviewedPeople.flatMap((person) => Object.values(person));
  expect(secrets.filter((secret) => JSON.stringify(told).includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  expect(told.flatMap(({ rows }) => rows).filter((row) => 'withProtected' in row)).toEqual([]);
});

describe('storage that cannot be read', () => {
  /** The next readings fail as those of a broken disk do; gives how to let them. */
  function fails(): { readonly asked: ReturnType<typeof vi.fn>; readonly end: () => void } {
    const asked = vi.fn();
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const reading = {
      ...{ above: () => reading, limit: () => reading },
      toArray: async () => {
        asked();
        await ended;
        throw Object.assign(new Error('disk'), { name: 'UnknownError' });
      },
    };
    vi.spyOn(db.tables.drafts, 'where').mockReturnValueOnce(reading as never);
    return { asked, end };
  }

  test('a text kept while a reading fails is not told as all there is: everything is read again', async () => {
    await keep('Ñandú');
    const { asked, end } = fails();
    const told: Live<StoredDraft>[] = [];
    watchDrafts(db, (now) => told.push(now));
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await keep('Zorzal');
    end();
    await vi.waitFor(() => expect(told).toHaveLength(2));
    expect(told[0]).toMatchObject({ fault: { code: 'db/unavailable' }, rows: [] });
    expect(told[1]?.fault).toBeUndefined();
    expect(names(told[1])).toEqual(['Zorzal', 'Ñandú']);
  });
  test('the next screen reads again, and every screen is told', async () => {
    await keep('Ñandú');
    fails().end();
    let live: Live<StoredDraft> | undefined;
    watchDrafts(db, (now) => (live = now));
    await vi.waitFor(() => expect(live?.fault?.code).toBe('db/unavailable'));
    let later: Live<StoredDraft> | undefined;
    watchDrafts(db, (now) => (later = now));
    await vi.waitFor(() => expect(names(later)).toEqual(['Ñandú']));
    expect(live).toEqual({ rows: later?.rows, damaged: 0 });
  });
});

test('nothing is opened while nobody watches, and then only what was written last', async () => {
  const caseId = await keep('Ñandú');
  let live: Live<StoredDraft> | undefined;
  const stop = watchDrafts(db, (now) => (live = now));
  await vi.waitFor(() => expect(names(live)).toEqual(['Ñandú']));
  stop();
  const rows: DraftRow[] = [];
  for (let n = 0; n < 5; n += 1) {
    await keep(`Güity ${n}`, caseId);
    rows.push((await db.tables.drafts.get(caseId))!);
  }
  const opened = vi.spyOn(crypto.subtle, 'decrypt');
  for (const row of rows) tellWritten(db, [{ t: 'drafts', k: 'put', row }]);
  await Promise.resolve();
  expect(opened).not.toHaveBeenCalled();
  const told: Live<StoredDraft>[] = [];
  watchDrafts(db, (now) => told.push(now));
  await vi.waitFor(() => expect(told.map(names)).toEqual([['Güity 4']]));
  expect(opened).toHaveBeenCalledTimes(1);
  opened.mockClear();
  // as at a rebuilding, where all that was ever written is told anew
  tellWritten(
    db,
    rows.map((row) => ({ t: 'drafts', k: 'put', row })),
  );
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(opened).toHaveBeenCalledTimes(1);
});

test('after a repair the tables count, whatever was written before it', async () => {
  await keep('Ñandú');
  let live: Live<StoredDraft> | undefined;
  watchDrafts(db, (now) => (live = now));
  await vi.waitFor(() => expect(names(live)).toEqual(['Ñandú']));
  const caseId = await keep('Zorzal');
  await vi.waitFor(() => expect(names(live)).toEqual(['Zorzal', 'Ñandú']));
  await db.tables.drafts.delete(caseId);
  db.report.set({ kind: 'rebuilt', frames: 0, cases: 0 });
  await vi.waitFor(() => expect(names(live)).toEqual(['Ñandú']));
});
