import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCaseFile, readCase, saveCaseFile } from '../../../../renderer/db/cases.ts';
import { readChanges } from '../../../../renderer/db/changes.ts';
import { decideOnField, decideOnRow, listConflicts, type CaseConflicts } from '../../../../renderer/db/conflicts.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { planImport } from '../../../../renderer/db/import-case.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { beginProtected, openProtected } from '../../../../renderer/db/protected.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import type { FieldConflict, RowConflict } from '../../../../shared/merge/conflict-items.ts';
import { emptyDraft, rowsOf, setValue, type RecordDraft } from '../../../../shared/record/draft.ts';
import { fold } from '../../../../shared/record/fold.ts';
import { protectedPerson } from '../../../../shared/record/kinds/protected-person.ts';
import type { RecordName } from '../../../../shared/record/record-name.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { officeSettings } from '../../../support/rights-samples.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';
import { carry, saveOver, takeIn } from '../../../support/two-offices.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson(['chief', 'inspector', 'administrator']);
const draft = sampleInspection();
const named = (employerName: string, on: RecordDraft = draft): RecordDraft =>
  setValue(on, 'employerName', employerName);

let a: Database;
let b: Database;
let there: TestOffice;
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

/** Both have the case; each makes of it what it wants, and each tells the other. */
async function apart(mine: RecordDraft, theirs: RecordDraft): Promise<void> {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  await save(a, mine);
  await save(b, theirs);
  const fromB = await carry(b, caseId);
  got(await takeIn(b, await carry(a, caseId)));
  got(await takeIn(a, fromB));
}

async function conflictsOf(db: Database): Promise<CaseConflicts> {
  const { cases, damaged } = got(await listConflicts(db));
  expect(damaged).toBe(0);
  expect(cases).toHaveLength(1);
  return cases[0]!;
}

const draftOf = async (db: Database): Promise<RecordDraft> => got(await readRecord(db, caseId)).draft;

test('nothing to decide where nobody wrote differently', async () => {
  await save(a, draft);
  got(await takeIn(b, await carry(a, caseId)));
  expect(got(await listConflicts(b))).toMatchObject({ cases: [], damaged: 0 });
});

test('one of two values is kept, and everybody learns of it', async () => {
  await apart(named('Norte'), named('Sur'));
  const { items, shown } = await conflictsOf(b);
  expect(shown.kind).toBe('case');
  const [item] = items as readonly FieldConflict[];
  expect(item).toMatchObject({ what: 'field', kind: 'inspection', field: 'employerName' });
  expect(item?.def?.kind).toBe('text');
  expect(item?.heads.map(({ x }) => x?.val).sort()).toEqual(['Norte', 'Sur']);
  got(await decideOnField(b, caseId, item!, 'Norte'));
  expect(got(await listConflicts(b)).cases).toEqual([]);
  got(await takeIn(a, await carry(b, caseId)));
  expect(got(await listConflicts(a)).cases).toEqual([]);
  expect((await draftOf(a)).values['employerName']).toBe('Norte');
});

test('several are joined into another, or the field is left empty', async () => {
  await apart(named('Norte'), named('Sur'));
  const [item] = (await conflictsOf(b)).items as readonly FieldConflict[];
  got(await decideOnField(b, caseId, item!, 'Norte y Sur'));
  expect((await draftOf(b)).values['employerName']).toBe('Norte y Sur');
  const [other] = (await conflictsOf(a)).items as readonly FieldConflict[];
  got(await decideOnField(a, caseId, other!, undefined));
  expect((await draftOf(a)).values['employerName']).toBeUndefined();
  // both decided apart: that is again something to decide
  got(await takeIn(a, await carry(b, caseId)));
  expect((await conflictsOf(a)).items).toHaveLength(1);
});

test('a name and whose it is are one thing to decide', async () => {
  got(await openCaseFile(a, caseId, { employerName: 'x', openedOn: '2026-11-24' }, officeSettings));
  got(await takeIn(b, await carry(a, caseId)));
  got(await saveCaseFile(a, caseId, { responsibleId: 'id-of-ana', responsibleName: 'Ana' }));
  got(await saveCaseFile(b, caseId, { responsibleId: 'id-of-luz', responsibleName: 'Luz' }));
  const carried = await carry(a, caseId);
  expect(got(await planImport(b, carried)).conflicts).toHaveLength(1);
  expect(got(await takeIn(b, carried)).conflicts).toHaveLength(1);
  expect(got(await readCase(b, caseId)).conflicts).toBe(1);
  const { items } = await conflictsOf(b);
  expect(items.map((item) => item.what === 'field' && item.field)).toEqual(['responsibleName']);
  got(await decideOnField(b, caseId, items[0] as FieldConflict, 'Ana'));
  expect(got(await listConflicts(b)).cases).toEqual([]);
  const { values } = got(await readCase(b, caseId)).file!;
  expect([values['responsibleName'], values['responsibleId']]).toEqual(['Ana', 'id-of-ana']);
});

test('what was decided or written meanwhile is not decided over', async () => {
  await apart(named('Norte'), named('Sur'));
  const [item] = (await conflictsOf(b)).items as readonly FieldConflict[];
  got(await decideOnField(b, caseId, item!, 'Norte'));
  const { commits } = there.journal;
  expect(code(await decideOnField(b, caseId, item!, 'Sur'))).toBe('db/changed-meanwhile');
  expect(there.journal.commits).toBe(commits);
});

/** The draft with the first inspector's post changed, or without them. */
const inspectors = (of: RecordDraft): RecordDraft['tables'][string] => rowsOf(of, 'inspectors');
const withoutFirst: RecordDraft = { ...draft, tables: { ...draft.tables, inspectors: inspectors(draft).slice(1) } };
const withNewName: RecordDraft = {
  ...draft,
  tables: {
    ...draft.tables,
    inspectors: inspectors(draft).map((row, i) =>
      i === 0 ? { ...row, values: { ...row.values, name: 'Otra persona' } } : row,
    ),
  },
};

test('a row that one took away and another wrote on is one thing to decide, and comes back whole', async () => {
  await apart(withoutFirst, withNewName);
  const { items } = await conflictsOf(b);
  expect(items).toHaveLength(1);
  const [item] = items as readonly RowConflict[];
  expect(item).toMatchObject({ what: 'row', kind: 'inspection', table: 'inspectors' });
  expect(item?.kept.map(({ field, head }) => [field, head.x?.val])).toEqual([['name', 'Otra persona']]);
  expect(inspectors(await draftOf(b))).toHaveLength(inspectors(draft).length - 1);
  got(await decideOnRow(b, caseId, item!, true));
  expect(got(await listConflicts(b)).cases).toEqual([]);
  const before = inspectors(draft)[0]!;
  const back = inspectors(await draftOf(b)).find(({ id }) => id === before.id);
  expect(back?.values).toEqual({ ...before.values, name: 'Otra persona' });
  got(await takeIn(a, await carry(b, caseId)));
  expect(await draftOf(a)).toEqual(await draftOf(b));
});

test('the same row may stay away', async () => {
  await apart(withoutFirst, withNewName);
  const [item] = (await conflictsOf(b)).items as readonly RowConflict[];
  got(await decideOnRow(b, caseId, item!, false));
  expect(got(await listConflicts(b)).cases).toEqual([]);
  expect(inspectors(await draftOf(b))).toHaveLength(inspectors(draft).length - 1);
  expect(fold(got(await readChanges(b, caseId))).conflicts).toEqual([]);
});

test('protected values are not decided on by whoever cannot see them', async () => {
  const victim: RecordName = { kind: protectedPerson.key, id: newId() };
  const named2 = (name: string): RecordDraft =>
    setValue(setValue(emptyDraft(protectedPerson), 'pseudonym', 'P-01'), 'realName', name);
  const saveVictim = async (db: Database, name: string): Promise<void> => {
    const known = await readRecord(db, caseId, victim);
    const basedOn = known.ok ? known.value.changes : 0;
    got(await saveRecord(db, { caseId, record: victim, draft: named2(name), basedOn, withProtected: true }));
  };
  await save(a, draft);
  got(await beginProtected(a, caseId));
  await saveVictim(a, 'Marta');
  got(await takeIn(b, await carry(a, caseId, true)));
  await saveVictim(a, 'Marta Elena');
  // there it is opened, changed, and closed again
  const liaison = got(await there.open(person));
  got(await openProtected(liaison, caseId, { reason: 'x', emergency: false }));
  await saveVictim(liaison, 'Marta Pineda');
  closeDatabase(liaison);
  b = got(await there.open(person));
  got(await takeIn(b, await carry(a, caseId, true)));
  const [item] = (await conflictsOf(b)).items as readonly FieldConflict[];
  expect(item?.field).toBe('realName');
  expect(item?.heads.every(({ x }) => x === undefined)).toBe(true);
  expect(code(await decideOnField(b, caseId, item!, 'x'))).toBe('access/no-case-key');
});

test('whoever may not write cases decides nothing', async () => {
  await apart(named('Norte'), named('Sur'));
  const [item] = (await conflictsOf(b)).items as readonly FieldConflict[];
  const clerk = got(await there.open(samplePerson(['statistics'])));
  expect(code(await listConflicts(clerk))).toBe('access/denied');
  expect(code(await decideOnField(clerk, caseId, item!, 'Norte'))).toBe('access/denied');
  closeDatabase(clerk);
});
