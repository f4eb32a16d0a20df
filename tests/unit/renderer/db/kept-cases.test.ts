import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveCase, readCase, readCaseSooner, saveCaseFile, type CaseNow } from '../../../../renderer/db/cases.ts';
import { isProtectedValue, readChanges, readState } from '../../../../renderer/db/changes.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { addEvidence } from '../../../../renderer/db/evidence.ts';
import { keepFold, rowsSince, stateOf } from '../../../../renderer/db/kept-fold.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readProcedures } from '../../../../renderer/db/procedures.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { randomBytes } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import { fold } from '../../../../shared/record/fold.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { MemoryEvidence } from '../../../support/evidence-port.ts';
import { newPhoto } from '../../../support/rights-samples.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const liaison = samplePerson(['liaison', 'inspector', 'chief']);
const LONG = 50;
let office: TestOffice;
let db: Database;
let caseId: string;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(liaison);
  caseId = newId();
  const procedureId = got(await readProcedures(db)).currentId;
  const file = { openedOn: '2026-11-24', type: 'ordinary', employerName: 'Finca Larga', stage: 'draft', procedureId };
  got(await saveCaseFile(db, caseId, file));
  const doer = { id: db.personId, name: liaison.name };
  got(await moveCase(db, caseId, { from: 'draft', to: 'assigned', reason: '', doer }));
  await addPhoto();
  await saves(LONG - 3);
});
afterEach(() => closeDatabase(db));

async function addPhoto(): Promise<void> {
  got(await addEvidence(db, new MemoryEvidence(), { caseId, bytes: randomBytes(20), piece: newPhoto }));
}

async function saves(many: number, text = 'Dicho'): Promise<void> {
  for (let n = 0; n < many; n += 1) {
    office.clock.advance(60_000);
    const before = await readRecord(db, caseId);
    const draft = setValue(sampleInspection(), 'employerStatement', `${text} ${office.clock.now()}`);
    got(await saveRecord(db, { caseId, draft, basedOn: before.ok ? before.value.changes : 0 }));
  }
}

const parts = () => db.tables.pages.where('kind').equals(`k/${caseId}`).toArray();
const rows = async () => (await db.tables.saves.toArray()).filter(({ c }) => c === caseId);
const sooner = async (): Promise<CaseNow | undefined> => got(await readCaseSooner(db, caseId));

/** Reads the case whole, as its screen does, and waits for what comes of it in idle moments. */
async function readAndKept(): Promise<void> {
  got(await readCase(db, caseId));
  await quiet();
}

/** Until nothing more is written. */
async function quiet(): Promise<void> {
  for (let before = -1, now = await stamp(); before !== now || now === 0; before = now, now = await stamp()) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Another one whenever other parts are there; 0 for none. */
async function stamp(): Promise<number> {
  return (await parts()).reduce((sum, { p, sealed }) => sum + (p + 1) * sealed.reduce((all, one) => all + one, 0), 0);
}

/** What the whole case says, without what only the whole case says. */
async function whole(): Promise<CaseNow> {
  const view = got(await readCase(db, caseId));
  return Object.fromEntries(Object.entries(view).filter(([key]) => key !== 'saves')) as unknown as CaseNow;
}

test('a long case that was read once is told sooner, and as it is', async () => {
  await readAndKept();
  expect(await sooner()).toEqual(await whole());
});

test('what was saved since is in it', async () => {
  await readAndKept();
  await saves(2);
  await addPhoto();
  const doer = { id: db.personId, name: liaison.name };
  got(await moveCase(db, caseId, { from: 'assigned', to: 'visiting', reason: '', doer }));
  const now = await sooner();
  expect(now?.file?.values['stage']).toBe('visiting');
  expect(now).toEqual(await whole());
});

test('it is made anew once much was saved since', async () => {
  await readAndKept();
  const [before] = await parts();
  await saves(16);
  await readAndKept();
  expect((await parts())[0]?.sealed).not.toEqual(before?.sealed);
  expect(await sooner()).toEqual(await whole());
});

test('nothing is kept of a short case', async () => {
  const short = newId();
  got(await saveRecord(db, { caseId: short, draft: sampleInspection(), basedOn: 0 }));
  got(await readCase(db, short));
  await readAndKept();
  expect(await db.tables.pages.where('kind').equals(`k/${short}`).count()).toBe(0);
});

test('the whole case still notices a damaged row, and has it made again', async () => {
  await readAndKept();
  const [first] = await rows();
  const sealed = first!.sealed.slice();
  sealed[20]! ^= 1;
  await db.tables.saves.put({ ...first!, sealed });
  expect(await sooner()).toBeDefined();
  got(await readCase(db, caseId));
  expect(db.report.get().kind).toBe('rebuilt');
  // the tables are others: what was kept of the old ones is gone with them
  expect(await sooner()).toBeUndefined();
});

test('what is kept and damaged, moved, cut short or of two times is no more than nothing', async () => {
  // too long for one part
  await saves(16, 'Dicho '.repeat(9000));
  await readAndKept();
  const kept = await parts();
  expect(kept.length).toBeGreaterThan(1);
  const put = async (rows: typeof kept): Promise<CaseNow | undefined> => {
    await db.tables.pages.where('kind').equals(`k/${caseId}`).delete();
    await db.tables.pages.bulkPut(rows);
    return await sooner();
  };
  const sealed = kept[0]!.sealed.slice();
  sealed[20]! ^= 1;
  expect(await put([{ ...kept[0]!, sealed }, ...kept.slice(1)])).toBeUndefined();
  // another place
  expect(await put([{ ...kept[0]!, p: 1 }])).toBeUndefined();
  expect(await put(kept.slice(0, 1))).toBeUndefined();
  expect(await put(kept)).toBeDefined();
  await saves(17, 'Dicho '.repeat(9000));
  await readAndKept();
  const later = await parts();
  expect(await put([kept[0]!, ...later.slice(1)])).toBeUndefined();
  expect(await put(later)).toBeDefined();
});

test('a row of those it was made of that is gone makes it worth nothing', async () => {
  await readAndKept();
  const [first] = await rows();
  await db.tables.saves.delete([first!.c, first!.r, first!.n]);
  expect(await sooner()).toBeUndefined();
});

test('whoever opened what is protected sees the whole case only; and nothing protected is ever kept', async () => {
  got(await beginProtected(db, caseId));
  const record = { kind: protectedPerson.key, id: newId() };
  const person = setValue(setValue(emptyDraft(protectedPerson), 'pseudonym', 'P-01'), 'realName', 'Olvin Secreto');
  got(await saveRecord(db, { caseId, record, draft: person, basedOn: 0, withProtected: true }));
  await readAndKept();
  expect(await sooner()).toBeUndefined();
  const changes = got(await readChanges(db, caseId));
  expect(JSON.stringify(changes).includes('Olvin Secreto')).toBe(true);
  const row = { r: db.installationId, n: 1, last: changes.length };
  expect(JSON.stringify(keepFold(stateOf(fold(changes), changes), [row], isProtectedValue))).not.toContain('Olvin');
  closeProtected(db, caseId);
  expect(await sooner()).toEqual(await whole());
  expect(JSON.stringify(await sooner())).not.toContain('Olvin');
  got(await openProtected(db, caseId, { reason: 'Trasladarla', emergency: false }));
  expect(await sooner()).toBeUndefined();
});

test('a save of another series is told by the whole case', async () => {
  await readAndKept();
  const state = await readState(db, caseId);
  expect(state).toBeDefined();
  const last = (await rows()).at(-1)!;
  await db.tables.saves.put({ ...last, r: newId(), n: 1 });
  expect(await sooner()).toBeUndefined();
});

test('rows that came since are told from those that it was made of', () => {
  const kept = { series: [{ r: 'b', count: 2, n: 4, last: 6 }] };
  const keys = (...all: readonly [string, number][]) => all.map(([r, n]) => ({ r, n }));
  expect(rowsSince(kept, keys(['b', 1], ['b', 4]))).toEqual([]);
  expect(rowsSince(kept, keys(['a', 1], ['b', 1], ['b', 4], ['b', 7], ['c', 1]))).toEqual(
    keys(['a', 1], ['b', 7], ['c', 1]),
  );
  expect(rowsSince(kept, keys(['b', 1]))).toBeUndefined();
  expect(rowsSince(kept, keys(['b', 4], ['b', 7]))).toBeUndefined();
  expect(rowsSince(kept, keys(['b', 1], ['b', 2], ['b', 4]))).toBeUndefined();
});
