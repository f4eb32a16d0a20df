import * as v from 'valibot';
import { expect, test } from 'vitest';
import { createJournalHandlers, type JournalCall } from '../../../electron/host/journal.ts';
import { calls, type CallInput, type Handlers } from '../../../shared/ipc/contract.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { faultOf, newFolder, valueOf } from '../../support/vault-builder.ts';
import { draft, idOf, ledgerKeys, newLedger, officeId, save, savedAct, summary } from '../journal/journal-builder.ts';

/** The handlers behind the door: what goes in and comes out fits the contract, as in a run from source. */
async function openDoor(held: readonly Role[] = ['inspector']) {
  const { ledger } = newLedger(newFolder());
  valueOf(await ledger.begin(await ledgerKeys({ roles: held })));
  const handlers = createJournalHandlers({ ledger });
  const ask = async <N extends JournalCall>(
    name: N,
    input: CallInput<N>,
  ): Promise<Awaited<ReturnType<Handlers[N]>>> => {
    const handler = handlers[name] as (input: unknown) => Promise<Result<unknown>>;
    const output = await handler(v.parse(calls[name].input, input));
    return v.parse(calls[name].output, output) as Awaited<ReturnType<Handlers[N]>>;
  };
  return { ledger, ask };
}

test('a commit answers with its place and the entry, and reading gives the same rows back', async () => {
  const { ask } = await openDoor();
  const saved = valueOf(
    await ask('commit', { writes: [save(1, 1), summary(1, 1)], act: { action: 'saved', caseId: idOf(1) } }),
  );
  expect(saved.audit?.n).toBe(1);
  const drafted = valueOf(await ask('commit', { writes: [draft(1)] }));
  expect(drafted.audit).toBeUndefined();
  const read = valueOf(await ask('readJournal', { after: 0 }));
  expect(read.end).toEqual({ seq: 2, digest: drafted.digest });
  expect(read.frames).toEqual([
    {
      seq: 1,
      digest: saved.digest,
      writes: [save(1, 1), summary(1, 1), { t: 'audit', k: 'put', row: saved.audit }],
    },
    { seq: 2, digest: drafted.digest, writes: [draft(1)] },
  ]);
});

test('several commits in one call answer one by one, and are refused together', async () => {
  const { ask } = await openDoor();
  const commits = [1, 2].map((n) => ({ writes: [save(n, 1)], act: { action: 'saved' as const, caseId: idOf(n) } }));
  const { frames } = valueOf(await ask('commitTogether', { commits }));
  expect(frames.map(({ seq, audit }) => [seq, audit?.n])).toEqual([
    [1, 1],
    [2, 2],
  ]);
  const read = valueOf(await ask('readJournal', { after: 0 }));
  expect(read.frames.map(({ digest }) => digest)).toEqual(frames.map(({ digest }) => digest));
  const claimed = { writes: [save(3, 1)], act: { action: 'printed' as const, caseId: idOf(3) } };
  expect(faultOf(await ask('commitTogether', { commits: [...commits, claimed] }))).toMatchObject({
    code: 'access/denied',
  });
  expect(valueOf(await ask('readJournal', { after: 0 })).end.seq).toBe(2);
  await expect(ask('commitTogether', { commits: [] })).rejects.toThrow();
});

test('acts are logged under the person who is signed in, and the chain can be checked', async () => {
  const { ask } = await openDoor();
  const logged = valueOf(await ask('logAct', { act: { action: 'searched', detail: 'Núñez' } }));
  expect(logged.seq).toBe(1);
  const checked = valueOf(await ask('checkAudit', {}));
  expect(checked).toMatchObject({ n: 1, brokenAt: undefined });
  expect(faultOf(await ask('logAct', { act: { action: 'printed' } }))).toEqual({
    code: 'access/denied',
    detail: { act: 'printed' },
  });
});

test('the rights are asked here, whatever the window shows', async () => {
  const saving = { writes: [save(1, 1)], act: savedAct };
  const row = { c: officeId, r: idOf(2), n: 1, last: 1, sealed: new Uint8Array(9) };
  const settings: CallInput<'commit'> = { writes: [{ t: 'saves', k: 'put', row }], act: { action: 'settings' } };
  for (const role of roles) {
    const { ask } = await openDoor([role]);
    const reads = ['inspector', 'supervisor', 'chief', 'liaison'].includes(role);
    expect((await ask('commit', saving)).ok, role).toBe(reads);
    expect((await ask('logAct', { act: { action: 'viewed', caseId: idOf(1) } })).ok, role).toBe(reads);
    expect((await ask('commit', { ...settings, writes: [...settings.writes] })).ok, role).toBe(
      ['chief', 'administrator'].includes(role),
    );
    expect((await ask('readJournal', { after: 0 })).ok, role).toBe(true);
    expect((await ask('checkAudit', {})).ok, role).toBe(true);
  }
});

test('a window cannot put entries into the chain of acts, nor make a whole journal anew', async () => {
  const { ask } = await openDoor();
  valueOf(await ask('commit', { writes: [save(1, 1)], act: savedAct }));
  const audit = { t: 'audit', k: 'put', row: { n: 2, h: new Uint8Array(32), sealed: new Uint8Array(1) } };
  await expect(ask('commit', { writes: [audit] as unknown as CallInput<'commit'>['writes'] })).rejects.toThrow();
  expect(faultOf(await ask('seedJournal', { step: 'begin', seq: 0, writes: [] }))).toEqual({ code: 'journal/differs' });
});

test('a journal that is missing is made again through the door', async () => {
  const { ledger, ask } = await openDoor();
  await ledger.close();
  const other = newLedger(newFolder()).ledger;
  valueOf(await other.open(await ledgerKeys()));
  const handlers = createJournalHandlers({ ledger: other });
  const seed = async (input: CallInput<'seedJournal'>) => {
    const seeded = await handlers.seedJournal(input);
    v.parse(calls.seedJournal.output, seeded);
    return valueOf(seeded);
  };
  await seed({ step: 'begin', seq: 7, writes: [save(1, 1)] });
  expect((await seed({ step: 'end', seq: 7, writes: [] })).seq).toBe(7);
  expect(faultOf(await ask('readJournal', { after: 0 }))).toEqual({ code: 'vault/locked' });
});

test('the database is forgotten only while a journal is open that can make it again', async () => {
  let cleared = 0;
  const clearDatabase = () => {
    cleared += 1;
    return Promise.resolve();
  };
  const { ledger } = newLedger(newFolder());
  const handlers = createJournalHandlers({ ledger, clearDatabase });
  expect(faultOf(await handlers.clearDatabase({}))).toEqual({ code: 'vault/locked' });
  valueOf(await ledger.open(await ledgerKeys()));
  expect(faultOf(await handlers.clearDatabase({}))).toEqual({ code: 'journal/lost' });
  expect(cleared).toBe(0);
  await ledger.close();

  const { ledger: whole } = newLedger(newFolder());
  valueOf(await whole.begin(await ledgerKeys()));
  valueOf(await createJournalHandlers({ ledger: whole, clearDatabase }).clearDatabase({}));
  expect(cleared).toBe(1);
});
