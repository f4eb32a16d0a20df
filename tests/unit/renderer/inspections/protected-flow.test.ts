import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../renderer/db/database.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, closeProtected, openProtected, protectionOf } from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import {
  createDraftKeeper,
  type DraftBase,
  type DraftKeeper,
} from '../../../../renderer/features/inspections/draft-keeper.ts';
import { editHistory, mapHistory, startHistory } from '../../../../renderer/features/inspections/edit-history.ts';
import { openInspection, type OpenedInspection } from '../../../../renderer/features/inspections/open-inspection.ts';
import {
  closedTurn,
  openedTurn,
  protectedValuesOf,
  putAway,
  readProtectedValues,
} from '../../../../renderer/features/inspections/protected-values.ts';
import { pseudonymsGone } from '../../../../renderer/features/inspections/use-pseudonyms.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { ok, type Result } from '../../../../shared/kernel/result.ts';
import { emptyDraft, equalDrafts, removeRow, setRowValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { inspection } from '../../../../shared/record/kinds/inspection.ts';
import { firstInspection, type RecordName } from '../../../../shared/record/record-name.ts';
import {
  interviewedPeople,
  sampleInspection,
  withInterviewed,
  withValues,
} from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const secrets = interviewedPeople.flatMap((person) => Object.values(person));
const shows = (value: unknown): readonly string[] =>
  secrets.filter((secret) => JSON.stringify(value).includes(JSON.stringify(secret).slice(1, -1)));
const whole = withInterviewed(sampleInspection());
const name = { kind: 'inspection', id: '' };
const named = (): RecordName => firstInspection(caseId);
const plain = closedTurn(name).map(whole);
const person = samplePerson(['liaison', 'inspector']);
const start = (): RecordDraft => emptyDraft(inspection);

let db: Database;
let caseId: string;

beforeEach(async () => {
  db = await new TestOffice().create(person);
  caseId = newId();
});
afterEach(() => closeDatabase(db));

/** A keeper on the real database, as the screen makes it. */
function makeKeeper(base: DraftBase, reason = ''): DraftKeeper {
  return createDraftKeeper(
    {
      keep: (draft, at) => saveDraft(db, { caseId, draft, ...at, summary: '', ...(reason === '' ? {} : { reason }) }),
      save: async (draft, at): Promise<Result<{ changes: number; at: string }>> => {
        const saved = await saveRecord(db, { caseId, draft, ...at });
        return saved.ok ? ok({ ...saved.value, at: '2026-11-24T20:00:00.000Z' }) : saved;
      },
      discard: () => Promise.resolve(ok(undefined)),
    },
    base,
    () => undefined,
    { now: () => Date.now(), start: () => 0, stop: () => undefined },
  );
}

const reopen = async (): Promise<Extract<OpenedInspection, { kind: 'editing' }>> => {
  const opened = got(await openInspection(db, { caseId, record: named() }, start));
  if (opened.kind !== 'editing') throw new Error('sealed');
  return opened;
};
const openKey = async (): Promise<void> => {
  got(await openProtected(db, caseId, { reason: 'Comunicarse con ella', emergency: false }));
};

test('names typed while open are in the record once closed, and nowhere on the screen', async () => {
  const keeper = makeKeeper({ basedOn: 0, withProtected: false });
  got(
    await keeper.turn(async () => {
      got(await beginProtected(db, caseId));
      return ok(openedTurn(got(await readProtectedValues(db, caseId, named()))));
    }),
  );
  keeper.change(whole);
  expect(await putAway(db, keeper, { caseId, record: named(), draft: whole, reason: '' })).toBe(true);
  const history = editHistory(
    editHistory(startHistory(plain), whole, 'names', 0),
    withValues(whole, { place: 'Tela' }),
    'place',
    9,
  );
  const turned = closedTurn(name);
  got(
    await keeper.turn(() => {
      closeProtected(db, caseId);
      return Promise.resolve(ok(turned));
    }),
  );
  const shown = mapHistory(history, turned.map, equalDrafts);
  expect(shows(shown)).toEqual([]);
  expect(shown.past).toHaveLength(1);
  expect(shows(keeper.latest())).toEqual([]);
  // going on while closed, and saving, takes nothing away
  got(await keeper.save(withValues(turned.map(whole), { place: 'Tela' })));
  const closed = await reopen();
  expect(closed).toMatchObject({ protection: 'closed', withProtected: false, restored: undefined });
  expect(shows(closed)).toEqual([]);
  await openKey();
  const open = await reopen();
  expect(open).toMatchObject({ protection: 'open', withProtected: true });
  expect(open.draft.values['place']).toBe('Tela');
  expect(shows(open.draft)).toEqual(secrets);
});

test('opening brings the values into every state to undo and redo, so that undoing deletes none', async () => {
  got(await beginProtected(db, caseId));
  got(await saveRecord(db, { caseId, draft: whole, basedOn: 0, withProtected: true }));
  const turned = openedTurn(got(await readProtectedValues(db, caseId, named())));
  const history = editHistory(startHistory(plain), withValues(plain, { place: 'Tela' }), 'place', 0);
  const shown = mapHistory(history, turned.map, equalDrafts);
  for (const state of [...shown.past, shown.present]) expect(shows(state)).toEqual(secrets);
  // whoever compares by identity sees the same draft
  expect(turned.map(history.present)).toBe(shown.present);
});

test('values of unsaved text stand before those of the record, but only where it was begun with them', async () => {
  const row = whole.tables['interviewed']![0]!.id;
  const renamed = setRowValue(whole, { table: 'interviewed', row, column: 'realName' }, 'Otro Nombre');
  const record = { draft: whole };
  expect(JSON.stringify(protectedValuesOf(name, record, { draft: renamed, withProtected: true }))).toContain(
    'Otro Nombre',
  );
  expect(shows(protectedValuesOf(name, record, { draft: plain }))).toEqual(secrets);
  expect(shows(protectedValuesOf(name, record, { draft: plain, withProtected: true }))).toEqual([]);
  expect(shows(protectedValuesOf(name, undefined, undefined))).toEqual([]);

  got(await beginProtected(db, caseId));
  const { changes } = got(await saveRecord(db, { caseId, draft: whole, basedOn: 0, withProtected: true }));
  closeProtected(db, caseId);
  got(await saveDraft(db, { caseId, draft: withValues(plain, { place: 'Tela' }), basedOn: changes, summary: '' }));
  await openKey();
  const opened = await reopen();
  expect(opened.draft.values['place']).toBe('Tela');
  expect(shows(opened.draft)).toEqual(secrets);
  // what a person then takes out is gone for good
  const keeper = makeKeeper({ basedOn: opened.basedOn, withProtected: opened.withProtected });
  const without = setRowValue(opened.draft, { table: 'interviewed', row, column: 'realName' }, '');
  got(await keeper.save(without));
  expect(shows(got(await readRecord(db, caseId)).draft)).toEqual(secrets.filter((secret) => secret !== secrets[0]));
});

test('a correction keeps its protected text unsaved when it is closed', async () => {
  got(await beginProtected(db, caseId));
  const { changes } = got(await saveRecord(db, { caseId, draft: plain, basedOn: 0 }));
  const keeper = makeKeeper({ basedOn: changes, withProtected: true }, 'RTN');
  keeper.change(whole);
  expect(await putAway(db, keeper, { caseId, record: named(), draft: whole, reason: 'RTN' })).toBe(true);
  expect(shows(got(await readRecord(db, caseId)).draft)).toEqual([]);
  expect(shows(got(await findDraft(db, caseId)))).toEqual(secrets);
  closeProtected(db, caseId);
  expect(got(await protectionOf(db, caseId))).toBe('closed');
  expect(shows(got(await findDraft(db, caseId)))).toEqual([]);
});

test('a case that was only looked at is not saved by closing', async () => {
  got(await beginProtected(db, caseId));
  const keeper = makeKeeper({ basedOn: 0, withProtected: true });
  expect(await putAway(db, keeper, { caseId, record: named(), draft: whole, reason: '' })).toBe(true);
  expect(await readRecord(db, caseId)).toMatchObject({ ok: false, fault: { code: 'db/missing' } });
});

test('the pseudonym of a row that went is told, whatever became of the others', () => {
  const second = whole.tables['interviewed']![1]!.id;
  const fewer: RecordDraft = removeRow(whole, 'interviewed', second);
  expect(pseudonymsGone(whole, fewer)).toEqual(['T-02']);
  expect(pseudonymsGone(fewer, whole)).toEqual([]);
  expect(pseudonymsGone(whole, withValues(whole, { place: 'x' }))).toEqual([]);
});
