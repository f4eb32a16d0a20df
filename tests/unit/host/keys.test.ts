import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { allowed } from '../../../electron/host/allowed.ts';
import { permissions, type Permission } from '../../../shared/access/permissions.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { calls, type CallInput } from '../../../shared/ipc/contract.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { openOfficeWithHandlers, startOffice } from '../../support/office-builder.ts';
import {
  chief,
  chiefPassphrase,
  faultOf,
  holders,
  inspector,
  inspectorPassphrase,
  liaison,
  office,
  officeInput,
  transport,
  twoOf,
  valueOf,
} from '../../support/vault-builder.ts';

type Office = Awaited<ReturnType<typeof openOfficeWithHandlers>>;

const other = 'una clave que no olvidaré';
const nobody = '00000000-0000-4000-8000-000000000000';
const enter = (on: Pick<Office, 'handlers'>, personId: string, passphrase = inspectorPassphrase) =>
  on.handlers.unlock({ personId, passphrase, transport });

test('a day: what happened is in the chain of acts, and the session tells where the journal stood before', async () => {
  const made = await openOfficeWithHandlers();
  expect(made.session.journal).toMatchObject({ seq: 0, state: 'whole', restored: false });
  valueOf(await made.handlers.lock({}));
  expect(made.ledger.position()).toBeUndefined();
  expect(made.vault.officeState().state).toBe('locked');
  const next = await startOffice({ userData: made.userData });
  const session = valueOf(await enter(next, made.session.person.id));
  expect(session.journal).toMatchObject({ seq: 2, state: 'whole' });
  expect(session.installationId).toBe(made.session.installationId);
  expect(await next.acts()).toEqual([
    { action: 'created', detail: office.name },
    { action: 'locked' },
    { action: 'unlocked' },
  ]);
});

test('locking lets the journal be looked at once more, to its last act, before it is closed', async () => {
  const seen: (number | undefined)[] = [];
  const lastLook = (): Promise<void> => {
    seen.push(made.ledger.position()?.seq);
    return Promise.resolve();
  };
  const made = await openOfficeWithHandlers({ deps: { lastLook } });
  const before = made.ledger.position()?.seq ?? 0;
  valueOf(await made.handlers.lock({}));
  expect(seen).toEqual([before + 1]);
});

test('wrong passphrases are written down with the right one', async () => {
  const made = await openOfficeWithHandlers();
  const { id } = made.session.person;
  valueOf(await made.handlers.lock({}));
  for (let i = 0; i < 2; i += 1) {
    expect(faultOf(await enter(made, id, 'no es la clave correcta'))).toMatchObject({ code: 'vault/wrong-passphrase' });
  }
  expect(made.ledger.position()).toBeUndefined();
  valueOf(await enter(made, id));
  expect((await made.acts()).slice(-2)).toEqual([
    { action: 'failed-attempts', detail: '2 intentos fallidos' },
    { action: 'unlocked' },
  ]);
});

test('two sheets: who came in by which ones', async () => {
  const made = await openOfficeWithHandlers();
  valueOf(await made.handlers.lock({}));
  const input = { personId: made.session.person.id, sheets: twoOf(made.sheets, 0, 2), passphrase: other, transport };
  const session = valueOf(await made.handlers.recover(input));
  v.parse(calls.recover.output, ok(session));
  expect((await made.acts()).slice(-2)).toEqual([
    { action: 'recovered', detail: 'Hojas 1 y 3' },
    { action: 'unlocked' },
  ]);
});

test('everything about people, rules and sheets is written down', async () => {
  const made = await openOfficeWithHandlers();
  const { handlers } = made;
  const added = valueOf(await handlers.addPerson({ person: liaison, passphrase: chiefPassphrase }));
  v.parse(calls.addPerson.output, ok(added));
  const personId = added.id;
  valueOf(await handlers.changeRoles({ personId, roles: ['liaison', 'statistics'] }));
  valueOf(await handlers.resetPerson({ personId, passphrase: other }));
  valueOf(await handlers.setPolicy({ policy: { idleMinutes: 3 } }));
  v.parse(calls.practiseRecovery.output, await handlers.practiseRecovery({ sheets: twoOf(made.sheets) }));
  v.parse(calls.makeRecoverySheets.output, await handlers.makeRecoverySheets({ holders: [...holders] }));
  valueOf(await handlers.changePassphrase({ current: inspectorPassphrase, next: other }));
  expect((await made.acts()).slice(1)).toEqual([
    { action: 'person-added', detail: 'Marvin Solórzano: enlace de trata' },
    {
      action: 'roles-changed',
      detail: 'Marvin Solórzano: antes enlace de trata; ahora enlace de trata, consulta estadística',
    },
    { action: 'person-reset', detail: 'Marvin Solórzano' },
    { action: 'settings', detail: 'Se bloquea tras 3 minutos sin uso' },
    { action: 'sheets-practised', detail: 'Hojas 1 y 2' },
    { action: 'sheets-made', detail: '3 hojas: Jefatura regional; Oficina central; Caja fuerte' },
    { action: 'passphrase-changed' },
  ]);
  expect(valueOf(await enter(made, made.session.person.id, other)).policy).toEqual({ idleMinutes: 3 });
});

test('whoever removes a reader is signed out after it was written down, and goes on with the new key', async () => {
  let signedOut = 0;
  const made = await openOfficeWithHandlers({ deps: { onSignedOut: () => (signedOut += 1) } });
  const added = valueOf(await made.handlers.addPerson({ person: chief, passphrase: chiefPassphrase }));
  expect(signedOut).toBe(0);
  const left = valueOf(await made.handlers.removePerson({ personId: added.id, reason: 'Se trasladó a Choluteca' }));
  expect(left.state).toBe('left');
  expect(signedOut).toBe(1);
  expect(made.ledger.position()).toBeUndefined();
  expect(faultOf(await made.handlers.makeCaseKey({ caseId: nobody }))).toEqual({ code: 'vault/locked' });
  const session = valueOf(await enter(made, made.session.person.id));
  expect(session.keys.reserved).toHaveLength(2);
  expect((await made.acts()).slice(-3)).toEqual([
    { action: 'person-left', detail: 'Óscar Ávila Peña: Se trasladó a Choluteca' },
    { action: 'locked' },
    { action: 'unlocked' },
  ]);
});

test('one’s own roles take effect at once', async () => {
  const made = await openOfficeWithHandlers();
  const personId = made.session.person.id;
  valueOf(await made.handlers.changeRoles({ personId, roles: ['administrator'] }));
  expect(faultOf(await made.ledger.append([], { action: 'viewed' }))).toEqual({ code: 'vault/locked' });
  expect(valueOf(await enter(made, personId)).keys.reserved).toEqual([]);
  expect(faultOf(await made.ledger.append([], { action: 'viewed' }))).toMatchObject({ code: 'access/denied' });
});

describe('rights, cell by cell', () => {
  type Guarded =
    | 'addPerson'
    | 'changeRoles'
    | 'removePerson'
    | 'resetPerson'
    | 'grantAccess'
    | 'setPolicy'
    | 'makeRecoverySheets'
    | 'practiseRecovery'
    | 'makeCaseKey'
    | 'openCaseKey'
    | 'shareCaseKey'
    | 'renewInstallation';
  const reason = 'porque hace falta';
  const openInput = { caseId: nobody, boxes: [], reason };
  // faults that come after the right was found: with them nothing has to be prepared
  const guarded: readonly (readonly [string, Guarded, Permission, object])[] = [
    ['addPerson', 'addPerson', 'people.manage', { person: chief, passphrase: 'corta' }],
    ['changeRoles', 'changeRoles', 'people.manage', { personId: nobody, roles: ['chief'] }],
    ['removePerson', 'removePerson', 'people.manage', { personId: nobody, reason }],
    ['resetPerson', 'resetPerson', 'people.manage', { personId: nobody, passphrase: other }],
    ['grantAccess', 'grantAccess', 'people.grant', { personId: nobody }],
    ['setPolicy', 'setPolicy', 'settings.write', { policy: { idleMinutes: 9 } }],
    ['makeRecoverySheets', 'makeRecoverySheets', 'recovery.manage', { holders, sheets: ['nada', 'nada'] }],
    ['practiseRecovery', 'practiseRecovery', 'recovery.manage', { sheets: ['nada', 'nada'] }],
    ['makeCaseKey', 'makeCaseKey', 'case.write', { caseId: nobody }],
    ['openCaseKey', 'openCaseKey', 'protected.open', { ...openInput, emergency: false }],
    ['openCaseKey in an emergency', 'openCaseKey', 'protected.emergency', { ...openInput, emergency: true }],
    ['shareCaseKey', 'shareCaseKey', 'protected.open', { caseId: nobody, boxes: [], reason, personId: nobody }],
    ['renewInstallation', 'renewInstallation', 'exchange.receive', {}],
  ];

  test.each(roles.map((role) => [role]))('%s', async (role) => {
    const made = await openOfficeWithHandlers();
    const person = { ...chief, roles: [role] };
    const added = valueOf(await made.handlers.addPerson({ person, passphrase: chiefPassphrase }));
    valueOf(await enter(made, added.id, chiefPassphrase));
    for (const [name, call, permission, input] of guarded) {
      const handler = made.handlers[call] as (input: object) => ReturnType<Office['handlers']['lock']>;
      const answer = await handler(input);
      const denied = !answer.ok && answer.fault.code === 'access/denied';
      const may = (permissions[permission] as readonly Role[]).includes(role);
      expect({ name, denied }).toEqual({ name, denied: !may });
      if (denied) expect(faultOf(answer)).toEqual({ code: 'access/denied', detail: { permission } });
    }
    for (const permission of Object.keys(permissions) as Permission[]) {
      expect(allowed(made.vault, permission).ok).toBe((permissions[permission] as readonly Role[]).includes(role));
    }
  });

  test('nobody signed in: nothing', async () => {
    const made = await openOfficeWithHandlers();
    valueOf(await made.handlers.lock({}));
    for (const [, call, , input] of guarded) {
      const handler = made.handlers[call] as (input: object) => ReturnType<Office['handlers']['lock']>;
      expect(faultOf(await handler(input))).toEqual({ code: 'vault/locked' });
    }
    expect(faultOf(await made.handlers.changePassphrase({ current: other, next: other }))).toEqual({
      code: 'vault/locked',
    });
    expect(faultOf(allowed(made.vault, 'case.read'))).toEqual({ code: 'vault/locked' });
  });
});

describe('a full disk', () => {
  test('nothing about people or keys changes unseen', async () => {
    const made = await openOfficeWithHandlers();
    const file = path.join(made.userData, 'vault', 'keyring.json');
    const before = readFileSync(file, 'utf8');
    made.disk.free = 0;
    const full = { code: 'journal/disk-full' };
    const { handlers } = made;
    expect(faultOf(await handlers.addPerson({ person: chief, passphrase: chiefPassphrase }))).toEqual(full);
    expect(faultOf(await handlers.setPolicy({ policy: { idleMinutes: 9 } }))).toEqual(full);
    expect(faultOf(await handlers.makeRecoverySheets({ holders: [...holders] }))).toEqual(full);
    expect(faultOf(await handlers.changePassphrase({ current: inspectorPassphrase, next: other }))).toEqual(full);
    expect(faultOf(await handlers.renewInstallation({}))).toEqual(full);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('keeps nobody out; that they came is written down as soon as there is room', async () => {
    const made = await openOfficeWithHandlers();
    valueOf(await made.handlers.lock({}));
    made.disk.free = 0;
    valueOf(await enter(made, made.session.person.id));
    expect((await made.acts()).map(({ action }) => action)).toEqual(['created', 'locked']);
    made.disk.free = Number.POSITIVE_INFINITY;
    valueOf(await made.handlers.setPolicy({ policy: { idleMinutes: 9 } }));
    expect((await made.acts()).map(({ action }) => action)).toEqual(['created', 'locked', 'unlocked', 'settings']);
  });
});

test('an office that was put back from a copy: a new installation id, and the window is told', async () => {
  const made = await openOfficeWithHandlers();
  const copy = { snapshot: 'LCE-20261124T223835Z-2.atalaya', madeAt: '2026-11-24T22:38:35.000Z' };
  const next = await startOffice({ userData: made.userData, deps: { findRestored: () => Promise.resolve(copy) } });
  valueOf(await made.handlers.lock({}));
  const session = valueOf(await enter(next, made.session.person.id));
  expect((await next.acts()).at(-2)).toEqual({ action: 'snapshot-restored', detail: copy.snapshot });
  expect(session.journal).toMatchObject({ restored: true, restoredFrom: copy.madeAt });
  expect(session.installationId).not.toBe(made.session.installationId);
  expect(valueOf(next.vault.openOffice()).keyring.installationId).toBe(session.installationId);
});

test('a computer whose disk was copied takes another installation id, once it is written down, and keeps it', async () => {
  const made = await openOfficeWithHandlers();
  const person = { ...chief, roles: ['chief' as const] };
  const added = valueOf(await made.handlers.addPerson({ person, passphrase: chiefPassphrase }));
  valueOf(await enter(made, added.id, chiefPassphrase));
  const before = valueOf(made.vault.openOffice()).keyring.installationId;
  made.disk.free = 0;
  expect(faultOf(await made.handlers.renewInstallation({}))).toEqual({ code: 'journal/disk-full' });
  expect(valueOf(made.vault.openOffice()).keyring.installationId).toBe(before);
  made.disk.free = Number.POSITIVE_INFINITY;
  const { installationId } = valueOf(await made.handlers.renewInstallation({}));
  expect(installationId).not.toBe(before);
  expect((await made.acts()).at(-1)).toEqual({ action: 'installation-renewed' });
  valueOf(await made.handlers.lock({}));
  const next = await startOffice({ userData: made.userData });
  const session = valueOf(await enter(next, added.id, chiefPassphrase));
  expect(session.installationId).toBe(installationId);
  expect(valueOf(next.vault.openOffice()).keyring.formerInstallations).toContain(before);
});

test('a journal that does not open leaves the office locked', async () => {
  const made = await openOfficeWithHandlers();
  valueOf(await made.handlers.lock({}));
  const differs = { ok: false, fault: { code: 'journal/differs' } } as const;
  const { ledger } = made;
  const broken = {
    begin: ledger.begin.bind(ledger),
    close: ledger.close.bind(ledger),
    record: ledger.record.bind(ledger),
    open: () => Promise.resolve(differs),
  };
  const next = await startOffice({ userData: made.userData, deps: { ledger: broken } });
  expect(faultOf(await enter(next, made.session.person.id))).toEqual(differs.fault);
  expect(next.vault.officeState().state).toBe('locked');
});

test('signing in and locking at once never leave the journal open behind a closed door', async () => {
  const made = await openOfficeWithHandlers();
  const { id } = made.session.person;
  await Promise.all([enter(made, id), made.handlers.lock({}), enter(made, id), made.handlers.lock({})]);
  expect(made.ledger.position()).toBeUndefined();
  expect(made.vault.officeState().state).toBe('locked');
});

test('a vault that is locked while the journal opens leaves neither open', async () => {
  const locking: { now?: () => Promise<void> } = {};
  const made = await openOfficeWithHandlers({
    deps: {
      findRestored: () => {
        void locking.now?.();
        return Promise.resolve(undefined);
      },
    },
  });
  valueOf(await made.handlers.lock({}));
  locking.now = () => made.vault.lock();
  expect(faultOf(await enter(made, made.session.person.id))).toEqual({ code: 'vault/locked' });
  expect(made.ledger.position()).toBeUndefined();
  expect(made.vault.officeState().state).toBe('locked');
});

test('a new office after one that was never confirmed begins with its own journal', async () => {
  const made = await startOffice();
  const input = { ...officeInput, holders: [...holders] };
  valueOf(await made.handlers.createOffice(input));
  const second = valueOf(await made.handlers.createOffice(input));
  expect(second.session.journal.seq).toBe(0);
  v.parse(calls.createOffice.output, ok(second));
  v.parse(calls.confirmOffice.output, await made.handlers.confirmOffice({}));
  v.parse(calls.listPeople.output, made.vault.listPeople());
  expect(await made.acts()).toEqual([{ action: 'created', detail: office.name }]);
});

test('a person’s entry keeps to the contract for whoever left', async () => {
  const made = await openOfficeWithHandlers();
  const person = { ...inspector, name: 'Otra', roles: ['statistics'] as Role[] };
  const { id } = valueOf(await made.handlers.addPerson({ person, passphrase: chiefPassphrase }));
  v.parse(calls.removePerson.output, await made.handlers.removePerson({ personId: id, reason: 'Renunció' }));
  const people = made.vault.listPeople();
  v.parse(calls.listPeople.output, people);
  expect(valueOf(people)[1]).toMatchObject({ id, state: 'left', pending: false });
  const input: CallInput<'grantAccess'> = { personId: made.session.person.id };
  expect(faultOf(await made.handlers.grantAccess(input))).toEqual({ code: 'vault/already-granted' });
});
