import 'reflect-metadata';
import { X509Crl, X509CrlReason } from '@peculiar/x509';
import { expect, test } from 'vitest';
import { writeKeyring } from '../../../electron/vault/keyring-file.ts';
import { proveKeyring, type Keyring } from '../../../electron/vault/keyring.ts';
import { removePerson, resetPerson } from '../../../electron/vault/people.ts';
import { revocationList } from '../../../electron/vault/revocation.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import { signingRules } from '../../../shared/catalog/signing-rules.ts';
import { fromBase64, toHex } from '../../../shared/kernel/bytes.ts';
import { readCertificate } from '../../../shared/signature/certificate.ts';
import {
  add,
  administrator,
  chief,
  chiefPassphrase,
  newFolder,
  openedOffice,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const DAY = 24 * 3_600_000;
const YEAR = 365.25 * DAY;
const other = 'siete lempiras sobre la mesa';

const keyringOf = (vault: Vault) => valueOf(vault.openOffice()).keyring;

/** The list as another program reads it. */
function listOf(vault: Vault): X509Crl {
  const list = revocationList(keyringOf(vault));
  if (list === undefined) throw new Error('no list');
  return new X509Crl(list);
}

const numberOf = (vault: Vault): number => keyringOf(vault).revocation!.number;

async function serialOf(vault: Vault, personId: string): Promise<string> {
  const person = keyringOf(vault).people.find(({ id }) => id === personId);
  if (person?.state !== 'active') throw new Error('not active');
  return valueOf(await readCertificate(fromBase64(person.signing.certificate))).serial;
}

const entriesOf = (vault: Vault): Record<string, string> =>
  Object.fromEntries(listOf(vault).entries.map(({ serialNumber, reason }) => [serialNumber, X509CrlReason[reason!]]));

test('a new office has an empty list, signed by its own authority', async () => {
  const { vault } = await openedOffice(newFolder());
  const list = listOf(vault);
  const authority = valueOf(await readCertificate(fromBase64(keyringOf(vault).authority.certificate)));
  expect(list.entries).toEqual([]);
  expect(toHex(new Uint8Array(list.issuerName.toArrayBuffer()))).toBe(toHex(authority.subject.der));
  const publicKey = await crypto.subtle.importKey(
    'spki',
    authority.publicKey.spki,
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    ['verify'],
  );
  expect(await list.verify({ publicKey })).toBe(true);
});

test('who leaves, is given a new passphrase, recovers or gets a newer key is on it, with the reason', async () => {
  const clock = testClock();
  const { vault, session, sheets } = await openedOffice(newFolder(), clock);
  const ana = session.person.id;
  const leaving = valueOf(await add(vault, chief)).id;
  const robbed = valueOf(await add(vault, administrator, other)).id;
  const expected: Record<string, string> = {
    [await serialOf(vault, leaving)]: 'affiliationChanged',
    [await serialOf(vault, robbed)]: 'keyCompromise',
  };
  // rights of whoever does it change with it: they sign in again
  valueOf(await vault.change('people.manage', (office) => removePerson(office, leaving)));
  valueOf(await unlock(vault, ana));
  valueOf(
    await vault.change('people.manage', (office) =>
      resetPerson(office, robbed, { passphrase: chiefPassphrase, compromised: true }),
    ),
  );
  expected[await serialOf(vault, robbed)] = 'superseded';
  valueOf(await vault.change('people.manage', (office) => resetPerson(office, robbed, { passphrase: other })));
  expected[await serialOf(vault, ana)] = 'superseded';
  valueOf(await recover(vault, ana, twoOf(sheets), chiefPassphrase));
  expect(entriesOf(vault)).toEqual(expected);

  expected[await serialOf(vault, ana)] = 'superseded';
  clock.move(1.95 * YEAR);
  valueOf(await unlock(vault, ana, chiefPassphrase));
  expect(entriesOf(vault)).toEqual(expected);
});

test('only what somebody said makes a key compromised', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const { id } = valueOf(await add(vault, chief));
  const serial = await serialOf(vault, id);
  valueOf(await vault.change('people.manage', (office) => removePerson(office, id, true)));
  valueOf(await unlock(vault, session.person.id));
  expect(entriesOf(vault)).toEqual({ [serial]: 'keyCompromise' });
});

test('a list that grew old is issued anew at signing in, with a larger number; a fresh one stays', async () => {
  const clock = testClock();
  const { vault, session } = await openedOffice(newFolder(), clock);
  const first = numberOf(vault);
  clock.move((signingRules.revocationList.reissueAfterDays - 1) * DAY);
  valueOf(await unlock(vault, session.person.id));
  expect(numberOf(vault)).toBe(first);
  clock.move(2 * DAY);
  valueOf(await unlock(vault, session.person.id));
  expect(numberOf(vault)).toBeGreaterThan(first);
  expect(listOf(vault).nextUpdate!.getTime()).toBe(clock.now() + signingRules.revocationList.validDays * DAY);
});

test('a list of a clock that was ahead is replaced once the clock is right, and its number is not used again', async () => {
  const clock = testClock();
  const { vault, session } = await openedOffice(newFolder(), clock);
  clock.move(2 * YEAR);
  valueOf(await unlock(vault, session.person.id));
  const ahead = numberOf(vault);
  clock.move(-2 * YEAR + DAY);
  valueOf(await unlock(vault, session.person.id));
  expect(numberOf(vault)).toBe(ahead + 1);
  expect(listOf(vault).thisUpdate.getTime()).toBeLessThanOrEqual(clock.now());
});

test('an office of a version that kept no list gets one at the next signing in, with all that was given up before', async () => {
  const clock = testClock();
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder, clock);
  const { id } = valueOf(await add(vault, chief));
  const serial = await serialOf(vault, id);
  valueOf(await vault.change('people.manage', (office) => resetPerson(office, id, { passphrase: other })));
  const { keyring, officeKey } = valueOf(vault.openOffice());
  const before: Keyring = { ...keyring };
  delete before.revocation;
  valueOf(await writeKeyring(folder, await proveKeyring(before, officeKey)));
  const later = await startVault(folder, clock);
  valueOf(await unlock(later, session.person.id));
  expect(entriesOf(later)).toEqual({ [serial]: 'superseded' });
});

test('an older copy of the office goes on with numbers that were never used', async () => {
  const clock = testClock();
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder, clock);
  const copy = await startVault(folder, clock);
  clock.move(DAY);
  const used = await numberAfterLeaving(vault, session.person.id);
  clock.move(DAY);
  valueOf(await unlock(copy, session.person.id));
  expect(await numberAfterLeaving(copy, session.person.id)).toBeGreaterThan(used);
});

/** Lets somebody in and out again, so that the list grows. */
async function numberAfterLeaving(vault: Vault, manager: string): Promise<number> {
  const { id } = valueOf(await add(vault, chief));
  valueOf(await vault.change('people.manage', (office) => removePerson(office, id)));
  valueOf(await unlock(vault, manager));
  return numberOf(vault);
}
