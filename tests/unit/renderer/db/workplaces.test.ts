import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { moveCase, openCaseFile, readCase, saveCaseFile } from '../../../../renderer/db/cases.ts';
import { readCaseCopy } from '../../../../renderer/db/case-copy.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { countCases } from '../../../../renderer/db/rebuild.ts';
import { restoreCase } from '../../../../renderer/db/restore-case.ts';
import { similarWorkplaces } from '../../../../renderer/db/similar-workplaces.ts';
import { listSnapshotCases } from '../../../../renderer/db/snapshot-cases.ts';
import { closeSummaries, summariesOf, type Summaries } from '../../../../renderer/db/summary-store.ts';
import { idAt } from '../../../../renderer/db/pages.ts';
import { idOfMark, markIn, withWorkplace, workplaceMark } from '../../../../renderer/db/workplace-mark.ts';
import { casesAt, talliesOf } from '../../../../renderer/db/workplace-cases.ts';
import {
  isCountOrderAtHand,
  prepareCountOrder,
  workplaceRows,
  type WorkplaceWish,
} from '../../../../renderer/db/workplace-rows.ts';
import { createWorkplace, readDossier } from '../../../../renderer/db/workplaces.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { addRow, emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import { fieldsOf, type Values } from '../../../../shared/record/fields.ts';
import { complaint } from '../../../../shared/record/kinds/complaint.ts';
import { establishment } from '../../../../shared/record/kinds/establishment.ts';
import { establishmentOf, firstInspection } from '../../../../shared/record/record-name.ts';
import { searchLine } from '../../../../shared/search/normalise.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const person = samplePerson(['chief', 'inspector', 'administrator']);
const usual = { numberTemplate: '', acronym: '' };

let office: TestOffice;
let db: Database;
const lists = (): Summaries => summariesOf(db);

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(person);
  got(await lists().opened);
});
afterEach(async () => {
  await closeSummaries(db);
  closeDatabase(db);
});

async function make(employerName: string, more: Values = {}): Promise<string> {
  office.clock.advance(60_000);
  return got(await createWorkplace(db, { employerName, department: '08', municipality: '0801', ...more }));
}
async function openCase(establishmentId: string, more: Values = {}): Promise<string> {
  const caseId = newId();
  office.clock.advance(60_000);
  const values = { openedOn: '2026-11-24', employerName: 'Ñandú', stage: 'draft', establishmentId, ...more };
  got(await openCaseFile(db, caseId, values, usual));
  return caseId;
}
let papers = 0;
async function seal(caseId: string, startDate: string, infringement: string): Promise<void> {
  papers += 1;
  const acta = setValue(setValue(sampleInspection(), 'startDate', startDate), 'endDate', startDate);
  const draft = addRow({ ...acta, tables: { ...acta.tables, infringements: [] } }, 'infringements', {
    id: newId(),
    values: { infringement },
  });
  const numbering = { counter: `TST|ordinaria|${papers}`, next: 1 };
  got(await finalise(db, sampleFinalise({ caseId, draft, numbering, number: `STSS-ORD-TST-0000${papers}-2026` })));
}
async function settle(): Promise<void> {
  const { cases, workplaces } = lists();
  await Promise.all([cases, workplaces].map((list) => list.exclusive(() => Promise.resolve())));
}
const everything: WorkplaceWish = { typed: '', department: '', branch: '', by: 'name', descending: false };
async function shown(wish: Partial<WorkplaceWish> = {}): Promise<(string | undefined)[]> {
  await settle();
  const { workplaces, cases } = lists();
  const slots = [...workplaceRows(workplaces, await talliesOf(cases.columns), { ...everything, ...wish })];
  await workplaces.load(slots);
  return slots.map((slot) => workplaces.peek(slot)?.employer);
}
async function reopen(): Promise<void> {
  await closeSummaries(db);
  closeDatabase(db);
  db = got(await office.open(person));
  got(await lists().opened);
}

describe('the list', () => {
  test('takes a workplace in at once, saved again in its place, and never among the cases', async () => {
    const id = await make('Ñandú');
    await make('Río Lindo', { employerRtn: '08011982100440', address: 'Km 9, CA-13' });
    expect(await shown()).toEqual(['Ñandú', 'Río Lindo']);
    const { draft, changes } = got(await readRecord(db, id, establishmentOf(id)));
    const renamed = setValue(draft, 'employerName', 'Zorzal');
    got(await saveRecord(db, { caseId: id, record: establishmentOf(id), draft: renamed, basedOn: changes }));
    expect(await shown()).toEqual(['Río Lindo', 'Zorzal']);
    expect(lists().cases.status().count).toBe(0);
    for (const typed of ['RIO', '0801-1982-100440', 'ca-13']) expect(await shown({ typed })).toEqual(['Río Lindo']);
    await reopen();
    await lists().settled;
    expect(await shown()).toEqual(['Río Lindo', 'Zorzal']);
    expect(lists().cases.status()).toMatchObject({ count: 0, making: 0, damaged: 0 });
    expect(lists().workplaces.status()).toMatchObject({ count: 2, making: 0, damaged: 0 });
    expect(await countCases(db)).toBe(2 - (await db.tables.summaries.where('k').startsWith('e/').count()));
  });

  test('holds nothing of the protected level, no notes and nothing of a complaint', async () => {
    const marks = Object.fromEntries(fieldsOf(establishment).map(({ key, level }) => [key, `${level}:${key}`]));
    const id = got(await createWorkplace(db, marks));
    const caseId = await openCase(id);
    const told = setValue(emptyDraft(complaint), 'account', 'Marcador');
    got(await saveRecord(db, { caseId, record: { kind: 'complaint', id: newId() }, draft: told, basedOn: 0 }));
    await settle();
    const summary = JSON.stringify(await lists().workplaces.get(id));
    expect(summary).toContain('reserved:employerName');
    expect(summary).not.toMatch(/protected:|:note|Marcador/);
    expect(JSON.stringify(got(await readDossier(db, id)))).not.toContain('Marcador');
  });

  test('ordered by counts beforehand, it is the order that is worked out when asked, whole and filtered', async () => {
    const ids: string[] = [];
    for (const [i, name] of ['Ceiba', 'Almendro', 'Roble', 'Caoba', 'Laurel'].entries()) {
      ids.push(await make(name, i % 2 === 0 ? { branch: 'agriculture' } : {}));
    }
    for (const id of [ids[0]!, ids[2]!, ids[2]!, ids[3]!]) await openCase(id);
    await settle();
    const { workplaces, cases } = lists();
    const tallies = await talliesOf(cases.columns);
    for (const by of ['cases', 'last'] as const) {
      for (const descending of [true, false]) {
        const sorting = { by, descending };
        const wishes = [{}, { typed: 'a' }, { branch: 'agriculture' }, { typed: 'ro', branch: 'agriculture' }];
        const asked = wishes.map((wish) => [
          ...workplaceRows(workplaces, tallies, { ...everything, ...wish, ...sorting }),
        ]);
        expect(isCountOrderAtHand(workplaces, tallies, sorting)).toBe(false);
        await prepareCountOrder(workplaces, tallies, sorting);
        expect(isCountOrderAtHand(workplaces, tallies, sorting)).toBe(true);
        const ready = wishes.map((wish) => [
          ...workplaceRows(workplaces, tallies, { ...everything, ...wish, ...sorting }),
        ]);
        expect(ready).toEqual(asked);
        expect(ready[0]).toHaveLength(5);
      }
    }
    // another workplace is another order
    await make('Zorzal');
    await settle();
    const sorting = { by: 'cases', descending: true } as const;
    expect(isCountOrderAtHand(workplaces, tallies, sorting)).toBe(false);
    expect(await shown(sorting)).toEqual(['Roble', 'Caoba', 'Ceiba', 'Almendro', 'Laurel', 'Zorzal']);
  });

  test('is filtered by department and branch, and ordered by what its cases say', async () => {
    const one = await make('Ñandú', { branch: 'agriculture' });
    const other = await make('Río Lindo', { department: '05', municipality: '0501' });
    await make('Zorzal');
    await openCase(other);
    await openCase(other);
    await seal(await openCase(one), '2026-11-20', 'economicLoss');
    expect(await shown({ department: '05' })).toEqual(['Río Lindo']);
    expect(await shown({ branch: 'agriculture' })).toEqual(['Ñandú']);
    expect(await shown({ branch: 'nowhere' })).toEqual([]);
    expect(await shown({ by: 'cases', descending: true })).toEqual(['Río Lindo', 'Ñandú', 'Zorzal']);
    expect(await shown({ by: 'cases' })).toEqual(['Ñandú', 'Río Lindo', 'Zorzal']);
    // a case that was only opened is no inspection
    expect(await shown({ by: 'last', descending: true })).toEqual(['Ñandú', 'Río Lindo', 'Zorzal']);
    const tallies = await talliesOf(lists().cases.columns);
    expect(tallies.get(workplaceMark(one))).toEqual({ cases: 1, last: 20261120 });
    expect(tallies.get(workplaceMark(other))).toEqual({ cases: 2, last: 0 });
  });

  test('follows a case that is moved to another workplace, packed or not', async () => {
    const [one, other] = [await make('Ñandú'), await make('Río Lindo')];
    const caseId = await openCase(one);
    await settle();
    expect(casesAt(lists().cases, one)).toHaveLength(1);
    await reopen();
    expect(casesAt(lists().cases, one)).toHaveLength(1);
    got(await saveCaseFile(db, caseId, { establishmentId: other }));
    await settle();
    expect(casesAt(lists().cases, one)).toEqual([]);
    expect(casesAt(lists().cases, other)).toHaveLength(1);
    // nobody finds a case by a piece of the id
    expect([...lists().cases.rows(other.slice(0, 8), { by: 'date', descending: true })]).toEqual([]);
  });

  test('is made again from the saves, each log in its own list, when its summaries are gone', async () => {
    const id = await make('Ñandú');
    const caseId = await openCase(id);
    await closeSummaries(db);
    await db.tables.pages.clear();
    await db.tables.summaries.clear();
    closeDatabase(db);
    db = got(await office.open(person));
    got(await lists().opened);
    await lists().settled;
    await vi.waitFor(async () => expect(await shown()).toEqual(['Ñandú']));
    expect(lists().cases.status()).toMatchObject({ count: 1, damaged: 0 });
    expect(await lists().cases.get(caseId)).toMatchObject({ establishmentId: id });
    expect(await lists().workplaces.get(caseId)).toBeUndefined();
  });

  test('comes back with the tables when they are made anew from the journal', async () => {
    await make('Ñandú');
    await closeSummaries(db);
    const { name } = office;
    closeDatabase(db);
    indexedDB.deleteDatabase(name);
    db = got(await office.open(person));
    got(await lists().opened);
    expect(await shown()).toEqual(['Ñandú']);
    expect(await countCases(db)).toBe(0);
  });

  test('nobody who may not read cases gets a row', async () => {
    await make('Ñandú');
    await closeSummaries(db);
    closeDatabase(db);
    db = got(await office.open(samplePerson(['statistics'])));
    got(await lists().opened);
    expect(lists().workplaces.status().count).toBe(0);
  });
});

test('a workplace that is missing here comes back from a copy, into its own list', async () => {
  const id = await make('Ñandú', { siteName: 'Finca Norte' });
  const elsewhere = new TestOffice({ vaultId: office.vaultId, officeId: office.officeId });
  elsewhere.office.splice(0, 1, ...office.office.map((key) => key.slice()));
  elsewhere.reserved.splice(0, 1, ...office.reserved.map((key) => key.slice()));
  const here = await elsewhere.create(person);
  const { cases, counters } = got(await listSnapshotCases(here, office.journal));
  expect(cases).toMatchObject([
    { caseId: id, here: 'absent', summary: undefined, workplace: { employer: 'Ñandú', site: 'Finca Norte' } },
  ]);
  got(await restoreCase(here, got(await readCaseCopy(here, office.journal, cases[0]!)), { counters, name: 'copia' }));
  expect(await here.tables.summaries.get(`e/${id}`)).toBeDefined();
  expect(await here.tables.summaries.get(`c/${id}`)).toBeUndefined();
  await closeSummaries(here);
  closeDatabase(here);
});

describe('the dossier', () => {
  test('tells the cases, newest first, and what their sealed papers found', async () => {
    const id = await make('Ñandú');
    const early = await openCase(id, { openedOn: '2025-02-01' });
    const late = await openCase(id);
    await openCase(await make('Río Lindo'));
    await seal(early, '2025-02-10', 'economicLoss');
    await seal(late, '2026-11-20', 'economicLoss');
    got(await saveRecord(db, { caseId: await openCase(id), draft: sampleInspection(), basedOn: 0 }));
    await settle();
    const dossier = got(await readDossier(db, id));
    expect(dossier.record.draft.values).toMatchObject({ employerName: 'Ñandú' });
    expect(dossier.cases.map(({ caseId }) => caseId).slice(0, 1)).not.toContain(early);
    expect(dossier.cases).toHaveLength(3);
    expect(dossier.cases.at(-1)?.caseId).toBe(early);
    expect(dossier.history.visits.map(({ caseId, date }) => [caseId, date])).toEqual([
      [late, '2026-11-20'],
      [early, '2025-02-10'],
    ]);
    // an annulled case never was
    const { head } = got(await readCase(db, late));
    const doer = { id: person.id, name: person.name };
    got(await moveCase(db, late, { from: head.stage ?? '', to: 'annulled', reason: 'dos veces', doer }));
    await settle();
    const after = got(await readDossier(db, id));
    expect(after.history.visits.map(({ caseId }) => caseId)).toEqual([early]);
    expect(after.cases.find(({ caseId }) => caseId === late)?.stage).toBe('annulled');
  });

  test('of a workplace that is not there is missing; a damaged case is counted', async () => {
    const none = await readDossier(db, newId());
    expect(none.ok ? 'ok' : none.fault.code).toBe('db/missing');
    const id = await make('Ñandú');
    const caseId = await openCase(id);
    await settle();
    const [save] = await db.tables.saves.filter(({ c }) => c === caseId).toArray();
    await db.tables.saves.put({ ...save!, sealed: new Uint8Array(save!.sealed).fill(7, 40, 60) });
    await reopen();
    office.journal.refuse.readJournal = { code: 'journal/not-read' };
    const dossier = got(await readDossier(db, id));
    expect(dossier.damaged).toBe(1);
    expect(dossier.cases).toHaveLength(1);
    // with the journal at hand it is mended on the way
    delete office.journal.refuse.readJournal;
    await reopen();
    expect(got(await readDossier(db, id))).toMatchObject({ damaged: 0, cases: [{ caseId }] });
  });
});

test('likely duplicates are found by number, name and address among many, the strongest first, never the one itself', async () => {
  const own = await make('Empacadora del Ñandú, S. de R.L.', { employerRtn: '08011982100440' });
  const numbered = await make('Otro nombre', { employerRtn: '08011982100440', municipality: '0501', department: '05' });
  const named = await make('EMPACADORA NANDU SA');
  const slip = await make('Empacadra Ñandú');
  const near = await make('Cualquiera', { address: 'Carretera CA-13, gasolinera Uno' });
  await make('Maquila Río Lindo', { address: 'Barrio Abajo' });
  await settle();
  const { columns } = lists().workplaces;
  const facts = {
    employer: 'Empacadora Ñandú',
    site: '',
    rtn: '0801-1982-100440',
    municipality: '0801',
    address: 'Frente a gasolinera Uno, CA-13',
  };
  const found = similarWorkplaces(columns, facts, { most: 5, except: own });
  expect(found.map(({ slot, likeness }) => [columns.idOf(slot), likeness.reasons])).toEqual([
    [numbered, ['rtn']],
    [named, ['name']],
    [slip, ['nearName']],
    [near, ['address']],
  ]);
  expect(similarWorkplaces(columns, facts, { most: 1 }).map(({ slot }) => columns.idOf(slot))).toEqual([own]);
  expect(similarWorkplaces(columns, { ...facts, employer: '', rtn: '', address: '' }, { most: 5 })).toEqual([]);
});

test('a line gives back the workplace it is marked with, and no other line has one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.uuid(), (text, id) => {
      const line = searchLine([text, 'Ñandú'], ['08011982100440']);
      expect(markIn(line)).toBeUndefined();
      expect(idAt(idOfMark(markIn(withWorkplace(line, id)) ?? ''), 0)).toBe(id);
      expect(withWorkplace(line, undefined)).toBe(line);
      expect(withWorkplace(line, text)).toBe(line);
    }),
  );
});

test('an acta of a case is still the record of a case', async () => {
  const caseId = newId();
  got(await saveRecord(db, { caseId, record: firstInspection(caseId), draft: sampleInspection(), basedOn: 0 }));
  await settle();
  expect(lists().workplaces.status().count).toBe(0);
  expect(lists().cases.status().count).toBe(1);
});
