import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCaseFile, readCase, saveCaseFile } from '../../../../renderer/db/cases.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { finalise } from '../../../../renderer/db/documents.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { saveRecord } from '../../../../renderer/db/records.ts';
import { advanceCase, type Advance } from '../../../../renderer/features/inspections/advance-case.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { emptyDraft, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { getKind } from '../../../../shared/record/kinds/kinds.ts';
import { sampleFinalise } from '../../../support/sample-finalise.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();

let db: Database;
let caseId: string;
beforeEach(async () => {
  db = await new TestOffice().create(samplePerson(['chief', 'inspector']));
  caseId = newId();
});
afterEach(() => closeDatabase(db));

const at = async (stage: string): Promise<void> => {
  const values = { openedOn: '2026-11-24', employerName: 'Maquila Sol', stage: 'draft', type: 'ordinary' };
  got(await openCaseFile(db, caseId, values, { numberTemplate: '', acronym: '' }));
  got(await saveCaseFile(db, caseId, { stage }));
};
const draftOf = (kind: string, values: Readonly<Record<string, string>> = {}): RecordDraft =>
  Object.entries(values).reduce((so, [key, value]) => setValue(so, key, value), emptyDraft(getKind(kind)));
const advance = async (kind: string, draft = draftOf(kind), version = 1): Promise<Advance> => {
  const sealed = { kind, draft, number: 'N-1', version };
  return got(await advanceCase(db, caseId, sealed, { doer: { id: 'p', name: 'Ana' }, reason: `Al sellar ${kind}` }));
};
const stage = async (): Promise<unknown> => got(await readCase(db, caseId)).file?.values['stage'];

test('a sealed agreement takes the case to the conciliation, with a line in its history', async () => {
  await at('correcting');
  expect(await advance('conciliation')).toEqual({ to: 'conciliated', missing: undefined });
  expect(await stage()).toBe('conciliated');
  expect(got(await readCase(db, caseId)).moves.at(-1)).toMatchObject({
    from: 'correcting',
    to: 'conciliated',
    reason: 'Al sellar conciliation',
  });
});

test('an agreement moves no case that has come to its end, nor one twice', async () => {
  await at('archived');
  expect(await advance('conciliation')).toEqual({ to: undefined, missing: undefined });
  got(await saveCaseFile(db, caseId, { stage: 'conciliated' }));
  expect((await advance('conciliation')).to).toBeUndefined();
});

test('a resolution while the correction runs stays there and names the reinspection, until that is sealed', async () => {
  await at('correcting');
  expect(await advance('resolution')).toEqual({ to: undefined, missing: 'reinspection' });
  const looked = { kind: 'reinspection', id: newId() };
  got(await saveRecord(db, { caseId, record: looked, draft: draftOf('reinspection', { place: 'x' }), basedOn: 0 }));
  expect((await advance('resolution')).missing).toBe('reinspection');
  expect(await stage()).toBe('correcting');

  const sealed = { kind: 'reinspection', id: newId() };
  const draft = draftOf('reinspection', { place: 'x' });
  got(await finalise(db, sampleFinalise({ caseId, record: sealed, draft })));
  expect(await advance('resolution')).toEqual({ to: 'resolution', missing: undefined });
  expect(
    got(await readCase(db, caseId))
      .moves.map(({ to }) => to)
      .slice(-2),
  ).toEqual(['reinspection', 'resolution']);
});

test('a prevented visit is an obstruction; a correction of a paper, and a notification of another one, move nothing', async () => {
  await at('visiting');
  expect((await advance('notification', draftOf('notification', { about: 'other' }))).to).toBeUndefined();
  expect((await advance('inspection', draftOf('inspection'), 2)).to).toBeUndefined();
  expect((await advance('inspection', draftOf('inspection', { obstructed: 'yes' }))).to).toBe('obstruction');
});
