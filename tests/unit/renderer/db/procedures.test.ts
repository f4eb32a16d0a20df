import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { readLegalCalendar } from '../../../../renderer/db/legal-calendar.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { keepProcedureDraft, procedureFor, readProcedures, saveProcedure } from '../../../../renderer/db/procedures.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { SHIPPED_PROCEDURE_ID, shippedProcedure, type Procedure } from '../../../../shared/procedure/procedure.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const by = 'Ana Núñez';
/** The procedure of the app with another word for one state. */
const called = (label: string): Procedure => ({
  ...shippedProcedure,
  states: shippedProcedure.states.map((state) => (state.key === 'paid' ? { ...state, label } : state)),
});

test('an office begins with the version of the app', async () => {
  expect(got(await readProcedures(db))).toEqual({
    current: shippedProcedure,
    currentId: SHIPPED_PROCEDURE_ID,
    versions: [
      {
        id: SHIPPED_PROCEDURE_ID,
        number: 1,
        from: undefined,
        by: undefined,
        note: '',
        procedure: shippedProcedure,
      },
    ],
    draft: undefined,
    unreadable: 0,
  });
});

test('each save is a version with a date, a name and a note; old cases find theirs as it was', async () => {
  const second = got(await saveProcedure(db, called('Pagada'), { by, note: ' Acuerdo 12 ' }));
  office.clock.advance(86_400_000);
  const third = got(await saveProcedure(db, called('Cancelada'), { by: 'Tomás Centeno', note: '' }));
  closeDatabase(db);
  db = got(await office.open());
  const { current, currentId, versions } = got(await readProcedures(db));
  expect([current, currentId]).toEqual([called('Cancelada'), third]);
  expect(versions).toMatchObject([
    { id: third, number: 3, from: '2026-11-25T20:00:00.000Z', by: 'Tomás Centeno', note: '' },
    { id: second, number: 2, from: '2026-11-24T20:00:00.000Z', by, note: 'Acuerdo 12' },
    { id: SHIPPED_PROCEDURE_ID, number: 1, from: undefined, by: undefined, note: '' },
  ]);
  expect(procedureFor(versions, second)).toEqual({ version: versions[1], known: true });
  expect(procedureFor(versions, second).version.procedure).toEqual(called('Pagada'));
  expect(procedureFor(versions, SHIPPED_PROCEDURE_ID).version.procedure).toEqual(shippedProcedure);
  expect(procedureFor(versions, newId())).toEqual({ version: versions[2], known: false });
  const told = got(await listAudit(db)).flatMap(({ action, detail }) => (action === 'settings' ? [detail] : []));
  expect(told).toEqual(['Procedimiento, versión 2: Acuerdo 12', 'Procedimiento, versión 3']);
});

test('to go back is a new version that says what an old one said', async () => {
  got(await saveProcedure(db, called('Pagada'), { by, note: '' }));
  const { versions } = got(await readProcedures(db));
  got(await saveProcedure(db, procedureFor(versions, SHIPPED_PROCEDURE_ID).version.procedure, { by, note: '' }));
  const after = got(await readProcedures(db));
  expect(after.current).toEqual(shippedProcedure);
  expect(after.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('what does not hang together, or is no procedure, is refused and nothing is written', async () => {
  const { commits } = office.journal;
  const save = (procedure: Procedure) => saveProcedure(db, procedure, { by, note: '' });
  const paths = { ...shippedProcedure, moves: shippedProcedure.moves.filter(({ from }) => from !== 'paid') };
  expect(await save(paths)).toMatchObject({ fault: { code: 'procedure/no-way-out' } });
  expect(await save(called(' '))).toEqual({
    ok: false,
    fault: { code: 'procedure/incomplete', detail: { what: 'states.12.label' } },
  });
  expect(office.journal.commits).toBe(commits);
});

test('what was begun is kept apart until it is saved or thrown away', async () => {
  const draft = { base: SHIPPED_PROCEDURE_ID, procedure: called('A medias') };
  got(await keepProcedureDraft(db, draft));
  closeDatabase(db);
  db = got(await office.open());
  expect(got(await readProcedures(db))).toMatchObject({ current: shippedProcedure, draft });
  got(await keepProcedureDraft(db, undefined));
  expect(got(await readProcedures(db)).draft).toBeUndefined();
});

test('versions that this app cannot read are counted, and take nothing else with them', async () => {
  const calendar = got(await readLegalCalendar(db));
  const values = { number: 9, by, note: '', procedure: { states: ['unheard'] } };
  got(await saveOfficeEntity(db, `procedure/${newId()}`, values, () => 'x'));
  const known = got(await saveProcedure(db, called('Pagada'), { by, note: '' }));
  expect(got(await readProcedures(db))).toMatchObject({ currentId: known, unreadable: 1 });
  expect(got(await readLegalCalendar(db))).toEqual(calendar);
});
