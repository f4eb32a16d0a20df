import fs from 'node:fs/promises';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { checkWritable } from '../../../electron/disk/writable.ts';

vi.mock('node:fs/promises', { spy: true });
afterEach(() => vi.restoreAllMocks());

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'atalaya-writable-'));

test('a folder that takes files is left as it was', async () => {
  const folder = newFolder();
  writeFileSync(path.join(folder, 'there'), '1');
  expect(await checkWritable(folder)).toEqual({ ok: true, value: undefined });
  expect(readdirSync(folder)).toEqual(['there']);
});

test('a folder that is not there is made', async () => {
  const folder = path.join(newFolder(), 'a', 'b');
  expect(await checkWritable(folder)).toMatchObject({ ok: true });
  expect(readdirSync(folder)).toEqual([]);
});

test('a file in the place of the folder', async () => {
  const file = path.join(newFolder(), 'file');
  writeFileSync(file, '');
  expect(await checkWritable(file)).toMatchObject({ ok: false, fault: { code: 'file/cannot-write' } });
});

test.each([
  ['EACCES', { code: 'file/cannot-write', detail: { reason: 'EACCES' } }],
  ['EROFS', { code: 'file/cannot-write', detail: { reason: 'EROFS' } }],
  ['ENOSPC', { code: 'file/disk-full' }],
])('a disk that answers %s', async (code, fault) => {
  const folder = newFolder();
  vi.mocked(fs.writeFile).mockRejectedValue(Object.assign(new Error('no'), { code }));
  expect(await checkWritable(folder)).toEqual({ ok: false, fault });
});
