import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listAudit } from '../../../../renderer/db/audit.ts';
import { catchUp } from '../../../../renderer/db/commit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { ImportBatches } from '../../../../renderer/db/import-batches.ts';
import { importCases } from '../../../../renderer/db/import-case.ts';
import type { IncomingCase } from '../../../../renderer/db/prepare-import.ts';
import { noteBundle, noteBundleEvent } from '../../../../renderer/db/ledger.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { openProtected, protectionOf } from '../../../../renderer/db/protected.ts';
import { readRecord } from '../../../../renderer/db/records.ts';
import { summariesOf } from '../../../../renderer/db/summary-store.ts';
import { withdrawImport } from '../../../../renderer/db/withdraw-import.ts';
import type { Change, ChangeIntent } from '../../../../shared/record/change.ts';
import { appendChanges } from '../../../../shared/record/append.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import { fail, type Result } from '../../../../shared/kernel/result.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const bundle = { id: newId(), code: 'K7QM-2F9X' };
const other = newId();

let office: TestOffice;
let db: Database;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(samplePerson(['chief', 'inspector', 'administrator']));
});
afterEach(() => {
  vi.restoreAllMocks();
  closeDatabase(db);
});

/** A case that another office wrote. */
function incoming(employer: string, more: readonly Omit<ChangeIntent, 'kind'>[] = []): IncomingCase {
  const id = newId();
  const about = { caseId: id, installationId: other, author: 'inspectora', existing: [], clock: office.clock };
  const set = { entity: `inspection/${id}`, field: 'employerName', value: employer };
  return {
    id,
    changes: appendChanges(
      [set, ...more].map((one) => ({ ...one, kind: 'set' })),
      about,
    ),
    seals: [],
  };
}
const several = (count: number): readonly IncomingCase[] =>
  Array.from({ length: count }, (_, i) => incoming(`Empresa ${i}`));

/** One whose value is not the one that its chain speaks of. */
function altered(one: IncomingCase): IncomingCase {
  const [first, ...rest] = one.changes as readonly [Change, ...Change[]];
  return { ...one, changes: [{ ...first, x: { sal: first.x!.sal, val: 'otro' } }, ...rest] };
}
const employerOf = async (id: string): Promise<unknown> => got(await readRecord(db, id)).draft.values['employerName'];

test('many cases take few commits; each has a frame and an act of its own, is listed, and goes back', async () => {
  const cases = several(40);
  const batches = new ImportBatches(db, bundle);
  for (const one of cases) got(await batches.add(one));
  got(await batches.end());
  expect(office.journal.commits).toBe(2);
  expect(office.journal.seq).toBe(40);
  expect(batches.taken.map(({ caseId }) => caseId)).toEqual(cases.map(({ id }) => id));
  const acts = got(await listAudit(db, {}));
  expect(
    acts
      .filter(({ action }) => action === 'bundle-received')
      .map(({ caseId }) => caseId)
      .sort(),
  ).toEqual(cases.map(({ id }) => id).sort());
  const lists = summariesOf(db);
  await lists.opened;
  for (const [i, { id }] of cases.entries()) expect((await lists.cases.get(id))?.employer).toBe(`Empresa ${i}`);
  // and again: nothing
  const again = got(await importCases(db, bundle, cases));
  expect(again.every(({ kind }) => kind === 'same')).toBe(true);
  expect(office.journal.commits).toBe(2);

  const facts = {
    direction: 'in',
    kind: 'traspaso',
    identity: 'a'.repeat(64),
    code: bundle.code,
    from: 'LCE',
    replica: other,
  } as const;
  const all = {
    ...facts,
    to: [{ office: 'TST', n: 1, before: null }],
    size: 1,
    sha256: 'a'.repeat(64),
    cases: cases.map(({ id }) => ({ id, series: [] })),
  };
  got(await noteBundle(db, bundle.id, all, { what: 'received' }));
  got(await noteBundleEvent(db, bundle.id, { what: 'imported', cases: cases.map(({ id }) => id) }));
  const { commits } = office.journal;
  expect(got(await withdrawImport(db, bundle.id))).toBe(40);
  expect(office.journal.commits).toBe(commits + 2);
  for (const { id } of cases.slice(0, 3)) expect(code(await readRecord(db, id))).toBe('db/missing');
});

test('one case that is not what it says keeps its batch out, and nothing of those before', async () => {
  const [good, bad] = [several(4), several(4)];
  const batches = new ImportBatches(db, bundle, 4);
  for (const one of good) got(await batches.add(one));
  for (const [i, one] of bad.entries()) got(await batches.add(i === 2 ? altered(one) : one));
  expect(await batches.end()).toEqual(fail('exchange/not-a-case', { caseId: bad[2]!.id }));
  expect(batches.taken).toHaveLength(4);
  expect(office.journal.seq).toBe(4);
  for (const { id } of bad) expect(code(await readRecord(db, id))).toBe('db/missing');
  expect(await employerOf(good[3]!.id)).toBe('Empresa 3');
  // whoever goes on hears of it
  const next = several(8);
  const heard: string[] = [];
  for (const one of next) heard.push(code(await batches.add(one)));
  expect(heard).toContain('exchange/not-a-case');
});

test('nothing that comes behind a batch that is refused is written, nor anything once it was stopped', async () => {
  const [good, bad, behind] = [several(4), several(4), several(4)];
  const batches = new ImportBatches(db, bundle, 4);
  for (const one of good) got(await batches.add(one));
  for (const [i, one] of bad.entries()) await batches.add(i === 2 ? altered(one) : one);
  for (const one of behind) await batches.add(one);
  expect(code(await batches.end())).toBe('exchange/not-a-case');
  expect(office.journal.seq).toBe(4);
  for (const { id } of behind) expect(code(await readRecord(db, id))).toBe('db/missing');

  const others = new ImportBatches(db, { id: newId(), code: 'K7QM-2F9Y' }, 4);
  const late = several(3);
  for (const one of late) got(await others.add(one));
  await others.stop();
  expect(code(await others.add(incoming('Tarde')))).toBe('file/cancelled');
  expect(code(await others.end())).toBe('file/cancelled');
  for (const { id } of late) expect(code(await readRecord(db, id))).toBe('db/missing');
});

test('a case that is there twice in one batch is refused: two rows would want one place', async () => {
  const one = incoming('Dos veces');
  expect(await importCases(db, bundle, [one, incoming('Otra'), one])).toEqual(
    fail('exchange/not-a-case', { caseId: one.id }),
  );
  expect(await db.tables.saves.count()).toBe(0);
  // in two batches the second one knows the first
  const batches = new ImportBatches(db, bundle, 1);
  for (let time = 0; time < 3; time += 1) got(await batches.add(one));
  got(await batches.end());
  expect(batches.taken.map(({ kind }) => kind)).toEqual(['new', 'same', 'same']);
  expect(await db.tables.saves.count()).toBe(1);
});

test('a bundle that goes on from another one adds to its cases, each on all that is here', async () => {
  const [first, second] = [incoming('Primera'), incoming('Segunda')];
  got(await importCases(db, bundle, [first]));
  const about = { caseId: first.id, installationId: other, author: 'inspectora', clock: office.clock };
  const set = { entity: `inspection/${first.id}`, field: 'employerName', kind: 'set', value: 'Primera S.A.' } as const;
  const later = appendChanges([set], { ...about, existing: first.changes });
  const onward = { ...first, changes: [...first.changes, ...later] };
  const plans = got(await importCases(db, { ...bundle, id: newId() }, [second, onward]));
  expect(plans.map(({ kind, fresh }) => [kind, fresh])).toEqual([
    ['new', 1],
    ['advanced', 1],
  ]);
  expect(await employerOf(first.id)).toBe('Primera S.A.');
  // the same bundle once more brings a second row of its own
  const third = appendChanges([{ ...set, value: 'Primera y Cía.' }], { ...about, existing: onward.changes });
  got(await importCases(db, bundle, [{ ...first, changes: [...onward.changes, ...third] }]));
  expect(await employerOf(first.id)).toBe('Primera y Cía.');
  const rows = (await db.tables.saves.toArray()).filter(({ c }) => c === first.id);
  expect(rows.map(({ r, n }) => [r === bundle.id, n]).sort()).toEqual([
    [false, 1],
    [true, 1],
    [true, 2],
  ]);
});

test('protected values of several cases come each under a key of its own case, which stays closed', async () => {
  const secret = { entity: `protected_person/${newId()}`, field: 'identityNote', value: 'La que lo contó' };
  const cases = [incoming('Una', [secret]), incoming('Otra'), incoming('Tercera', [secret])];
  got(await importCases(db, bundle, cases));
  const standing = await Promise.all(cases.map(async ({ id }) => got(await protectionOf(db, id))));
  expect(standing).toEqual(['closed', 'none', 'closed']);
  expect(db.caseKeys.size).toBe(0);
  got(await openProtected(db, cases[2]!.id, { reason: 'Revisión del caso', emergency: false }));
});

test.each(['journal/disk-full', 'journal/not-written'] as const)('%s: nothing of the batch is in', async (fault) => {
  const cases = several(3);
  office.journal.refuse.commitTogether = { code: fault };
  expect(code(await importCases(db, bundle, cases))).toBe(fault);
  expect([await db.tables.saves.count(), await db.tables.summaries.count()]).toEqual([0, 0]);
  expect(db.trouble.get()).toBeUndefined();
  delete office.journal.refuse.commitTogether;
  expect(got(await importCases(db, bundle, cases))).toHaveLength(3);
});

test('tables that refuse what the journal took: the data is safe, told, and there with the next write', async () => {
  const cases = several(3);
  const full = Object.assign(new Error('disk full'), { name: 'QuotaExceededError' });
  const original = db.tables.transaction.bind(db.tables) as (...args: unknown[]) => unknown;
  vi.spyOn(db.tables, 'transaction').mockImplementation(((...args: unknown[]) =>
    args[0] === 'rw' ? Promise.reject(full) : original(...args)) as never);
  expect(got(await importCases(db, bundle, cases))).toHaveLength(3);
  expect(db.trouble.get()).toEqual({ code: 'db/behind', detail: { reason: 'db/disk-full' } });
  expect(await db.tables.saves.count()).toBe(0);
  vi.restoreAllMocks();
  expect(code(await importCases(db, bundle, several(1)))).toBe('ok');
  expect(db.trouble.get()).toBeUndefined();
  for (const { id } of cases) expect((await employerOf(id)) as string).toMatch(/^Empresa/);
});

test('acts that the main process writes in between are followed in their order', async () => {
  const { commitTogether } = office.journal;
  vi.spyOn(office.journal, 'commitTogether').mockImplementation(async (input) => {
    await office.journal.record({ action: 'printed', detail: 'entre tanto' });
    return await commitTogether(input);
  });
  const cases = several(2);
  got(await importCases(db, bundle, cases));
  expect(await employerOf(cases[1]!.id)).toBe('Empresa 1');
  expect(got(await listAudit(db, {})).map(({ action }) => action)).toEqual([
    'printed',
    'bundle-received',
    'bundle-received',
  ]);
  expect(db.position.get().seq).toBe(3);
  expect(got(await catchUp(db))).toBe(0);
});

test('what was prepared before its turn does not count where the case has come meanwhile', async () => {
  const cases = several(5);
  const second = { id: newId(), code: 'K7QM-2F9Z' };
  const [first, again] = await Promise.all([importCases(db, bundle, cases), importCases(db, second, cases)]);
  expect(got(first).map(({ kind }) => kind)).toEqual(Array(5).fill('new'));
  expect(got(again).map(({ kind }) => kind)).toEqual(Array(5).fill('same'));
  expect(office.journal.seq).toBe(5);
  for (const [i, { id }] of cases.entries()) expect(await employerOf(id)).toBe(`Empresa ${i}`);
  // nobody listens any more
  const { size } = db.onWrites;
  got(await importCases(db, bundle, several(2)));
  expect(db.onWrites.size).toBe(size);
});

test('a part of a case that comes while the rest of it is being taken in joins it', async () => {
  const whole = incoming('Empresa', [{ entity: `inspection/${newId()}`, field: 'place', value: 'Choloma' }]);
  const [head] = whole.changes as readonly [Change, ...Change[]];
  const second = { id: newId(), code: 'K7QM-2F9Z' };
  const part = { ...whole, changes: [head] };
  const [first, rest] = await Promise.all([importCases(db, bundle, [part]), importCases(db, second, [whole])]);
  expect(got(first)[0]).toMatchObject({ kind: 'new', fresh: 1 });
  expect(got(rest)[0]).toMatchObject({ kind: 'advanced', fresh: whole.changes.length - 1 });
});
