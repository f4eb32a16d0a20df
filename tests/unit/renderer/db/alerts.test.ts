import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  alertRows,
  alertsByPlace,
  inWaitingOrder,
  passedAlerts,
  patternsOf,
  similarAlerts,
  similarCases,
} from '../../../../renderer/db/alert-rows.ts';
import { decideAlert, readAlert, receiveAlert, type NewDecision } from '../../../../renderer/db/alerts.ts';
import { readCaseCopy } from '../../../../renderer/db/case-copy.ts';
import { openCaseFile } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { openProtected, protectionOf } from '../../../../renderer/db/protected.ts';
import { countCases } from '../../../../renderer/db/rebuild.ts';
import { restoreCase } from '../../../../renderer/db/restore-case.ts';
import { listSnapshotCases } from '../../../../renderer/db/snapshot-cases.ts';
import { closeSummaries, startSummaries, summariesOf, type Summaries } from '../../../../renderer/db/summary-store.ts';
import type { Alert } from '../../../../shared/alert/alert.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { anAlert } from '../../../support/alert-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const person = samplePerson(['chief', 'inspector', 'administrator']);
const doer = { id: person.id, name: person.name };
const how = { channel: 'file', takenBy: person.name } as const;

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

async function receive(more: Partial<Alert> = {}): Promise<string> {
  const alert = anAlert(more);
  office.clock.advance(3_600_000);
  got(await receiveAlert(db, alert, how));
  return alert.id;
}
const decide = (id: string, more: Partial<NewDecision>) =>
  decideAlert(db, id, { from: 'new', to: 'linked', target: '', reason: '', doer, ...more });
/** Lists follow a save a moment later. */
async function settle(): Promise<void> {
  const { cases, alerts } = lists();
  await Promise.all([cases, alerts].map((list) => list.exclusive(() => Promise.resolve())));
}
const inOrder = (wish: 'open' | 'all', typed = '', unsent: ReadonlySet<string> = new Set()): string[] =>
  [...alertRows(lists().alerts, typed, wish, unsent)].map((slot) => lists().alerts.columns.idOf(slot));

test('an alert that comes in is listed, and who gave it lies closed from the first moment', async () => {
  const id = await receive();
  const view = got(await readAlert(db, id));
  expect(view.summary).toMatchObject({
    state: 'new',
    urgent: true,
    employer: 'Finca La Esperanza',
    municipality: '0502',
    receivedAt: '2026-11-24T21:00:00.000Z',
  });
  expect(view.draft.values).toMatchObject({ sender: 'committee', people: '12', channel: 'file' });
  expect(view.draft.values['senderName']).toBeUndefined();
  expect(got(await protectionOf(db, id))).toBe('closed');
  got(await openProtected(db, id, { reason: 'hay que llamar', emergency: false }));
  expect(got(await readAlert(db, id)).draft.values['senderContact']).toBe('9999-0101, solo por la tarde');
});

test('the same alert twice is refused, and the first one stays', async () => {
  const alert = anAlert();
  got(await receiveAlert(db, alert, how));
  const again = await receiveAlert(db, { ...alert, facts: 'otra cosa' }, how);
  expect(again).toMatchObject({ ok: false, fault: { code: 'alert/already-here' } });
  expect(got(await readAlert(db, alert.id)).draft.values['facts']).toBe(alert.facts);
});

test('it is no case: neither counted nor listed as one, nor made again as one', async () => {
  const id = await receive();
  expect(await countCases(db)).toBe(0);
  expect(lists().cases.columns.find(id)).toBeUndefined();
  await closeSummaries(db);
  await db.tables.summaries.clear();
  await db.tables.pages.clear();
  const anew = startSummaries(db);
  got(await anew.opened);
  await anew.settled;
  expect(anew.alerts.columns.find(id)).toBeDefined();
  expect(anew.cases.columns.find(id)).toBeUndefined();
  expect(anew.workplaces.columns.find(id)).toBeUndefined();
  await anew.close();
});

test('the inbox: the urgent first, then what waited longest; what was decided stands last', async () => {
  const calm: Partial<Alert> = { signs: [], danger: 'no' };
  const old = await receive(calm);
  const young = await receive(calm);
  const urgent = await receive({ signs: ['violence'] });
  const done = await receive({ ...calm, employer: 'Otro' });
  got(await decide(done, { to: 'dismissed', reason: 'repetida por teléfono' }));
  await settle();
  expect(inOrder('open')).toEqual([urgent, old, young]);
  expect(inOrder('all')).toEqual([urgent, old, young, done]);
  expect(inOrder('all', 'otro')).toEqual([done]);
  expect(alertsByPlace(lists().alerts.columns)).toEqual([{ municipality: '0502', all: 4, open: 3 }]);
});

test('what was passed on and has not left keeps its place and its clock', async () => {
  const old = await receive({ signs: [], danger: 'no' });
  const urgent = await receive({ signs: ['violence'] });
  const sent = await receive({ signs: ['violence'] });
  for (const id of [old, urgent, sent]) got(await decide(id, { to: 'passed', target: 'SPS', reason: 'Es de allá' }));
  await settle();
  const unsent = new Set([old, urgent]);
  expect(inOrder('open')).toEqual([]);
  expect(inOrder('open', '', unsent)).toEqual([urgent, old]);
  expect(inOrder('all', '', unsent)).toEqual([urgent, old, sent]);
  const { columns } = lists().alerts;
  expect(passedAlerts(columns).map((slot) => columns.idOf(slot))).toHaveLength(3);
  expect(inWaitingOrder(columns, unsent).map((slot) => columns.idOf(slot))).toEqual([urgent, old]);
  expect(got(await readAlert(db, old)).summary).toMatchObject({
    state: 'passed',
    passedAt: expect.any(String) as string,
  });
});

describe('deciding', () => {
  test('is kept with who, when and why, and can be taken back', async () => {
    const id = await receive();
    const target = newId();
    got(await decide(id, { to: 'inspection', target }));
    office.clock.advance(1000);
    got(await decide(id, { from: 'inspection', to: 'new', reason: 'el expediente se anuló' }));
    const { summary, decisions } = got(await readAlert(db, id));
    expect(summary).toMatchObject({ state: 'new', target: '' });
    expect(decisions).toMatchObject([
      { to: 'new', reason: 'el expediente se anuló', byName: person.name },
      { to: 'inspection', target, reason: '' },
    ]);
  });

  test('on what somebody else decided meanwhile is refused, and so is dismissing without a reason', async () => {
    const id = await receive();
    expect(await decide(id, { to: 'dismissed', reason: ' ' })).toMatchObject({
      fault: { code: 'procedure/no-reason' },
    });
    got(await decide(id, { target: newId() }));
    expect(await decide(id, { to: 'dismissed', reason: 'x' })).toMatchObject({
      fault: { code: 'db/changed-meanwhile' },
    });
    expect(await decide(newId(), {})).toMatchObject({ fault: { code: 'db/missing' } });
  });
});

test('alerts and cases that may be about the same are found, and what comes back is told', async () => {
  const first = await receive({ employer: 'Finca La Esperanza, S. de R. L.', place: '', route: '' });
  const second = await receive({ employer: '', recruiter: 'don chepe', place: '', route: 'En bus desde Lempira' });
  await receive({ employer: 'Maquila Sur', recruiter: '', place: '', route: '', municipality: '0801' });
  const caseId = newId();
  const values = { openedOn: '2026-11-24', employerName: 'FINCA LA ESPERANZA', stage: 'draft', municipality: '0502' };
  got(await openCaseFile(db, caseId, values, { numberTemplate: '', acronym: '' }));
  const id = await receive();
  await settle();
  const { alerts, cases } = lists();
  const { summary } = got(await readAlert(db, id));
  const found = similarAlerts(alerts.columns, summary);
  expect(found.map(({ slot, reasons }) => [alerts.columns.idOf(slot), reasons])).toEqual([
    [first, ['employer', 'recruiter']],
    [second, ['recruiter', 'route']],
  ]);
  expect(similarCases(cases.columns, summary).map(({ slot, reasons }) => [cases.columns.idOf(slot), reasons])).toEqual([
    [caseId, ['employer']],
  ]);
  expect(patternsOf(alerts.columns, summary)).toEqual([
    { reason: 'employer', others: [first] },
    { reason: 'recruiter', others: [second, first] },
    { reason: 'route', others: [second] },
  ]);
});

test('it comes back out of a copy, with who gave it still closed', async () => {
  const id = await receive();
  const elsewhere = new TestOffice({ vaultId: office.vaultId, officeId: office.officeId });
  elsewhere.office.splice(0, 1, ...office.office.map((key) => key.slice()));
  elsewhere.reserved.splice(0, 1, ...office.reserved.map((key) => key.slice()));
  const here = await elsewhere.create(person);
  const { cases, counters } = got(await listSnapshotCases(here, office.journal));
  expect(cases).toMatchObject([{ caseId: id, here: 'absent', summary: undefined, alert: { id } }]);
  got(await restoreCase(here, got(await readCaseCopy(here, office.journal, cases[0]!)), { counters, name: 'copia' }));
  expect(await here.tables.summaries.get(`a/${id}`)).toBeDefined();
  expect(got(await readAlert(here, id)).draft.values['senderName']).toBeUndefined();
  await closeSummaries(here);
  closeDatabase(here);
});
