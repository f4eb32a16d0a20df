import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { portableFolder } from '../../../electron/disk/portable.ts';
import { openDevice } from '../../../electron/vault/device.ts';
import { noSystemSafe } from '../../../electron/vault/safe-storage.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'atalaya-portable-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a program is portable by the file beside it, and by nothing else', () => {
  const program = path.join(folder, 'Atalaya.exe');
  expect(portableFolder(program)).toBeUndefined();
  writeFileSync(path.join(folder, 'atalaya-portable.txt'), '');
  expect(portableFolder(program)).toBeUndefined();
  writeFileSync(path.join(folder, 'atalaya-portable'), '');
  expect(portableFolder(program)).toBe(path.join(folder, 'datos'));
});

test('no secret of this computer is made for an office on a stick', async () => {
  const device = openDevice(folder, noSystemSafe);
  expect(await device.findOrMake()).toBeUndefined();
  expect(await device.find('0000000000000000')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});
