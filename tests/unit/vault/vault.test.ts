import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deriveHere, type DeriveRequest } from '../../../electron/vault/argon.ts';
import type { Keyring } from '../../../electron/vault/keyring.ts';
import { Vault } from '../../../electron/vault/vault.ts';
import { toBase64, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import {
  chief,
  chiefPassphrase,
  faultOf,
  inspector,
  inspectorPassphrase,
  newFolder,
  office,
  openedOffice,
  quickKdf,
  startVault,
  testClock,
  valueOf,
} from '../../support/vault-builder.ts';

/** Changes the stored keyring from outside, as somebody with the disk in hand would. */
function edit(folder: string, change: (keyring: Keyring) => void): void {
  const file = path.join(folder, 'keyring.json');
  const keyring = JSON.parse(readFileSync(file, 'utf8')) as Keyring;
  change(keyring);
  writeFileSync(file, JSON.stringify(keyring));
}

async function unlockAfter(folder: string, passphrase = inspectorPassphrase) {
  const vault = await startVault(folder);
  const [person] = valueOf(vault.listPeople());
  return vault.unlock(person!.id, passphrase);
}

test('a life: create, confirm, lock, start again, unlock', async () => {
  const folder = newFolder();
  const first = await startVault(folder);
  expect(first.officeState()).toEqual({ state: 'new', name: '', restored: false });
  expect(faultOf(first.listPeople())).toEqual({ code: 'vault/missing' });
  const { session, recoveryCode } = valueOf(
    await first.createOffice({ office, person: inspector, passphrase: inspectorPassphrase }),
  );
  expect(session.office).toEqual(office);
  expect(session.person).toMatchObject(inspector);
  expect(session.dataKeys.reserved).toHaveLength(32);
  expect(recoveryCode).toHaveLength(40);
  valueOf(await first.confirmOffice());
  expect(first.officeState()).toEqual({ state: 'open', name: office.name, restored: false });
  await first.lock();
  expect(first.officeState().state).toBe('locked');

  const second = await startVault(folder);
  expect(second.officeState()).toEqual({ state: 'locked', name: office.name, restored: false });
  expect(valueOf(second.listPeople())).toEqual([session.person]);
  expect(valueOf(await second.unlock(session.person.id, inspectorPassphrase))).toEqual(session);
  expect(second.officeState().state).toBe('open');
});

test('a second person opens the same data with another passphrase, but not with the first one', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  const added = valueOf(await vault.addPerson(chief, chiefPassphrase));
  const again = await startVault(folder);
  expect(valueOf(again.listPeople())).toEqual([session.person, added]);
  expect(valueOf(await again.unlock(added.id, chiefPassphrase)).dataKeys).toEqual(session.dataKeys);
  expect(faultOf(await again.unlock(added.id, inspectorPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test('without being signed in nobody is let in and nothing is confirmed', async () => {
  const { vault } = await openedOffice(newFolder());
  await vault.lock();
  expect(faultOf(await vault.addPerson(chief, chiefPassphrase))).toEqual({ code: 'vault/locked' });
  expect(faultOf(await vault.confirmOffice())).toEqual({ code: 'vault/locked' });
  expect(faultOf(vault.openOffice())).toEqual({ code: 'vault/locked' });
});

test('an office is never replaced by a new one', async () => {
  const folder = newFolder();
  await openedOffice(folder);
  const vault = await startVault(folder);
  const made = await vault.createOffice({ office, person: inspector, passphrase: inspectorPassphrase });
  expect(faultOf(made)).toEqual({ code: 'vault/exists' });
});

test('a short passphrase is refused wherever one is chosen, and nothing is written', async () => {
  const weak = { code: 'vault/weak-passphrase', detail: { minimum: 12 } };
  const folder = newFolder();
  const empty = await startVault(folder);
  expect(faultOf(await empty.createOffice({ office, person: inspector, passphrase: 'corta' }))).toEqual(weak);
  expect(readdirSync(folder)).toEqual([]);
  const { vault, session, recoveryCode } = await openedOffice(folder);
  expect(faultOf(await vault.addPerson(chief, 'corta'))).toEqual(weak);
  expect(faultOf(await vault.recover({ personId: session.person.id, recoveryCode, passphrase: 'corta' }))).toEqual(
    weak,
  );
  expect(valueOf(vault.listPeople())).toHaveLength(1);
});

test('killed between create and confirm: the unfinished keyring is set aside and the office is new', async () => {
  const folder = newFolder();
  for (const unfinished of [1, 2]) {
    const killed = await startVault(folder);
    valueOf(await killed.createOffice({ office, person: inspector, passphrase: inspectorPassphrase }));
    const next = await startVault(folder);
    expect(next.officeState().state).toBe('new');
    expect(readdirSync(folder)).toContain(`keyring.unfinished-${unfinished}.json`);
  }
  expect(readdirSync(folder)).not.toContain('keyring.json');
  await openedOffice(folder);
  expect((await startVault(folder)).officeState().state).toBe('locked');
});

test('creating once more before confirming starts over and keeps the first try', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  const input = { office, person: inspector, passphrase: inspectorPassphrase };
  const first = valueOf(await vault.createOffice(input));
  const second = valueOf(await vault.createOffice(input));
  expect(second.session.vaultId).not.toBe(first.session.vaultId);
  valueOf(await vault.confirmOffice());
  expect(readdirSync(folder)).toContain('keyring.unfinished-1.json');
  expect(valueOf(await unlockAfter(folder)).vaultId).toBe(second.session.vaultId);
});

test('locked between create and confirm: it is said, and creating again works', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  const input = { office, person: inspector, passphrase: inspectorPassphrase };
  valueOf(await vault.createOffice(input));
  await vault.lock();
  expect(faultOf(await vault.confirmOffice())).toEqual({ code: 'vault/interrupted' });
  const again = valueOf(await vault.createOffice(input));
  valueOf(await vault.confirmOffice());
  expect(valueOf(await unlockAfter(folder)).vaultId).toBe(again.session.vaultId);
});

test('creating that broke off half-way can be tried again', async () => {
  const folder = newFolder();
  let broken = false;
  const derive = (request: DeriveRequest) => (broken ? Promise.reject(new Error('ended')) : deriveHere(request));
  const vault = await Vault.load({ folder, clock: testClock(), derive, kdf: quickKdf });
  const input = { office, person: inspector, passphrase: inspectorPassphrase };
  valueOf(await vault.createOffice(input));
  broken = true;
  await expect(vault.createOffice(input)).rejects.toThrow('ended');
  broken = false;
  valueOf(await vault.createOffice(input));
  valueOf(await vault.confirmOffice());
  valueOf(await unlockAfter(folder));
});

test('a passphrase typed with another composition of its accents opens', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  valueOf(await vault.createOffice({ office, person: inspector, passphrase: 'mañana será otro día' }));
  valueOf(await vault.confirmOffice());
  valueOf(await unlockAfter(folder, 'mañana será otro día'.normalize('NFD')));
});

test('wrong passphrases cost a growing wait that outlives the app, and the right one ends it', async () => {
  const folder = newFolder();
  const clock = testClock();
  const { vault, session } = await openedOffice(folder, clock);
  const { id } = session.person;
  const wrong = async (on: Vault) => faultOf(await on.unlock(id, 'no es la clave correcta'));
  const answers = [0, 0, 2, 4, 8].map((waitSeconds) => ({ code: 'vault/wrong-passphrase', detail: { waitSeconds } }));
  const waits = [0, 0, 0, 2, 4];
  for (const [i, answer] of answers.entries()) {
    clock.move(waits[i]! * 1000);
    expect(await wrong(vault)).toEqual(answer);
  }
  expect(faultOf(await vault.unlock(id, inspectorPassphrase))).toEqual({ code: 'vault/wait', detail: { seconds: 8 } });
  clock.move(3500);
  const again = await startVault(folder, clock);
  expect(faultOf(await again.unlock(id, inspectorPassphrase))).toEqual({ code: 'vault/wait', detail: { seconds: 5 } });
  clock.move(4500);
  valueOf(await again.unlock(id, inspectorPassphrase));
  expect(await wrong(again)).toEqual(answers[0]);
});

test('while waiting nothing is derived, and guesses at once do not share a turn', async () => {
  const folder = newFolder();
  const { session } = await openedOffice(folder);
  let derivations = 0;
  const derive = (request: DeriveRequest): Promise<Bytes> => {
    derivations += 1;
    return deriveHere(request);
  };
  const vault = await Vault.load({ folder, clock: testClock(), derive, kdf: quickKdf });
  const guesses = await Promise.all(
    Array.from({ length: 6 }, (_, i) => vault.unlock(session.person.id, `adivinanza número ${i}`)),
  );
  expect(guesses.map((guess) => (guess.ok ? 'open' : guess.fault.code))).toEqual([
    ...Array<string>(3).fill('vault/wrong-passphrase'),
    ...Array<string>(3).fill('vault/wait'),
  ]);
  expect(derivations).toBe(3);
});

test('recovery: a new passphrase, the same data, a new certificate, the old one kept', async () => {
  const folder = newFolder();
  const { vault, session, recoveryCode } = await openedOffice(folder);
  const before = valueOf(vault.openOffice()).person;
  await vault.lock();
  const typed = recoveryCode.toLowerCase().replaceAll('-', ' ');
  const input = { personId: session.person.id, recoveryCode: typed, passphrase: 'una clave que no olvidaré' };
  expect(valueOf(await vault.recover(input))).toEqual(session);
  const after = valueOf(vault.openOffice()).person;
  expect(after.signing.id).not.toBe(before.signing.id);
  expect(after.former).toEqual([{ id: before.signing.id, certificate: before.signing.certificate }]);
  expect(readFileSync(path.join(folder, 'keyring.json'), 'utf8')).not.toContain(before.signing.sealedKey);

  expect(faultOf(await unlockAfter(folder))).toMatchObject({ code: 'vault/wrong-passphrase' });
  expect(valueOf(await unlockAfter(folder, input.passphrase))).toEqual(session);
});

test('recovery ends the wait of the person it helps', async () => {
  const folder = newFolder();
  const { vault, session, recoveryCode } = await openedOffice(folder);
  const personId = session.person.id;
  for (let i = 0; i < 3; i += 1) await vault.unlock(personId, 'no es la clave correcta');
  valueOf(await vault.recover({ personId, recoveryCode, passphrase: 'una clave que no olvidaré' }));
  valueOf(await vault.unlock(personId, 'una clave que no olvidaré'));
});

test.each([
  ['mistyped', (code: string) => code.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
  ['of another office', () => '00000-00000-00000-00000-00000-00000-0000'],
  ['empty', () => ' '],
])('a recovery code %s is refused and changes nothing', async (_, change) => {
  const folder = newFolder();
  const { vault, session, recoveryCode } = await openedOffice(folder);
  const input = { personId: session.person.id, recoveryCode: change(recoveryCode), passphrase: 'otra clave larga' };
  expect(faultOf(await vault.recover(input))).toEqual({ code: 'vault/wrong-recovery-code' });
  valueOf(await unlockAfter(folder));
});

test.each<[string, (keyring: Keyring) => void]>([
  ['name', (keyring) => (keyring.people[0]!.name = 'Otra Persona')],
  ['position', (keyring) => (keyring.people[0]!.position = 'Ministra')],
  ['credential', (keyring) => (keyring.people[0]!.credential = 'IT-9999')],
  ['id', (keyring) => (keyring.people[0]!.id = '00000000-0000-4000-8000-000000000000')],
  ['cost of guessing', (keyring) => (keyring.people[0]!.slot.kdf.iterations = 2)],
  ['vault', (keyring) => (keyring.vaultId = '00000000-0000-4000-8000-000000000000')],
])('a slot whose %s was edited does not open', async (_, change) => {
  const folder = newFolder();
  await openedOffice(folder);
  edit(folder, change);
  expect(faultOf(await unlockAfter(folder))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test('a slot copied over another person does not let in as that person', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder);
  const added = valueOf(await vault.addPerson(chief, chiefPassphrase));
  edit(folder, (keyring) => (keyring.people[1]!.slot = keyring.people[0]!.slot));
  const again = await startVault(folder);
  expect(faultOf(await again.unlock(added.id, inspectorPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test.each<[string, (keyring: Keyring) => void]>([
  ['another office code', (keyring) => (keyring.office.code = 'XXX')],
  ['another office certificate', (keyring) => (keyring.authority.certificate = toBase64(new Uint8Array(64)))],
  [
    'another certificate of a person',
    (keyring) => (keyring.people[0]!.signing.certificate = toBase64(new Uint8Array(64))),
  ],
  ['a person taken away', (keyring) => keyring.people.pop()],
  ['another recovery slot', (keyring) => (keyring.recovery = keyring.people[0]!.slot)],
])('a keyring with %s is called damaged', async (_, change) => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder);
  valueOf(await vault.addPerson(chief, chiefPassphrase));
  edit(folder, change);
  expect(faultOf(await unlockAfter(folder))).toEqual({ code: 'vault/damaged' });
});

test('a damaged keyring: its predecessor opens and says so; the damaged file is kept, never overwritten', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  valueOf(await vault.addPerson(chief, chiefPassphrase));
  const file = path.join(folder, 'keyring.json');
  writeFileSync(file, readFileSync(file).subarray(0, 700));
  const again = await startVault(folder);
  expect(again.officeState()).toEqual({ state: 'locked', name: office.name, restored: true });
  valueOf(await again.unlock(session.person.id, inspectorPassphrase));
  expect(readFileSync(file)).toHaveLength(700);
  // the person of the lost last change is entered once more
  valueOf(await again.addPerson(chief, chiefPassphrase));
  expect(readFileSync(path.join(folder, 'keyring.damaged-1.json'))).toHaveLength(700);
  expect((await startVault(folder)).officeState().restored).toBe(false);
});

test('right after the office is confirmed there are two good copies', async () => {
  const folder = newFolder();
  await openedOffice(folder);
  writeFileSync(path.join(folder, 'keyring.json'), 'x');
  valueOf(await unlockAfter(folder));
});

test('both copies damaged: told, and left as they are', async () => {
  const folder = newFolder();
  const { session } = await openedOffice(folder);
  for (const name of ['keyring.json', 'keyring.previous.json']) writeFileSync(path.join(folder, name), '{}');
  const vault = await startVault(folder);
  expect(vault.officeState()).toEqual({ state: 'damaged', name: '', restored: false });
  const damaged = { code: 'vault/damaged' };
  expect(faultOf(vault.listPeople())).toEqual(damaged);
  expect(faultOf(await vault.unlock(session.person.id, inspectorPassphrase))).toEqual(damaged);
  expect(faultOf(await vault.createOffice({ office, person: inspector, passphrase: inspectorPassphrase }))).toEqual(
    damaged,
  );
  expect(readFileSync(path.join(folder, 'keyring.json'), 'utf8')).toBe('{}');
});

test('a keyring that cannot be read for another reason is not replaced by its predecessor', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder);
  valueOf(await vault.addPerson(chief, chiefPassphrase));
  const file = path.join(folder, 'keyring.json');
  renameSync(file, path.join(folder, 'elsewhere'));
  mkdirSync(file);
  expect((await startVault(folder)).officeState().state).toBe('damaged');
  expect(faultOf(await vault.addPerson(chief, chiefPassphrase))).toEqual({ code: 'file/cannot-write' });
});

test('a keyring that was put back from a copy on a stick opens', async () => {
  const [folder, copy] = [newFolder(), newFolder()];
  await openedOffice(folder);
  copyFileSync(path.join(folder, 'keyring.json'), path.join(copy, 'keyring.json'));
  valueOf(await unlockAfter(copy));
});

test('locking wipes the vault key, after what is under way', async () => {
  const { vault } = await openedOffice(newFolder());
  const { vaultKey } = valueOf(vault.openOffice());
  const adding = vault.addPerson(chief, chiefPassphrase);
  await vault.lock();
  expect(vaultKey.every((byte) => byte === 0)).toBe(true);
  valueOf(await adding);
  valueOf(await vault.unlock(valueOf(vault.listPeople())[1]!.id, chiefPassphrase));
});

test('nothing secret is in the files', async () => {
  const folder = newFolder();
  const { vault, session, recoveryCode } = await openedOffice(folder);
  const { vaultKey } = valueOf(vault.openOffice());
  await vault.unlock(session.person.id, 'no es la clave correcta');
  valueOf(await vault.addPerson(chief, chiefPassphrase));
  const keys = [vaultKey, session.dataKeys.reserved];
  const secrets = [
    inspectorPassphrase,
    chiefPassphrase,
    'no es la clave correcta',
    recoveryCode,
    recoveryCode.replaceAll('-', ''),
    ...keys.flatMap((key) => [toBase64(key), toHex(key), Buffer.from(key).toString('latin1')]),
  ];
  // PKCS#8 of any EC key begins like this; in base64 it would be a private key in clear
  const pkcs8 = /MIGHAgEAMBMGByqGSM49/;
  const files = readdirSync(folder);
  expect(files.sort()).toEqual(['attempts.json', 'keyring.json', 'keyring.previous.json']);
  for (const name of files) {
    const content = readFileSync(path.join(folder, name));
    for (const secret of secrets) {
      expect(content.includes(Buffer.from(secret))).toBe(false);
      expect(content.includes(Buffer.from(secret, 'latin1'))).toBe(false);
    }
    expect(content.toString('utf8')).not.toMatch(pkcs8);
  }
});
