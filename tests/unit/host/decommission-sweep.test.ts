import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { destroyFiles, finishDecommission, promiseDestruction } from '../../../electron/decommission-sweep.ts';
import { newFolder, valueOf } from '../../support/vault-builder.ts';

const vaultId = '11111111-2222-4333-8444-555555555555';
const otherId = '99999999-2222-4333-8444-555555555555';
const at = '2026-11-24T15:00:00.000Z';

/** What lies in the profile of an office in use: ours, what was put aside, and Chromium's. */
const files = [
  'vault/keyring.json',
  'vault/credentials/a.sealed',
  'journal/00001.atj',
  'journal/aside-20261101T000000/00001.atj',
  'copias/LCE-20261124T150000Z-12.atalaya',
  'copias/evidencias/7c/7c9e.bin',
  'evidencias/7c/7c9e.bin',
  'evidencias/por-asentar/7c9e.json',
  'logs/atalaya.log',
  'aside-20261101T000000/vault/keyring.json',
  'restore-unpacking/journal/00001.atj',
  'restored.json',
  'last-folder.txt',
  'snapshot-place.json',
  'engine.json',
  'IndexedDB/app_office_0.indexeddb.leveldb/000003.log',
  'Local Storage/leveldb/000003.log',
  'blob_storage/x/1',
  'GPUCache/data_1',
  'Preferences',
];

function fill(keyring: string = JSON.stringify({ format: 2, vaultId })): string {
  const userData = newFolder();
  for (const name of files) {
    const file = path.join(userData, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, name === 'vault/keyring.json' ? keyring : `secreto de ${name} `.repeat(30));
  }
  symlinkSync('equipo-4711', path.join(userData, 'SingletonLock'));
  return userData;
}

test('without the promise nothing is touched', async () => {
  const userData = fill();
  expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'none' });
  for (const name of files) expect(existsSync(path.join(userData, name))).toBe(true);
  expect(await finishDecommission(path.join(userData, 'nowhere'))).toEqual({ ok: true, value: 'none' });
});

test('the next start destroys everything, and only the lock of the running app stays', async () => {
  const userData = fill();
  valueOf(await promiseDestruction(userData, vaultId, at));
  expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'finished' });
  expect(readdirSync(userData)).toEqual(['SingletonLock']);
  expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'none' });
});

test('what can hold keys or records is overwritten before it goes, also what was put aside', async () => {
  const userData = fill();
  const kept = newFolder();
  // sealed evidence is only deleted: its keys lie in the journal
  const watched = files.filter((name) => /^(?:vault|journal|copias\/LCE|aside|restore|logs|last)/.test(name));
  expect(watched).toHaveLength(10);
  const before = watched.map((name, i) => {
    linkSync(path.join(userData, name), path.join(kept, String(i)));
    return readFileSync(path.join(userData, name));
  });
  valueOf(await promiseDestruction(userData, vaultId, at));
  valueOf(await finishDecommission(userData));
  before.forEach((content, i) => {
    const now = readFileSync(path.join(kept, String(i)));
    expect(now).toHaveLength(content.length);
    expect(now.filter((byte, place) => byte === content[place]).length).toBeLessThan(content.length / 4);
  });
});

test.each(files.map((_, i) => i))('a power cut after %d files: the next start destroys the rest', async (gone) => {
  const userData = fill();
  valueOf(await promiseDestruction(userData, vaultId, at));
  for (const name of files.slice(0, gone)) rmSync(path.join(userData, name));
  // and in the middle of overwriting one
  writeFileSync(path.join(userData, files[gone]!), new Uint8Array([0xff, 0, 0x7b]));
  expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'finished' });
  expect(readdirSync(userData)).toEqual(['SingletonLock']);
});

test('at once: journal, snapshots, log and what was put aside; what the window holds stays for the next start', async () => {
  const userData = fill();
  valueOf(await promiseDestruction(userData, vaultId, at));
  expect(await destroyFiles(userData)).toBe(true);
  const left = readdirSync(userData);
  for (const name of [
    'vault',
    'journal',
    'copias',
    'evidencias',
    'logs',
    'aside-20261101T000000',
    'restore-unpacking',
  ]) {
    expect(left).not.toContain(name);
  }
  for (const name of ['IndexedDB', 'Local Storage', 'Preferences', 'decommission.json']) expect(left).toContain(name);
});

test('the promise about one office destroys no other one that was put in its place', async () => {
  const userData = fill(JSON.stringify({ format: 2, vaultId: otherId }));
  valueOf(await promiseDestruction(userData, vaultId, at));
  expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'none' });
  for (const name of files) expect(existsSync(path.join(userData, name))).toBe(true);
  expect(existsSync(path.join(userData, 'decommission.json'))).toBe(false);
});

test.each(['', '{', '{"format":2}', `{"format":1,"at":"gestern","vaultId":"${vaultId}"}`, '[]'])(
  'a file that is no promise of ours destroys nothing: %s',
  async (text) => {
    const userData = fill();
    writeFileSync(path.join(userData, 'decommission.json'), text);
    expect(await finishDecommission(userData)).toEqual({ ok: true, value: 'none' });
    for (const name of files) expect(existsSync(path.join(userData, name))).toBe(true);
  },
);

test('a link to somewhere else is taken away, and what it leads to stays', async () => {
  const userData = fill();
  const outside = newFolder();
  writeFileSync(path.join(outside, 'foto.jpg'), 'ajeno');
  symlinkSync(outside, path.join(userData, 'enlace'));
  valueOf(await promiseDestruction(userData, vaultId, at));
  valueOf(await finishDecommission(userData));
  expect(readdirSync(userData)).toEqual(['SingletonLock']);
  expect(readFileSync(path.join(outside, 'foto.jpg'), 'utf8')).toBe('ajeno');
});
