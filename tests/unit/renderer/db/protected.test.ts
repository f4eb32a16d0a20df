import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSave, prepareSave, readChanges, sealSave, type IsProtected } from '../../../../renderer/db/changes.ts';
import { commit } from '../../../../renderer/db/commit.ts';
import { guarded, type Database } from '../../../../renderer/db/database.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import {
  beginProtected,
  closeProtected,
  mayShareProtected,
  openProtected,
  protectionOf,
  shareProtected,
} from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { ChangeIntent } from '../../../../shared/record/change.ts';
import { fold } from '../../../../shared/record/fold.ts';
import { verifyChange } from '../../../../shared/record/verify-change.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const isProtected: IsProtected = (_entity, field) => field === 'victimName';
const SECRET = 'NOMBRE-DE-LA-VÍCTIMA';

let office: TestOffice;
let db: Database;
let caseId: string;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(samplePerson(['liaison', 'inspector']));
  caseId = newId();
});
afterEach(() => closeDatabase(db));

const set = (field: string, value: string): ChangeIntent => ({ entity: `report/${caseId}`, field, kind: 'set', value });

/** Saves intents as a record would, with one field of the protected level. */
async function save(...intents: readonly ChangeIntent[]): Promise<Result<void>> {
  const existing = got(await readChanges(db, caseId));
  const prepared = await guarded(() => prepareSave(db, { caseId, existing, isProtected }, intents));
  if (!prepared.ok) return prepared;
  return await commit(db, [{ t: 'saves', k: 'put', row: prepared.value.row! }], { action: 'saved', caseId });
}

const valueOf = async (field: string): Promise<unknown> =>
  fold(got(await readChanges(db, caseId)))
    .entities.get(`report/${caseId}`)
    ?.get(field)?.value;

describe('protected values', () => {
  test('need the case to have a key of its own', async () => {
    expect(got(await protectionOf(db, caseId))).toBe('none');
    expect(code(await save(set('place', 'Tela'), set('victimName', SECRET)))).toBe('access/no-case-key');
    got(await beginProtected(db, caseId));
    expect(got(await protectionOf(db, caseId))).toBe('open');
    got(await save(set('place', 'Tela'), set('victimName', SECRET)));
    expect(await valueOf('victimName')).toBe(SECRET);
  });
  test('are withheld once closed, and come back with a reason', async () => {
    got(await beginProtected(db, caseId));
    got(await save(set('place', 'Tela'), set('victimName', SECRET)));
    closeProtected(db, caseId);
    expect(got(await protectionOf(db, caseId))).toBe('closed');
    expect(await valueOf('victimName')).toBeUndefined();
    expect(await valueOf('place')).toBe('Tela');
    // they count all the same: nobody saves over what they cannot see
    expect(got(await readChanges(db, caseId))).toHaveLength(2);
    for (const change of got(await readChanges(db, caseId))) expect(verifyChange(change)).toBe(true);
    got(await openProtected(db, caseId, { reason: 'Entrevista', emergency: false }));
    expect(office.caseKeys.opened).toEqual([{ caseId, reason: 'Entrevista', emergency: false }]);
    expect(await valueOf('victimName')).toBe(SECRET);
    for (const change of got(await readChanges(db, caseId))) expect(verifyChange(change)).toBe(true);
  });
  test('are closed in the next session', async () => {
    got(await beginProtected(db, caseId));
    got(await save(set('victimName', SECRET)));
    closeDatabase(db);
    db = got(await office.open(samplePerson(['inspector'])));
    expect(await valueOf('victimName')).toBeUndefined();
    office.caseKeys.me = 'somebody else';
    expect(code(await openProtected(db, caseId, { reason: 'x', emergency: false }))).toBe('access/no-case-key');
    expect(got(await protectionOf(db, caseId))).toBe('closed');
  });
  test('open for whom the key was shared with', async () => {
    got(await beginProtected(db, caseId));
    got(await save(set('victimName', SECRET)));
    const inspector = samplePerson(['inspector']);
    got(await shareProtected(db, caseId, { personId: inspector.id, reason: 'Lleva el caso' }));
    closeDatabase(db);
    db = got(await office.open(inspector));
    office.caseKeys.me = inspector.id;
    got(await openProtected(db, caseId, { reason: 'Visita', emergency: false }));
    expect(await valueOf('victimName')).toBe(SECRET);
  });
  test('are handed on by whoever opened them, but not out of an emergency', async () => {
    const chief = samplePerson(['chief', 'inspector']);
    expect(mayShareProtected(db, caseId)).toBe(false);
    got(await beginProtected(db, caseId));
    expect(mayShareProtected(db, caseId)).toBe(true);
    closeDatabase(db);
    db = got(await office.open(chief));
    got(await openProtected(db, caseId, { reason: 'Amenazas', emergency: true }));
    expect(mayShareProtected(db, caseId)).toBe(false);
    closeProtected(db, caseId);
    // somebody gave them the case meanwhile
    got(await openProtected(db, caseId, { reason: 'Entrevista', emergency: false }));
    expect(mayShareProtected(db, caseId)).toBe(true);
    closeDatabase(db);
    db = got(await office.open(samplePerson(['chief'])));
    got(await openProtected(db, caseId, { reason: 'Amenazas', emergency: true }));
    expect(mayShareProtected(db, caseId)).toBe(false);
  });
  test('a second key is never made over the first', async () => {
    got(await beginProtected(db, caseId));
    closeProtected(db, caseId);
    expect(code(await beginProtected(db, caseId))).toBe('access/no-case-key');
  });
  test('lie under the key of the case only: that of the level opens everything but them', async () => {
    got(await beginProtected(db, caseId));
    got(await save(set('place', 'Tela'), set('victimName', SECRET)));
    const row = (await db.tables.saves.toArray()).find(({ c }) => c === caseId)!;
    closeProtected(db, caseId);
    expect(JSON.stringify(got(await openSave(db, row)))).not.toContain(SECRET);
    got(await openProtected(db, caseId, { reason: 'x', emergency: false }));
    const moved = { ...row, prot: (await sealedElsewhere())! };
    expect(code(await openSave(db, moved))).toBe('db/damaged');
  });
  test('the salt goes with the value: a hash alone lets nobody try names', async () => {
    got(await beginProtected(db, caseId));
    got(await save(set('victimName', SECRET)));
    closeProtected(db, caseId);
    const [change] = got(await readChanges(db, caseId));
    expect(change).toEqual({ id: change?.id, op: change?.op });
  });
});

/** Protected values of another save of the same case. */
async function sealedElsewhere() {
  const changes = got(await readChanges(db, caseId)).map((change) => ({ ...change, op: { ...change.op, n: 7 } }));
  return (await sealSave(db, caseId, changes, isProtected))?.prot;
}

test('a record without protected fields neither needs nor has a key', async () => {
  got(await saveRecord(db, { caseId, draft: sampleInspection(), basedOn: 0 }));
  const row = (await db.tables.saves.toArray()).find(({ c }) => c === caseId);
  expect(row).not.toHaveProperty('prot');
  expect(got(await readRecord(db, caseId)).draft.values['place']).toBe(sampleInspection().values['place']);
});
