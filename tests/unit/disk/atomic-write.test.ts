import * as fs from 'node:fs/promises';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { PRIVATE, systemCode, writeAtomically, writeFault } from '../../../electron/disk/atomic-write.ts';
import { utf8 } from '../../../shared/kernel/bytes.ts';
import { faultOf, newFolder } from '../../support/vault-builder.ts';

// The module under test gets the real functions, each of which a test may make fail.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, rename: vi.fn(real.rename), open: vi.fn(real.open) };
});
const real = await vi.importActual<typeof fs>('node:fs/promises');
const rename = vi.mocked(fs.rename);
const open = vi.mocked(fs.open);

afterEach(() => {
  rename.mockReset().mockImplementation(real.rename);
  open.mockReset().mockImplementation(real.open);
});

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

async function target(content?: string): Promise<{ folder: string; file: string }> {
  const folder = newFolder();
  const file = path.join(folder, 'keyring.json');
  if (content !== undefined) await real.writeFile(file, content);
  return { folder, file };
}

test('it writes a new file and replaces an old one, for the owner only when asked, leaving nothing else', async () => {
  const { folder, file } = await target();
  for (const content of ['first', 'second, longer', '3']) {
    expect(await writeAtomically(file, utf8(content), PRIVATE)).toEqual({ ok: true });
    expect(await real.readFile(file, 'utf8')).toBe(content);
  }
  expect(await real.readdir(folder)).toEqual(['keyring.json']);
  if (process.platform !== 'win32') expect((await real.stat(file)).mode & 0o777).toBe(0o600);
});

test('the content is flushed before the rename and once more after it', async () => {
  const { folder, file } = await target('old');
  const steps: string[] = [];
  open.mockImplementation(async (name, flags, mode) => {
    const handle = await real.open(name, flags, mode);
    const sync = handle.sync.bind(handle);
    handle.sync = async () => {
      await sync();
      steps.push(`flush ${name === file ? 'target' : name === folder ? 'folder' : 'temporary'}`);
    };
    return handle;
  });
  rename.mockImplementation(async (from, to) => {
    await real.rename(from, to);
    steps.push('rename');
  });
  await writeAtomically(file, utf8('new'));
  expect(steps).toEqual(['flush temporary', 'rename', 'flush target', 'flush folder']);
});

test.each(['EPERM', 'EBUSY', 'EACCES'])('a file held for a moment (%s) is waited for', async (code) => {
  const { file } = await target('old');
  rename.mockRejectedValueOnce(systemError(code)).mockRejectedValueOnce(systemError(code));
  expect(await writeAtomically(file, utf8('new'))).toEqual({ ok: true });
  expect(await real.readFile(file, 'utf8')).toBe('new');
});

test('a full disk leaves the old file and no rubbish', async () => {
  const { folder, file } = await target('old');
  open.mockImplementation(async (name, flags, mode) => {
    const handle = await real.open(name, flags, mode);
    handle.writeFile = () => Promise.reject(systemError('ENOSPC'));
    return handle;
  });
  expect(faultOf(await writeAtomically(file, utf8('new')))).toEqual({ code: 'file/disk-full' });
  expect(await real.readFile(file, 'utf8')).toBe('old');
  expect(await real.readdir(folder)).toEqual(['keyring.json']);
});

test('a rename that never succeeds leaves the old file and names the reason', async () => {
  const { folder, file } = await target('old');
  rename.mockRejectedValue(systemError('EBUSY'));
  expect(faultOf(await writeAtomically(file, utf8('new')))).toEqual({
    code: 'file/cannot-write',
    detail: { reason: 'EBUSY' },
  });
  expect(await real.readFile(file, 'utf8')).toBe('old');
  expect(await real.readdir(folder)).toEqual(['keyring.json']);
}, 10_000);

test('a folder that is not there is a fault', async () => {
  const missing = path.join(newFolder(), 'no', 'keyring.json');
  expect(faultOf(await writeAtomically(missing, utf8('x')))).toEqual({
    code: 'file/cannot-write',
    detail: { reason: 'ENOENT' },
  });
});

test('what did not come from the file system is a bug and stays one', () => {
  const bug = new TypeError('undefined is not a function');
  expect(() => writeFault(bug)).toThrow(bug);
  expect(systemCode(Object.assign(new Error(''), { code: 'ERR_INVALID_ARG_TYPE' }))).toBeUndefined();
});
