import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { importKeys, verifyManifest } from '../../../electron/updates/verify-manifest.ts';
import { judgeUpdate } from '../../../shared/update/judge.ts';
import { dataFormats } from '../../../shared/update/data-formats.ts';

const passphrase = 'frase de la clave de prueba';
const from = path.resolve(import.meta.dirname, '../../..');
/** A copy of the tools, so that the source's own list of keys stays as it is. */
const root = mkdtempSync(path.join(tmpdir(), 'sign-update-'));
const outside = mkdtempSync(path.join(tmpdir(), 'sign-outside-'));
beforeAll(() => {
  const needed = [
    'build/project.mjs',
    'build/sign-update.mjs',
    'build/update-key.mjs',
    'package.json',
    'shared/update/data-formats.json',
  ];
  for (const file of needed) cpSync(path.join(from, file), path.join(root, file), { recursive: true });
  mkdirSync(path.join(root, 'electron/updates'), { recursive: true });
  writeFileSync(path.join(root, 'electron/updates/publisher-keys.json'), '[]\n');
});

function run(tool: string, args: readonly string[], words?: string): { status: number | null; said: string } {
  const env = { ...process.env, ATALAYA_UPDATE_PASSPHRASE: words ?? passphrase };
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'build', tool), ...args], {
    env,
    encoding: 'utf8',
  });
  return { status, said: stdout + stderr };
}

const keysOf = (): string[] =>
  JSON.parse(readFileSync(path.join(root, 'electron/updates/publisher-keys.json'), 'utf8')) as string[];
const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8')) as { version: string };

test('a key pair, a signed update, a new key beside the old one, and what is refused', () => {
  const key = path.join(outside, 'one.pem');
  const next = path.join(outside, 'two.pem');
  const installer = path.join(outside, `Atalaya-Setup-${version}.exe`);
  const news = path.join(outside, 'news.json');
  writeFileSync(installer, 'an installer');
  writeFileSync(news, JSON.stringify({ es: 'Lo nuevo', en: 'What is new', fr: 'Nouveautés' }));

  expect(run('update-key.mjs', [key], 'corta').status).toBe(1);
  expect(run('update-key.mjs', [path.join(root, 'inside.pem')]).said).toContain('must not lie in the source');
  expect(run('update-key.mjs', [key]).status).toBe(0);
  expect(readFileSync(key, 'utf8')).toContain('ENCRYPTED PRIVATE KEY');
  expect(run('update-key.mjs', [key]).status).not.toBe(0);
  expect(keysOf()).toHaveLength(1);
  const oldKeys = importKeys(keysOf());
  expect(run('update-key.mjs', [next]).status).toBe(0);

  const signing = ['--installer', installer, '--news', news, '--key', key];
  expect(run('sign-update.mjs', signing, 'otra frase que no abre').status).toBe(1);
  expect(run('sign-update.mjs', signing).said).toContain('electron-version is missing');
  // not the one of package.json
  writeFileSync(path.join(outside, 'electron-version'), '46.0.1\n');
  const signed = run('sign-update.mjs', [...signing, '--key', next]);
  expect(signed.said).toContain(`signed Atalaya-Setup-${version}.exe`);
  const read = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(path.join(outside, name)));
  const files = { raw: read('actualizacion.json'), signature: read('actualizacion.firma') };
  // versions that know only the old key take it, and those that know only the new one
  for (const keys of [oldKeys, importKeys(keysOf().slice(1))]) {
    const verified = verifyManifest(files, keys);
    if (!verified.ok) throw new Error(verified.fault.code);
    expect(verified.value.manifest.electron).toBe('46.0.1');
    const running = { version: '0.0.1', electron: '45.0.0', data: dataFormats };
    expect(judgeUpdate(verified.value.manifest, { running, known: undefined, now: Date.now() })).toEqual({
      ok: true,
      value: 'newer',
    });
  }

  writeFileSync(path.join(root, 'electron/updates/publisher-keys.json'), '[]\n');
  expect(run('sign-update.mjs', signing).said).toContain('is not in electron/updates/publisher-keys.json');
  expect(run('sign-update.mjs', ['--installer', news, '--news', news, '--key', key]).said).toContain(
    `is not Atalaya-Setup-${version}.exe`,
  );
});
