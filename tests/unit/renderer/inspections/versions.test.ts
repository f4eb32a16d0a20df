import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Session } from '../../../../shared/ipc/contract.ts';
import { instantFrom } from '../../../../shared/kernel/clock.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { ok, type Result } from '../../../../shared/kernel/result.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { validate } from '../../../../shared/record/validate.ts';
import type { Report } from '../../../../shared/report/report.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise, listDocumentsOf } from '../../../../renderer/db/documents.ts';
import { saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readRecord } from '../../../../renderer/db/records.ts';
import { finaliseRecord, type FinaliseOutcome } from '../../../../renderer/parts/finalise-record.ts';
import { enterCase, leaveCase, leavingPlace } from '../../../../renderer/features/inspections/leaving.ts';
import { makePaper, offerNumber, remakePaper } from '../../../../renderer/parts/make-paper.ts';
import { openInspection } from '../../../../renderer/features/inspections/open-inspection.ts';
import { firstInspection } from '../../../../shared/record/record-name.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

const settings = {
  letterhead: ['República de Honduras'],
  numberTemplate: '',
  acronym: 'STSS',
  chiefName: 'Iris Ñúñez Bú',
  chiefPosition: 'Jefa regional',
};
const at = (caseId: string) => ({ caseId, record: firstInspection(caseId) });
const left = (caseId: string): string => leavingPlace(caseId, firstInspection(caseId));
const start = (): RecordDraft => emptyDraft(inspection);
let db: Database;
let session: Session;

function get<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

beforeEach(async () => {
  const office = new TestOffice();
  const person = samplePerson();
  db = await office.create(person);
  ({ session } = await office.signIn(person));
});
afterEach(() => {
  closeDatabase(db);
});

interface Work {
  readonly caseId: string;
  readonly draft: RecordDraft;
  readonly basedOn: number;
  readonly version: number;
  readonly number: string;
  readonly reason: string;
}

/** Finalises against the real database; the layout is not what is tested here. */
async function seal(work: Work, reports: Report[] = []): Promise<FinaliseOutcome> {
  const { draft, version, reason, number } = work;
  const madeAt = instantFrom(db.clock.now());
  return await finaliseRecord(
    {
      check: () => validate(inspection, draft, { today: '2026-11-24' }),
      offerNumber: () => offerNumber(db, { kind: inspection, draft }, settings),
      prepare: (given) =>
        makePaper(session, settings, {
          kind: inspection,
          draft,
          number: given,
          version,
          reason,
          paper: 'oficio',
          madeAt,
          draftMark: false,
        }),
      render: (report) => {
        reports.push(report);
        return Promise.resolve(ok({ pdf: new Uint8Array([version]), pages: 4, sha256: '' }));
      },
      finalise: (paperwork) => finalise(db, { ...paperwork, ...work, number: paperwork.number }),
    },
    number,
  );
}

test('numbers follow the office, the type and the year of the visit', async () => {
  const first = { draft: sampleInspection(), basedOn: 0, version: 1, number: '', reason: '' };
  await expect(seal({ ...first, caseId: newId() })).resolves.toMatchObject({ number: 'STSS-ORD-TST-00001-2026' });
  await expect(seal({ ...first, caseId: newId() })).resolves.toMatchObject({ number: 'STSS-ORD-TST-00002-2026' });
  const before = ['startDate', 'endDate'].reduce((d, key) => setValue(d, key, '2025-12-30'), sampleInspection());
  await expect(seal({ ...first, draft: before, caseId: newId() })).resolves.toMatchObject({
    number: 'STSS-ORD-TST-00001-2025',
  });
});

test('two actas laid out at the same time never share a number', async () => {
  const work = { draft: sampleInspection(), basedOn: 0, version: 1, number: '', reason: '' };
  const outcomes = await Promise.all([
    seal({ ...work, caseId: newId() }),
    seal({ ...work, caseId: newId() }),
    seal({ ...work, caseId: newId() }),
  ]);
  const numbers = outcomes.map((outcome) => (outcome.kind === 'finalised' ? outcome.number : outcome.kind));
  expect(numbers.sort()).toEqual([1, 2, 3].map((n) => `STSS-ORD-TST-0000${n}-2026`));
});

test('a sealed record is corrected as version 2 with its reason; version 1 stays', async () => {
  const caseId = newId();
  const draft = sampleInspection();
  const sealed = await seal({ caseId, draft, basedOn: 0, version: 1, number: '', reason: '' });
  expect(sealed.kind).toBe('finalised');

  const final = get(await openInspection(db, at(caseId), start));
  expect(final.kind).toBe('final');
  const record = get(await readRecord(db, caseId));
  const reason = 'Error en el RTN del patrono';
  get(await saveDraft(db, { caseId, draft: record.draft, basedOn: record.changes, summary: '', reason }));

  const correction = get(await openInspection(db, at(caseId), start));
  if (correction.kind !== 'editing') throw new Error('not open for correction');
  expect(correction).toMatchObject({ version: 2, number: 'STSS-ORD-TST-00001-2026', reason });
  const reports: Report[] = [];
  const mended = setValue(correction.draft, 'employerRtn', '01019999000002');
  const { basedOn, version, number } = correction;
  const again = await seal({ caseId, draft: mended, basedOn, version, number, reason }, reports);
  expect(again).toMatchObject({ kind: 'finalised', number });
  expect(JSON.stringify(reports[0])).toContain(reason);

  const papers = get(await listDocumentsOf(db, caseId));
  expect(papers.map((paper) => [paper.version, paper.state])).toEqual([
    [2, 'sealed'],
    [1, 'superseded'],
  ]);
  expect(papers[0]?.recordHash).not.toBe(papers[1]?.recordHash);
  expect(get(await readRecord(db, caseId)).status).toMatchObject({ state: 'final', version: 2, reason });
});

test('a correction that began before another one was sealed is refused, not mixed in', async () => {
  const caseId = newId();
  const draft = sampleInspection();
  await seal({ caseId, draft, basedOn: 0, version: 1, number: '', reason: '' });
  const { changes, status } = get(await readRecord(db, caseId));
  const work = { caseId, basedOn: changes, version: 2, number: status.number, reason: 'x' };
  await seal({ ...work, draft: setValue(draft, 'place', 'Tela') });
  await expect(seal({ ...work, draft: setValue(draft, 'place', 'Yoro') })).resolves.toEqual({
    kind: 'failed',
    fault: { code: 'db/changed-meanwhile' },
  });
});

test('a screen drawn anew waits for what the one before it is still writing', async () => {
  const caseId = newId();
  const typed = setValue(sampleInspection(), 'employerName', 'Lo último que se escribió');
  const slow = new Promise((resolve) => setTimeout(resolve, 30));
  leaveCase(left(caseId), async () => {
    await slow;
    get(await saveDraft(db, { caseId, draft: typed, basedOn: 0, summary: '' }));
    return undefined;
  });
  expect(get(await openInspection(db, at(caseId), start))).toMatchObject({ kind: 'editing', draft: typed });
  // a write that broke is no reason to wait for ever
  leaveCase(left(caseId), () => Promise.reject(new Error('storage is gone')));
  expect((await openInspection(db, at(caseId), start)).ok).toBe(true);
});

test('what a screen could not keep is in the next one, however often that is opened before it stands', async () => {
  const caseId = newId();
  const older = setValue(sampleInspection(), 'employerName', 'Lo que cupo');
  const draft = setValue(older, 'employerName', 'Lo que ya no cupo');
  get(await saveDraft(db, { caseId, draft: older, basedOn: 0, summary: '' }));
  let asked = 0;
  leaveCase(left(caseId), () => {
    asked += 1;
    return Promise.resolve({ draft, basedOn: 0, reason: '', withProtected: false });
  });
  for (let time = 1; time <= 2; time += 1) {
    expect(get(await openInspection(db, at(caseId), start))).toMatchObject({ draft, unkept: true });
  }
  expect(asked).toBe(1);
  enterCase(left(caseId));
  expect(get(await openInspection(db, at(caseId), start))).toMatchObject({ draft: older, unkept: false });
});

test('a sealed acta is shown as it was sealed, or not at all', async () => {
  const caseId = newId();
  const draft = sampleInspection();
  const reports: Report[] = [];
  await seal({ caseId, draft, basedOn: 0, version: 1, number: '', reason: '' }, reports);
  const [document] = get(await listDocumentsOf(db, caseId));
  expect(document?.settings.chiefName).toBe(settings.chiefName);
  await expect(remakePaper(session, { kind: inspection, draft }, document!)).resolves.toEqual(reports[0]);
  // a record or an office that no longer gives what was sealed must not be shown as if it were that
  const renamed = { office: { ...session.office, name: 'Otra oficina' } };
  await expect(remakePaper(renamed, { kind: inspection, draft }, document!)).resolves.toBeUndefined();
  await expect(
    remakePaper(session, { kind: inspection, draft: setValue(draft, 'place', 'Tela') }, document!),
  ).resolves.toBeUndefined();
});
