import * as fs from 'node:fs/promises';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  clearRestored,
  findRestored,
  isRestored,
  restoreSnapshot,
  resumeRestore,
} from '../../../electron/snapshots/restore.ts';
import { snapshotJobs } from '../../../electron/snapshots/snapshot-jobs.ts';
import {
  codeOf,
  JournalBuilder,
  keyringText,
  madeSnapshot,
  newFolder,
  officeFolder,
  valueOf,
} from './snapshot-builder.ts';

// The modules under test get the real functions; a test may let the process "die" at any call of them.
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  const names = ['open', 'rename', 'mkdir', 'rm', 'rmdir', 'copyFile', 'unlink', 'readdir', 'stat'] as const;
  return { ...real, ...Object.fromEntries(names.map((name) => [name, vi.fn(real[name] as never)])) };
});
const changing = ['open', 'rename', 'mkdir', 'rm', 'rmdir', 'copyFile', 'unlink'] as const;
const real = await vi.importActual<typeof fs>('node:fs/promises');

afterEach(() => {
  for (const name of changing) vi.mocked(fs[name]).mockImplementation(real[name] as never);
});

class Killed extends Error {}

/** From the nth call on nothing reaches the disk any more. @returns how many calls there were */
function dieAt(n: number): { readonly calls: () => number } {
  let calls = 0;
  for (const name of changing) {
    vi.mocked(fs[name]).mockImplementation(((...args: unknown[]) => {
      calls += 1;
      if (calls >= n) return Promise.reject(new Killed());
      return (real[name] as (...all: unknown[]) => Promise<unknown>)(...args);
    }) as never);
  }
  return { calls: () => calls };
}

const now = '2026-11-25T08:30:00.000Z';
const otherKeyring = '{"format":2,"vaultId":"today"}\n';

/** A profile with an office in use, and a snapshot of another day. */
async function profile() {
  const taken = await madeSnapshot(await officeFolder());
  const userData = newFolder();
  await officeFolder(await new JournalBuilder().append(7), userData);
  writeFileSync(path.join(userData, 'vault', 'keyring.json'), otherKeyring);
  writeFileSync(path.join(userData, 'vault', 'device.bin'), 'secret of this computer');
  writeFileSync(path.join(userData, 'vault', 'attempts.json'), '{"format":1,"people":{}}');
  return { userData, taken };
}

/** Every file below a folder with its content, by path. */
function contents(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile()).sort();
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]));
}

function restore(userData: string, { file, manifest }: Awaited<ReturnType<typeof madeSnapshot>>) {
  return restoreSnapshot({ userData, file, manifest, now, work: snapshotJobs });
}

test('the snapshot takes the place of the office, which is put aside as it was', async () => {
  const { userData, taken } = await profile();
  const before = contents(userData);
  expect(await isRestored(userData)).toBe(false);
  valueOf(await restore(userData, taken));
  const after = contents(userData);
  for (const [name, bytes] of before) expect(after.get(path.join('aside-20261125T083000', name)) ?? bytes).toBe(bytes);
  expect(readFileSync(path.join(userData, 'vault', 'keyring.json'), 'utf8')).toBe(keyringText());
  expect(readFileSync(path.join(userData, 'vault', 'keyring.previous.json'), 'utf8')).toBe(keyringText());
  expect(readdirSync(path.join(userData, 'journal'))).toEqual(['000001.atj', '000002.atj']);
  expect(readFileSync(path.join(userData, 'aside-20261125T083000', 'vault', 'keyring.json'), 'utf8')).toBe(
    otherKeyring,
  );
  expect(readdirSync(userData).sort()).toEqual([
    'aside-20261125T083000',
    'copias',
    'journal',
    'restored.json',
    'vault',
  ]);
  expect(await isRestored(userData)).toBe(true);
  expect(await findRestored(userData)).toEqual({ snapshot: taken.name, madeAt: taken.manifest.madeAt });
  await clearRestored(userData);
  expect(await isRestored(userData)).toBe(false);
});

test('what belongs to this computer stays with it', async () => {
  const { userData, taken } = await profile();
  // a trust list that went back with a copy would forget revocations
  const kept = ['trust', 'root'].map((what) => `exchange-${what}-6f1c3d1e-0000-4000-8000-000000000001.sealed`);
  for (const name of kept) writeFileSync(path.join(userData, 'vault', name), name);
  valueOf(await restore(userData, taken));
  for (const name of kept) expect(readFileSync(path.join(userData, 'vault', name), 'utf8')).toBe(name);
  expect(readFileSync(path.join(userData, 'vault', 'device.bin'), 'utf8')).toBe('secret of this computer');
  expect(existsSync(path.join(userData, 'vault', 'attempts.json'))).toBe(true);
});

test('on a computer without an office there is nothing to put aside', async () => {
  const { taken } = await profile();
  const userData = newFolder();
  valueOf(await restore(userData, taken));
  expect(readdirSync(userData).sort()).toEqual(['journal', 'restored.json', 'vault']);
});

test('restoring twice in the same second puts both aside', async () => {
  const { userData, taken } = await profile();
  valueOf(await restore(userData, taken));
  valueOf(await restore(userData, taken));
  expect(readdirSync(userData).filter((name) => name.startsWith('aside-'))).toEqual([
    'aside-20261125T083000',
    'aside-20261125T083000-1',
  ]);
});

describe('a kill', () => {
  test('at any step leaves the old office whole or the new one in place, after the next start', async () => {
    const { userData: first, taken } = await profile();
    const counting = dieAt(Number.POSITIVE_INFINITY);
    valueOf(await restore(first, taken));
    const steps = counting.calls();
    expect(steps).toBeGreaterThan(30);
    const outcomes = new Set<string>();
    for (let n = 1; n <= steps; n += 1) {
      const { userData } = await profile();
      const before = contents(userData);
      dieAt(n);
      await restore(userData, taken).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      outcomes.add(await nextStart(userData, before, n));
    }
    expect(outcomes).toEqual(new Set(['old', 'new']));
  }, 60_000);

  test('during the resuming is resumed in turn', async () => {
    const { userData, taken } = await profile();
    const before = contents(userData);
    // dies right behind the rename that makes it ready
    const rename = vi.mocked(fs.rename);
    rename.mockImplementation(async (from, to) => {
      if (path.basename(String(from)) === 'vault' || path.basename(String(from)) === 'journal') throw new Killed();
      await real.rename(from, to);
    });
    await expect(restore(userData, taken)).rejects.toThrow(Killed);
    for (let n = 1; n < 40; n += 1) {
      dieAt(n);
      await resumeRestore(userData).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    }
    expect(await nextStart(userData, before, 0)).toBe('new');
  });

  async function nextStart(userData: string, before: Map<string, string>, n: number): Promise<'old' | 'new'> {
    for (const name of changing) vi.mocked(fs[name]).mockImplementation(real[name] as never);
    await resumeRestore(userData);
    const after = contents(userData);
    expect([...after.keys()].filter((name) => name.startsWith('restore-'))).toEqual([]);
    expect(readdirSync(userData).filter((name) => name.startsWith('restore-'))).toEqual([]);
    if (!(await isRestored(userData))) {
      expect([n, after]).toEqual([n, before]);
      return 'old';
    }
    expect(readFileSync(path.join(userData, 'vault', 'keyring.json'), 'utf8')).toBe(keyringText());
    expect(readdirSync(path.join(userData, 'journal'))).toEqual(['000001.atj', '000002.atj']);
    for (const [name, bytes] of before) {
      if (/^(vault|journal)/.test(name)) expect(after.get(path.join('aside-20261125T083000', name))).toBe(bytes);
    }
    return 'new';
  }
});

test('a start without anything to resume changes nothing, even without a profile', async () => {
  const { userData } = await profile();
  const before = contents(userData);
  expect(await resumeRestore(userData)).toBe(false);
  expect(contents(userData)).toEqual(before);
  expect(await resumeRestore(path.join(userData, 'nothing'))).toBe(false);
});

test('a damaged snapshot, or another under the same name, changes nothing', async () => {
  const { userData, taken } = await profile();
  const before = contents(userData);
  const bytes = readFileSync(taken.file);
  bytes[bytes.length - 3000]! ^= 1;
  writeFileSync(taken.file, bytes);
  expect(codeOf(await restore(userData, taken))).toBe('snapshot/damaged');
  expect(contents(userData)).toEqual(before);
  const other = await madeSnapshot(await officeFolder(await new JournalBuilder().append(9)));
  writeFileSync(taken.file, readFileSync(other.file));
  expect(codeOf(await restore(userData, taken))).toBe('snapshot/damaged');
  expect(codeOf(await restore(userData, { ...taken, file: path.join(userData, 'gone.atalaya') }))).toBe(
    'snapshot/unknown',
  );
  expect(contents(userData)).toEqual(before);
});

test('a full disk changes nothing and leaves nothing behind', async () => {
  const { userData, taken } = await profile();
  const before = contents(userData);
  vi.mocked(fs.open).mockImplementation(async (name, flags, mode) => {
    const handle = await real.open(name, flags, mode);
    if (String(name).includes('restore-unpacking')) {
      handle.write = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    }
    return handle;
  });
  expect(codeOf(await restore(userData, taken))).toBe('file/disk-full');
  expect(contents(userData)).toEqual(before);
  expect(existsSync(path.join(userData, 'restore-unpacking'))).toBe(false);
});

test('a mark that cannot be read still says that the office was put back', async () => {
  const userData = newFolder();
  mkdirSync(path.join(userData, 'vault'));
  writeFileSync(path.join(userData, 'restored.json'), '{');
  expect(await isRestored(userData)).toBe(true);
  expect(await findRestored(userData)).toEqual({ snapshot: '', madeAt: undefined });
});
