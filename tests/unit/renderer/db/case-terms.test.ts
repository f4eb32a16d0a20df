import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveCase, openCaseFile } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { addClosure, readLegalCalendar, removeClosure } from '../../../../renderer/db/legal-calendar.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { refreshDues } from '../../../../renderer/db/refresh-dues.ts';
import { startSummaries, summariesOf } from '../../../../renderer/db/summary-store.ts';
import { dueCases } from '../../../../renderer/parts/due-groups.ts';
import { utf8 } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft, setValue } from '../../../../shared/record/draft.ts';
import { notification } from '../../../../shared/record/kinds/notification.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
let db: Database;
const settings = { numberTemplate: '', acronym: 'STSS' };
const paper = {
  title: 'Acta',
  paper: 'letter',
  addressee: 'file',
  pages: 1,
  recordHash: 'a'.repeat(64),
  madeAt: '2026-11-24T20:00:00.000Z',
  settings: { letterhead: [], chiefName: '', chiefPosition: '' },
  pdf: utf8('%PDF-1.7 x'),
} as const;

beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['administrator', 'chief', 'inspector']));
});
afterEach(() => closeDatabase(db));

/** A case whose acta, with terms of fifteen days, was handed over on Wednesday 25 November 2026. */
async function notifiedCase(): Promise<string> {
  const caseId = newId();
  const values = { employerName: 'Finca', type: 'ordinary', openedOn: '2026-11-20', stage: 'draft', childMatter: 'no' };
  got(await openCaseFile(db, caseId, { ...values, municipality: '0101' }, settings));
  const acta = sampleInspection();
  const draft = { ...acta, tables: { ...acta.tables, minors: [] } };
  got(await finalise(db, { caseId, draft, basedOn: 0, version: 1, number: 'ORD-1', reason: '', document: paper }));
  const told = Object.entries({
    about: 'acta',
    date: '2026-11-25',
    time: '09:00',
    means: 'hand',
    startsTerm: 'yes',
  }).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(notification));
  const record = { kind: 'notification', id: newId() };
  got(
    await finalise(db, {
      caseId,
      record,
      draft: told,
      basedOn: 0,
      version: 1,
      number: 'NOT-1',
      reason: '',
      document: paper,
    }),
  );
  return caseId;
}

test('a list knows what is due next, and follows the calendar', async () => {
  const caseId = await notifiedCase();
  const lists = summariesOf(db);
  await lists.opened;
  await lists.cases.exclusive(() => Promise.resolve());
  const before = (await lists.cases.get(caseId))?.due;
  expect(before).toMatch(/^2026-12-\d\d$/);

  const closure = {
    kind: 'suspended',
    from: '2026-11-26',
    until: '2026-11-27',
    label: 'Tormenta',
    confidence: 'likely',
  } as const;
  got(await addClosure(db, closure));
  expect(got(await refreshDues(db))).toBe(1);
  await lists.cases.exclusive(() => Promise.resolve());
  const after = (await lists.cases.get(caseId))?.due;
  expect(after! > before!).toBe(true);
  // nothing more to write, and taking the days away brings the old day back
  expect(got(await refreshDues(db))).toBe(0);
  got(await removeClosure(db, got(await readLegalCalendar(db)).closures[0]!));
  expect(got(await refreshDues(db))).toBe(1);
  await lists.cases.exclusive(() => Promise.resolve());
  expect((await lists.cases.get(caseId))?.due).toBe(before);
});

test('overdue, today, this week: by the day it is, without anything being written', async () => {
  const caseId = await notifiedCase();
  const lists = summariesOf(db);
  await lists.opened;
  await lists.cases.exclusive(() => Promise.resolve());
  const due = (await lists.cases.get(caseId))!.due!;
  const shift = (days: number): string =>
    new Date(Date.parse(`${due}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
  const counts = (today: string) => Object.values(dueCases(lists.cases, today)).map((slots) => slots.length);
  expect(counts(shift(-8))).toEqual([0, 0, 0]);
  expect(counts(shift(-7))).toEqual([0, 0, 1]);
  expect(counts(due)).toEqual([0, 1, 0]);
  expect(counts(shift(1))).toEqual([1, 0, 0]);
});

test('nothing is due in a case that was annulled; lost lists learn again what is due', async () => {
  const [annulled, open] = [await notifiedCase(), await notifiedCase()];
  const doer = { id: 'x', name: 'x' };
  got(await moveCase(db, annulled, { from: 'draft', to: 'annulled', reason: 'Doble', doer }));
  const before = (await summariesOf(db).opened, await summariesOf(db).cases.get(open))?.due;
  await summariesOf(db).close();
  await db.tables.summaries.clear();
  await db.tables.pages.clear();
  const again = startSummaries(db);
  await again.settled;
  expect((await again.cases.get(annulled))?.due).toBeUndefined();
  expect((await again.cases.get(open))?.due).toBe(before);
  await again.close();
});
