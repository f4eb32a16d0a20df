import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataPlace, portableFolder } from '../../../electron/disk/portable.ts';
import { openDevice } from '../../../electron/vault/device.ts';
import { noSystemSafe } from '../../../electron/vault/safe-storage.ts';
import { en } from '../../../renderer/text/en.ts';
import { es } from '../../../renderer/text/es.ts';
import { fr } from '../../../renderer/text/fr.ts';

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

test('an office of a portable program is bound to no computer, also where another folder was asked for', () => {
  const program = path.join(folder, 'Atalaya.exe');
  expect(dataPlace(program, undefined, '/usual')).toEqual({ folder: '/usual', bindsToComputer: true });
  expect(dataPlace(program, '/asked', '/usual')).toEqual({ folder: '/asked', bindsToComputer: true });
  writeFileSync(path.join(folder, 'atalaya-portable'), '');
  const beside = path.join(folder, 'datos');
  expect(dataPlace(program, undefined, '/usual')).toEqual({ folder: beside, bindsToComputer: false });
  expect(dataPlace(program, '/asked', '/usual')).toEqual({ folder: '/asked', bindsToComputer: false });
});

test('who updates by hand is told to spare the folder in which the office lies', () => {
  writeFileSync(path.join(folder, 'atalaya-portable'), '');
  const data = path.basename(portableFolder(path.join(folder, 'Atalaya.exe')) ?? '');
  for (const texts of [es, en, fr]) {
    expect(texts['faults.update/by-hand.todo']).toContain(data);
    expect(texts['updates.byHand']).toContain(data);
  }
});

test('no secret of this computer is made for an office on a stick', async () => {
  const device = openDevice(folder, noSystemSafe);
  expect(await device.findOrMake()).toBeUndefined();
  expect(await device.find('0000000000000000')).toBeUndefined();
  expect(await readdir(folder)).toEqual([]);
});
