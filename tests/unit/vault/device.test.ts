import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deriveHere, type DeriveRequest } from '../../../electron/vault/argon.ts';
import { openDevice } from '../../../electron/vault/device.ts';
import { changePassphrase, openSigningKeyOf } from '../../../electron/vault/own-passphrase.ts';
import { createSystemSafe } from '../../../electron/vault/safe-storage.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import {
  add,
  chief,
  fakeSafe,
  faultOf,
  inspectorPassphrase,
  newFolder,
  openedOffice,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const here = fakeSafe('ana@pc-1');
const elsewhere = fakeSafe('ana@pc-2');
const passphrase = 'una clave que no olvidaré';
const deviceOf = (vault: Vault) => valueOf(vault.openOffice()).person.slot.device;

/** The office as a snapshot carries it: without the computer's secret. */
function copyOf(folder: string): string {
  const copy = newFolder();
  copyFileSync(path.join(folder, 'keyring.json'), path.join(copy, 'keyring.json'));
  return copy;
}

test('where the system keeps secrets, a slot opens on this computer and account only', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder, testClock(), { safe: here });
  expect(deviceOf(vault)).toMatch(/^[0-9a-f]{16}$/);
  const { id } = session.person;
  valueOf(await unlock(await startVault(folder, testClock(), { safe: here }), id));

  let derivations = 0;
  const derive = (request: DeriveRequest) => {
    derivations += 1;
    return deriveHere(request);
  };
  const other = { code: 'vault/other-device' };
  const places = [
    { folder: copyOf(folder), safe: here },
    { folder: copyOf(folder), safe: elsewhere },
    { folder, safe: elsewhere },
    { folder },
  ];
  for (const { folder: at, ...safe } of places) {
    const again = await startVault(at, testClock(), { ...safe, derive });
    expect(faultOf(await unlock(again, id))).toEqual(other);
  }
  // nothing was tried, so nobody has to wait
  expect(derivations).toBe(0);
});

test('a stolen keyring cannot be attacked by guessing: the right passphrase without the secret opens nothing', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder, testClock(), { safe: here });
  valueOf(await add(vault, chief));
  const copy = copyOf(folder);
  const file = path.join(copy, 'keyring.json');
  const unbound = readFileSync(file, 'utf8').replace(/\s+"device": "[0-9a-f]+",/g, '');
  expect(unbound).not.toContain('"device"');
  writeFileSync(file, unbound);
  expect(faultOf(await unlock(await startVault(copy), session.person.id))).toMatchObject({
    code: 'vault/wrong-passphrase',
  });
});

test('another computer: two sheets, and from then on the slot is of that computer', async () => {
  const folder = newFolder();
  const { session, sheets } = await openedOffice(folder, testClock(), { safe: here });
  const copy = copyOf(folder);
  const there = await startVault(copy, testClock(), { safe: elsewhere });
  valueOf(await recover(there, session.person.id, twoOf(sheets), passphrase));
  valueOf(await unlock(await startVault(copy, testClock(), { safe: elsewhere }), session.person.id, passphrase));
  expect(faultOf(await unlock(await startVault(copy, testClock(), { safe: here }), session.person.id))).toEqual({
    code: 'vault/other-device',
  });
});

test('a slot from before the system kept secrets opens on; changing the passphrase binds it', async () => {
  const folder = newFolder();
  const { session } = await openedOffice(folder);
  expect(readdirSync(folder)).not.toContain('device.bin');
  const vault = await startVault(folder, testClock(), { safe: here });
  valueOf(await unlock(vault, session.person.id));
  expect(deviceOf(vault)).toBeUndefined();
  const change = { current: inspectorPassphrase, next: passphrase };
  valueOf(await vault.change(undefined, (office) => changePassphrase(office, change)));
  expect(deviceOf(vault)).toBeDefined();
  expect(faultOf(await unlock(await startVault(folder), session.person.id, passphrase))).toEqual({
    code: 'vault/other-device',
  });
});

test('the signing key needs the passphrase alone', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder, testClock(), { safe: here });
  const { person } = valueOf(vault.openOffice());
  writeFileSync(path.join(folder, 'device.bin'), 'otra cosa');
  valueOf(await vault.use(undefined, (office) => openSigningKeyOf(office, person, inspectorPassphrase)));
});

test('all people of one computer share its secret, which is not on the disk in clear', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder, testClock(), { safe: here });
  valueOf(await add(vault, chief));
  const { keyring } = valueOf(vault.openOffice());
  const devices = keyring.people.map((person) => (person.state === 'active' ? person.slot.device : ''));
  expect(new Set(devices).size).toBe(1);
  const device = openDevice(folder, here);
  const found = (await device.find(devices[0]!))!;
  expect(found.secret).toHaveLength(32);
  for (const name of readdirSync(folder)) {
    const content = readFileSync(path.join(folder, name));
    expect(content.includes(Buffer.from(found.secret))).toBe(false);
    expect(content.includes(Buffer.from(found.secret).toString('base64'))).toBe(false);
  }
});

test('a secret of another account is set aside and found again when that account is back', async () => {
  const folder = newFolder();
  const first = (await openDevice(folder, here).findOrMake())!;
  expect(await openDevice(folder, here).findOrMake()).toEqual(first);
  const second = (await openDevice(folder, elsewhere).findOrMake())!;
  expect(second.id).not.toBe(first.id);
  expect(await openDevice(folder, elsewhere).find(first.id)).toBeUndefined();
  expect(await openDevice(folder, here).find(first.id)).toEqual(first);
  expect(await openDevice(folder, elsewhere).find(second.id)).toEqual(second);
});

test('a store that cannot give back what it was given binds nothing', async () => {
  const forgetful = { ...here, open: () => Promise.reject(new Error('forgotten')) };
  expect(await openDevice(newFolder(), forgetful).findOrMake()).toBeUndefined();
});

test.each(['win32', 'linux'] as const)(
  'the store of Electron on %s: the awaited functions where there are, else the others',
  async (platform) => {
    const blocking = {
      isEncryptionAvailable: () => true,
      encryptString: (text: string) => Buffer.from(`<${text}>`),
      decryptString: (sealed: Buffer) => sealed.toString().slice(1, -1),
    };
    const awaited = {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`[${text}]`)),
      decryptStringAsync: (sealed: Buffer) =>
        Promise.resolve({ shouldReEncrypt: false, result: sealed.toString().slice(1, -1) }),
    };
    for (const [storage, sealed] of [
      [blocking, '<secreto>'],
      [{ ...blocking, ...awaited }, '[secreto]'],
    ] as const) {
      const safe = createSystemSafe(storage, platform);
      expect(await safe.available()).toBe(true);
      expect(Buffer.from(await safe.seal('secreto')).toString()).toBe(sealed);
      expect(await safe.open(Buffer.from(sealed))).toBe('secreto');
      const sham = createSystemSafe({ ...storage, getSelectedStorageBackend: () => 'basic_text' }, platform);
      expect(await sham.available()).toBe(platform === 'win32');
    }
    const broken = {
      ...blocking,
      decryptString: () => {
        throw new Error('foreign');
      },
    };
    await expect(createSystemSafe(broken, platform).open(Buffer.from('x'))).rejects.toThrow('foreign');
  },
);
