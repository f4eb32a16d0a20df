import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { audit, auditSoon, listAudit } from '../../../../renderer/db/audit.ts';
import { catchUp, commit } from '../../../../renderer/db/commit.ts';
import type { Database } from '../../../../renderer/db/database.ts';
import { findDraft, saveDraft } from '../../../../renderer/db/drafts.ts';
import { closeDatabase } from '../../../../renderer/db/open.ts';
import { rebuild } from '../../../../renderer/db/rebuild.ts';
import { readRecord, saveRecord } from '../../../../renderer/db/records.ts';
import { OfficeTables } from '../../../../renderer/db/schema.ts';
import { placeOf, type Write } from '../../../../shared/journal/write.ts';
import { equalBytes } from '../../../../shared/kernel/bytes.ts';
import { newId } from '../../../../shared/kernel/id.ts';
import type { Result } from '../../../../shared/kernel/result.ts';
import { sampleInspection } from '../../../support/inspection-builder.ts';
import { fakeStorageManager, got, samplePerson, TestOffice } from '../../../support/session.ts';

fakeStorageManager();
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const person = samplePerson();
const draft = sampleInspection();

let office: TestOffice;
let db: Database;

beforeEach(async () => {
  office = new TestOffice();
  db = await office.create(person);
});
afterEach(() => {
  vi.restoreAllMocks();
  closeDatabase(db);
});

const keep = (caseId: string, summary = '') => saveDraft(db, { caseId, draft, basedOn: 0, summary });

/** The next transactions of the tables fail, as on a full disk. */
function fillDisk(times = Infinity): void {
  let left = times;
  const full = Object.assign(new Error('Encountered disk full while committing transaction'), {
    name: 'QuotaExceededError',
  });
  const original = db.tables.transaction.bind(db.tables) as (...args: unknown[]) => unknown;
  vi.spyOn(db.tables, 'transaction').mockImplementation(((...args: unknown[]) => {
    left -= 1;
    return left >= 0 ? Promise.reject(full) : original(...args);
  }) as never);
}

test('tables and journal hold the same rows, and the tables know where they stand', async () => {
  const caseId = newId();
  got(await keep(caseId));
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  const newest = new Map(office.journal.writes.map((write) => [placeOf(write), write]));
  for (const write of newest.values()) {
    const table = db.tables.table<unknown, unknown>(write.t);
    if (write.k === 'del') expect(await table.get(write.key)).toBeUndefined();
    else expect((await table.toArray()).some((row) => sameRow(row, write.row))).toBe(true);
  }
  const standing = await db.tables.meta.get('journal');
  const { seq, digest } = office.journal.stateNow();
  expect(standing).toEqual({ k: 'journal', vaultId: db.vaultId, seq, digest, rows: 2 });
  expect(db.position.get()).toEqual({ seq, digest });
  // where the tables stand is their own business
  expect(office.journal.writes.filter(({ t }) => t === 'meta')).toEqual([]);
});

test('whoever is told of a write may read any table at once, inside no transaction of the writing', async () => {
  const caseId = newId();
  const reads: Promise<unknown>[] = [];
  const zones: unknown[] = [];
  db.onWrites.add(() => {
    zones.push(Dexie.currentTransaction);
    reads.push(findDraft(db, caseId), db.tables.documents.count(), db.tables.saves.count());
  });
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  expect(zones).toEqual([null]);
  expect(await Promise.all(reads)).toEqual([{ ok: true, value: undefined }, 0, 1]);
});

test('that the clock is behind is known as long as the journal tells so with each write', async () => {
  const told: boolean[] = [];
  db.clockBehind.subscribe(() => told.push(db.clockBehind.get()));
  const original = office.journal.commit;
  const behind = vi.spyOn(office.journal, 'commit').mockImplementation(async (input) => {
    const written = await original(input);
    return written.ok ? { ok: true, value: { ...written.value, clockBehind: true } } : written;
  });
  got(await keep(newId()));
  got(await keep(newId()));
  behind.mockRestore();
  got(await keep(newId()));
  expect(told).toEqual([true, false]);
});

test('one act a save, in the same frame', async () => {
  const caseId = newId();
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  expect(office.journal.seq).toBe(1);
  expect(office.journal.writes.map(({ t }) => t)).toEqual(['saves', 'summaries', 'audit']);
  expect(got(await listAudit(db, { caseId }))).toMatchObject([{ n: 1, action: 'saved', person: person.id, caseId }]);
});

test.each(['journal/disk-full', 'journal/not-written', 'vault/locked'] as const)(
  '%s: the journal refuses, and nothing was written',
  async (fault) => {
    const caseId = newId();
    office.journal.refuse.commit = { code: fault };
    expect(code(await keep(caseId))).toBe(fault);
    expect(code(await saveRecord(db, { caseId, draft, basedOn: 0 }))).toBe(fault);
    expect(await db.tables.saves.count()).toBe(0);
    expect(await db.tables.drafts.count()).toBe(0);
    expect(db.trouble.get()).toBeUndefined();
    delete office.journal.refuse.commit;
    got(await keep(caseId));
  },
);

test.each(['journal/disk-full', 'journal/not-written'] as const)(
  '%s: an act that keeps nobody out is owed until the disk takes something',
  async (fault) => {
    const repaired = { action: 'repaired', detail: 'rebuilt 9' } as const;
    office.journal.refuse.commit = { code: fault };
    got(await auditSoon(db, repaired));
    expect(code(await keep(newId()))).toBe(fault);
    expect(office.journal.seq).toBe(0);
    delete office.journal.refuse.commit;
    got(await keep(newId()));
    await db.exclusive(() => Promise.resolve());
    got(await keep(newId()));
    await db.exclusive(() => Promise.resolve());
    // once, behind the first write
    expect(office.journal.writes.map(({ t }) => t)).toEqual(['drafts', 'audit', 'drafts']);
    expect(got(await listAudit(db))).toMatchObject([repaired]);
  },
);

test('an owed act is owed again when the disk is full once more; a locked office owes nothing', async () => {
  const full = { code: 'journal/disk-full' } as const;
  office.journal.refuse.commit = full;
  got(await auditSoon(db, { action: 'repaired' }));
  // room for one frame
  delete office.journal.refuse.commit;
  const fillUp = (): void => {
    office.journal.refuse.commit = full;
  };
  db.onWrites.add(fillUp);
  got(await keep(newId()));
  await db.exclusive(() => Promise.resolve());
  expect(office.journal.writes.map(({ t }) => t)).toEqual(['drafts']);
  db.onWrites.delete(fillUp);
  delete office.journal.refuse.commit;
  got(await keep(newId()));
  await db.exclusive(() => Promise.resolve());
  expect(office.journal.writes.map(({ t }) => t)).toEqual(['drafts', 'drafts', 'audit']);
  office.journal.refuse.commit = { code: 'vault/locked' };
  expect(code(await auditSoon(db, { action: 'repaired' }))).toBe('vault/locked');
});

test('tables that refuse what the journal took: the data is safe, the next write catches up', async () => {
  const caseId = newId();
  const told = vi.fn();
  db.trouble.subscribe(told);
  fillDisk(1);
  expect(code(await keep(caseId, 'safe'))).toBe('ok');
  expect(db.trouble.get()).toEqual({ code: 'db/behind', detail: { reason: 'db/disk-full' } });
  expect(await db.tables.drafts.count()).toBe(0);
  const other = newId();
  got(await keep(other));
  expect(db.trouble.get()).toBeUndefined();
  expect(told).toHaveBeenCalledTimes(2);
  expect(got(await findDraft(db, caseId))?.summary).toBe('safe');
  expect(db.position.get().seq).toBe(2);
});

test('the answer comes before the tables are done; who reads then finds what was written', async () => {
  const caseId = newId();
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  expect(office.journal.seq).toBe(1);
  expect(db.position.get().seq).toBe(0);
  expect(await db.tables.saves.where('[c+r+n]').between([caseId], [caseId, []]).count()).toBe(1);
  await db.applying.last;
  expect(db.position.get().seq).toBe(1);
});

test('tables that refuse after the answer: the data is safe, it is told, the next write catches up', async () => {
  const caseId = newId();
  const original = db.tables.transaction.bind(db.tables) as (...args: unknown[]) => unknown;
  vi.spyOn(db.tables, 'transaction').mockImplementationOnce(((mode: string, names: string[], work: () => unknown) =>
    original(mode, names, async () => {
      await work();
      throw Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
    })) as never);
  const { changes } = got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  await db.applying.last;
  expect(db.trouble.get()).toEqual({ code: 'db/behind', detail: { reason: 'db/disk-full' } });
  expect(await db.tables.saves.count()).toBe(0);
  got(
    await saveRecord(db, {
      caseId,
      draft: { ...draft, values: { ...draft.values, employerStatement: 'x' } },
      basedOn: changes,
    }),
  );
  await db.applying.last;
  expect(db.trouble.get()).toBeUndefined();
  expect(await db.tables.saves.count()).toBe(2);
  expect(got(await readRecord(db, caseId)).changes).toBeGreaterThan(changes);
});

test('a journal that refuses, or does not answer, leaves the tables as they are, and free', async () => {
  const caseId = newId();
  const { journal } = db;
  const before = await db.tables.meta.get('journal');
  vi.spyOn(journal, 'commit').mockResolvedValueOnce({ ok: false, fault: { code: 'journal/disk-full', detail: {} } });
  expect(code(await saveRecord(db, { caseId, draft, basedOn: 0 }))).toBe('journal/disk-full');
  vi.spyOn(journal, 'commit').mockRejectedValueOnce(new Error('gone'));
  await expect(saveRecord(db, { caseId, draft, basedOn: 0 })).rejects.toThrow('gone');
  await db.applying.last;
  expect(db.trouble.get()).toBeUndefined();
  expect(await db.tables.saves.count()).toBe(0);
  expect(await db.tables.meta.get('journal')).toEqual(before);
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  expect(await db.tables.saves.count()).toBe(1);
});

test('tables that give up while the journal writes: the data is safe, it is told, the next write catches up', async () => {
  const [caseId, other] = [newId(), newId()];
  const natives: IDBTransaction[] = [];
  const original = db.tables.transaction.bind(db.tables) as (...args: unknown[]) => unknown;
  vi.spyOn(db.tables, 'transaction').mockImplementation(((mode: string, tables: string[], work: () => unknown) =>
    original(mode, tables, () => {
      natives.push(Dexie.currentTransaction.idbtrans);
      return work();
    })) as never);
  const { journal } = db;
  const written = journal.commit;
  vi.spyOn(journal, 'commit').mockImplementationOnce(async (input) => {
    await vi.waitFor(() => expect(natives).toHaveLength(1));
    natives[0]?.abort();
    return await written(input);
  });
  got(await keep(caseId));
  await db.applying.last;
  expect(db.trouble.get()).toEqual({ code: 'db/behind', detail: { reason: 'db/unavailable' } });
  got(await keep(other));
  expect(db.trouble.get()).toBeUndefined();
  expect(got(await findDraft(db, caseId))).toBeDefined();
});

test('while the journal is slow, nobody who reads waits for it', async () => {
  const { journal } = db;
  const written = journal.commit;
  let answer = (): void => undefined;
  const slow = (): void => {
    vi.spyOn(journal, 'commit').mockImplementationOnce(async (input) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return await written(input);
    });
  };
  slow();
  const first = keep(newId());
  setTimeout(() => answer(), 80);
  got(await first);
  slow();
  const second = keep(newId());
  await vi.waitFor(() => expect(journal.commit).toHaveBeenCalledTimes(2));
  expect(await db.tables.drafts.count()).toBe(1);
  answer();
  got(await second);
  expect(await db.tables.drafts.count()).toBe(2);
});

test('as long as the tables cannot follow, no write is taken that could build on old rows', async () => {
  fillDisk();
  const caseId = newId();
  expect(code(await saveRecord(db, { caseId, draft, basedOn: 0 }))).toBe('ok');
  const { commits } = office.journal;
  expect(code(await saveRecord(db, { caseId, draft, basedOn: 0 }))).toBe('db/behind');
  expect(code(await keep(newId()))).toBe('db/behind');
  expect(office.journal.commits).toBe(commits);
  vi.restoreAllMocks();
  expect(code(await saveRecord(db, { caseId, draft, basedOn: 0 }))).toBe('db/changed-meanwhile');
  expect(got(await readRecord(db, caseId)).changes).toBeGreaterThan(0);
});

test('a save in a place that is taken is refused before the journal is asked', async () => {
  const caseId = newId();
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  const [row] = await db.tables.saves.toArray();
  const { commits } = office.journal;
  const forged: Write = { t: 'saves', k: 'put', row: { ...row!, sealed: new Uint8Array(80).fill(7) } };
  expect(code(await db.exclusive(() => commit(db, [forged], { action: 'saved', caseId })))).toBe(
    'db/changed-meanwhile',
  );
  expect(office.journal.commits).toBe(commits);
});

test('of two saves in one place the first counts: following, rebuilding, and at the next opening', async () => {
  const caseId = newId();
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  const [row] = await db.tables.saves.toArray();
  const forged: Write = { t: 'saves', k: 'put', row: { ...row!, sealed: new Uint8Array(80).fill(7) } };
  // past the tables, as a page that is not ours any more would
  got(await office.journal.commit({ writes: [forged], act: { action: 'saved', caseId } }));
  got(await catchUp(db));
  expect(await db.tables.saves.toArray()).toEqual([row]);
  const standing = await db.tables.meta.get('journal');
  // one save, two acts
  expect(standing).toMatchObject({ seq: 2, rows: 3 });
  got(await db.exclusive(() => rebuild(db)));
  expect(await db.tables.saves.toArray()).toEqual([row]);
  expect(await db.tables.meta.get('journal')).toEqual(standing);
  got(await keep(caseId, 'later'));
  expect(await db.tables.meta.get('journal')).toMatchObject({ seq: 3, rows: 3 });
  closeDatabase(db);
  db = got(await office.open(person));
  expect(db.report.get()).toEqual({ kind: 'fine' });
  expect(await db.tables.saves.toArray()).toEqual([row]);
});

test('a crash between the journal and the tables loses nothing', async () => {
  const caseId = newId();
  fillDisk();
  got(await saveRecord(db, { caseId, draft, basedOn: 0 }));
  vi.restoreAllMocks();
  closeDatabase(db);
  db = got(await office.open(person));
  expect(db.report.get()).toEqual({ kind: 'caught-up', frames: 1 });
  expect(got(await readRecord(db, caseId)).draft.values['place']).toBe(draft.values['place']);
});

test('what the main process writes in between comes into the tables in its order', async () => {
  const seen: string[] = [];
  db.onWrites.add((writes) => seen.push(...writes.map(placeOf)));
  await office.journal.record({ action: 'printed' });
  const caseId = newId();
  got(await keep(caseId));
  got(await audit(db, { action: 'viewed', caseId }));
  expect(seen).toEqual(['audit/1', `drafts/${caseId}`, 'audit/2']);
  await office.journal.record({ action: 'printed' });
  await office.journal.record({ action: 'exported' });
  // acts alone are nothing to tell of
  expect(got(await catchUp(db))).toBe(0);
  expect(await db.tables.audit.count()).toBe(4);
});

test('rows written many times in one portion end as the newest', async () => {
  const [kept, gone] = [newId(), newId()];
  got(await keep(kept, 'a'));
  got(await keep(gone, 'b'));
  got(await saveRecord(db, { caseId: gone, draft, basedOn: 0 }));
  got(await keep(kept, 'c'));
  closeDatabase(db);
  const fresh = new OfficeTables(office.name);
  await fresh.delete();
  db = got(await office.open(person));
  expect(got(await findDraft(db, kept))?.summary).toBe('c');
  expect(got(await findDraft(db, gone))).toBeUndefined();
});

function sameRow(a: unknown, b: Extract<Write, { k: 'put' }>['row']): boolean {
  const row = a as { readonly sealed?: Uint8Array };
  return row.sealed !== undefined && equalBytes(row.sealed, b.sealed);
}
