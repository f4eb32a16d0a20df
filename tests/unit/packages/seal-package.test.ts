import { createHash } from 'node:crypto';
import { open, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { build } from 'vite';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { copyOut } from '../../../electron/disk/copy-out.ts';
import { createPackageThreads } from '../../../electron/packages/package-thread.ts';
import { packageFiles } from '../../../shared/referral/package-content.ts';
import { openPackage } from '../../../electron/packages/seal-package.ts';
import type { Sealing } from '../../../electron/packages/seal-stream.ts';
import { randomBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { manifestText } from '../../../shared/referral/package-content.ts';
import { codeOf, newFolder, valueOf } from '../snapshots/snapshot-builder.ts';
import { unseal, untar } from '../../support/package-reader.ts';

const at = '2026-11-24T15:00:07.123Z';
const words = 'flauta arpa soldado paloma gratis hueso';
let identity: string;
let keys: Sealing;
beforeAll(async () => {
  identity = await generateX25519Identity();
  keys = { kind: 'keys', keys: [await identityToRecipient(identity)] };
});
afterEach(() => vi.restoreAllMocks());

const files: readonly (readonly [string, Bytes])[] = [
  ['LEAME.txt', utf8('\uFEFFhola\r\n')],
  ['acuse.pdf', new Uint8Array(0)],
  ['pruebas/prueba-001.jpg', new Uint8Array(3_000_001).fill(7)],
  ['pruebas/prueba-002.jpg', new Uint8Array(512)],
];
const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const newFile = (): string => path.join(newFolder(), 'paquete.tmp');

/** Makes file handles fail as a disk does. */
async function failing(method: 'write' | 'sync' | 'writeFile', code: string, after = 0): Promise<void> {
  const handle = await open(path.join(newFolder(), 'x'), 'w');
  const prototype = Object.getPrototypeOf(handle) as Record<string, (...given: unknown[]) => Promise<unknown>>;
  await handle.close();
  const whole = prototype[method]!;
  let calls = 0;
  vi.spyOn(prototype, method).mockImplementation(function (this: unknown, ...given: unknown[]) {
    calls += 1;
    return calls > after ? Promise.reject(Object.assign(new Error(code), { code })) : Reflect.apply(whole, this, given);
  });
}

describe('a package', () => {
  test('is a tar of regular files in an age file, with a manifest that it made itself', async () => {
    const file = newFile();
    const opened = valueOf(await openPackage({ file, sealing: keys, at }));
    for (const [name, bytes] of files) valueOf(await opened.add(name, bytes));
    valueOf(await opened.list(packageFiles.manifest));
    const sealed = valueOf(await opened.finish());
    const bytes = await readFile(file);
    expect([sealed.sha256, sealed.size]).toEqual([sha(bytes), bytes.length]);
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
    const found = await untar(await unseal(bytes, { identity }));
    expect(found.map(({ header }) => header.name)).toEqual([...files.map(([name]) => name), 'manifest-sha256.txt']);
    for (const [i, [, content]] of files.entries()) expect(sha(found[i]!.bytes)).toBe(sha(content));
    for (const { header } of found) {
      expect(header).toMatchObject({ type: 'file', uid: 0, gid: 0, uname: '', gname: '', mode: 0o644, linkname: null });
      expect(header.mtime.toISOString()).toBe('2026-11-24T15:00:07.000Z');
      expect(header.pax ?? null).toBeNull();
    }
    const listed = files.map(([name, content]) => ({ name, size: content.length, sha256: sha(content) }));
    expect(Buffer.from(found.at(-1)!.bytes).toString()).toBe(manifestText(listed));
    expect(sealed.files.slice(0, -1)).toEqual(listed);
  });

  test('for a post-quantum key opens with it, and with no other', async () => {
    const own = await generateHybridIdentity();
    const file = newFile();
    const sealing: Sealing = { kind: 'keys', keys: [await identityToRecipient(own)] };
    const opened = valueOf(await openPackage({ file, sealing, at }));
    valueOf(await opened.add('LEAME.txt', utf8('x')));
    valueOf(await opened.list(packageFiles.manifest));
    valueOf(await opened.finish());
    const bytes = await readFile(file);
    expect(await untar(await unseal(bytes, { identity: own }))).toHaveLength(2);
    await expect(unseal(bytes, { identity })).rejects.toThrow();
  });

  test('under words has the work factor that age itself opens, and opens with the words alone', async () => {
    const file = newFile();
    const opened = valueOf(await openPackage({ file, sealing: { kind: 'words', words }, at }));
    valueOf(await opened.add('LEAME.txt', utf8('x')));
    valueOf(await opened.list(packageFiles.manifest));
    valueOf(await opened.finish());
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 120).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 18\n/);
    expect(await untar(await unseal(bytes, { words }))).toHaveLength(2);
  }, 60_000);

  test('holds nothing readable on the disk at any time', async () => {
    const file = newFile();
    const secret = utf8('María Auxiliadora '.repeat(8000));
    const opened = valueOf(await openPackage({ file, sealing: keys, at }));
    valueOf(await opened.add('remision.pdf', secret));
    expect((await readFile(file)).includes('Auxiliadora')).toBe(false);
    valueOf(await opened.list(packageFiles.manifest));
    valueOf(await opened.finish());
    expect((await readFile(file)).includes('Auxiliadora')).toBe(false);
    expect((await readFile(file)).includes('remision.pdf')).toBe(false);
  });

  test('on a disk that is full fails at once, does not hang, and is removed', async () => {
    const file = newFile();
    const opened = valueOf(await openPackage({ file, sealing: keys, at }));
    valueOf(await opened.add('LEAME.txt', utf8('x')));
    await failing('write', 'ENOSPC', 1);
    expect(codeOf(await opened.add('remision.pdf', new Uint8Array(9_000_000)))).toBe('file/disk-full');
    vi.restoreAllMocks();
    await opened.cancel();
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  test('that cannot be flushed is no package', async () => {
    const opened = valueOf(await openPackage({ file: newFile(), sealing: keys, at }));
    await failing('sync', 'EIO');
    expect(codeOf(await opened.finish())).toBe('file/cannot-write');
  });

  test('that is given up half-way leaves nothing', async () => {
    const file = newFile();
    const opened = valueOf(await openPackage({ file, sealing: keys, at }));
    valueOf(await opened.add('remision.pdf', new Uint8Array(200_000)));
    await opened.cancel();
    expect(await readdir(path.dirname(file))).toEqual([]);
  });

  test('is not begun where nothing can be written', async () => {
    expect(codeOf(await openPackage({ file: path.join(newFolder(), 'no', 'x'), sealing: keys, at }))).toBe(
      'file/cannot-write',
    );
  });
});

describe('in its own thread, as it is bundled', () => {
  const folder = newFolder();
  const worker = path.join(folder, 'packages.cjs');
  beforeAll(async () => {
    await build({
      configFile: false,
      logLevel: 'silent',
      build: {
        ssr: path.resolve(import.meta.dirname, '../../../electron/packages/package-worker.ts'),
        outDir: folder,
        target: 'node18',
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'packages.cjs' } },
      },
      ssr: { noExternal: true },
    });
  }, 60_000);

  test('it is sealed without WebCrypto, and the thread ends with it', async () => {
    const file = newFile();
    const opened = valueOf(await createPackageThreads(worker)({ file, sealing: keys, at }));
    for (const [name, bytes] of files) valueOf(await opened.add(name, bytes));
    valueOf(await opened.list(packageFiles.manifest));
    const sealed = valueOf(await opened.finish());
    const bytes = await readFile(file);
    expect(sealed.sha256).toBe(sha(bytes));
    expect(await untar(await unseal(bytes, { identity }))).toHaveLength(files.length + 1);
    await expect(opened.add('LEAME.txt', utf8('x'))).rejects.toThrow(/ended/);
  });

  test('cancelling waits its turn, takes the file away, and may come twice', async () => {
    const file = newFile();
    const opened = valueOf(await createPackageThreads(worker)({ file, sealing: keys, at }));
    const adding = opened.add('remision.pdf', new Uint8Array(3_000_000));
    await opened.cancel();
    valueOf(await adding);
    await opened.cancel();
    expect(await readdir(path.dirname(file))).toEqual([]);
  });
});

describe('copying a package out', () => {
  const source = async (): Promise<{ from: string; sha256: string }> => {
    const from = newFile();
    const bytes = randomBytes(60_000);
    await writeFile(from, bytes);
    return { from, sha256: sha(bytes) };
  };

  test('gives the same bytes under the name, and nothing beside it', async () => {
    const folder = newFolder();
    const { from, sha256 } = await source();
    valueOf(await copyOut({ from, to: path.join(folder, 'x.age'), sha256 }));
    expect(await readdir(folder)).toEqual(['x.age']);
    expect(sha(await readFile(path.join(folder, 'x.age')))).toBe(sha256);
  });

  test('to a stick that gives back something else takes the file away again', async () => {
    const folder = newFolder();
    const { from } = await source();
    const to = path.join(folder, 'x.age');
    expect(codeOf(await copyOut({ from, to, sha256: '0'.repeat(64) }))).toBe('file/not-read-back');
    expect(await readdir(folder)).toEqual([]);
  });

  test.each([
    ['writeFile', 'ENOSPC', 'file/disk-full'],
    ['writeFile', 'EIO', 'file/cannot-write'],
    ['sync', 'ENODEV', 'file/cannot-write'],
  ] as const)('that fails in %s with %s says %s and leaves nothing', async (method, code, fault) => {
    const folder = newFolder();
    const { from, sha256 } = await source();
    await failing(method, code);
    expect(codeOf(await copyOut({ from, to: path.join(folder, 'x.age'), sha256 }))).toBe(fault);
    expect(await readdir(folder)).toEqual([]);
  });

  test('to a place that cannot be written is a fault, not a bug', async () => {
    const { from, sha256 } = await source();
    expect(codeOf(await copyOut({ from, to: '/proc/x.age', sha256 }))).toMatch(/^file\/(cannot-write|disk-full)$/);
  });
});
