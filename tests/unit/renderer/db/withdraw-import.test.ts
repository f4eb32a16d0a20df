import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readChanges } from '../../../../renderer/db/changes.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise, keepRevision, listDocumentsOf, readDocument } from '../../../../renderer/db/documents.ts';
import { saveDraft } from '../../../../renderer/db/drafts.ts';
import { addEvidence, openEvidence, readEvidence } from '../../../../renderer/db/evidence.ts';
import { gatherForBundle, piecesIn, readRevision } from '../../../../renderer/db/gather-bundle.ts';
import { importPaper, type IncomingPaper } from '../../../../renderer/db/import-paper.ts';
import { importPiece } from '../../../../renderer/db/import-piece.ts';
import {
  findEnvelope,
  listBundles,
  nextNumberTo,
  noteBundle,
  noteBundleEvent,
  standingOfBundle,
  unacknowledged,
} from '../../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { peekCounter } from '../../../../renderer/db/numbers.ts';
import { readRecord } from '../../../../renderer/db/records.ts';
import { listSendable } from '../../../../renderer/db/sendable.ts';
import { closeSummaries, startSummaries, summariesOf } from '../../../../renderer/db/summary-store.ts';
import { packSummaries } from '../../../../renderer/db/summary-packing.ts';
import { withdrawImport } from '../../../../renderer/db/withdraw-import.ts';
import { randomBytes, sha256, toHex, utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { without } from '../../../../shared/kernel/without.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { bundleIndexJson, parseBundleIndex } from '../../../../shared/merge/bundle-index.ts';
import type { BundleFacts } from '../../../../shared/merge/ledger.ts';
import { tipsOf } from '../../../../shared/bundle/check-case.ts';
import type { RecordDraft } from '../../../../shared/record/draft.ts';
import { MemoryEvidence } from '../../../support/evidence-port.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';
import { carry, saveOver, takeIn, type CarriedCase } from '../../../support/two-offices.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson(['chief', 'inspector', 'administrator']);
const draft = sampleInspection();
const named = (employerName: string): RecordDraft => ({ ...draft, values: { ...draft.values, employerName } });
const at = '2026-11-24T21:00:00.000Z';
const hash = (digit: string): string => digit.repeat(64);

let there: TestOffice;
let a: Database;
let b: Database;
let caseId: string;

beforeEach(async () => {
  a = await new TestOffice().create(person);
  there = new TestOffice();
  b = await there.create(person);
  caseId = newId();
});
afterEach(() => {
  closeDatabase(a);
  closeDatabase(b);
});

const save = (db: Database, next: RecordDraft): Promise<void> => saveOver(db, caseId, next);

function factsOf({ id, changes }: CarriedCase, over: Partial<BundleFacts> = {}): BundleFacts {
  return {
    direction: 'in',
    kind: 'traspaso',
    identity: hash('a'),
    code: 'K7QM-2F9X',
    from: 'HN-07',
    replica: a.installationId,
    to: [{ office: b.officeCode, n: 1, before: null }],
    cases: [{ id, series: tipsOf(changes).map((tip) => ({ ...tip })) }],
    ...over,
  };
}

async function receive(carried: CarriedCase, over: Partial<BundleFacts> = {}): Promise<void> {
  got(await takeIn(b, carried));
  got(await noteBundle(b, carried.bundle.id, factsOf(carried, over), { what: 'imported' }));
}

async function papersOf(db: Database): Promise<readonly IncomingPaper[]> {
  const { papers } = got(await gatherForBundle(db, caseId, { withProtected: false }));
  return await Promise.all(
    papers.map(async (paper) => ({
      paper,
      revisions: await Promise.all(paper.revisions.map(async (_, n) => got(await readRevision(db, paper, n)))),
    })),
  );
}

const idsOf = async (): Promise<readonly string[]> => got(await readChanges(b, caseId)).map(({ id }) => id);

test('a case that was new is gone from its list, also after packing and opening again, and comes back by itself', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  await receive(bundle);
  const lists = summariesOf(b);
  await lists.opened;
  await lists.settled;
  // it lies in a page before it is withdrawn
  got(await packSummaries(lists.cases));
  expect(lists.cases.columns.find(caseId)).toBeDefined();

  expect(got(await withdrawImport(b, bundle.bundle.id))).toBe(1);
  await lists.cases.exclusive(() => Promise.resolve());
  expect(await idsOf()).toEqual([]);
  expect(lists.cases.columns.find(caseId)).toBeUndefined();
  got(await packSummaries(lists.cases));
  await closeSummaries(b);
  const again = startSummaries(b);
  await again.opened;
  await again.settled;
  expect(again.cases.status()).toMatchObject({ count: 0, damaged: 0 });
  await again.close();
  // a second time there is nothing left to do
  expect(got(await withdrawImport(b, bundle.bundle.id))).toBe(0);

  got(await takeIn(b, bundle));
  expect((await idsOf()).length).toBe(bundle.changes.length);
  const third = startSummaries(b);
  await third.opened;
  expect(third.cases.columns.find(caseId)).toBeDefined();
  await third.close();
});

test('a case that was here is put back as it was, and keeps what was written here', async () => {
  await save(a, draft);
  const first = await carry(a, caseId);
  await receive(first);
  const before = await idsOf();
  await save(a, named('Otra S.A.'));
  const second = await carry(a, caseId);
  await receive(second, { identity: hash('b'), to: [{ office: b.officeCode, n: 2, before: hash('a') }] });
  got(await withdrawImport(b, second.bundle.id));
  expect(await idsOf()).toEqual(before);
  expect(got(await readRecord(b, caseId)).draft.values['employerName']).toBe(draft.values['employerName']);
});

test('what somebody went on from stays', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  await receive(bundle);
  await save(b, named('Corregida aquí'));
  const { commits } = there.journal;
  expect(code(await withdrawImport(b, bundle.bundle.id))).toBe('exchange/built-on');
  expect(there.journal.commits).toBe(commits);
  expect(code(await withdrawImport(b, newId()))).toBe('db/missing');
});

test('what somebody is writing in it, and has not saved, is not taken from under them', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  await receive(bundle);
  const { changes } = got(await readRecord(b, caseId));
  got(await saveDraft(b, { caseId, draft: named('A medias'), basedOn: changes, summary: '' }));
  expect(code(await withdrawImport(b, bundle.bundle.id))).toBe('exchange/built-on');
});

test('what another bundle brought too, and did not write again, stays', async () => {
  await save(a, draft);
  const first = await carry(a, caseId);
  await receive(first);
  const second = await carry(a, caseId);
  await receive(second, { identity: hash('b'), to: [{ office: b.officeCode, n: 2, before: hash('a') }] });
  expect(code(await withdrawImport(b, first.bundle.id))).toBe('exchange/built-on');
});

test('a bundle that was withdrawn, or of which the case was not taken, keeps no other one', async () => {
  await save(a, draft);
  const first = await carry(a, caseId);
  await receive(first);
  await save(a, named('Otra S.A.'));
  const second = await carry(a, caseId);
  await receive(second, { identity: hash('b'), to: [{ office: b.officeCode, n: 2, before: hash('a') }] });
  expect(code(await withdrawImport(b, first.bundle.id))).toBe('exchange/built-on');
  got(await withdrawImport(b, second.bundle.id));
  got(await noteBundleEvent(b, second.bundle.id, { what: 'withdrawn' }));
  expect(got(await withdrawImport(b, first.bundle.id))).toBe(1);
  expect(await idsOf()).toEqual([]);
});

test('papers of here are no earlier versions any more when the later one is withdrawn', async () => {
  const { documentId } = got(await finalise(a, sampleFinalise({ caseId })));
  const first = await carry(a, caseId);
  await receive(first);
  for (const paper of await papersOf(a)) got(await importPaper(b, first.bundle, paper));
  const { changes } = got(await readRecord(a, caseId));
  const later = sampleFinalise({ caseId, basedOn: changes, version: 2, reason: 'Corregida' });
  got(await finalise(a, without(later, 'numbering')));
  const second = await carry(a, caseId);
  await receive(second, { identity: hash('b'), to: [{ office: b.officeCode, n: 2, before: hash('a') }] });
  for (const paper of await papersOf(a)) got(await importPaper(b, second.bundle, paper));
  const states = async () => got(await listDocumentsOf(b, caseId)).map(({ version, state }) => [version, state]);
  expect(await states()).toEqual([
    [2, 'sealed'],
    [1, 'superseded'],
  ]);
  got(await withdrawImport(b, second.bundle.id));
  expect(await states()).toEqual([[1, 'sealed']]);
  got(await keepRevision(b, documentId, { pdf: utf8('%PDF-1.7 one + by Beto'), signer: 'Beto', at }));
});

test('papers come with all their signatures, move no counter, and go with their bundle', async () => {
  const { documentId } = got(await finalise(a, sampleFinalise({ caseId })));
  const signed = { pdf: utf8('%PDF-1.7 one + signature'), signer: 'Ana', at: '2026-11-24T21:00:00.000Z' };
  got(await keepRevision(a, documentId, signed));
  const bundle = await carry(a, caseId);
  const [paper] = await papersOf(a);
  expect(code(await importPaper(b, bundle.bundle, paper!))).toBe('db/missing');
  await receive(bundle);
  // what is known of papers travels as text
  const index = got(parseBundleIndex(JSON.parse(bundleIndexJson({ papers: [paper!.paper], pieces: [] }))));
  expect(index.papers[0]).toEqual(paper!.paper);
  const altered = { ...paper!, revisions: [paper!.revisions[0]!, utf8('%PDF-1.7 other bytes here')] };
  expect(code(await importPaper(b, bundle.bundle, altered))).toBe('exchange/not-a-case');
  got(await importPaper(b, bundle.bundle, paper!));
  expect(got(await readDocument(b, documentId)).pdf).toEqual(signed.pdf);
  expect(got(await peekCounter(b, 'TST|ordinaria|2026')).next).toBe(1);
  const { commits } = there.journal;
  got(await importPaper(b, bundle.bundle, paper!));
  expect(there.journal.commits).toBe(commits);

  got(await withdrawImport(b, bundle.bundle.id));
  expect(got(await listDocumentsOf(b, caseId))).toEqual([]);
  expect(code(await readDocument(b, documentId))).toBe('db/missing');
  got(await takeIn(b, bundle));
  got(await importPaper(b, bundle.bundle, paper!));
  expect(got(await readDocument(b, documentId)).pdf).toEqual(signed.pdf);
});

test('a paper goes on only from the bytes that lie here, as a signature makes it', async () => {
  const { documentId } = got(await finalise(a, sampleFinalise({ caseId })));
  const [sealed] = await papersOf(a);
  const bundle = await carry(a, caseId);
  got(await takeIn(b, bundle));
  got(await importPaper(b, bundle.bundle, sealed!));
  const other = utf8('%PDF-1.7 another paper altogether');
  const revision = { sha256: toHex(await sha256(other)), size: other.length, at, signer: 'Nadie' };
  const infected: IncomingPaper = {
    paper: { ...sealed!.paper, revisions: [...sealed!.paper.revisions, revision] },
    revisions: [...sealed!.revisions, other],
  };
  expect(code(await importPaper(b, bundle.bundle, infected))).toBe('exchange/not-a-case');
  expect(got(await readDocument(b, documentId)).pdf).toEqual(utf8('%PDF-1.7 one'));
  expect(got(await listDocumentsOf(b, caseId))[0]?.revisions).toHaveLength(1);
});

test('a paper that was signed apart in two offices is kept with both signatures', async () => {
  const { documentId } = got(await finalise(a, sampleFinalise({ caseId })));
  const sealed = (await papersOf(a))[0]!;
  const bundle = await carry(a, caseId);
  got(await takeIn(b, bundle));
  got(await importPaper(b, bundle.bundle, sealed));
  got(await keepRevision(a, documentId, { pdf: utf8('%PDF-1.7 one + by Ana'), signer: 'Ana', at }));
  got(await keepRevision(b, documentId, { pdf: utf8('%PDF-1.7 one + by Beto'), signer: 'Beto', at }));
  const other = await carry(a, caseId);
  const [paper] = await papersOf(a);
  got(await importPaper(b, other.bundle, paper!));
  got(await importPaper(b, other.bundle, paper!));
  const signers = got(await listDocumentsOf(b, caseId)).map(({ revisions }) => revisions.at(-1)?.signer);
  expect(signers.sort()).toEqual(['Ana', 'Beto']);
  // and it is not there twice when it comes back under the id that it has there
  const back = await carry(b, caseId);
  got(await takeIn(a, back));
  for (const both of await papersOf(b)) got(await importPaper(a, back.bundle, both));
  const here = got(await listDocumentsOf(a, caseId)).map(({ revisions }) => revisions.at(-1)?.signer);
  expect(here.sort()).toEqual(['Ana', 'Beto']);
});

test('a piece of evidence comes under its own id and opens; bytes that are not its own do not', async () => {
  const [portA, portB] = [new MemoryEvidence(), new MemoryEvidence()];
  await save(a, draft);
  const bytes = randomBytes(3000);
  const about = {
    name: 'foto.jpg',
    type: 'image/jpeg',
    takenFrom: 'file',
    from: 'button',
    note: '',
    thumb: '',
  } as const;
  const piece = { ...about, isProtected: false, takenAt: '2026-11-24T09:15:00' };
  got(await addEvidence(a, portA, { caseId, bytes, piece }));
  const bundle = await carry(a, caseId);
  got(await takeIn(b, bundle));
  const [known] = piecesIn(bundle.changes);
  const wrong = { caseId, piece: known!, bytes: randomBytes(3000) };
  expect(code(await importPiece(b, portB, bundle.bundle, wrong))).toBe('exchange/not-a-case');
  expect(portB.files.size).toBe(0);
  got(await importPiece(b, portB, bundle.bundle, { ...wrong, bytes }));
  got(await importPiece(b, portB, bundle.bundle, { ...wrong, bytes }));
  const [here] = got(await readEvidence(b, caseId)).pieces;
  expect(got(await openEvidence(b, portB, { caseId, piece: here!, why: 'other' }))).toEqual(bytes);
  expect(portB.unsettled.size).toBe(0);
});

test('the ledger knows each bundle once, its numbers, and what has not come', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  await receive(bundle);
  got(await noteBundleEvent(b, bundle.bundle.id, { what: 'acknowledged', note: 'HN-07' }, { size: 4096 }));
  const [entry] = got(await listBundles(b));
  expect(entry).toMatchObject({ id: bundle.bundle.id, size: 4096, from: 'HN-07' });
  expect(entry?.events.map(({ what, by }) => [what, by])).toEqual([
    ['imported', person.id],
    ['acknowledged', person.id],
  ]);
  expect(got(await findEnvelope(b, hash('a')))?.id).toBe(bundle.bundle.id);
  expect(got(await findEnvelope(b, hash('f')))).toBeUndefined();
  const again = { ...factsOf(bundle), id: bundle.bundle.id };
  expect(got(await standingOfBundle(b, again)).repeated?.id).toBe(bundle.bundle.id);
  const forged = { ...again, identity: hash('c') };
  expect(got(await standingOfBundle(b, forged)).alarms.map(({ kind }) => kind)).toEqual(['id-reused']);
  expect(code(await noteBundle(b, bundle.bundle.id, forged, { what: 'imported' }))).toBe('db/changed-meanwhile');
  const third = { ...again, id: newId(), identity: hash('d'), to: [{ office: 'TST', n: 3, before: hash('e') }] };
  expect(got(await standingOfBundle(b, third))).toMatchObject({ alarms: [], missing: [2], repeated: undefined });
});

test('what was sent is numbered, offered again only when it is asked for, and reminds of itself', async () => {
  await save(a, draft);
  const bundle = await carry(a, caseId);
  const wish = { office: 'HN-09' };
  expect(got(await listSendable(a, wish)).map(({ summary }) => summary.caseId)).toEqual([caseId]);
  expect(got(await listSendable(a, { ...wish, from: '2030-01-01' }))).toEqual([]);
  expect(got(await listSendable(a, { ...wish, state: 'final' }))).toEqual([]);
  expect(got(await nextNumberTo(a, 'HN-09'))).toEqual({ n: 1, before: null });
  const to = [{ office: 'HN-09', n: 1, before: null }];
  const facts = factsOf(bundle, { direction: 'out', from: a.officeCode, to });
  got(await noteBundle(a, bundle.bundle.id, facts, { what: 'made' }));
  // it never was on a stick
  expect(got(await listSendable(a, { ...wish, neverSent: true }))).toHaveLength(1);
  got(await noteBundleEvent(a, bundle.bundle.id, { what: 'written' }));
  expect(got(await nextNumberTo(a, 'HN-09'))).toEqual({ n: 2, before: hash('a') });
  expect(got(await listSendable(a, { ...wish, neverSent: true }))).toEqual([]);
  expect(got(await listSendable(a, { office: 'HN-10', neverSent: true }))).toHaveLength(1);
  expect(got(await unacknowledged(a))).toEqual([]);
  (a.clock as TestOffice['clock']).advance(12 * 86_400_000);
  expect(got(await unacknowledged(a)).map(({ days }) => days)).toEqual([12]);
  got(await noteBundleEvent(a, bundle.bundle.id, { what: 'acknowledged' }));
  expect(got(await unacknowledged(a))).toEqual([]);
  got(await noteBundleEvent(a, bundle.bundle.id, { what: 'destroyed' }));
  expect(got(await listSendable(a, { ...wish, neverSent: true }))).toHaveLength(1);
});

test('whoever exchanges writes into the ledger and nowhere else of the office', async () => {
  const liaison = got(await there.open(samplePerson(['liaison'])));
  await save(a, draft);
  const bundle = await carry(a, caseId);
  got(await noteBundle(liaison, bundle.bundle.id, factsOf(bundle), { what: 'received' }));
  const { writes } = there.journal;
  const save1 = writes.find((write) => write.t === 'saves');
  const forged = await there.journal.commit({
    writes: [save1 as never],
    act: { action: 'bundle-received', caseId: b.officeId },
  });
  expect(code(forged)).toBe('ipc/bad-input');
  closeDatabase(liaison);
});
