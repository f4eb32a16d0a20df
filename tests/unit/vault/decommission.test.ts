import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { calls } from '../../../shared/ipc/contract.ts';
import { parse } from 'valibot';
import {
  add,
  administrator,
  chiefPassphrase,
  fakeSafe,
  faultOf,
  inspectorPassphrase,
  liaison,
  newFolder,
  office,
  officeInput,
  openedOffice,
  startVault,
  testClock,
  unlock,
  valueOf,
} from '../../support/vault-builder.ts';

const input = { passphrase: inspectorPassphrase, officeName: office.name };

test('it takes the right, the passphrase and the name of the office; nothing is destroyed by asking', async () => {
  const folder = newFolder();
  const { vault, session } = await openedOffice(folder);
  const added = valueOf(await add(vault, liaison));
  valueOf(await add(vault, administrator));
  const before = readFileSync(path.join(folder, 'keyring.json'));
  expect(faultOf(await vault.decommission({ ...input, officeName: 'Oficina Regional' }))).toEqual({
    code: 'vault/wrong-name',
  });
  expect(faultOf(await vault.decommission({ ...input, passphrase: chiefPassphrase }))).toMatchObject({
    code: 'vault/wrong-passphrase',
  });
  const facts = valueOf(await vault.decommission({ ...input, officeName: `  ${office.name.replace(' ', '  ')}` }));
  expect(facts).toMatchObject({
    vaultId: session.vaultId,
    office,
    person: session.person,
    counts: { people: 3, left: 0, sheets: 3, imported: 0, grants: 10 },
  });
  expect(facts.fingerprints.map(({ key }) => key)).toEqual([
    'authority',
    'protected/1',
    ...valueOf(vault.listPeople()).map(({ id }) => id),
    'recovery',
  ]);
  for (const { sha256 } of facts.fingerprints) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(facts.fingerprints.map(({ sha256 }) => sha256)).size).toBe(facts.fingerprints.length);
  expect(readFileSync(path.join(folder, 'keyring.json'))).toEqual(before);
  valueOf(await unlock(vault, added.id, chiefPassphrase));
  expect(faultOf(await vault.decommission(input))).toMatchObject({ code: 'access/denied' });
});

test('wiping: every file is overwritten before it goes, the office is new, and nobody is signed in', async () => {
  const folder = newFolder();
  const { vault } = await openedOffice(folder, testClock(), { safe: fakeSafe('pc') });
  mkdirSync(path.join(folder, 'credentials'));
  for (const name of [
    'credentials/a.sealed',
    'keyring.format-1.json',
    'keyring.damaged-1.json',
    'device.0a0b0c0d.bin',
  ]) {
    writeFileSync(path.join(folder, name), `secreto de ${name}`.repeat(50));
  }
  // a second name for each file shows what became of its blocks
  const kept = newFolder();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  const contents = names.map((name, i) => {
    linkSync(path.join(folder, name), path.join(kept, String(i)));
    return readFileSync(path.join(folder, name));
  });
  expect(names).toHaveLength(7);
  const { officeKey } = valueOf(vault.openOffice());
  expect(valueOf(await vault.wipe())).toBe(7);
  expect(existsSync(folder)).toBe(false);
  for (const [i, content] of contents.entries()) {
    const now = readFileSync(path.join(kept, String(i)));
    expect(now).toHaveLength(content.length);
    const same = now.filter((byte, at) => byte === content[at]).length;
    expect(same).toBeLessThan(content.length / 8);
  }
  expect(officeKey.every((byte) => byte === 0)).toBe(true);
  expect(vault.officeState().state).toBe('new');
  expect(faultOf(vault.openOffice())).toEqual({ code: 'vault/missing' });
  parse(calls.listPeople.output, vault.listPeople());
  valueOf(await vault.createOffice(officeInput));
});

test.skipIf(process.getuid?.() === 0)(
  'a file that cannot be destroyed is told, and the office stays locked',
  async () => {
    const folder = newFolder();
    const { vault } = await openedOffice(folder);
    chmodSync(path.join(folder, 'keyring.json'), 0o400);
    expect(faultOf(await vault.wipe())).toMatchObject({ code: 'file/cannot-write' });
    expect(vault.officeState().state).toBe('locked');
    chmodSync(path.join(folder, 'keyring.json'), 0o600);
    valueOf(await vault.wipe());
    expect((await startVault(folder)).officeState().state).toBe('new');
  },
);
