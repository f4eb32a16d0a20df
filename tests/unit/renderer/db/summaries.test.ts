import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import type { CaseSummary } from '../../../../renderer/db/summaries.ts';
import { caseSummary, caseSummaryWrite } from '../../../../renderer/db/summaries.ts';
import type { SummaryList } from '../../../../renderer/db/summary-list.ts';
import { startSummaries, type Summaries } from '../../../../renderer/db/summary-store.ts';
import { commit } from '../../../../renderer/db/commit.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { setValue } from '../../../../shared/record/draft.ts';
import { fieldsOf, tablesOf, type FieldDef } from '../../../../shared/record/fields.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
let lists: Summaries;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
  lists = startSummaries(db);
});
afterEach(async () => {
  await lists.close();
  closeDatabase(db);
});

async function save(employer: string, caseId = newId()): Promise<string> {
  const stored = await readRecord(db, caseId);
  const basedOn = stored.ok ? stored.value.changes : 0;
  office.clock.advance(60_000);
  got(await saveRecord(db, { caseId, draft: setValue(sampleInspection(), 'employerName', employer), basedOn }));
  return caseId;
}

/** Locks: packs and lets go. Then signs in again: nothing of before is in memory. */
async function lockAndOpen(): Promise<void> {
  await lists.close();
  closeDatabase(db);
  await reopen();
}
async function reopen(): Promise<void> {
  db = got(await office.open());
  lists = startSummaries(db);
  got(await lists.opened);
}

/** Employers as the list shows them, newest first; texts read as a screen would. */
async function shown(typed = '', list: SummaryList<CaseSummary> = lists.cases): Promise<(string | undefined)[]> {
  const slots = [...list.rows(typed, { by: 'time', descending: true })];
  await list.load(slots);
  return slots.map((slot) => list.peek(slot)?.employer);
}
const settled = (list: SummaryList<CaseSummary> = lists.cases): Promise<void> =>
  list.exclusive(() => Promise.resolve());
const counts = async () => ({
  summaries: await db.tables.summaries.where('k').startsWith('c/').count(),
  pages: await db.tables.pages.where('[kind+p]').between(['c', 0], ['c', 1e9]).count(),
});

test('no summary holds a protected value, whatever fields a record gets', () => {
  const mark = (key: string, level: string): string => `${level}:${key}`;
  const marked = (fields: readonly FieldDef[]) =>
    Object.fromEntries(fields.map(({ key, level }) => [key, mark(key, level)]));
  const draft = {
    values: marked(fieldsOf(inspection)),
    tables: Object.fromEntries(
      tablesOf(inspection).map(({ key, columns }) => [key, [{ id: newId(), values: marked(columns) }]]),
    ),
  };
  const rest = { number: '', version: 0, state: 'draft', savedAt: '2026-11-24T20:00:00.000Z' } as const;
  const shown = JSON.stringify(caseSummary(newId(), draft, rest));
  expect(shown).toContain(mark('employerName', 'reserved'));
  expect(shown).not.toContain('protected:');
});

describe('following', () => {
  test('a save shows at once, and another save of the same case takes its place', async () => {
    const status = vi.fn();
    lists.cases.subscribe(status);
    const first = await save('Granja Güity');
    await save('Maquila Río Lindo');
    await settled();
    expect(await shown()).toEqual(['Maquila Río Lindo', 'Granja Güity']);
    await save('Granja Güity Hermanos', first);
    await settled();
    expect(await shown()).toEqual(['Granja Güity Hermanos', 'Maquila Río Lindo']);
    expect(lists.cases.status().count).toBe(2);
    expect(status).toHaveBeenCalled();
  });
  test('rows are found by any word of them, also by numbers and inspectors that no column shows', async () => {
    const draft = sampleInspection();
    await save('Granja Güity');
    await settled();
    expect(await shown('guity GRANJA')).toEqual(['Granja Güity']);
    const rtn = draft.values['employerRtn'];
    const inspector = draft.tables['inspectors']?.[0]?.values['name'];
    expect(typeof rtn === 'string' && rtn.length > 8 && typeof inspector === 'string').toBe(true);
    expect(await shown(String(rtn).slice(3, 9))).toEqual(['Granja Güity']);
    expect(await shown(String(inspector))).toEqual(['Granja Güity']);
    expect(await shown('nandu')).toEqual([]);
  });
  test('a sealed paper appears among the documents', async () => {
    const caseId = await save('Granja Güity');
    const { changes, draft } = got(await readRecord(db, caseId));
    const pdf = new Uint8Array([1, 2, 3]);
    const document = {
      title: 'Acta de inspección',
      paper: 'letter' as const,
      addressee: 'file' as const,
      pages: 1,
      recordHash: '',
      madeAt: '2026-11-24T20:00:00.000Z',
      settings: { letterhead: [], chiefName: '', chiefPosition: '' },
      pdf,
    };
    const numbering = { counter: 'TST|ordinaria|2026', next: 1 };
    const number = 'STSS-ORD-TST-00001-2026';
    const { documentId } = got(
      await finalise(db, { caseId, draft, basedOn: changes, version: 1, number, numbering, reason: '', document }),
    );
    await lists.documents.exclusive(() => Promise.resolve());
    expect(await lists.documents.get(documentId)).toMatchObject({ number, caseId, state: 'sealed', signers: [] });
    await settled();
    expect(await lists.cases.get(caseId)).toMatchObject({ number, state: 'final', version: 1 });
    await lockAndOpen();
    expect(await lists.documents.get(documentId)).toMatchObject({ number });
  });
  test('the first row of a case is numbered 1, every later one 2, packed or not', async () => {
    const seen: [string, number][] = [];
    const watch = (): void =>
      void db.onWrites.add((writes) => {
        for (const write of writes) if (write.t === 'summaries') seen.push([write.row.k, write.row.v]);
      });
    watch();
    const caseId = await save('Alfa');
    await save('Beta', caseId);
    await lockAndOpen();
    watch();
    await save('Gama', caseId);
    expect(seen).toEqual([1, 2, 2].map((v) => [`c/${caseId}`, v]));
  });
  test('nobody who may not read cases gets a row', async () => {
    await save('Granja Güity');
    await lists.close();
    closeDatabase(db);
    db = got(await office.open(samplePerson(['administrator'])));
    lists = startSummaries(db);
    got(await lists.opened);
    expect(lists.cases.status()).toEqual({ phase: 'open', count: 0, making: 0, damaged: 0 });
    expect(await shown()).toEqual([]);
  });
});

describe('packing', () => {
  test('at lock everything goes into a page, and opening reads it from there', async () => {
    await save('Alfa');
    await save('Beta');
    expect(await counts()).toEqual({ summaries: 2, pages: 0 });
    await lockAndOpen();
    expect(await counts()).toEqual({ summaries: 0, pages: 1 });
    expect(await shown()).toEqual(['Beta', 'Alfa']);
    expect(await shown('alf')).toEqual(['Alfa']);
  });
  test('the half-full page is replaced; what was saved again counts, however often it was packed', async () => {
    const first = await save('Alfa 1');
    await save('Beta 1');
    await lockAndOpen();
    await save('Alfa 2', first);
    await settled();
    expect(await shown()).toEqual(['Alfa 2', 'Beta 1']);
    await lockAndOpen();
    expect(await counts()).toEqual({ summaries: 0, pages: 1 });
    expect(await shown()).toEqual(['Alfa 2', 'Beta 1']);
    await save('Alfa 3', first);
    await lists.close();
    await reopen();
    expect(await shown()).toEqual(['Alfa 3', 'Beta 1']);
    expect(await lists.cases.get(first)).toMatchObject({ employer: 'Alfa 3' });
  });
  test('a save that meets the packing is neither lost nor overtaken', async () => {
    const ids = await Promise.all(['a', 'b', 'c'].map((name) => save(name)));
    await settled();
    // the store packs while the same cases are saved again
    const closing = lists.close();
    for (const id of ids) await save(`${id} new`, id);
    await closing;
    for (let i = 0; i < 2; i += 1) {
      closeDatabase(db);
      await reopen();
      expect((await shown()).sort()).toEqual(ids.map((id) => `${id} new`).sort());
      await lists.close();
    }
  });
  test('texts of rows packed in this session are still there', async () => {
    const first = await save('a');
    await save('b');
    await settled();
    const { packSummaries } = await import('../../../../renderer/db/summary-packing.ts');
    got(await packSummaries(lists.cases));
    expect(await counts()).toEqual({ summaries: 0, pages: 1 });
    // a list that has the rows and not their texts
    const other = startSummaries(db);
    got(await other.opened);
    await save('c');
    got(await packSummaries(other.cases));
    await save('d');
    await settled(other.cases);
    expect(await shown('', other.cases)).toEqual(['d', 'c', 'b', 'a']);
    expect(await other.cases.get(first)).toMatchObject({ employer: 'a' });
    await other.close();
  });
  test('thousands of rows: full pages stay as they are, and every row is found again', async () => {
    const all = 2500;
    const ids = Array.from({ length: all }, () => newId());
    for (let from = 0; from < all; from += 500) {
      const writes = await Promise.all(ids.slice(from, from + 500).map((id, i) => summaryOf(id, `E${from + i}`)));
      got(await db.exclusive(() => commit(db, writes, { action: 'repaired' })));
    }
    await lockAndOpen();
    expect(await counts()).toEqual({ summaries: 0, pages: 3 });
    expect(lists.cases.status().count).toBe(all);
    expect(await shown('e2499')).toEqual(['E2499']);
    const before = await db.tables.pages.toArray();
    got(await db.exclusive(async () => commit(db, [await summaryOf(ids[7]!, 'other')], { action: 'repaired' })));
    await lockAndOpen();
    const after = await db.tables.pages.toArray();
    const same = after.filter((page) =>
      before.some(
        (old) => old.kind === page.kind && old.p === page.p && old.sealed.every((b, i) => b === page.sealed[i]),
      ),
    );
    // of both full pages the columns and the texts
    expect(same).toHaveLength(2 * (1 + 8));
    expect(lists.cases.status().count).toBe(all);
    expect(await shown('other')).toEqual(['other']);
    expect(await lists.cases.get(ids[7]!)).toMatchObject({ employer: 'other' });
    expect(await lists.cases.get(ids[8]!)).toMatchObject({ employer: 'E8' });
  });
});

async function summaryOf(caseId: string, employer: string) {
  return await caseSummaryWrite(
    db,
    {
      caseId,
      number: '',
      version: 0,
      state: 'draft',
      employer,
      type: 'ordinary',
      date: '2026-11-23',
      municipality: '0801',
      savedAt: '2026-11-24T20:00:00.000Z',
      words: [],
      numbers: [],
    },
    true,
  );
}

describe('damage', () => {
  const spoil = (sealed: Uint8Array<ArrayBuffer>) => new Uint8Array(sealed).fill(7, 40, 60);

  beforeEach(async () => {
    await save('Alfa');
    await save('Beta');
  });

  test.each([
    ['columns', 'c'],
    ['texts', 'ct'],
  ])('a page whose %s are damaged is made again from the saves', async (_, kind) => {
    await lists.close();
    const [page] = await db.tables.pages.filter((one) => one.kind === kind).toArray();
    await db.tables.pages.put({ ...page!, sealed: spoil(page!.sealed) });
    closeDatabase(db);
    await reopen();
    await shown();
    await lists.settled;
    await vi.waitFor(async () => expect(await shown()).toEqual(['Beta', 'Alfa']));
    expect(lists.cases.status().damaged).toBe(0);
    await lists.close();
    closeDatabase(db);
    await reopen();
    expect(await shown()).toEqual(['Beta', 'Alfa']);
    if (kind === 'c') expect(await db.tables.pages.get(['c', page!.p])).toBeUndefined();
  });
  test('a damaged row is made again, and so is one that is gone', async () => {
    await settled();
    const rows = await db.tables.summaries.toArray();
    await db.tables.summaries.put({ ...rows[0]!, sealed: spoil(rows[0]!.sealed) });
    await db.tables.summaries.delete(rows[1]!.k);
    closeDatabase(db);
    await reopen();
    await lists.settled;
    expect(await shown()).toEqual(['Beta', 'Alfa']);
    await lists.close();
    closeDatabase(db);
    await reopen();
    expect(await shown()).toEqual(['Beta', 'Alfa']);
  });
  test('what cannot be made again is counted', async () => {
    await settled();
    const [row] = await db.tables.summaries.toArray();
    const id = row!.k.slice(2);
    await db.tables.summaries.put({ ...row!, sealed: spoil(row!.sealed) });
    const [saved] = await db.tables.saves.filter(({ c }) => c === id).toArray();
    await db.tables.saves.put({ ...saved!, sealed: spoil(saved!.sealed) });
    closeDatabase(db);
    await reopen();
    await lists.settled;
    expect(lists.cases.status().damaged).toBe(1);
    expect(await shown()).toHaveLength(1);
  });
  test('storage that cannot be read is told as a fault', async () => {
    closeDatabase(db);
    const closed = startSummaries(db);
    expect((await closed.opened).ok).toBe(false);
    expect(closed.cases.status().fault?.code).toBe('db/unavailable');
    await closed.close();
  });
});
