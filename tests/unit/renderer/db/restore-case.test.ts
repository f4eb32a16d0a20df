import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import { readCaseCopy, type CaseCopy } from '../../../../renderer/db/case-copy.ts';
import { openCaseFile, saveCaseFile } from '../../../../renderer/db/cases.ts';
import { listConflicts } from '../../../../renderer/db/conflicts.ts';
import { sealJson, type Database } from '../../../../renderer/db/database.ts';
import { finalise, keepRevision, listDocumentsOf, readDocument } from '../../../../renderer/db/documents.ts';
import { discardDraft, findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { peekCounter } from '../../../../renderer/db/numbers.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { isNothing, planCaseRestore, restoreCase } from '../../../../renderer/db/restore-case.ts';
import { saveOffice } from '../../../../renderer/db/settings.ts';
import { listSnapshotCases, type SnapshotCases } from '../../../../renderer/db/snapshot-cases.ts';
import { roles } from '../../../../shared/access/roles.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { without } from '../../../../shared/kernel/without.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { officeSettings } from '../../../support/rights-samples.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { carry, takeIn } from '../../../support/two-offices.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson(['chief', 'inspector', 'administrator']);
const draft = sampleInspection();
const named = (employerName: string): RecordDraft => ({ ...draft, values: { ...draft.values, employerName } });

/** One office as it went on in two places: `there` is what the snapshot was made of, `db` the office at work. */
let origin: TestOffice;
let there: Database;
let db: Database;
let here: TestOffice;
let caseId: string;

/** The same office on this computer, with a database and a journal of its own and another installation id. */
function sameOfficeElsewhere(): TestOffice {
  const { vaultId, officeId } = origin;
  const office = new TestOffice({ vaultId, officeId });
  office.office.splice(0, 1, ...origin.office.map((key) => key.slice()));
  office.reserved.splice(0, 1, ...origin.reserved.map((key) => key.slice()));
  return office;
}

/** Writes everything of the origin's journal into the office here, as restoring an earlier snapshot does. */
async function bringOver(): Promise<void> {
  const rows = origin.journal.writes;
  got(await here.journal.seedJournal({ step: 'begin', seq: 0, writes: [] }));
  got(await here.journal.seedJournal({ step: 'end', seq: origin.journal.seq, writes: [...rows] }));
  closeDatabase(db);
  db = got(await here.open(person, {}, { journal: { ...here.journal.stateNow(), restored: true } }));
}

beforeEach(async () => {
  origin = new TestOffice();
  there = await origin.create(person);
  here = sameOfficeElsewhere();
  db = await here.create(person);
  caseId = newId();
});
afterEach(() => {
  closeDatabase(there);
  closeDatabase(db);
});

const list = async (): Promise<SnapshotCases> => got(await listSnapshotCases(db, origin.journal));
const stateOf = async (id = caseId): Promise<string | undefined> =>
  (await list()).cases.find((one) => one.caseId === id)?.here;

async function copyOf(id = caseId): Promise<CaseCopy> {
  const one = (await list()).cases.find(({ caseId: other }) => other === id);
  if (one === undefined) throw new Error('not in the snapshot');
  return got(await readCaseCopy(db, origin.journal, one));
}

async function add(id = caseId) {
  const { counters } = await list();
  return await restoreCase(db, await copyOf(id), { counters, name: 'copia de prueba' });
}

test('a case that is not here comes back whole, with its papers and its number', async () => {
  const { documentId } = got(await finalise(there, sampleFinalise({ caseId })));
  const signed = { pdf: utf8('%PDF-1.7 one + signature'), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
  got(await keepRevision(there, documentId, signed));
  expect(await stateOf()).toBe('absent');
  expect((await list()).cases[0]?.summary?.number).toBe('STSS-ORD-TST-00001-2026');

  const plan = got(await planCaseRestore(db, await copyOf()));
  expect(plan.changes.length).toBeGreaterThan(10);
  expect(plan.documents.map(({ id, revisions }) => [id, revisions.length])).toEqual([[documentId, 2]]);
  expect(plan.after?.state).toBe('final');
  // planning writes nothing
  expect(await db.tables.saves.count()).toBe(0);

  got(await add());
  const [ours, theirs] = [got(await readRecord(db, caseId)), got(await readRecord(there, caseId))];
  expect(ours.draft).toEqual(theirs.draft);
  expect(ours.status).toEqual(theirs.status);
  expect(got(await readDocument(db, documentId)).pdf).toEqual(signed.pdf);
  expect(await db.tables.summaries.get(`c/${caseId}`)).toBeDefined();
  expect(await db.tables.summaries.get(`d/${documentId}`)).toBeDefined();
  // the number is taken: no other acta may get it
  expect(got(await peekCounter(db, 'TST|ordinaria|2026')).next).toBe(2);
  const acts = got(await listAudit(db, { caseId }));
  expect(acts.at(-1)).toMatchObject({ action: 'case-restored', detail: 'copia de prueba' });
  expect(await stateOf()).toBe('whole');
});

test('adding it twice changes nothing the second time', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  const copy = await copyOf();
  got(await restoreCase(db, copy, { counters: undefined, name: '' }));
  const { commits } = here.journal;
  expect(isNothing(got(await planCaseRestore(db, copy)))).toBe(true);
  expect(code(await restoreCase(db, copy, { counters: undefined, name: '' }))).toBe('db/missing');
  expect(here.journal.commits).toBe(commits);
});

test('both sides went on: the missing changes are added, and a disagreement is left to a person', async () => {
  const { changes } = got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  await bringOver();
  expect(await stateOf()).toBe('whole');
  const both = { caseId, basedOn: changes };
  got(await saveRecord(there, { ...both, draft: named('Comercial El Roble') }));
  got(await saveRecord(db, { ...both, draft: named('Industrias La Ceiba') }));
  expect(await stateOf()).toBe('partial');
  const plan = got(await planCaseRestore(db, await copyOf()));
  expect(plan.changes.map(({ op, x }) => [op.f, x?.val])).toEqual([['employerName', 'Comercial El Roble']]);
  expect(plan.conflicts).toBe(1);
  expect(plan.documents).toEqual([]);
  got(await add());
  const record = got(await readRecord(db, caseId));
  expect(record.conflicts).toBe(1);
  expect(record.changes).toBe(changes + 2);
});

test('what would have to be decided is counted as people decide it, and not again what they have to already', async () => {
  got(await openCaseFile(there, caseId, { employerName: 'x', openedOn: '2026-11-24' }, officeSettings));
  await bringOver();
  got(await saveCaseFile(there, caseId, { responsibleId: 'id-of-ana', responsibleName: 'Ana' }));
  got(await saveCaseFile(db, caseId, { responsibleId: 'id-of-luz', responsibleName: 'Luz' }));
  // a name and whose it is are one thing
  expect(got(await planCaseRestore(db, await copyOf())).conflicts).toBe(1);
  got(await add());
  expect(got(await listConflicts(db)).cases[0]?.items).toHaveLength(1);
  // what waits to be decided here already is not counted again
  got(await saveCaseFile(there, caseId, { employerName: 'Norte' }));
  got(await saveCaseFile(db, caseId, { employerName: 'Sur' }));
  expect(got(await planCaseRestore(db, await copyOf())).conflicts).toBe(1);
});

test('a number that another case here bears is told', async () => {
  got(await finalise(there, sampleFinalise({ caseId })));
  got(await finalise(db, sampleFinalise({ caseId: newId() })));
  expect(got(await planCaseRestore(db, await copyOf())).numberTaken).toBe(true);
  const other = newId();
  const next = { numbering: { counter: 'TST|ordinaria|2026', next: 2 }, number: 'STSS-ORD-TST-00002-2026' };
  got(await finalise(there, sampleFinalise({ caseId: other, ...next })));
  expect(got(await planCaseRestore(db, await copyOf(other))).numberTaken).toBe(false);
});

test('a later version here keeps its rank over an earlier paper that comes back', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  await bringOver();
  const { changes } = got(await readRecord(db, caseId));
  const { documentId: first } = got(await finalise(there, sampleFinalise({ caseId, basedOn: changes })));
  const one = got(await readRecord(there, caseId));
  // here the same record was finalised as version 2
  got(await finalise(db, sampleFinalise({ caseId, basedOn: changes, version: 2, reason: 'x' })));
  expect(one.status.version).toBe(1);
  got(await add());
  const papers = got(await listDocumentsOf(db, caseId));
  expect(papers.map(({ version, state }) => [version, state])).toEqual([
    [2, 'sealed'],
    [1, 'superseded'],
  ]);
  expect(papers[1]?.id).toBe(first);
});

test('a signature that is only in the copy comes back; one that is only here stays', async () => {
  const { documentId } = got(await finalise(there, sampleFinalise({ caseId })));
  await bringOver();
  const signed = { pdf: utf8('%PDF-1.7 one + signature'), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
  got(await keepRevision(there, documentId, signed));
  expect(await stateOf()).toBe('partial');
  got(await add());
  expect(got(await readDocument(db, documentId)).pdf).toEqual(signed.pdf);

  const more = { ...signed, pdf: utf8('%PDF-1.7 one + signature + another') };
  got(await keepRevision(db, documentId, more));
  expect(await stateOf()).toBe('whole');
  expect(isNothing(got(await planCaseRestore(db, await copyOf())))).toBe(true);
});

test('bytes that are not those of the paper are not taken', async () => {
  const { documentId } = got(await finalise(there, sampleFinalise({ caseId })));
  const copy = await copyOf();
  const [file] = copy.files;
  const broken = {
    ...copy,
    files: [{ ...file!, sealed: file!.sealed.map((byte, i) => (i === 40 ? byte ^ 1 : byte)) }],
  };
  const plan = got(await planCaseRestore(db, broken));
  expect(plan.documents).toEqual([]);
  expect(plan.changes.length).toBeGreaterThan(0);
  got(await restoreCase(db, broken, { counters: undefined, name: '' }));
  expect(code(await readDocument(db, documentId))).toBe('db/missing');
});

test('unsaved text comes back when the record is the one it was begun on, and only then', async () => {
  const { changes } = got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  got(await saveDraft(there, { caseId, draft: named('Comercial El Roble'), basedOn: changes, summary: 'x' }));
  await bringOver();
  const copy = await copyOf();
  expect(isNothing(got(await planCaseRestore(db, copy)))).toBe(true);
  got(await discardDraft(db, caseId));
  expect(await stateOf()).toBe('partial');
  expect(got(await planCaseRestore(db, copy)).bringsDraft).toBe(true);
  got(await add());
  expect(got(await findDraft(db, caseId))?.draft.values['employerName']).toBe('Comercial El Roble');

  got(await saveRecord(db, { caseId, draft: named('Industrias La Ceiba'), basedOn: changes }));
  expect(got(await planCaseRestore(db, copy)).bringsDraft).toBe(false);
});

test('a text that was never saved is a case too', async () => {
  got(await saveDraft(there, { caseId, draft, basedOn: 0, summary: 'x' }));
  const gone = newId();
  got(await saveDraft(there, { caseId: gone, draft, basedOn: 0, summary: 'x' }));
  got(await discardDraft(there, gone));
  expect(await stateOf()).toBe('absent');
  expect(await stateOf(gone)).toBeUndefined();
  got(await add());
  expect(got(await findDraft(db, caseId))?.draft).toEqual(draft);
});

test('protected values come back closed, and open with the key of their case', async () => {
  there.caseKeys.clear();
  got(await beginProtected(there, caseId));
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  got(await add());
  expect(await db.tables.locks.get(caseId)).toBeDefined();
  const fromOrigin = { ...db, keysPort: origin.caseKeys };
  got(await openProtected(fromOrigin, caseId, { reason: 'x', emergency: false }));
  expect(got(await readRecord(fromOrigin, caseId)).draft).toEqual(got(await readRecord(there, caseId)).draft);
});

test('the settings of the office are no case', async () => {
  const names = { numberTemplate: '', acronym: '', chiefName: '', chiefPosition: '' };
  got(await saveOffice(there, { letterhead: ['República de Honduras'], paper: 'letter', ...names }));
  expect((await list()).cases).toEqual([]);
});

test('two pasts in one series cannot be united, and nothing is added', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  // a disk that was copied, and both went on with one installation id
  const copied = { ...db, installationId: origin.installationId };
  got(await saveRecord(copied, { caseId, draft: named('Industrias La Ceiba'), basedOn: 0 }));
  const plan = got(await planCaseRestore(db, await copyOf()));
  expect(plan.isForked).toBe(true);
  expect(isNothing(plan)).toBe(true);
  expect(code(await add())).toBe('db/missing');
});

test('a damaged row of the copy is the copy’s fault and mends nothing here', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  const copy = await copyOf();
  const saves = copy.saves.map((row) => ({
    ...row,
    sealed: row.sealed.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
  }));
  const report = db.report.get();
  expect(code(await planCaseRestore(db, { ...copy, saves }))).toBe('snapshot/damaged');
  expect(db.report.get()).toBe(report);
});

test('frames that the copy lost are named, and the rest is listed', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  const other = newId();
  const lostAt = origin.journal.seq + 1;
  got(await saveRecord(there, { caseId: newId(), draft, basedOn: 0 }));
  got(await saveRecord(there, { caseId: other, draft, basedOn: 0 }));
  origin.journal.gone.add(lostAt);
  const { cases, gaps } = await list();
  expect(gaps).toEqual([[lostAt, lostAt]]);
  expect(cases.map(({ caseId: id }) => id).sort()).toEqual([caseId, other].sort());
});

test('reading tells how far it is and can be called off', async () => {
  for (let i = 0; i < 4; i += 1) got(await saveRecord(there, { caseId: newId(), draft, basedOn: 0 }));
  const shares: number[] = [];
  got(await listSnapshotCases(db, origin.journal, { onProgress: (share) => shares.push(share) }));
  expect(shares.at(-1)).toBe(1);
  expect(shares.length).toBeGreaterThan(1);
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(code(await listSnapshotCases(db, origin.journal, { isWanted: () => false }))).toBe('file/cancelled');
});

test.each(roles)('%s may look into a copy and add from it as the table of rights says', async (role) => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  const { counters, cases } = await list();
  const copy = await copyOf();
  closeDatabase(db);
  db = got(await here.open(samplePerson([role])));
  const expected = ['supervisor', 'chief', 'liaison'].includes(role) ? 'ok' : 'access/denied';
  expect(code(await listSnapshotCases(db, origin.journal))).toBe(expected);
  expect(code(await readCaseCopy(db, origin.journal, cases[0]!))).toBe(expected);
  expect(code(await planCaseRestore(db, copy))).toBe(expected);
  expect(code(await restoreCase(db, copy, { counters, name: '' }))).toBe(expected);
});

test('a row that was sealed with a key this office never had says so', async () => {
  got(await saveRecord(there, { caseId, draft, basedOn: 0 }));
  const copy = await copyOf();
  const reserved = { ...there.reserved!, current: 2, keys: new Map([[2, there.reserved!.keys.get(1)!]]) };
  const [row] = copy.saves;
  const sealed = await sealJson({ ...there, reserved }, `saves/${row!.c}/${row!.r}/${row!.n}`, []);
  expect(code(await planCaseRestore(db, { ...copy, saves: [{ ...row!, sealed }] }))).toBe('vault/key-not-held');
});

test('a copy brings back what a bundle had brought, and nothing twice when both took it in for themselves', async () => {
  const other = await new TestOffice().create(person);
  got(await saveRecord(other, { caseId, draft, basedOn: 0 }));
  const bundle = await carry(other, caseId);
  got(await takeIn(there, bundle));
  got(await saveRecord(there, { caseId, draft: named('Allá'), basedOn: got(await readRecord(there, caseId)).changes }));
  got(await add());
  expect(got(await readRecord(db, caseId)).draft).toEqual(got(await readRecord(there, caseId)).draft);
  expect(await stateOf()).toBe('whole');

  // another case, which both offices take in for themselves: the same rows, sealed apart
  const second = newId();
  got(await saveRecord(other, { caseId: second, draft, basedOn: 0 }));
  const again = await carry(other, second);
  got(await takeIn(there, again));
  got(await takeIn(db, again));
  const plan = got(await planCaseRestore(db, await copyOf(second)));
  expect(plan).toMatchObject({ isForked: false, changes: [] });
  expect(isNothing(plan)).toBe(true);

  // only the copy has what came with it later
  got(
    await saveRecord(other, {
      caseId: second,
      draft: named('Otra'),
      basedOn: got(await readRecord(other, second)).changes,
    }),
  );
  const later = await carry(other, second);
  got(await takeIn(there, { ...later, bundle: again.bundle }));
  got(await add(second));
  expect(got(await readRecord(db, second)).draft.values['employerName']).toBe('Otra');
  closeDatabase(other);
});

test('a later version of one record leaves the papers of others as they are', async () => {
  const first = got(await finalise(there, sampleFinalise({ caseId })));
  got(await add());
  const record = { kind: 'referral', id: newId() };
  const basedOn = 0;
  const input = { ...sampleFinalise({ caseId }), record, basedOn, version: 2, number: 'R-2', reason: 'x' };
  got(await finalise(there, without(input, 'numbering')));
  got(await add());
  const states = got(await listDocumentsOf(db, caseId)).map(({ id, state }) => [id === first.documentId, state]);
  expect(states).toContainEqual([true, 'sealed']);
});
