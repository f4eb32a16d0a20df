import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { loadGuide, readGuides, withdrawGuide, type NewGuide } from '../../../../renderer/db/guides.ts';
import { saveOfficeEntity } from '../../../../renderer/db/office-entities.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { readGuideFile } from '../../../../shared/catalog/screening/guide-file.ts';
import { ruleSets } from '../../../../shared/catalog/screening/rule-sets.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft } from '../../../../shared/record/draft.ts';
import { screening } from '../../../../shared/record/kinds/screening.ts';
import { questionGroups } from '../../../../shared/screening/question-groups.ts';
import { putAnswer, resultsOf } from '../../../../shared/screening/screening-draft.ts';
import { fakeStorageManager, got, TestOffice } from '../../../support/session.ts';
import { sampleGuide } from '../../../support/sample-guide.ts';

fakeStorageManager();

let office: TestOffice;
let db: Database;
beforeEach(async () => {
  office = new TestOffice();
  db = await office.create();
});
afterEach(() => closeDatabase(db));

const guide = (over: object = {}): NewGuide => {
  const set = got(readGuideFile(JSON.stringify({ ...sampleGuide, ...over })));
  return { set, by: 'Ana Núñez', at: '2026-11-24T15:00:00.000Z' };
};

test('a guide is kept with who and when; a new version takes its place, and it may be withdrawn', async () => {
  got(await loadGuide(db, guide()));
  got(await loadGuide(db, guide({ key: 'otra', questions: [], indicators: sampleGuide.indicators.slice(1) })));
  got(await loadGuide(db, guide({ version: '2027' })));
  closeDatabase(db);
  db = got(await office.open());
  const { guides, unreadable } = got(await readGuides(db));
  expect(unreadable).toBe(0);
  expect(guides.map(({ set }) => [set.key, set.version])).toEqual([
    ['cicesct', '2027'],
    ['otra', '2026-03'],
  ]);
  expect(guides[0]).toMatchObject(guide({ version: '2027' }));
  got(await withdrawGuide(db, guides[0]!));
  expect(got(await readGuides(db)).guides.map(({ set }) => set.key)).toEqual(['otra']);
  const told = got(await listAudit(db)).map(({ detail }) => detail);
  expect(told).toContain('Guía de tamizaje cargada: Guía nacional de prueba, versión 2027');
  expect(told).toContain('Guía de tamizaje retirada: Guía nacional de prueba, versión 2027');
});

test('a guide of a newer version of the app is counted and hides nothing', async () => {
  got(await loadGuide(db, guide()));
  got(await saveOfficeEntity(db, `guide/${newId()}`, { set: { ...sampleGuide, format: 2 }, by: 'x' }, () => ''));
  const { guides, unreadable } = got(await readGuides(db));
  expect([guides.length, unreadable]).toEqual([1, 1]);
});

test('a screening from before gets its result too, and its questions come into the form', () => {
  const { set } = guide();
  const who = { by: 'x', at: '2026-10-01T15:00:00.000Z' };
  const before = putAnswer(
    putAnswer(emptyDraft(screening), 'cdDebt', { reply: 'yes' }, who),
    'exHours',
    { reply: 'yes' },
    who,
  );
  const sets = [...ruleSets, set];
  const results = resultsOf(before, sets);
  expect(results.assessments.at(-1)).toMatchObject({ set: { version: '2026-03' }, outcome: { key: 'control' } });
  expect(results.assessments.slice(0, -1)).toEqual(resultsOf(before).assessments);
  const groups = questionGroups(undefined, sets);
  expect(groups.find(({ key }) => key === 'hnControl')?.questions.map(({ key }) => key)).toEqual(['hnPolicia']);
  expect(groups.slice(0, -1)).toEqual(questionGroups(undefined));
});

test('signs of danger stay in the first place when a guide counts them', () => {
  const own = { question: 'imViolence', dimension: 'hnControl', strength: 'strong' };
  const { set } = guide({ indicators: [own, ...sampleGuide.indicators] });
  const [danger] = questionGroups(undefined, [...ruleSets, set]);
  expect(danger).toEqual(questionGroups(undefined)[0]);
});
