import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { listCertificates } from '../../../electron/vault/certificates.ts';
import { changePassphrase, openSigningKeyOf } from '../../../electron/vault/own-passphrase.ts';
import { changeRoles, grantAccess, removePerson, resetPerson } from '../../../electron/vault/people.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import {
  add,
  administrator,
  chief,
  chiefPassphrase,
  faultOf,
  inspector,
  inspectorPassphrase,
  liaison,
  newFolder,
  officeInput,
  openedOffice,
  rawKeys,
  recover,
  startVault,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const anyone = { name: 'Xiomara Paz', position: 'Oficial', credential: 'OF-0009' };
const other = 'una clave que no olvidaré';

const setRoles = (vault: Vault, id: string, to: Role[]) =>
  vault.change('people.manage', (office) => changeRoles(office, id, to));
const remove = (vault: Vault, id: string) => vault.change('people.manage', (office) => removePerson(office, id));
const reset = (vault: Vault, id: string, passphrase = other) =>
  vault.change('people.manage', (office) => resetPerson(office, id, { passphrase }));
const grant = (vault: Vault, id: string) => vault.change('people.grant', (office) => grantAccess(office, id));

/** What a person holds, as the keyring says: names of keys, those for emergencies with `!`. */
function held(vault: Vault, id: string): string[] {
  const { grants } = valueOf(vault.openOffice()).keyring;
  return grants
    .filter(({ to }) => to === id)
    .map(({ key, emergency }) => (emergency ? `${key}!` : key))
    .sort();
}

const readers = ['office/1', 'reserved/1'];
test.each<[Role, string[]]>([
  ['inspector', readers],
  ['supervisor', readers],
  ['chief', ['office/1', 'protected/1!', 'reserved/1']],
  ['liaison', ['office/1', 'protected/1', 'reserved/1']],
  ['statistics', ['office/1']],
  ['administrator', ['office/1']],
])('%s: whoever adds them hands on %j, and the window gets the levels of it', async (role, names) => {
  const { vault } = await openedOffice(newFolder());
  const person = valueOf(await add(vault, { ...anyone, roles: [role] }, other));
  expect(person).toMatchObject({ ...anyone, roles: [role], state: 'active', pending: false });
  expect(held(vault, person.id)).toEqual(names);
  const session = valueOf(await unlock(vault, person.id, other));
  expect(session.keys.office).toHaveLength(1);
  expect(session.keys.reserved).toHaveLength(names.includes('reserved/1') ? 1 : 0);
  expect(valueOf(vault.openOffice()).keys.reserved === undefined).toBe(!names.includes('reserved/1'));
});

test('liaison and chief in one person: plain', async () => {
  const { vault } = await openedOffice(newFolder());
  const both = valueOf(await add(vault, { ...liaison, roles: ['chief', 'liaison'] }));
  expect(held(vault, both.id)).toContain('protected/1');
});

describe('an administrator', () => {
  async function withAdministrator() {
    const folder = newFolder();
    const made = await openedOffice(folder);
    const { vault, session } = made;
    const admin = valueOf(await add(vault, administrator, other));
    valueOf(await unlock(vault, admin.id, other));
    return { ...made, folder, admin, first: session.person };
  }

  test('adds an inspector, who waits until somebody who has the key hands it on', async () => {
    const { vault, first } = await withAdministrator();
    const added = valueOf(await add(vault, { ...anyone, roles: ['inspector'] }));
    expect(added.pending).toBe(true);
    expect(held(vault, added.id)).toEqual(['office/1']);
    expect(valueOf(await unlock(vault, added.id, chiefPassphrase)).keys.reserved).toEqual([]);
    const before = await rawKeys(valueOf(await unlock(vault, first.id)));
    expect(valueOf(await grant(vault, added.id)).pending).toBe(false);
    expect(faultOf(await grant(vault, added.id))).toEqual({ code: 'vault/already-granted' });
    expect(await rawKeys(valueOf(await unlock(vault, added.id, chiefPassphrase)))).toEqual(before);
  });

  test('cannot hand on what they do not hold, nor use the right of those who do', async () => {
    const { vault, admin } = await withAdministrator();
    const added = valueOf(await add(vault, { ...anyone, roles: ['inspector'] }));
    expect(faultOf(await grant(vault, added.id))).toEqual({
      code: 'access/denied',
      detail: { permission: 'people.grant' },
    });
    valueOf(await setRoles(vault, admin.id, ['inspector', 'administrator']));
    const session = valueOf(await unlock(vault, admin.id, other));
    expect(session.person.pending).toBe(true);
    expect(session.keys.reserved).toEqual([]);
    for (const id of [added.id, admin.id])
      expect(faultOf(await grant(vault, id))).toEqual({ code: 'vault/key-not-held' });
  });

  test('who removes a reader stays signed in and gives nobody the new key who waited for the old one', async () => {
    const { vault, first, admin } = await withAdministrator();
    valueOf(await unlock(vault, first.id));
    const staying = valueOf(await add(vault, liaison));
    const leaving = valueOf(await add(vault, { ...anyone, roles: ['inspector'] }));
    valueOf(await unlock(vault, admin.id, other));
    const waiting = valueOf(await add(vault, { ...anyone, roles: ['inspector'] }));
    valueOf(await remove(vault, leaving.id));
    expect(held(vault, staying.id)).toEqual(['office/1', 'protected/1', 'reserved/1', 'reserved/2']);
    expect(held(vault, 'recovery')).toEqual(['office/1', 'protected/1', 'reserved/1', 'reserved/2']);
    expect(held(vault, first.id)).toContain('reserved/2');
    expect(held(vault, waiting.id)).toEqual(['office/1']);
    expect(held(vault, admin.id)).toEqual(['office/1']);
    expect(held(vault, leaving.id)).toEqual([]);
  });

  test('sets a new passphrase for somebody; what they cannot hand on waits', async () => {
    const { vault, first } = await withAdministrator();
    const passphrase = 'la montaña de Celaque';
    expect(valueOf(await reset(vault, first.id, passphrase))).toMatchObject({ id: first.id, pending: true });
    expect(faultOf(await unlock(vault, first.id))).toMatchObject({ code: 'vault/wrong-passphrase' });
    expect(valueOf(await unlock(vault, first.id, passphrase)).keys.reserved).toEqual([]);
  });
});

test('a reset by whoever holds the keys hands them on; the old certificate is kept, its key is gone', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  const added = valueOf(await add(vault, liaison));
  const entry = () => valueOf(vault.openOffice()).keyring.people.find(({ id }) => id === added.id)!;
  const before = entry();
  const keys = await rawKeys(session);
  expect(valueOf(await reset(vault, added.id)).pending).toBe(false);
  const after = entry();
  if (before.state !== 'active' || after.state !== 'active') throw new Error('not active');
  expect(after.publicKey).not.toBe(before.publicKey);
  expect(after.former).toEqual([{ id: before.signing.id, certificate: before.signing.certificate }]);
  expect(held(vault, added.id)).toEqual(['office/1', 'protected/1', 'reserved/1']);
  expect(await rawKeys(valueOf(await unlock(vault, added.id, other)))).toEqual(keys);
  expect(faultOf(await unlock(vault, added.id, chiefPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test('nobody resets themselves: that would take over the signature of whoever left the office open', async () => {
  const { vault, session } = await openedOffice(newFolder());
  expect(faultOf(await reset(vault, session.person.id))).toMatchObject({ code: 'access/denied' });
});

test('whoever left cannot sign in, not even with two sheets; name and certificate stay', async () => {
  const folder = newFolder();
  const { vault, session, sheets } = await openedOffice(folder);
  const added = valueOf(await add(vault, chief));
  expect(await listCertificates(valueOf(vault.openOffice()).keyring)).toHaveLength(2);
  expect(valueOf(await remove(vault, added.id))).toEqual({ ...added, state: 'left', pending: false });
  const left = { code: 'vault/person-left' };
  expect(faultOf(await unlock(vault, added.id, chiefPassphrase))).toEqual(left);
  expect(faultOf(await recover(vault, added.id, twoOf(sheets), other))).toEqual(left);
  valueOf(await unlock(vault, session.person.id));
  for (const act of [remove, reset, grant]) expect(faultOf(await act(vault, added.id))).toEqual(left);
  expect(faultOf(await setRoles(vault, added.id, ['chief']))).toEqual(left);
  const { keyring } = valueOf(vault.openOffice());
  const entry = keyring.people.find(({ id }) => id === added.id)!;
  expect(entry.former).toHaveLength(1);
  expect(Object.keys(entry)).not.toContain('slot');
  expect(await listCertificates(keyring)).toHaveLength(1);
});

test('what is new is closed to whoever left, though they kept a copy of the office; what is old is not', async () => {
  const [folder, copy] = [newFolder(), newFolder()];
  const { vault, session } = await openedOffice(folder);
  const leaving = valueOf(await add(vault, chief));
  copyFileSync(path.join(folder, 'keyring.json'), path.join(copy, 'keyring.json'));
  valueOf(await remove(vault, leaving.id));
  const now = await rawKeys(valueOf(await unlock(vault, session.person.id)));
  expect(Object.keys(now)).toEqual(['office/1', 'reserved/1', 'reserved/2']);
  const kept = await rawKeys(valueOf(await unlock(await startVault(copy), leaving.id, chiefPassphrase)));
  expect(kept).toEqual({ 'office/1': now['office/1'], 'reserved/1': now['reserved/1'] });
  expect(now['reserved/2']).not.toBe(now['reserved/1']);
});

test('whoever loses a right loses its key and is signed out, and so is whoever takes it away', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const added = valueOf(await add(vault, { ...liaison, roles: ['liaison', 'statistics'] }));
  expect(valueOf(await setRoles(vault, added.id, ['statistics']))).toMatchObject({
    roles: ['statistics'],
    pending: false,
  });
  // the window of whoever did it still seals with the old key
  expect(faultOf(vault.openOffice())).toEqual({ code: 'vault/locked' });
  const again = valueOf(await unlock(vault, session.person.id));
  expect(held(vault, added.id)).toEqual(['office/1']);
  expect(held(vault, session.person.id)).toEqual([
    'office/1',
    'protected/1!',
    'protected/2!',
    'reserved/1',
    'reserved/2',
  ]);
  expect(held(vault, 'recovery')).toEqual(['office/1', 'protected/1', 'protected/2', 'reserved/1', 'reserved/2']);
  expect(again.keys.reserved.map(({ epoch }) => epoch)).toEqual([1, 2]);
  const { levels } = valueOf(vault.openOffice()).keyring;
  expect(levels.reserved).toBe(2);
  expect(levels.protected.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(valueOf(await unlock(vault, added.id, chiefPassphrase)).keys.reserved).toEqual([]);
});

test('a right that held no key begins no epoch and signs nobody out', async () => {
  const { vault } = await openedOffice(newFolder());
  const added = valueOf(await add(vault, { ...anyone, roles: ['statistics', 'administrator'] }));
  valueOf(await setRoles(vault, added.id, ['statistics']));
  valueOf(await remove(vault, added.id));
  expect(valueOf(vault.openOffice()).keyring.levels).toMatchObject({ reserved: 1, protected: [{ epoch: 1 }] });
});

test('from liaison to chief the key stays, for emergencies; and back', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const added = valueOf(await add(vault, liaison));
  valueOf(await setRoles(vault, added.id, ['chief']));
  expect(held(vault, added.id)).toEqual(['office/1', 'protected/1!', 'reserved/1']);
  valueOf(await setRoles(vault, added.id, ['liaison']));
  expect(held(vault, added.id)).toEqual(['office/1', 'protected/1', 'reserved/1']);
  expect(valueOf(vault.openOffice()).person.id).toBe(session.person.id);
});

test('one’s own new roles begin with signing in again', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const { id } = session.person;
  valueOf(await setRoles(vault, id, [...inspector.roles, 'statistics']));
  expect(faultOf(vault.openOffice())).toEqual({ code: 'vault/locked' });
  valueOf(await unlock(vault, id));
  expect(valueOf(vault.openOffice()).person.roles).toContain('statistics');
});

test('nobody makes themselves the liaison: the key for emergencies stays one', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const { id } = session.person;
  const before = held(vault, id);
  const denied = { code: 'access/denied', detail: { permission: 'protected.open' } };
  expect(faultOf(await setRoles(vault, id, [...inspector.roles, 'liaison']))).toEqual(denied);
  expect(held(vault, id)).toEqual(before);
});

test('the last person who can manage the office neither leaves nor gives up the right', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const { id } = session.person;
  valueOf(await add(vault, { ...anyone, roles: ['supervisor'] }));
  const last = { code: 'vault/last-manager' };
  expect(faultOf(await remove(vault, id))).toEqual(last);
  expect(faultOf(await setRoles(vault, id, ['inspector', 'supervisor']))).toEqual(last);
  const added = valueOf(await add(vault, administrator));
  valueOf(await setRoles(vault, id, ['inspector']));
  valueOf(await unlock(vault, added.id, chiefPassphrase));
  expect(faultOf(await remove(vault, added.id))).toEqual(last);
});

test('the last person who reads cases cannot stop doing so while there are no sheets', async () => {
  const { vault, session } = await openedOffice(newFolder());
  valueOf(await add(vault, administrator));
  const { id } = session.person;
  valueOf(
    await vault.change(undefined, ({ keyring }) => {
      const { recovery, ...rest } = keyring;
      const grants = keyring.grants.filter(({ to }) => to !== 'recovery');
      return Promise.resolve(ok({ keyring: { ...rest, grants }, value: recovery }));
    }),
  );
  for (const act of [remove(vault, id), setRoles(vault, id, ['administrator'])]) {
    expect(faultOf(await act)).toEqual({ code: 'vault/last-holder' });
  }
  expect(held(vault, id)).toContain('reserved/1');
});

test('nobody resets the passphrase of whoever alone holds a key while there are no sheets', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const admin = valueOf(await add(vault, administrator, other));
  const { id } = session.person;
  valueOf(
    await vault.change(undefined, ({ keyring }) => {
      const { recovery, ...rest } = keyring;
      const grants = keyring.grants.filter(({ to }) => to !== 'recovery');
      return Promise.resolve(ok({ keyring: { ...rest, grants }, value: recovery }));
    }),
  );
  valueOf(await unlock(vault, admin.id, other));
  expect(faultOf(await reset(vault, id))).toEqual({ code: 'vault/last-holder' });
  const again = valueOf(await unlock(vault, id));
  expect(again.keys.reserved).toHaveLength(1);
  // somebody else holds the cases as well, but the protected level is still theirs alone
  const supervisor = valueOf(await add(vault, { ...anyone, roles: ['supervisor'] }));
  valueOf(await unlock(vault, admin.id, other));
  expect(faultOf(await reset(vault, id))).toEqual({ code: 'vault/last-holder' });
  expect(valueOf(await reset(vault, supervisor.id)).pending).toBe(true);
});

test('who may not manage people does not', async () => {
  const { vault } = await openedOffice(newFolder());
  const added = valueOf(
    await add(vault, { ...anyone, roles: roles.filter((r) => r !== 'chief' && r !== 'administrator') }),
  );
  valueOf(await unlock(vault, added.id, chiefPassphrase));
  const denied = { code: 'access/denied', detail: { permission: 'people.manage' } };
  expect(faultOf(await add(vault, chief))).toEqual(denied);
  for (const act of [remove, reset]) expect(faultOf(await act(vault, added.id))).toEqual(denied);
  expect(faultOf(await setRoles(vault, added.id, ['chief']))).toEqual(denied);
});

test('another passphrase of one’s own: same keys, same certificate, the old one opens nothing', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  const { id } = session.person;
  const change = (current: string, next: string) =>
    vault.change(undefined, (office) => changePassphrase(office, { current, next }));
  const before = valueOf(vault.openOffice()).person;
  expect(faultOf(await change(inspectorPassphrase, 'corta'))).toMatchObject({ code: 'vault/weak-passphrase' });
  expect(faultOf(await change('no es la clave correcta', other))).toMatchObject({ code: 'vault/wrong-passphrase' });
  valueOf(await change(inspectorPassphrase, other));
  const after = valueOf(vault.openOffice()).person;
  expect({ ...after, slot: before.slot, signing: before.signing }).toEqual(before);
  expect(after.signing.certificate).toBe(before.signing.certificate);
  const sign = (passphrase: string) =>
    vault.use('document.sign', (office) => openSigningKeyOf(office, after, passphrase));
  valueOf(await sign(other));
  expect(faultOf(await sign(inspectorPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
  // both copies on the disk
  for (const name of ['keyring.json', 'keyring.previous.json']) {
    const copy = newFolder();
    copyFileSync(path.join(folder, name), path.join(copy, 'keyring.json'));
    const again = await startVault(copy);
    expect(faultOf(await unlock(again, id))).toMatchObject({ code: 'vault/wrong-passphrase' });
    expect(await rawKeys(valueOf(await unlock(again, id, other)))).toEqual(await rawKeys(session));
  }
});

test('an office whose first person reads no cases keeps their key for the sheets', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  const made = valueOf(await vault.createOffice({ ...officeInput, person: administrator }));
  valueOf(await vault.confirmOffice());
  expect(made.session.person.pending).toBe(false);
  const added = valueOf(await add(vault, liaison));
  expect(added.pending).toBe(true);
  const session = valueOf(await recover(vault, added.id, twoOf(made.sheets, 2, 0), other)).session;
  expect(session.person.pending).toBe(false);
  expect(held(vault, added.id)).toEqual(['office/1', 'protected/1', 'reserved/1']);
});
