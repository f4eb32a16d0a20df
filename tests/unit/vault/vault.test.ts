import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { deriveHere, type DeriveRequest } from '../../../electron/vault/argon.ts';
import type { ActivePerson, Keyring } from '../../../electron/vault/keyring.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { fromHex, toBase64, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import {
  add,
  chief,
  chiefPassphrase,
  faultOf,
  holders,
  inspector,
  inspectorPassphrase,
  liaison,
  newFolder,
  office,
  officeInput,
  openedOffice,
  rawKeys,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

/** Changes the stored keyring from outside, as somebody with the disk in hand would. */
function edit(folder: string, change: (keyring: Keyring) => void): void {
  const file = path.join(folder, 'keyring.json');
  const keyring = JSON.parse(readFileSync(file, 'utf8')) as Keyring;
  change(keyring);
  writeFileSync(file, JSON.stringify(keyring));
}

function active(keyring: Keyring, at: number): ActivePerson {
  const person = keyring.people[at];
  if (person?.state !== 'active') throw new Error('nobody active there');
  return person;
}

async function unlockAfter(folder: string, passphrase = inspectorPassphrase) {
  const vault = await startVault(folder);
  const [person] = valueOf(vault.listPeople());
  return unlock(vault, person!.id, passphrase);
}

test('a life: create, confirm, lock, start again, unlock', async () => {
  const folder = newFolder();
  const first = await startVault(folder);
  expect(first.officeState()).toEqual({ state: 'new', name: '', restored: false });
  expect(faultOf(first.listPeople())).toEqual({ code: 'vault/missing' });
  const { session, sheets } = valueOf(await first.createOffice(officeInput));
  expect(session.office).toEqual(office);
  expect(session.person).toMatchObject(inspector);
  const keys = await rawKeys(session);
  expect(Object.keys(keys)).toEqual(['office/1', 'reserved/1']);
  expect(sheets.map(({ index, total, need, holder }) => [index, total, need, holder])).toEqual(
    holders.map((holder, i) => [i + 1, 3, 2, holder]),
  );
  valueOf(await first.confirmOffice());
  expect(first.officeState()).toEqual({ state: 'open', name: office.name, restored: false });
  await first.lock();
  expect(first.officeState().state).toBe('locked');

  const second = await startVault(folder);
  expect(second.officeState()).toEqual({ state: 'locked', name: office.name, restored: false });
  expect(valueOf(second.listPeople())).toEqual([session.person]);
  const again = valueOf(await unlock(second, session.person.id));
  expect({ ...again, keys: session.keys }).toEqual(session);
  expect(await rawKeys(again)).toEqual(keys);
  expect(second.officeState().state).toBe('open');
});

test('a second person opens the same data with another passphrase, but not with the first one', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  const added = valueOf(await add(vault, chief));
  const again = await startVault(folder);
  expect(valueOf(again.listPeople())).toEqual([session.person, added]);
  const theirs = valueOf(await unlock(again, added.id, chiefPassphrase));
  expect(await rawKeys(theirs)).toEqual(await rawKeys(session));
  expect(faultOf(await unlock(again, added.id, inspectorPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test('without being signed in nobody is let in and nothing is confirmed', async () => {
  const { vault } = await openedOffice(newFolder());
  await vault.lock();
  expect(faultOf(await add(vault, chief))).toEqual({ code: 'vault/locked' });
  expect(faultOf(await vault.confirmOffice())).toEqual({ code: 'vault/locked' });
  expect(faultOf(vault.openOffice())).toEqual({ code: 'vault/locked' });
});

test('an office is never replaced by a new one', async () => {
  const folder = newFolder();
  await openedOffice(folder);
  const vault = await startVault(folder);
  const made = await vault.createOffice(officeInput);
  expect(faultOf(made)).toEqual({ code: 'vault/exists' });
});

test('a short passphrase is refused wherever one is chosen, and nothing is written', async () => {
  const weak = { code: 'vault/weak-passphrase', detail: { minimum: 12 } };
  const folder = newFolder();
  const empty = await startVault(folder);
  expect(faultOf(await empty.createOffice({ ...officeInput, passphrase: 'corta' }))).toEqual(weak);
  expect(readdirSync(folder)).toEqual([]);
  const { vault, session, sheets } = await openedOffice(folder);
  expect(faultOf(await add(vault, chief, 'corta'))).toEqual(weak);
  expect(faultOf(await recover(vault, session.person.id, twoOf(sheets), 'corta'))).toEqual(weak);
  expect(valueOf(vault.listPeople())).toHaveLength(1);
});

test('killed between create and confirm: the unfinished keyring is set aside and the office is new', async () => {
  const folder = newFolder();
  for (const unfinished of [1, 2]) {
    const killed = await startVault(folder);
    valueOf(await killed.createOffice(officeInput));
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
  const first = valueOf(await vault.createOffice(officeInput));
  const second = valueOf(await vault.createOffice(officeInput));
  expect(second.session.vaultId).not.toBe(first.session.vaultId);
  valueOf(await vault.confirmOffice());
  expect(readdirSync(folder)).toContain('keyring.unfinished-1.json');
  expect(valueOf(await unlockAfter(folder)).vaultId).toBe(second.session.vaultId);
});

test('locked between create and confirm: it is said, and creating again works', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  valueOf(await vault.createOffice(officeInput));
  await vault.lock();
  expect(faultOf(await vault.confirmOffice())).toEqual({ code: 'vault/interrupted' });
  const again = valueOf(await vault.createOffice(officeInput));
  valueOf(await vault.confirmOffice());
  expect(valueOf(await unlockAfter(folder)).vaultId).toBe(again.session.vaultId);
});

test('creating that broke off half-way can be tried again', async () => {
  const folder = newFolder();
  let broken = false;
  const derive = (request: DeriveRequest) => (broken ? Promise.reject(new Error('ended')) : deriveHere(request));
  const vault = await startVault(folder, testClock(), { derive });
  valueOf(await vault.createOffice(officeInput));
  broken = true;
  await expect(vault.createOffice(officeInput)).rejects.toThrow('ended');
  broken = false;
  valueOf(await vault.createOffice(officeInput));
  valueOf(await vault.confirmOffice());
  valueOf(await unlockAfter(folder));
});

test('a passphrase typed with another composition of its accents opens', async () => {
  const folder = newFolder();
  const vault = await startVault(folder);
  valueOf(await vault.createOffice({ ...officeInput, passphrase: 'mañana será otro día' }));
  valueOf(await vault.confirmOffice());
  valueOf(await unlockAfter(folder, 'mañana será otro día'.normalize('NFD')));
});

test('wrong passphrases cost a growing wait that outlives the app, and the right one ends it', async () => {
  const folder = newFolder();
  const clock = testClock();
  const { vault, session } = await openedOffice(folder, clock);
  const { id } = session.person;
  const wrong = async (on: Vault) => faultOf(await unlock(on, id, 'no es la clave correcta'));
  const answers = [0, 0, 2, 4, 8].map((waitSeconds) => ({ code: 'vault/wrong-passphrase', detail: { waitSeconds } }));
  const waits = [0, 0, 0, 2, 4];
  for (const [i, answer] of answers.entries()) {
    clock.move(waits[i]! * 1000);
    expect(await wrong(vault)).toEqual(answer);
  }
  expect(faultOf(await unlock(vault, id, inspectorPassphrase))).toEqual({ code: 'vault/wait', detail: { seconds: 8 } });
  clock.move(3500);
  const again = await startVault(folder, clock);
  expect(faultOf(await unlock(again, id, inspectorPassphrase))).toEqual({ code: 'vault/wait', detail: { seconds: 5 } });
  clock.move(4500);
  valueOf(await unlock(again, id, inspectorPassphrase));
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
  const vault = await startVault(folder, testClock(), { derive });
  const guesses = await Promise.all(
    Array.from({ length: 6 }, (_, i) => unlock(vault, session.person.id, `adivinanza número ${i}`)),
  );
  expect(guesses.map((guess) => (guess.ok ? 'open' : guess.fault.code))).toEqual([
    ...Array<string>(3).fill('vault/wrong-passphrase'),
    ...Array<string>(3).fill('vault/wait'),
  ]);
  expect(derivations).toBe(3);
});

test.each<[string, (keyring: Keyring) => void]>([
  ['name', (keyring) => (keyring.people[0]!.name = 'Otra Persona')],
  ['position', (keyring) => (keyring.people[0]!.position = 'Ministra')],
  ['credential', (keyring) => (keyring.people[0]!.credential = 'IT-9999')],
  ['id', (keyring) => (keyring.people[0]!.id = '00000000-0000-4000-8000-000000000000')],
  ['cost of guessing', (keyring) => (active(keyring, 0).slot.kdf.iterations = 2)],
  ['public key', (keyring) => (active(keyring, 0).publicKey = active(keyring, 0).slot.salt)],
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
  const added = valueOf(await add(vault, chief));
  edit(folder, (keyring) => (active(keyring, 1).slot = active(keyring, 0).slot));
  const again = await startVault(folder);
  expect(faultOf(await unlock(again, added.id, inspectorPassphrase))).toMatchObject({ code: 'vault/wrong-passphrase' });
});

test.each<[string, (keyring: Keyring) => void]>([
  ['another office code', (keyring) => (keyring.office.code = 'XXX')],
  ['another office certificate', (keyring) => (keyring.authority.certificate = toBase64(new Uint8Array(64)))],
  [
    'another certificate of a person',
    (keyring) => (active(keyring, 0).signing.certificate = toBase64(new Uint8Array(64))),
  ],
  ['a person taken away', (keyring) => keyring.people.pop()],
  ['another role', (keyring) => keyring.people[1]!.roles.push('administrator')],
  ['a grant taken away', (keyring) => keyring.grants.pop()],
  ['a grant of another', (keyring) => (keyring.grants.at(-1)!.to = keyring.people[0]!.id)],
  ['other sheets', (keyring) => (keyring.recovery!.setTag ^= 1)],
  ['another rule', (keyring) => (keyring.policy.idleMinutes = 60)],
  ['an epoch put back', (keyring) => (keyring.levels.protected[0]!.publicKey = active(keyring, 0).publicKey)],
])('a keyring with %s is called damaged', async (_, change) => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder);
  valueOf(await add(vault, chief));
  edit(folder, change);
  expect(faultOf(await unlockAfter(folder))).toEqual({ code: 'vault/damaged' });
});

test('a damaged keyring: its second copy opens and says so; the damaged file is kept, never overwritten', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  valueOf(await add(vault, chief));
  const file = path.join(folder, 'keyring.json');
  writeFileSync(file, readFileSync(file).subarray(0, 700));
  const again = await startVault(folder);
  expect(again.officeState()).toEqual({ state: 'locked', name: office.name, restored: true });
  valueOf(await unlock(again, session.person.id, inspectorPassphrase));
  expect(readFileSync(file)).toHaveLength(700);
  // nothing is lost: the copies are equal
  expect(valueOf(again.listPeople())).toHaveLength(2);
  valueOf(await add(again, liaison));
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
  expect(faultOf(await unlock(vault, session.person.id, inspectorPassphrase))).toEqual(damaged);
  expect(faultOf(await vault.createOffice(officeInput))).toEqual(damaged);
  expect(readFileSync(path.join(folder, 'keyring.json'), 'utf8')).toBe('{}');
});

test('a keyring that cannot be read for another reason is not replaced by its predecessor', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder);
  valueOf(await add(vault, chief));
  const file = path.join(folder, 'keyring.json');
  renameSync(file, path.join(folder, 'elsewhere'));
  mkdirSync(file);
  expect((await startVault(folder)).officeState().state).toBe('damaged');
  expect(faultOf(await add(vault, chief))).toEqual({ code: 'file/cannot-write' });
});

test('a keyring that was put back from a copy on a stick opens', async () => {
  const [folder, copy] = [newFolder(), newFolder()];
  await openedOffice(folder);
  copyFileSync(path.join(folder, 'keyring.json'), path.join(copy, 'keyring.json'));
  valueOf(await unlockAfter(copy));
});

test('locking wipes the office key, after what is under way', async () => {
  const { vault } = await openedOffice(newFolder());
  const { officeKey } = valueOf(vault.openOffice());
  const adding = add(vault, chief);
  await vault.lock();
  expect(officeKey.every((byte) => byte === 0)).toBe(true);
  valueOf(await adding);
  valueOf(await unlock(vault, valueOf(vault.listPeople())[1]!.id, chiefPassphrase));
});

test('nothing secret is in the files', async () => {
  const folder = newFolder();
  const { vault, session, sheets } = await openedOffice(folder);
  const { officeKey } = valueOf(vault.openOffice());
  await unlock(vault, session.person.id, 'no es la clave correcta');
  valueOf(await add(vault, chief));
  const keys = [officeKey, ...Object.values(await rawKeys(session)).map(fromHex)];
  const secrets = [
    inspectorPassphrase,
    chiefPassphrase,
    'no es la clave correcta',
    ...sheets.map(({ words }) => words),
    ...keys.flatMap((key) => [toBase64(key), toHex(key), Buffer.from(key).toString('latin1')]),
  ];
  // PKCS#8 of any EC key begins like this; in base64 it would be a private key in clear
  const pkcs8 = /MIGHAgE(AMBMGByqGSM49|AMBAGByqGSM49)/;
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
