import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeSheets, practiseRecovery } from '../../../electron/vault/recovery.ts';
import { removePerson } from '../../../electron/vault/people.ts';
import type { Vault } from '../../../electron/vault/vault.ts';
import type { TwoSheets } from '../../../electron/vault/recovery.ts';
import {
  add,
  administrator,
  chief,
  chiefPassphrase,
  faultOf,
  holders,
  inspectorPassphrase,
  liaison,
  newFolder,
  openedOffice,
  rawKeys,
  recover,
  startVault,
  testClock,
  twoOf,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const passphrase = 'una clave que no olvidaré';
const practise = (vault: Vault, sheets: TwoSheets) =>
  vault.change('recovery.manage', (office) => practiseRecovery(office, sheets));
const remake = (vault: Vault, sheets?: TwoSheets) =>
  vault.change('recovery.manage', (office) => makeSheets(office, { holders, ...(sheets ? { sheets } : {}) }));
const recoveryOf = (vault: Vault) => valueOf(vault.openOffice()).keyring.recovery;

test.each([
  [0, 1],
  [2, 0],
  [1, 2],
] as const)('sheets %i and %i: a new passphrase, the same data, a new certificate, the old one kept', async (a, b) => {
  const folder = newFolder();
  const { vault, session, sheets } = await openedOffice(folder);
  const keys = await rawKeys(session);
  const before = valueOf(vault.openOffice()).person;
  await vault.lock();
  const typed = twoOf(sheets, a, b).map((words) => words.toUpperCase().replaceAll(' ', '\n')) as [string, string];
  const recovered = valueOf(await recover(vault, session.person.id, typed, passphrase));
  expect(recovered.indexes).toEqual([a + 1, b + 1]);
  expect(recovered.session.person).toEqual(session.person);
  expect(await rawKeys(recovered.session)).toEqual(keys);
  const after = valueOf(vault.openOffice()).person;
  expect(after.signing.id).not.toBe(before.signing.id);
  expect(after.publicKey).not.toBe(before.publicKey);
  expect(after.former).toEqual([{ id: before.signing.id, certificate: before.signing.certificate }]);
  for (const name of ['keyring.json', 'keyring.previous.json']) {
    expect(readFileSync(path.join(folder, name), 'utf8')).not.toContain(before.signing.sealedKey);
  }
  const again = await startVault(folder);
  expect(faultOf(await unlock(again, session.person.id))).toMatchObject({ code: 'vault/wrong-passphrase' });
  expect(await rawKeys(valueOf(await unlock(again, session.person.id, passphrase)))).toEqual(keys);
});

test('sheets open every epoch, those that began after they were made as well', async () => {
  const { vault, session, sheets } = await openedOffice(newFolder());
  const leaving = valueOf(await add(vault, liaison));
  valueOf(await vault.change('people.manage', (office) => removePerson(office, leaving.id)));
  const keys = await rawKeys(valueOf(await unlock(vault, session.person.id)));
  const recovered = valueOf(await recover(vault, session.person.id, twoOf(sheets), passphrase));
  expect(await rawKeys(recovered.session)).toEqual(keys);
  expect(Object.keys(keys)).toContain('reserved/2');
});

test('sheets give nobody more than their roles ask for', async () => {
  const { vault, sheets } = await openedOffice(newFolder());
  const added = valueOf(await add(vault, administrator));
  const { session } = valueOf(await recover(vault, added.id, twoOf(sheets), passphrase));
  expect(session.keys.reserved).toEqual([]);
  expect(valueOf(vault.openOffice()).keyring.grants.filter(({ to }) => to === added.id)).toHaveLength(1);
});

test('recovery ends the wait of the person it helps, and says how often the passphrase was wrong', async () => {
  const { vault, session, sheets } = await openedOffice(newFolder());
  const { id } = session.person;
  for (let i = 0; i < 3; i += 1) await unlock(vault, id, 'no es la clave correcta');
  valueOf(await recover(vault, id, twoOf(sheets), passphrase));
  expect(vault.takeFailures()).toBe(3);
  expect(vault.takeFailures()).toBe(0);
  valueOf(await unlock(vault, id, passphrase));
});

test('sheets that do not open are told apart, and nothing changes', async () => {
  const folder = newFolder();
  const { vault, session, sheets } = await openedOffice(folder);
  const another = await openedOffice(newFolder());
  const keyring = readFileSync(path.join(folder, 'keyring.json'), 'utf8');
  const [first, second] = twoOf(sheets);
  const other = another.sheets[1]!.words;
  const wrong = second.replace(/\S+$/, (last) => (last === 'ábaco' ? 'abdomen' : 'ábaco'));
  const { id } = session.person;
  const fault = async (typed: TwoSheets) => faultOf(await recover(vault, id, typed, passphrase));
  expect(await fault([first, wrong])).toMatchObject({ code: 'vault/wrong-sheets', detail: { sheet: 2 } });
  expect(await fault(['nada', second])).toMatchObject({ code: 'vault/wrong-sheets', detail: { sheet: 1 } });
  expect(await fault([first, first])).toEqual({ code: 'vault/same-sheet' });
  expect(await fault([first, other])).toEqual({ code: 'vault/sheets-of-another-set' });
  expect(await fault([another.sheets[0]!.words, other])).toEqual({ code: 'vault/sheets-of-another-set' });
  expect(faultOf(await practise(vault, [first, other]))).toEqual({ code: 'vault/sheets-of-another-set' });
  expect(readFileSync(path.join(folder, 'keyring.json'), 'utf8')).toBe(keyring);
  valueOf(await unlock(vault, id));
});

test('sheets of another set with the same tag are found out as well', async () => {
  const { vault, session, sheets } = await openedOffice(newFolder());
  const old = twoOf(sheets);
  valueOf(await remake(vault));
  const tag = async (setTag: number) =>
    valueOf(
      await vault.change(undefined, ({ keyring }) => {
        const recovery = { ...keyring.recovery!, setTag };
        return Promise.resolve({
          ok: true,
          value: { keyring: { ...keyring, recovery }, value: keyring.recovery!.setTag },
        });
      }),
    );
  const { wordsToShare } = await import('../../../shared/vault/recovery-sheets.ts');
  await tag(valueOf(wordsToShare(old[0])).setTag);
  expect(faultOf(await recover(vault, session.person.id, old, passphrase))).toEqual({ code: 'vault/wrong-sheets' });
});

test('practising changes the date of it and nothing else', async () => {
  const clock = testClock();
  const { vault, sheets } = await openedOffice(newFolder(), clock);
  const before = valueOf(vault.openOffice()).keyring;
  expect(before.recovery).toMatchObject({ total: 3, need: 2, holders });
  clock.move(86_400_000);
  const practisedAt = new Date(clock.now()).toISOString();
  expect(valueOf(await practise(vault, twoOf(sheets, 2, 1)))).toEqual({ indexes: [3, 2], practisedAt });
  const after = valueOf(vault.openOffice()).keyring;
  expect({ ...after, proof: '' }).toEqual({
    ...before,
    proof: '',
    recovery: { ...before.recovery, practisedAt },
  });
});

test('new sheets: the old ones open nothing any more, the new ones everything', async () => {
  const { vault, session, sheets } = await openedOffice(newFolder());
  const made = valueOf(await remake(vault));
  expect(made[0]!.setId).not.toBe(sheets[0]!.setId);
  expect(recoveryOf(vault)).toMatchObject({ setId: made[0]!.setId });
  expect(recoveryOf(vault)).not.toHaveProperty('practisedAt');
  expect(faultOf(await recover(vault, session.person.id, twoOf(sheets), passphrase))).toEqual({
    code: 'vault/sheets-of-another-set',
  });
  valueOf(await practise(vault, twoOf(made)));
  const { keyring } = valueOf(vault.openOffice());
  expect(keyring.grants.filter(({ to }) => to === 'recovery')).toHaveLength(3);
  const recovered = valueOf(await recover(vault, session.person.id, twoOf(made, 1, 2), passphrase));
  expect(await rawKeys(recovered.session)).toEqual(await rawKeys(session));
});

test('an administrator makes new sheets with two of the old ones only', async () => {
  const { vault, session, sheets } = await openedOffice(newFolder());
  const admin = valueOf(await add(vault, administrator));
  valueOf(await unlock(vault, admin.id, chiefPassphrase));
  expect(faultOf(await remake(vault))).toEqual({ code: 'vault/key-not-held' });
  const made = valueOf(await remake(vault, twoOf(sheets)));
  expect(valueOf(vault.openOffice()).person.id).toBe(admin.id);
  const { session: recovered } = valueOf(await recover(vault, session.person.id, twoOf(made), passphrase));
  expect(await rawKeys(recovered)).toEqual(await rawKeys(session));
});

test('who holds the newest keys but not the older ones cannot make sheets that open less', async () => {
  const { vault, session } = await openedOffice(newFolder());
  const second = valueOf(await add(vault, chief));
  valueOf(
    await vault.change(undefined, ({ keyring }) => {
      const grants = keyring.grants.filter(({ to, key }) => to !== second.id || key !== 'reserved/1');
      const older = keyring.grants.filter(({ to, key }) => to === second.id && key === 'reserved/1');
      return Promise.resolve({ ok: true, value: { keyring: { ...keyring, grants }, value: older } });
    }),
  );
  valueOf(await unlock(vault, second.id, chiefPassphrase));
  expect(faultOf(await remake(vault))).toEqual({ code: 'vault/key-not-held' });
  valueOf(await unlock(vault, session.person.id, inspectorPassphrase));
  valueOf(await remake(vault));
});
