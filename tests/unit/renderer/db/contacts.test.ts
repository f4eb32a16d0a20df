import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { alertsOfCase, urgentAlerts } from '../../../../renderer/db/alert-rows.ts';
import { decideAlert, readAlert, receiveAlert } from '../../../../renderer/db/alerts.ts';
import { moveCase, openCaseFile, readCase } from '../../../../renderer/db/cases.ts';
import { noteContact, readFollowUp } from '../../../../renderer/db/contacts.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { confirmParameter } from '../../../../renderer/db/legal-parameters.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { casesWithoutReceipt } from '../../../../renderer/db/receipt-cases.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { refreshDues } from '../../../../renderer/db/refresh-dues.ts';
import { closeSummaries, startSummaries, summariesOf } from '../../../../renderer/db/summary-store.ts';
import { fillOrigin } from '../../../../renderer/features/alerts/fill-origin.ts';
import { findParameter } from '../../../../shared/catalog/legal-parameters.ts';
import { emptyContact, type ContactForm } from '../../../../shared/follow-up/contact.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { addRow, emptyDraft, type RecordDraft } from '../../../../shared/record/draft.ts';
import { caseFile } from '../../../../shared/record/kinds/case-file.ts';
import { contactLog } from '../../../../shared/record/kinds/contact-log.ts';
import { referral } from '../../../../shared/record/kinds/referral.ts';
import { anAlert } from '../../../support/alert-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const HOUR = 3_600_000;
const person = samplePerson(['administrator', 'chief', 'inspector']);
const doer = { id: person.id, name: person.name };
const settings = { numberTemplate: '', acronym: 'STSS' };
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);

let office: TestOffice;
let db: Database;
let caseId: string;
let sequence: number;
/** Tuesday 24 November 2026, 14:00 in Honduras. */
const started = '2026-11-24T20:00:00.000Z';

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(person);
  startSummaries(db);
  got(await summariesOf(db).opened);
  caseId = newId();
  sequence = 0;
  const file = { employerName: 'Finca', type: 'ordinary', openedOn: '2026-11-20', stage: 'draft', childMatter: 'no' };
  got(await openCaseFile(db, caseId, { ...file, municipality: '0101' }, settings));
});
afterEach(async () => {
  await closeSummaries(db);
  closeDatabase(db);
});

const referralTo = (addressee: string, urgency: string, minor: string): RecordDraft =>
  addRow(
    {
      ...emptyDraft(referral),
      values: { addressee, urgency, detectedOn: '2026-11-24', detectedTime: '12:00', date: '2026-11-24' },
    },
    'referred',
    { id: newId(), values: { pseudonym: 'P-01', minor } },
  );
async function seal(draft = referralTo('cicesctEri', 'urgent', 'no')): Promise<{ id: string; number: string }> {
  sequence += 1;
  const [id, number] = [newId(), `STSS-REM-TST-0000${sequence}-2026`];
  const numbering = { counter: 'TST|REM|2026', next: sequence };
  const record = { kind: referral.key, id };
  got(await finalise(db, sampleFinalise({ caseId, record, draft, number, numbering, basedOn: 0 })));
  return { id, number };
}
const receipt = (of: string, more: Partial<ContactForm> = {}): ContactForm => ({
  ...emptyContact('receipt', '2026-11-24', '14:00'),
  institution: 'cicesctEri',
  person: 'Lcda. Rivas',
  referral: of,
  ...more,
});
/** Lists follow a save a moment later. */
async function listed(): Promise<Awaited<ReturnType<ReturnType<typeof summariesOf>['cases']['get']>>> {
  const { cases } = summariesOf(db);
  await cases.exclusive(() => Promise.resolve());
  return await cases.get(caseId);
}
const waiting = (): readonly string[] => {
  const { columns } = summariesOf(db).cases;
  return casesWithoutReceipt(columns).map(
    ({ slot, dueAt }) => `${columns.idOf(slot)} ${new Date(dueAt).toISOString()}`,
  );
};

test('a call in a case is kept with who noted it; nobody finds it among what is printed', async () => {
  const call = { ...emptyContact('call', '2026-11-24', '14:00'), institution: 'police', telephone: '911' };
  got(await noteContact(db, caseId, { ...call, answered: 'no' }, doer));
  const { contacts } = got(await readFollowUp(db, caseId));
  expect(contacts).toMatchObject([
    { kind: 'call', institution: 'police', telephone: '911', answered: 'no', notedByName: person.name },
  ]);
  expect(got(await readCase(db, caseId)).records.map(({ record }) => record)).toEqual([
    { kind: contactLog.key, id: caseId },
  ]);
});

test('a call goes into the log of an alert as well, and the alert stays one', async () => {
  const alert = anAlert();
  got(await receiveAlert(db, alert, { channel: 'file', takenBy: 'x' }));
  const call = { ...emptyContact('call', '2026-11-24', '14:00'), institution: 'cicesctEri', telephone: '145' };
  got(await noteContact(db, alert.id, call, doer));
  expect(got(await readFollowUp(db, alert.id)).contacts).toHaveLength(1);
  expect(got(await readAlert(db, alert.id)).summary.state).toBe('new');
  await listed();
  expect(summariesOf(db).cases.columns.find(alert.id)).toBeUndefined();
  expect(urgentAlerts(summariesOf(db).alerts.columns)).toHaveLength(1);
});

test('what the form would not let pass is refused, and nothing is written; a log that is nowhere takes none', async () => {
  const { commits } = office.journal;
  const call = { ...emptyContact('call', '2026-11-24', '14:00'), institution: 'police' };
  expect(code(await noteContact(db, caseId, { ...call, institution: '' }, doer))).toBe('contact/incomplete');
  expect(code(await noteContact(db, caseId, { ...call, on: '2027-01-01' }, doer))).toBe('contact/incomplete');
  expect(code(await noteContact(db, newId(), call, doer))).toBe('db/missing');
  expect(office.journal.commits).toBe(commits);
});

test('a sealed referral waits for its receipt in the list of cases, as a term does; the receipt ends it', async () => {
  const { id } = await seal();
  expect(await listed()).toMatchObject({ due: '2026-11-25', receiptDue: '2026-11-25T20:00:00.000Z' });
  expect(waiting()).toEqual([`${caseId} 2026-11-25T20:00:00.000Z`]);
  const { referrals } = got(await readFollowUp(db, caseId));
  expect(referrals).toMatchObject([{ id, issuedAt: started, detectedAt: '2026-11-24T18:00:00.000Z', isChild: false }]);

  office.clock.advance(30 * HOUR);
  // an answer is no receipt
  got(await noteContact(db, caseId, { ...receipt(id), kind: 'answer' }, doer));
  expect((await listed())?.receiptDue).toBe('2026-11-25T20:00:00.000Z');
  got(await noteContact(db, caseId, receipt(id), doer));
  const after = await listed();
  expect([after?.receiptDue, after?.due]).toEqual([undefined, undefined]);
  expect(waiting()).toEqual([]);
});

test('a receipt that was noted for the wrong referral is corrected, and the waiting begins again', async () => {
  const [first, second] = [await seal(), await seal()];
  got(await noteContact(db, caseId, receipt(first.id), doer));
  got(await noteContact(db, caseId, receipt(second.number), doer));
  expect((await listed())?.receiptDue).toBeUndefined();
  const wrong = got(await readFollowUp(db, caseId)).contacts.find(({ referral: named }) => named === first.id);
  const again = { ...receipt(second.id), corrects: wrong!.id };
  got(await noteContact(db, caseId, again, doer));
  expect((await listed())?.receiptDue).toBeDefined();
  expect(got(await readFollowUp(db, caseId)).contacts).toHaveLength(3);
});

test('a receipt of the first version says nothing of the second: it is asked for anew, and has its own receipt', async () => {
  const { id, number } = await seal();
  got(await noteContact(db, caseId, receipt(id), doer));
  expect((await listed())?.receiptDue).toBeUndefined();
  office.clock.advance(2 * HOUR);
  const [draft, record] = [referralTo('cicesctEri', 'urgent', 'no'), { kind: referral.key, id }];
  const { changes } = got(await readRecord(db, caseId, record));
  const { document } = sampleFinalise();
  const again = {
    caseId,
    record,
    draft,
    basedOn: changes,
    document,
    number,
    version: 2,
    reason: 'Faltaba una persona',
  };
  got(await finalise(db, again));
  expect((await listed())?.receiptDue).toBe('2026-11-25T22:00:00.000Z');
  const second = { issuedAt: started, lastSealedAt: '2026-11-24T22:00:00.000Z', version: 2 };
  expect(got(await readFollowUp(db, caseId)).referrals).toMatchObject([second]);
  got(await noteContact(db, caseId, receipt(id, { time: '16:00' }), doer));
  expect((await listed())?.receiptDue).toBeUndefined();
});

test('nobody confirms a referral before it was sealed', async () => {
  const { id } = await seal();
  expect(code(await noteContact(db, caseId, receipt(id, { time: '13:59' }), doer))).toBe('contact/incomplete');
});

test('two hours for a child, also on a Sunday at night; a draft and one in a case of children likewise', async () => {
  // Sunday 29 November 2026, 21:00 in Honduras
  office.clock.advance(127 * HOUR);
  await seal(referralTo('publicProsecutor', 'ordinary', 'presumed'));
  expect((await listed())?.receiptDue).toBe('2026-11-30T05:00:00.000Z');
  const draft = referralTo('police', 'immediate', 'yes');
  const record = { kind: referral.key, id: newId() };
  got(await saveRecord(db, { caseId, record, draft, basedOn: 0 }));
  expect((await listed())?.receiptDue).toBe('2026-11-30T05:00:00.000Z');
  expect(got(await readFollowUp(db, caseId)).referrals.map(({ issuedAt }) => issuedAt)).toEqual([
    '2026-11-30T03:00:00.000Z',
    undefined,
  ]);
});

test('a case that is closed waits all the same, and the office’s own time for it is followed', async () => {
  await seal();
  for (const [from, to] of [
    ['draft', 'assigned'],
    ['assigned', 'annulled'],
  ] as const)
    got(await moveCase(db, caseId, { from, to, reason: 'x', doer }));
  expect((await listed())?.stage).toBe('annulled');
  expect(waiting()).toEqual([`${caseId} 2026-11-25T20:00:00.000Z`]);
  const parameter = findParameter('receiptHoursUrgent')!;
  got(await confirmParameter(db, parameter, { value: '6', document: 'Circular 3', by: 'x', on: '2026-11-24' }));
  expect(got(await refreshDues(db))).toBe(1);
  await listed();
  expect(waiting()).toEqual([`${caseId} 2026-11-25T02:00:00.000Z`]);
});

test('the list made anew from the logs says the same', async () => {
  await seal();
  const before = await listed();
  await closeSummaries(db);
  await db.tables.summaries.clear();
  await db.tables.pages.clear();
  startSummaries(db);
  got(await summariesOf(db).opened);
  await expect.poll(waiting).toEqual([`${caseId} 2026-11-25T20:00:00.000Z`]);
  expect((await listed())?.receiptDue).toBe(before?.receiptDue);
});

test('a case finds the alerts that went into it, and no alert that went into another one', async () => {
  const [into, other] = [anAlert(), anAlert()];
  for (const alert of [into, other]) got(await receiveAlert(db, alert, { channel: 'file', takenBy: 'x' }));
  const decide = (id: string, target: string) =>
    decideAlert(db, id, { from: 'new', to: 'inspection', target, reason: '', doer });
  got(await decide(into.id, caseId));
  got(await decide(other.id, newId()));
  const { alerts } = summariesOf(db);
  await alerts.exclusive(() => Promise.resolve());
  expect(alertsOfCase(alerts.columns, caseId).map((slot) => alerts.columns.idOf(slot))).toEqual([into.id]);
  expect(urgentAlerts(alerts.columns)).toEqual([]);
  // the alert stands in no record of the case
  expect(JSON.stringify(got(await readCase(db, caseId)).file)).not.toContain(into.id);
  expect(caseFile.sections.flatMap(({ fields }) => fields).some(({ key }) => key.startsWith('alert'))).toBe(false);
});

test('a case without an origin takes that of an alert that is joined to it; one that has one keeps it', async () => {
  const origin = async (id: string) => got(await readCase(db, id)).file?.values['origin'];
  got(await fillOrigin(db, caseId));
  expect(await origin(caseId)).toBe('complaint');
  const planned = newId();
  got(await openCaseFile(db, planned, { employerName: 'x', openedOn: '2026-11-20', origin: 'plan' }, settings));
  got(await fillOrigin(db, planned));
  expect(await origin(planned)).toBe('plan');
  expect(code(await fillOrigin(db, newId()))).toBe('db/missing');
});
