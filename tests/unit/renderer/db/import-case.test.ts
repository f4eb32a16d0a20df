import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import { readCase } from '../../../../renderer/db/cases.ts';
import { uniteSaves } from '../../../../renderer/db/bundle-rows.ts';
import { readChanges } from '../../../../renderer/db/changes.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { gatherForBundle } from '../../../../renderer/db/gather-bundle.ts';
import { importCases, planImport } from '../../../../renderer/db/import-case.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readOfficeEntities } from '../../../../renderer/db/office-entities.ts';
import { beginProtected, openProtected, protectionOf } from '../../../../renderer/db/protected.ts';
import { readHistory, readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { saveOffice } from '../../../../renderer/db/settings.ts';
import { rebuild } from '../../../../renderer/db/rebuild.ts';
import { summariesOf } from '../../../../renderer/db/summary-store.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { Change } from '../../../../shared/record/change.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import type { RecordName } from '../../../../shared/record/record-name.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { officeSettings } from '../../../support/rights-samples.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';
import { carry, takeIn } from '../../../support/two-offices.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson(['chief', 'inspector', 'administrator']);
const draft = sampleInspection();
const named = (employerName: string): RecordDraft => ({ ...draft, values: { ...draft.values, employerName } });

let here: TestOffice;
let there: TestOffice;
let a: Database;
let b: Database;
let caseId: string;

beforeEach(async () => {
  here = new TestOffice();
  there = new TestOffice();
  a = await here.create(person);
  b = await there.create(person);
  caseId = newId();
});
afterEach(() => {
  closeDatabase(a);
  closeDatabase(b);
});

async function save(db: Database, next: RecordDraft, id = caseId): Promise<void> {
  const changes = await readRecord(db, id);
  got(await saveRecord(db, { caseId: id, draft: next, basedOn: changes.ok ? changes.value.changes : 0 }));
}
const idsOf = async (db: Database): Promise<readonly string[]> =>
  got(await readChanges(db, caseId))
    .map(({ id }) => id)
    .sort();
const employerOf = async (db: Database): Promise<unknown> =>
  got(await readRecord(db, caseId)).draft.values['employerName'];

test('a case comes whole, is listed, and says who wrote it and when', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  const plan = got(await planImport(b, bundle));
  expect(plan).toMatchObject({ kind: 'new', filled: 0, conflicts: [], forks: [], waiting: 0, isCopied: false });
  expect(plan.fresh).toBe(bundle.changes.length);
  expect(plan.shown).toMatchObject({ kind: 'case', summary: { caseId, employer: draft.values['employerName'] } });
  // looking writes nothing
  expect(await b.tables.saves.count()).toBe(0);

  got(await takeIn(b, bundle));
  expect(got(await readRecord(b, caseId)).draft).toEqual(got(await readRecord(a, caseId)).draft);
  expect(got(await readHistory(b, caseId))).toEqual(got(await readHistory(a, caseId)));
  const { cases, opened } = summariesOf(b);
  await opened;
  expect((await cases.get(caseId))?.employer).toBe(draft.values['employerName']);
  expect(got(await listAudit(b, { caseId })).at(-1)).toMatchObject({
    action: 'bundle-received',
    documentId: bundle.bundle.id,
    detail: 'K7QM-2F9X',
  });
  const [row] = await b.tables.saves.toArray();
  expect(row).toMatchObject({ c: caseId, r: bundle.bundle.id, n: 1, last: 1 });
});

test('the same bundle again, or a delta that is known, writes nothing', async () => {
  await save(a, draft);
  const first = await carry(a, caseId);
  got(await takeIn(b, first));
  const { commits } = there.journal;
  expect(got(await takeIn(b, first)).kind).toBe('same');
  expect(got(await takeIn(b, await carry(a, caseId))).kind).toBe('same');
  expect(there.journal.commits).toBe(commits);
  await save(b, named('Otra S.A.'));
  expect(got(await planImport(b, first)).kind).toBe('known');
});

test('a bundle that calls itself as a computer does is not taken in, and never takes what was written here away', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(b, named('Otra S.A.'));
  await save(a, named('Otra más'));
  const carried = await carry(a, caseId);
  const { commits } = there.journal;
  for (const id of [b.installationId, a.installationId]) {
    const posing = { ...carried, bundle: { ...carried.bundle, id } };
    expect(code(await takeIn(b, posing))).toBe('exchange/not-a-case');
  }
  expect(there.journal.commits).toBe(commits);
  // a row that withdraws touches nothing but rows of bundles
  const own = { row: { c: caseId, r: b.installationId, n: 1 }, seals: [], closed: new Set<string>(), withdrawn: false };
  const changes = got(await readChanges(b, caseId));
  const forged = { ...own, row: { ...own.row, n: 9 }, isOfBundle: true, changes: [], withdrawn: true };
  const united = uniteSaves([{ ...own, isOfBundle: false, changes }, forged]);
  expect(united.changes).toHaveLength(changes.length);
});

test('both went on: the changes of both are in both, and a disagreement is shown', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(a, named('Aserradero del Norte'));
  await save(b, named('Aserradero del Sur'));
  const [fromA, fromB] = [await carry(a, caseId), await carry(b, caseId)];
  const plan = got(await planImport(b, fromA));
  expect(plan).toMatchObject({ kind: 'advanced', fresh: 1 });
  expect(plan.conflicts).toMatchObject([{ what: 'field', field: 'employerName', heads: [{}, {}] }]);
  got(await takeIn(b, fromA));
  got(await takeIn(a, fromB));
  expect(await idsOf(a)).toEqual(await idsOf(b));
  expect(got(await readCase(a, caseId)).conflicts).toBe(1);
  expect(await employerOf(a)).toBe(await employerOf(b));
  // and again: neither is told anything new
  expect(got(await planImport(a, await carry(b, caseId)))).toMatchObject({ kind: 'same', conflicts: [] });
});

test('what came is carried on to a third office with its seals', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(b, named('Otra S.A.'));
  const { changes, seals, unsealed, tips } = got(await gatherForBundle(b, caseId, { withProtected: false }));
  expect(changes.map(({ id }) => id).sort()).toEqual(await idsOf(b));
  expect(seals.map(({ r }) => r)).toEqual([a.installationId]);
  expect(unsealed.map(({ r }) => r)).toEqual([b.installationId]);
  expect(tips).toHaveLength(2);
});

test('a third office that gets everything in the wrong order, and some of it twice, has the same', async () => {
  await save(a, draft);
  const first = await carry(a, caseId);
  got(await takeIn(b, first));
  await save(a, named('Norte'));
  await save(b, named('Sur'));
  const [fromA, fromB] = [await carry(a, caseId), await carry(b, caseId)];
  const third = await new TestOffice().create(person);
  for (const bundle of [fromB, fromA, first, fromB]) got(await takeIn(third, bundle));
  got(await takeIn(a, fromB));
  got(await takeIn(b, fromA));
  const shown = async (db: Database): Promise<unknown> => ({
    ids: await idsOf(db),
    draft: got(await readRecord(db, caseId)).draft,
    history: got(await readHistory(db, caseId)),
    conflicts: got(await readCase(db, caseId)).conflicts,
  });
  expect(await shown(third)).toEqual(await shown(a));
  expect(await shown(b)).toEqual(await shown(a));
  closeDatabase(third);
});

test('a row of a bundle that was altered on the disk is damage, never a case with a hole', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  got(await takeIn(b, bundle));
  const [row] = await b.tables.saves.toArray();
  await b.tables.saves.put({ ...row!, sealed: row!.sealed.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) });
  closeDatabase(b);
  // tables that are read anew
  b = got(await there.open(person));
  expect(code(await readChanges(b, caseId))).toBe('db/damaged');
  // and mended from the journal by whatever reads through the usual door
  expect(got(await readRecord(b, caseId)).draft).toEqual(draft);
});

test('an own series goes on after what came', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(b, named('Uno'));
  await save(b, named('Dos'));
  const own = got(await readChanges(b, caseId)).filter(({ op }) => op.r === b.installationId);
  expect(own.map(({ op }) => op.n)).toEqual([1, 2]);
  expect(await employerOf(b)).toBe('Dos');
});

test('tables that are made anew from the journal say the same', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(b, named('Uno'));
  const before = await idsOf(b);
  got(await b.exclusive(() => rebuild(b)));
  expect(await idsOf(b)).toEqual(before);
  expect(await employerOf(b)).toBe('Uno');
});

test('no bundle touches the office itself, and none holds what it does not say', async () => {
  got(await saveOffice(a, officeSettings));
  await save(a, draft);
  const bundle = await carry(a, caseId);
  expect(code(await gatherForBundle(a, a.officeId, { withProtected: false }))).toBe('exchange/not-a-case');
  const officeOfB = { ...bundle, id: b.officeId };
  expect(code(await takeIn(b, officeOfB))).toBe('exchange/not-a-case');
  const [first, ...rest] = bundle.changes as readonly [Change, ...Change[]];
  const altered = { ...first, x: { sal: first.x!.sal, val: 'otro' } };
  expect(code(await takeIn(b, { ...bundle, changes: [altered, ...rest] }))).toBe('exchange/not-a-case');
  const other = await carry(a, caseId);
  expect(code(await importCases(b, bundle.bundle, [{ ...other, id: newId() }]))).toBe('exchange/not-a-case');
  expect(await b.tables.saves.count()).toBe(0);
  expect(got(await readOfficeEntities(b)).size).toBe(0);
});

test('whoever may not receive takes nothing in', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  const inspector = got(await there.open(samplePerson(['inspector'])));
  expect(code(await planImport(inspector, bundle))).toBe('access/denied');
  expect(code(await takeIn(inspector, bundle))).toBe('access/denied');
  closeDatabase(inspector);
});

test('a computer that meets its own series written by another takes a new identity before it goes on', async () => {
  await save(a, draft);
  // the disk was copied: the other computer has the same installation id, and another vault for the sake of this test
  const twin = new TestOffice({ installationId: a.installationId });
  const c = await twin.create(person);
  await save(c, named('De la copia'));
  const before = a.installationId;
  const plan = got(await planImport(a, await carry(c, caseId)));
  expect(plan).toMatchObject({ isCopied: true, forks: [before] });
  got(await takeIn(a, await carry(c, caseId)));
  expect(a.installationId).not.toBe(before);
  await save(a, named('Después'));
  const mine = got(await readChanges(a, caseId)).filter(({ op }) => op.r === a.installationId);
  expect(mine.map(({ op }) => op.n)).toEqual([1, 2].slice(0, mine.length));
  // both of what was written in one place are kept
  expect(got(await gatherForBundle(a, caseId, { withProtected: false })).unsealed.length).toBeGreaterThan(1);
  closeDatabase(c);
});

test('where no new identity can be had, nothing is taken in', async () => {
  await save(a, draft);
  const twin = new TestOffice({ installationId: a.installationId });
  const c = await twin.create(person);
  await save(c, named('De la copia'));
  const { commits } = here.journal;
  const stuck = Object.defineProperty(Object.create(a) as Database, 'renewInstallation', {
    value: () => Promise.resolve({ ok: false, fault: { code: 'exchange/copied-computer' } }),
  });
  expect(code(await takeIn(stuck, await carry(c, caseId)))).toBe('exchange/copied-computer');
  expect(here.journal.commits).toBe(commits);
  closeDatabase(c);
});

const NAME = 'Marta Elena Pineda';
const victim: RecordName = { kind: protectedPerson.key, id: newId() };
const protectedDraft = setValue(setValue(emptyDraft(protectedPerson), 'pseudonym', 'P-01'), 'realName', NAME);

async function saveVictim(db: Database): Promise<void> {
  got(await beginProtected(db, caseId));
  got(await saveRecord(db, { caseId, record: victim, draft: protectedDraft, basedOn: 0, withProtected: true }));
}
const nameIn = async (db: Database): Promise<unknown> =>
  got(await readRecord(db, caseId, victim)).draft.values['realName'];

test('protected values go along only when they are meant to, and lie under a key of the case where they come to', async () => {
  await save(a, draft);
  await saveVictim(a);
  const without = await carry(a, caseId);
  expect(JSON.stringify(without)).not.toContain(NAME);
  got(await takeIn(b, without));
  expect(got(await protectionOf(b, caseId))).toBe('none');
  expect(await nameIn(b)).toBeUndefined();

  const bundle = await carry(a, caseId, true);
  expect(got(await planImport(b, bundle))).toMatchObject({ kind: 'advanced', fresh: 0 });
  got(await takeIn(b, bundle));
  // whoever took it in does not read it for that
  expect(got(await protectionOf(b, caseId))).toBe('closed');
  expect(await nameIn(b)).toBeUndefined();
  const { commits } = there.journal;
  expect(got(await takeIn(b, await carry(a, caseId, true))).kind).toBe('same');
  expect(there.journal.commits).toBe(commits);
  // nor sends it on without opening it
  expect(code(await gatherForBundle(b, caseId, { withProtected: true }))).toBe('access/no-case-key');
  got(await openProtected(b, caseId, { reason: 'revisión', emergency: false }));
  expect(await nameIn(b)).toBe(NAME);
  expect(JSON.stringify(await carry(b, caseId, true))).toContain(NAME);
});

test('values that come while the key of the case is closed are opened together with it', async () => {
  await save(a, draft);
  await saveVictim(a);
  got(await takeIn(b, await carry(a, caseId, true)));
  const { changes } = got(await readRecord(a, caseId, victim));
  const corrected = setValue(protectedDraft, 'realName', 'Marta Elena Pineda Cruz');
  got(await saveRecord(a, { caseId, record: victim, draft: corrected, basedOn: changes, withProtected: true }));
  got(await takeIn(b, await carry(a, caseId, true)));
  expect(await nameIn(b)).toBeUndefined();
  expect(
    (await b.tables.saves.where('[c+r+n]').above([caseId]).toArray()).every(({ prot }) => prot !== undefined),
  ).toBe(true);
  got(await openProtected(b, caseId, { reason: 'revisión', emergency: false }));
  expect(await nameIn(b)).toBe('Marta Elena Pineda Cruz');
  // the list of cases never learns it
  const { cases, opened } = summariesOf(b);
  await opened;
  expect(JSON.stringify(await cases.get(caseId))).not.toContain('Pineda');
});
