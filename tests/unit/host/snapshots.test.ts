import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { createSnapshotHandlers, type SnapshotDeps } from '../../../electron/host/snapshots.ts';
import { OpenedSnapshots } from '../../../electron/snapshots/opened-snapshots.ts';
import { findRestored, isRestored } from '../../../electron/snapshots/restore.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import { permissions, type Permission } from '../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { calls } from '../../../shared/ipc/contract.ts';
import { fail, ok } from '../../../shared/kernel/result.ts';
import { startOffice } from '../../support/office-builder.ts';
import { inspectorPassphrase, transport } from '../../support/vault-builder.ts';
import { copyingOffice } from '../snapshots/copying-office.ts';
import { codeOf, newFolder, valueOf } from '../snapshots/snapshot-builder.ts';

type Copying = Awaited<ReturnType<typeof copyingOffice>>;

function handlersOf(
  office: Pick<Copying, 'userData' | 'clock' | 'vault' | 'ledger' | 'snapshots'>,
  changes: Partial<SnapshotDeps> = {},
) {
  const { userData, clock, vault, ledger, snapshots } = office;
  const done: string[] = [];
  const chosen: { file?: string; folder?: string } = {};
  const handlers = createSnapshotHandlers({
    userData,
    clock,
    log: { write: () => undefined },
    vault,
    ledger,
    snapshots,
    opened: new OpenedSnapshots({ userData, work: snapshotJobs, ledger }),
    work: snapshotJobs,
    acts: { record: (act) => ledger.record(act) },
    engine: 'leveldb',
    dialogs: {
      chooseSnapshotFile: () => Promise.resolve(chosen.file),
      chooseSnapshotFolder: () => Promise.resolve(chosen.folder),
    },
    leave: async () => {
      done.push('leave');
      await ledger.close();
      await vault.lock();
    },
    restart: () => void done.push('restart'),
    ...changes,
  });
  return { handlers, done, chosen };
}

async function withHandlers() {
  const office = await copyingOffice();
  return { ...office, ...handlersOf(office) };
}

/** A snapshot of an office as it was two saves ago. */
async function withSnapshot() {
  const office = await withHandlers();
  await office.work();
  valueOf(await office.handlers.takeSnapshot({}));
  const name = office.names()[0]!;
  return { ...office, name, file: path.join(office.folder, name) };
}

describe('the safety panel', () => {
  test('gets every fact in the shape of the contract', async () => {
    const { handlers, session, second, work, sheets } = await withHandlers();
    await work();
    await second();
    valueOf(await handlers.takeSnapshot({}));
    const facts = valueOf(await handlers.safetyFacts({}));
    v.parse(calls.safetyFacts.output, ok(facts));
    expect(facts.snapshots.map(({ place, state }) => [place, state])).toEqual([
      ['here', 'whole'],
      ['second', 'whole'],
    ]);
    expect(facts).toMatchObject({
      second: { name: 'Copias de la señal', present: true },
      failure: undefined,
      engine: 'leveldb',
      clockBehind: false,
      journal: { damaged: false },
      recovery: { total: sheets.length, need: 2 },
    });
    expect(facts.journal.seq).toBeGreaterThan(session.journal.seq);
    expect(facts.journal.checkedAt).toBeDefined();
    expect(facts.freeBytes).toBeGreaterThan(0);
  });

  test('says when the clock was set back, and why the last snapshot failed', async () => {
    const office = await copyingOffice({
      work: { ...snapshotJobs, take: () => Promise.resolve(fail('file/disk-full', { needed: 2, free: 1 })) },
    });
    const { handlers } = handlersOf(office);
    await office.work();
    expect(codeOf(await handlers.takeSnapshot({}))).toBe('file/disk-full');
    office.clock.move(-30 * 86_400_000);
    const facts = valueOf(await handlers.safetyFacts({}));
    expect(facts.clockBehind).toBe(true);
    expect(facts.failure).toEqual({ code: 'file/disk-full', detail: { needed: 2, free: 1 } });
  });

  test('checks every copy by reading it', async () => {
    const { handlers, file } = await withSnapshot();
    const bytes = readFileSync(file);
    bytes[bytes.length - 1500]! ^= 1;
    writeFileSync(file, bytes);
    expect(valueOf(await handlers.checkSnapshots({})).map(({ state }) => state)).toEqual(['damaged']);
  });
});

describe('the second place', () => {
  test('is chosen in a dialog, written down, and gets a snapshot by itself', async () => {
    const { handlers, chosen, work, acts, names, snapshots } = await withHandlers();
    await work();
    expect(codeOf(await handlers.chooseSnapshotPlace({}))).toBe('file/cancelled');
    chosen.folder = path.join(newFolder(), 'Memoria');
    mkdirSync(chosen.folder);
    expect(valueOf(await handlers.chooseSnapshotPlace({}))).toEqual({ name: 'Memoria' });
    await snapshots.list();
    expect(names(chosen.folder)).toHaveLength(1);
    expect((await acts()).find(({ action }) => action === 'snapshot-place')?.detail).toBe('Memoria');
    valueOf(await handlers.forgetSnapshotPlace({}));
    expect(valueOf(await handlers.safetyFacts({})).second).toBeUndefined();
    expect(names(chosen.folder)).toHaveLength(1);
  });

  test('is not kept when it cannot be written down; the one before stays', async () => {
    const office = await copyingOffice();
    let isFull = true;
    const { handlers, chosen } = handlersOf(office, {
      acts: {
        record: () => Promise.resolve(isFull ? fail('journal/disk-full') : ok({ seq: 1, digest: new Uint8Array(32) })),
      },
    });
    const choose = (name: string) => {
      chosen.folder = path.join(newFolder(), name);
      mkdirSync(chosen.folder);
      return handlers.chooseSnapshotPlace({});
    };
    expect(codeOf(await choose('Primera'))).toBe('journal/disk-full');
    expect(valueOf(await handlers.safetyFacts({})).second).toBeUndefined();
    isFull = false;
    valueOf(await choose('Segunda'));
    isFull = true;
    expect(codeOf(await choose('Tercera'))).toBe('journal/disk-full');
    expect(valueOf(await handlers.safetyFacts({})).second?.name).toBe('Segunda');
  });
});

describe('looking into a snapshot', () => {
  test('tells whose it is, what is in it and how it stands to the office here', async () => {
    const { handlers, chosen, file, name, work, session, ledger } = await withSnapshot();
    chosen.file = file;
    const made = valueOf(await handlers.openSnapshot({}));
    v.parse(calls.openSnapshot.output, ok(made));
    expect(made).toMatchObject({
      vaultId: session.vaultId,
      officeName: session.office.name,
      officeCode: session.office.code,
      people: [session.person.name],
      counts: { cases: 1, documents: 1, files: 1 },
      relation: 'older',
      // the act of its own making
      framesBetween: 1,
    });
    await work();
    const later = valueOf(await handlers.openSnapshot({ id: `here/${name}` }));
    expect(later).toMatchObject({ relation: 'older', framesBetween: ledger.position()!.seq - made.seq });
    expect(codeOf(await handlers.openSnapshot({ id: 'here/LCE-20200101T000000Z-1.atalaya' }))).toBe('snapshot/unknown');
    chosen.file = undefined as never;
    expect(codeOf(await handlers.openSnapshot({}))).toBe('file/cancelled');
  });

  test('works before there is an office, and for another one', async () => {
    const { file } = await withSnapshot();
    const elsewhere = newFolder();
    const { vault, ledger, clock } = await startOffice({ userData: elsewhere });
    const { snapshots } = await copyingOffice();
    const { handlers, chosen } = handlersOf({ userData: elsewhere, vault, ledger, clock, snapshots });
    chosen.file = file;
    expect(valueOf(await handlers.openSnapshot({})).relation).toBe('no-office-here');
    const other = await withHandlers();
    other.chosen.file = file;
    expect(valueOf(await other.handlers.openSnapshot({})).relation).toBe('other-office');
  });

  test('knows its own office by the journal when the keyring is damaged', async () => {
    const { userData, handlers, chosen, file, ledger, vault } = await withSnapshot();
    await ledger.close();
    await vault.lock();
    for (const name of ['keyring.json', 'keyring.previous.json'])
      writeFileSync(path.join(userData, 'vault', name), '{');
    chosen.file = file;
    expect(valueOf(await handlers.openSnapshot({})).relation).toBe('older');
  });

  test('a damaged one is not opened', async () => {
    const { handlers, chosen, file } = await withSnapshot();
    chosen.file = file;
    const bytes = readFileSync(file);
    bytes[bytes.length - 1500]! ^= 1;
    writeFileSync(file, bytes);
    expect(codeOf(await handlers.openSnapshot({}))).toBe('snapshot/damaged');
    chosen.file = path.join(newFolder(), 'acta.pdf');
    writeFileSync(chosen.file, '%PDF');
    expect(codeOf(await handlers.openSnapshot({}))).toBe('snapshot/not-a-snapshot');
  });

  test('its frames are those of the journal, portion after portion, for this office only', async () => {
    const { handlers, file, chosen, ledger } = await withSnapshot();
    chosen.file = file;
    const { token, seq } = valueOf(await handlers.openSnapshot({}));
    const read = valueOf(await handlers.readSnapshot({ token, after: 0 }));
    v.parse(calls.readSnapshot.output, ok(read));
    const { frames } = valueOf(await ledger.read(0));
    expect(read.frames).toEqual(frames.slice(0, seq));
    expect(read.end.seq).toBe(seq);
    expect(valueOf(await handlers.readSnapshot({ token, after: seq - 1 })).frames.map((frame) => frame.seq)).toEqual([
      seq,
    ]);
    expect(valueOf(await handlers.readSnapshot({ token, after: seq })).frames).toEqual([]);
    const other = await withHandlers();
    other.chosen.file = file;
    const foreign = valueOf(await other.handlers.openSnapshot({}));
    expect(codeOf(await other.handlers.readSnapshot({ token: foreign.token, after: 0 }))).toBe('snapshot/unknown');
    valueOf(await handlers.closeSnapshot({ token }));
    expect(codeOf(await handlers.readSnapshot({ token, after: 0 }))).toBe('snapshot/unknown');
    expect(codeOf(await handlers.restoreSnapshot({ token }))).toBe('snapshot/unknown');
  });
});

describe('putting a snapshot in the place of the office', () => {
  test('signs out, puts today’s aside, and the next to sign in finds the office of then', async () => {
    const { handlers, chosen, file, name, work, done, userData, session, vault, clock } = await withSnapshot();
    await work();
    chosen.file = file;
    const { token, seq } = valueOf(await handlers.openSnapshot({}));
    valueOf(await handlers.restoreSnapshot({ token }));
    expect(done).toEqual(['leave', 'restart']);
    expect(vault.openOffice().ok).toBe(false);
    expect(await isRestored(userData)).toBe(true);
    const from = await findRestored(userData);
    expect(from?.snapshot).toBe(name);
    expect(readdirSync(userData).filter((entry) => entry.startsWith('aside-'))).toHaveLength(1);
    const next = await startOffice({ userData, clock, deps: { findRestored: () => findRestored(userData) } });
    const again = valueOf(
      await next.handlers.unlock({ personId: session.person.id, passphrase: inspectorPassphrase, transport }),
    );
    expect(again.journal).toMatchObject({ seq, restored: true, restoredFrom: from?.madeAt, state: 'whole' });
    expect(name).toContain(again.journal.restoredFrom?.slice(0, 10).replaceAll('-', ''));
    expect(again.installationId).not.toBe(session.installationId);
  });

  test('on another computer opens with the same passphrase', async () => {
    const { file, session } = await withSnapshot();
    const userData = newFolder();
    const start = await startOffice({ userData });
    const { snapshots } = await copyingOffice();
    const { handlers, chosen } = handlersOf({ ...start, userData, snapshots });
    chosen.file = file;
    const { token } = valueOf(await handlers.openSnapshot({}));
    valueOf(await handlers.restoreSnapshot({ token }));
    const next = await startOffice({ userData });
    expect(next.vault.officeState().state).toBe('locked');
    const again = valueOf(
      await next.handlers.unlock({ personId: session.person.id, passphrase: inspectorPassphrase, transport }),
    );
    expect(again.vaultId).toBe(session.vaultId);
  });

  test('writes down who did it in the chain that is put aside', async () => {
    const { handlers, chosen, file, name, done, userData, session } = await withSnapshot();
    chosen.file = file;
    const { token } = valueOf(await handlers.openSnapshot({}));
    valueOf(await handlers.restoreSnapshot({ token }));
    expect(done).toContain('restart');
    const aside = path.join(
      userData,
      readdirSync(userData).find((entry) => entry.startsWith('aside-'))!,
    );
    const before = await startOffice({ userData: aside });
    valueOf(await before.handlers.unlock({ personId: session.person.id, passphrase: inspectorPassphrase, transport }));
    expect(await before.acts()).toContainEqual({ action: 'snapshot-restored', detail: name });
  });

  test('that fails leaves the office as it was, and does not start anew', async () => {
    const { handlers, chosen, file, done, userData } = await withSnapshot();
    chosen.file = file;
    const { token } = valueOf(await handlers.openSnapshot({}));
    const bytes = readFileSync(file);
    bytes[bytes.length - 1500]! ^= 1;
    writeFileSync(file, bytes);
    expect(codeOf(await handlers.restoreSnapshot({ token }))).toBe('snapshot/damaged');
    expect(done).toEqual(['leave']);
    expect(await isRestored(userData)).toBe(false);
    expect(existsSync(path.join(userData, 'vault', 'keyring.json'))).toBe(true);
  });
});

describe('rights', () => {
  const needs: Readonly<Record<string, readonly Permission[]>> = {
    takeSnapshot: ['snapshot.make'],
    checkSnapshots: ['snapshot.make'],
    chooseSnapshotPlace: ['snapshot.manage'],
    forgetSnapshotPlace: ['snapshot.manage'],
    openSnapshot: ['snapshot.manage', 'snapshot.restore-case'],
    readSnapshot: ['snapshot.restore-case'],
    restoreSnapshot: ['snapshot.manage'],
  };

  test('cell by cell: every role and every call', async () => {
    const office = await withSnapshot();
    const opened = valueOf(office.vault.openOffice());
    for (const role of roles) {
      const vault = {
        openOffice: () => ok({ ...opened, person: { ...opened.person, roles: [role] satisfies Role[] } }),
      };
      const { handlers, chosen } = handlersOf(office, { vault });
      chosen.file = office.file;
      const inputs = { openSnapshot: {}, readSnapshot: { token: 'x', after: 0 }, restoreSnapshot: { token: 'x' } };
      for (const [call, any] of Object.entries(needs)) {
        const handler = handlers[call as keyof typeof handlers] as (
          input: unknown,
        ) => ReturnType<typeof handlers.openSnapshot>;
        const code = codeOf(await handler((inputs as Record<string, unknown>)[call] ?? {}));
        const may = any.some((permission) => (permissions[permission] as readonly Role[]).includes(role));
        expect([role, call, code === 'access/denied']).toEqual([role, call, !may]);
      }
    }
  });

  test('while nobody is signed in only looking and putting back are open', async () => {
    const { handlers, chosen, file, ledger, vault } = await withSnapshot();
    await ledger.close();
    await vault.lock();
    chosen.file = file;
    expect(codeOf(await handlers.safetyFacts({}))).toBe('vault/locked');
    expect(codeOf(await handlers.takeSnapshot({}))).toBe('vault/locked');
    expect(codeOf(await handlers.checkSnapshots({}))).toBe('vault/locked');
    expect(codeOf(await handlers.chooseSnapshotPlace({}))).toBe('vault/locked');
    expect(codeOf(await handlers.forgetSnapshotPlace({}))).toBe('vault/locked');
    const { token } = valueOf(await handlers.openSnapshot({}));
    expect(codeOf(await handlers.readSnapshot({ token, after: 0 }))).toBe('vault/locked');
    valueOf(await handlers.restoreSnapshot({ token }));
  });
});
