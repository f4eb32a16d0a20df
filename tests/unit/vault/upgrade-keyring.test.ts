import { copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listCertificates } from '../../../electron/vault/certificates.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { createCredentialStore } from '../../../electron/vault/imported-credentials.ts';
import { openSigningKeyOf } from '../../../electron/vault/own-passphrase.ts';
import { grantAccess, removePerson, resetPerson } from '../../../electron/vault/people.ts';
import { makeSheets } from '../../../electron/vault/recovery.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { fromHex, fromUtf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { importDataKey, open } from '../../../shared/vault/seal.ts';
import {
  add,
  chief,
  faultOf,
  holders,
  inspector,
  inspectorPassphrase,
  liaison,
  newFolder,
  office,
  rawKeys,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const fixture = path.resolve(import.meta.dirname, '../../fixtures/keyring-1');
const ana = inspectorPassphrase;
const oscar = 'cuatro pinos junto al Merendón';
const belkis = 'una hamaca en Trujillo';
const nobody = '00000000-0000-4000-8000-000000000000';
const [CURRENT, SECOND, KEPT] = ['keyring.json', 'keyring.previous.json', 'keyring.format-1.json'] as const;

function oldOffice(): string {
  const folder = newFolder();
  cpSync(fixture, folder, { recursive: true });
  return folder;
}
const textOf = (folder: string, name: string): string => readFileSync(path.join(folder, name), 'utf8');
const formatOf = (folder: string, name: string): number =>
  (JSON.parse(textOf(folder, name)) as { format: number }).format;
const idsOf = (vault: Vault): string[] => valueOf(vault.listPeople()).map(({ id }) => id);

/** The row that the old version sealed, read with a key of today. */
async function readOldRow(vaultId: string, reserved1: string | undefined): Promise<string> {
  const row: Bytes = new Uint8Array(readFileSync(path.join(fixture, 'row.sealed')));
  return fromUtf8(valueOf(await open(await importDataKey(fromHex(reserved1 ?? '')), `${vaultId}|drafts/1`, row)));
}

test('the first to sign in runs the office, reads what is old and seals what is new with a fresh key', async () => {
  const folder = oldOffice();
  const vault = await startVault(folder);
  expect(vault.officeState()).toEqual({ state: 'locked', name: office.name, restored: false });
  expect(valueOf(vault.listPeople()).map(({ name }) => name)).toEqual([inspector.name, chief.name, 'Belkis Maradiaga']);
  const session = valueOf(await unlock(vault, idsOf(vault)[0]!, ana));
  expect(session.person).toMatchObject({
    name: inspector.name,
    roles: inspector.roles,
    state: 'active',
    pending: false,
  });
  const keys = await rawKeys(session);
  expect(Object.keys(keys)).toEqual(['office/1', 'reserved/1', 'reserved/2']);
  expect(keys['reserved/2']).not.toBe(keys['reserved/1']);
  expect(await readOldRow(session.vaultId, keys['reserved/1'])).toBe('{"texto":"lo de antes"}');
  expect(valueOf(vault.openOffice()).keys.reserved?.current).toBe(2);

  expect(textOf(folder, KEPT)).toBe(textOf(fixture, CURRENT));
  for (const name of [CURRENT, SECOND]) expect(formatOf(folder, name)).toBe(2);
  const again = valueOf(await unlock(await startVault(folder), session.person.id, ana));
  expect(await rawKeys(again)).toEqual(keys);
});

test('certificates, the authority and imported files go on', async () => {
  const folder = oldOffice();
  const vault = await startVault(folder);
  valueOf(await unlock(vault, idsOf(vault)[0]!, ana));
  const { keyring, person } = valueOf(vault.openOffice());
  const [own, imported] = await listCertificates(keyring);
  const old = JSON.parse(textOf(fixture, CURRENT)) as { people: { signing: { certificate: string } }[] };
  expect(person.signing.certificate).toBe(old.people[0]!.signing.certificate);
  expect(own).toMatchObject({ kind: 'office', personId: person.id });
  valueOf(await vault.use('document.sign', (opened) => openSigningKeyOf(opened, person, ana)));
  const credentials = createCredentialStore({
    vault,
    folder: path.join(folder, 'credentials'),
    clock: testClock(),
    record: () => Promise.resolve(ok(undefined)),
  });
  expect(valueOf(await credentials.open(imported!.id, 'prueba-123')).certificate.subject.commonName).toBe(
    'ANA NUNEZ GUITY',
  );
  expect(valueOf(await add(vault, liaison))).toMatchObject({ pending: false });
});

test('there are no sheets until somebody makes them', async () => {
  const vault = await startVault(oldOffice());
  const [first, second] = idsOf(vault) as [string, string];
  const typed = ['nada', 'nada'] as const;
  expect(faultOf(await recover(vault, first, typed, 'una clave que no olvidaré'))).toEqual({
    code: 'vault/wrong-sheets',
  });
  const session = valueOf(await unlock(vault, first, ana));
  expect(valueOf(vault.openOffice()).keyring).not.toHaveProperty('recovery');
  const sheets = valueOf(await vault.change('recovery.manage', (opened) => makeSheets(opened, { holders })));
  const recovered = valueOf(await recover(vault, first, twoOf(sheets), 'una clave que no olvidaré'));
  expect(await rawKeys(recovered.session)).toEqual(await rawKeys(session));
  // somebody who has not signed in since can be helped as well
  expect(valueOf(await recover(vault, second, twoOf(sheets), 'otra clave larga')).session.person.pending).toBe(false);
});

test('the others keep their passphrase; they wait for the keys of cases until somebody hands them on', async () => {
  const folder = oldOffice();
  const vault = await startVault(folder);
  const [first, second] = idsOf(vault) as [string, string];
  const before = await rawKeys(valueOf(await unlock(vault, first, ana)));
  expect(valueOf(vault.listPeople())[1]).toMatchObject({ roles: ['inspector'], state: 'active', pending: true });
  const grant = () => vault.change('people.grant', (opened) => grantAccess(opened, second));
  expect(faultOf(await grant())).toEqual({ code: 'vault/key-not-held' });

  expect(faultOf(await unlock(vault, second, ana))).toMatchObject({ code: 'vault/wrong-passphrase' });
  const session = valueOf(await unlock(vault, second, oscar));
  expect(session.person.pending).toBe(true);
  expect(Object.keys(await rawKeys(session))).toEqual(['office/1']);
  const { person } = valueOf(vault.openOffice());
  valueOf(await vault.use('document.sign', (opened) => openSigningKeyOf(opened, person, oscar)));
  expect(textOf(folder, CURRENT).match(/wrappedKey/g)).toHaveLength(1);

  valueOf(await unlock(vault, first, ana));
  expect(valueOf(await grant()).pending).toBe(false);
  expect(await rawKeys(valueOf(await unlock(await startVault(folder), second, oscar)))).toEqual(before);
});

test('whoever has not signed in since can be given a new passphrase, and can leave', async () => {
  const vault = await startVault(oldOffice());
  const [first, second, third] = idsOf(vault) as [string, string, string];
  valueOf(await unlock(vault, first, ana));
  const next = 'la montaña de Celaque';
  valueOf(await vault.change('people.manage', (opened) => resetPerson(opened, second, { passphrase: next })));
  expect(valueOf(await unlock(vault, second, next)).keys.reserved).toHaveLength(2);
  valueOf(await unlock(vault, first, ana));
  const left = valueOf(await vault.change('people.manage', (opened) => removePerson(opened, third)));
  expect(left).toMatchObject({ state: 'left', pending: false });
  expect(faultOf(await unlock(vault, third, belkis))).toEqual({ code: 'vault/person-left' });
});

test('a wrong passphrase waits as ever, and upgrades nothing', async () => {
  const folder = oldOffice();
  const vault = await startVault(folder);
  const [first] = idsOf(vault) as [string];
  for (const waitSeconds of [0, 0, 2]) {
    const fault = { code: 'vault/wrong-passphrase', detail: { waitSeconds } };
    expect(faultOf(await unlock(vault, first, oscar))).toEqual(fault);
  }
  expect(faultOf(await unlock(vault, first, ana))).toEqual({ code: 'vault/wait', detail: { seconds: 2 } });
  expect(textOf(folder, CURRENT)).toBe(textOf(fixture, CURRENT));
  expect(readdirSync(folder)).not.toContain(KEPT);
  expect(faultOf(await unlock(vault, nobody, ana))).toEqual({
    code: 'vault/unknown-person',
  });
});

test.each([
  ['another office', (text: string) => text.replace('"LCE"', '"XXX"')],
  ['a certificate of somebody else', (text: string) => text.replace(/"personId": "[^"]+"/, `"personId": "${nobody}"`)],
])('an old keyring that was edited (%s) is not taken over', async (_, edit) => {
  const folder = oldOffice();
  const edited = edit(textOf(folder, CURRENT));
  for (const name of [CURRENT, SECOND]) writeFileSync(path.join(folder, name), edited);
  const vault = await startVault(folder);
  const [first] = (JSON.parse(edited) as { people: { id: string }[] }).people;
  expect(faultOf(await unlock(vault, first!.id, ana))).toEqual({ code: 'vault/damaged' });
  expect(textOf(folder, CURRENT)).toBe(edited);
});

test('killed at any step of the upgrade, the office opens, and both copies end up with the same keys', async () => {
  const done = oldOffice();
  const made = await startVault(done);
  const [first] = idsOf(made) as [string];
  valueOf(await unlock(made, first, ana));
  // in the order in which they are written
  for (const written of [[], [KEPT], [KEPT, SECOND], [KEPT, SECOND, CURRENT]]) {
    const folder = oldOffice();
    for (const name of written) copyFileSync(path.join(done, name), path.join(folder, name));
    const session = valueOf(await unlock(await startVault(folder), first, ana));
    const keys = await rawKeys(session);
    expect(await readOldRow(session.vaultId, keys['reserved/1'])).toContain('lo de antes');
    expect(textOf(folder, KEPT)).toBe(textOf(fixture, CURRENT));
    writeFileSync(path.join(folder, CURRENT), 'torn');
    expect(await rawKeys(valueOf(await unlock(await startVault(folder), first, ana)))).toEqual(keys);
  }
});

test('a damaged old keyring: its predecessor is upgraded, the damaged file kept', async () => {
  const folder = oldOffice();
  writeFileSync(path.join(folder, CURRENT), 'torn');
  const vault = await startVault(folder);
  expect(vault.officeState().restored).toBe(true);
  valueOf(await unlock(vault, idsOf(vault)[0]!, ana));
  expect(textOf(folder, 'keyring.damaged-1.json')).toBe('torn');
  expect(textOf(folder, KEPT)).toBe(textOf(fixture, SECOND));
});

test('an old office that was never confirmed is set aside', async () => {
  const folder = oldOffice();
  writeFileSync(path.join(folder, CURRENT), textOf(folder, CURRENT).replace('"ready": true', '"ready": false'));
  rmSync(path.join(folder, SECOND));
  expect((await startVault(folder)).officeState().state).toBe('new');
  expect(readdirSync(folder)).toContain('keyring.unfinished-1.json');
});
