// What a newer version wrote is told for what it is, before anything is touched.
import 'fake-indexeddb/auto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseManifest, serialiseManifest } from '../../../electron/snapshots/manifest.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import { makeTransport } from '../../../renderer/keys.ts';
import { parseEnvelope } from '../../../shared/bundle/envelope.ts';
import { fromUtf8, utf8 } from '../../../shared/kernel/bytes.ts';
import { newId } from '../../../shared/kernel/id.ts';
import type * as payload from '../../../shared/journal/payload.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { released } from '../../released/released.ts';
import { goldenBundles, openGolden } from '../../support/golden-bundles.ts';
import { openProfile, startProfile } from '../../support/profile-office.ts';
import { fakeStorageManager, got } from '../../support/session.ts';
import { officeInput } from '../../support/vault-builder.ts';

const writesNewer = vi.hoisted(() => ({ isOn: false }));
vi.mock('../../../shared/journal/payload.ts', async (original) => {
  const real = await original<typeof payload>();
  const encodeWrites: typeof real.encodeWrites = (written) => {
    const bytes = real.encodeWrites(written);
    const at = Buffer.from(bytes).indexOf('"version":1');
    if (writesNewer.isOn) bytes[at + '"version":'.length] = '2'.charCodeAt(0);
    return bytes;
  };
  return { ...real, encodeWrites };
});

fakeStorageManager();
const { folder, known, clock } = released.at(-1)!;
let userData: string;
beforeEach(() => {
  userData = mkdtempSync(path.join(tmpdir(), 'atalaya-newer-'));
  cpSync(path.join(folder, 'profile'), userData, { recursive: true });
  writesNewer.isOn = false;
});
afterEach(() => rmSync(userData, { recursive: true, force: true }));

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.fault.code);
const vaultFile = (name: string): string => path.join(userData, 'vault', name);

/** Every file with its bytes; passphrase attempts are counted, whatever else is refused. */
function disk(): Readonly<Record<string, string>> {
  const names = readdirSync(userData, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(userData, name)).isFile(),
  );
  return Object.fromEntries(
    names
      .filter((name) => !name.endsWith('attempts.json'))
      .map((name) => [name, readFileSync(path.join(userData, name)).toString('base64')]),
  );
}

const open = () => openProfile({ userData, clock, database: newId() }, known.person);

test.each([
  ['both files', ['keyring.json', 'keyring.previous.json']],
  ['the first file', ['keyring.json']],
  ['only the copy, which is written first', ['keyring.previous.json']],
])('a keyring of a later format (%s)', async (_, names) => {
  for (const name of names) {
    const text = readFileSync(vaultFile(name), 'utf8');
    writeFileSync(vaultFile(name), text.replace('"format": 2', '"format": 3').replace('"policy"', '"policies"'));
  }
  const before = disk();
  const main = await startProfile({ userData, clock });
  expect(main.vault.officeState()).toEqual({ state: 'newer', name: '', restored: false });
  expect(codeOf(await main.host.listPeople({}))).toBe('vault/newer');
  const { publicKey: transport } = await makeTransport();
  const again = { ...officeInput, holders: [...officeInput.holders], transport };
  expect(codeOf(await main.host.createOffice(again))).toBe('vault/newer');
  const unlocked = await main.host.unlock({ personId: newId(), passphrase: known.person.passphrase, transport });
  expect(codeOf(unlocked)).toBe('vault/newer');
  expect(disk()).toEqual(before);
});

test('a keyring that a newer version wrote while the office was open is not written over', async () => {
  const office = got(await open());
  const newer = readFileSync(vaultFile('keyring.json'), 'utf8').replace('"format": 2', '"format": 3');
  writeFileSync(vaultFile('keyring.json'), newer);
  expect(codeOf(await office.host.setPolicy({ policy: { idleMinutes: 5 } }))).toBe('vault/newer');
  expect(readFileSync(vaultFile('keyring.json'), 'utf8')).toBe(newer);
  await office.ledger.close();
});

test('a file of the journal in a later layout', async () => {
  const files = readdirSync(path.join(userData, 'journal')).filter((name) => name.endsWith('.atj'));
  const file = path.join(userData, 'journal', files.at(-1) ?? '');
  const bytes = readFileSync(file);
  bytes.write('ATJOURN2', 0, 'latin1');
  bytes.write('ATJOURN2', 128, 'latin1');
  writeFileSync(path.join(userData, 'journal', '000099.atj'), bytes);
  const before = disk();
  expect(codeOf(await open())).toBe('journal/newer');
  expect(disk()).toEqual(before);
});

test('one damaged copy of the header that happens to look newer is damage, and is read past', async () => {
  const files = readdirSync(path.join(userData, 'journal')).filter((name) => name.endsWith('.atj'));
  const file = path.join(userData, 'journal', files[0] ?? '');
  const bytes = readFileSync(file);
  bytes.write('ATJOURN2', 0, 'latin1');
  writeFileSync(file, bytes);
  const office = got(await open());
  await office.ledger.close();
});

test('frames of a later version behind frames of this one', async () => {
  const office = got(await open());
  writesNewer.isOn = true;
  got(await office.ledger.record({ action: 'viewed' }));
  await office.ledger.close();
  writesNewer.isOn = false;
  const before = disk();
  expect(codeOf(await open())).toBe('journal/newer');
  expect(disk()).toEqual(before);
});

test('a copy of a later format, or of a later layout of the tables', async () => {
  const bytes = readFileSync(path.join(folder, known.snapshot));
  const file = path.join(userData, known.snapshot);
  writeFileSync(file, Buffer.from(bytes.toString('latin1').replace(/"format": [12]/, '"format": 3'), 'latin1'));
  expect(codeOf(await snapshotJobs.verify(file))).toBe('snapshot/newer');
  const { manifest } = got(await snapshotJobs.verify(path.join(folder, known.snapshot)));
  expect(codeOf(await parseManifest(await serialiseManifest(manifest)))).toBe('ok');
  expect(codeOf(await parseManifest(await serialiseManifest({ ...manifest, layout: 3 })))).toBe('snapshot/newer');
});

test('a bundle of a later format', async () => {
  const tar = await openGolden(goldenBundles[0]!);
  // the envelope is the first file of the archive
  const size = Number.parseInt(fromUtf8(tar.subarray(124, 135)), 8);
  const envelope = fromUtf8(tar.subarray(512, 512 + size));
  expect(codeOf(parseEnvelope(utf8(envelope)))).toBe('ok');
  expect(codeOf(parseEnvelope(utf8(envelope.replace('traspaso/v1', 'traspaso/v2'))))).toBe('bundle/newer-version');
});
