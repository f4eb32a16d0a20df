import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkEnvelopeSignature } from '../../shared/bundle/envelope-signature.ts';
import { tarPadding } from '../../shared/bundle/tar.ts';
import { readmeText } from '../../shared/bundle/readme-text.ts';
import { fromBase64, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { toPem } from '../../shared/signature/certificate.ts';
import { buildBundle, fileByHash, inventedCase } from '../support/bundle-builder.ts';
import { goldenBundles, goldenFile, goldenInstallations, goldenKeys, openGolden } from '../support/golden-bundles.ts';
import { putTogether, takeApart } from '../support/tar-surgery.ts';

// A bundle as the programs of whoever receives it see it: Debian's age, GNU tar, coreutils, openssl, gunzip, and another
// reader of tar. On a developer's computer a missing one is skipped and said so; where everything is checked (CI is set) it
// is a failure.
const needed = {
  ...{ age: '--version', tar: '--version', sha256sum: '--version', openssl: 'version', gunzip: '--version' },
  ...{ bash: '--version', python3: '--version' },
} as const;
const absent = Object.entries(needed).flatMap(([name, arg]) => (spawnSync(name, [arg]).error ? [name] : []));
if (absent.length > 0 && process.env['CI']) throw new Error(`missing here: ${absent.join(', ')}`);
if (absent.length > 0) console.warn(`skipped, for want of ${absent.join(', ')}`);

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-bundle-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program says, on both channels. */
function run(program: string, args: readonly string[], cwd = folder): { text: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', cwd });
  return { text: stdout + stderr, status };
}

/** Runs commands on a terminal of their own, and types the words when one of them asks. */
function onTerminal(script: string, words: string, cwd: string): { text: string; status: number | null } {
  const python = `
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execvp('bash', ['bash', '-e', '-o', 'pipefail', '-c', sys.argv[1]])
said = b''
isTyped = False
try:
    while True:
        piece = os.read(terminal, 1024)
        if not piece:
            break
        said += piece
        if not isTyped and b'passphrase' in said:
            os.write(terminal, sys.argv[2].encode() + b'\\n')
            isTyped = True
except OSError:
    pass
sys.stdout.buffer.write(said)
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;
  return run('python3', ['-c', python, script, words], cwd);
}

/** The commands of the guide, as they stand there. */
function recipe(): string {
  const guide = readFileSync(path.resolve(import.meta.dirname, '../../docs/guia.md'), 'utf8');
  const section = guide.slice(guide.indexOf('## Abrir un traspaso sin la aplicación'));
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
}

const golden = (kind: string): (typeof goldenBundles)[number] => {
  const found = goldenBundles.find((one) => one.kind === kind);
  if (found === undefined) throw new Error(kind);
  return found;
};

/** A folder of somebody who received this, in two parts, with the root that the ministry gave them. */
function received(name: string, sealed: Bytes): string {
  const place = path.join(folder, name);
  mkdirSync(place);
  writeFileSync(path.join(place, 'TRASPASO-XXXX-XXXX.age.001'), sealed.subarray(0, 9000));
  writeFileSync(path.join(place, 'TRASPASO-XXXX-XXXX.age.002'), sealed.subarray(9000));
  writeFileSync(path.join(place, 'raiz.pem'), toPem(fromBase64(goldenKeys.root)));
  return place;
}

describe.skipIf(absent.length > 0)('the recipe of the guide', () => {
  const expediente = golden('expediente');

  test('opens a bundle of version 0.1.0 with words, and finds signature, list and files whole', () => {
    const place = received('bueno', goldenFile(expediente.file));
    const { text, status } = onTerminal(recipe(), goldenKeys.words, place);
    expect(status, text).toBe(0);
    expect(text).toContain(expediente.sha256);
    expect(text).toContain('CAdES Verification successful');
    expect(text).toMatch(/subject=.*LCE/);
    expect(text).toMatch(/\n1\r?\n/);
    expect(text.match(/: OK\r?$/gm)).toHaveLength(4);
    const lines = readFileSync(path.join(place, 'cambios.jsonl'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(expediente.changes + 1);
    expect(readFileSync(path.join(place, 'sobre.json'))).toEqual(
      readFileSync(path.join(place, 'traspaso/firma/sobre.json')),
    );
    expect(readdirSync(path.join(place, 'traspaso/data')).sort()).toEqual([
      ...['adj', 'cambios.jsonl.gz', 'doc', 'indice.json'],
    ]);
  });

  test('stops at other words', () => {
    const place = received('otras', goldenFile(expediente.file));
    expect(onTerminal(recipe(), goldenKeys.words.replace('hueso', 'queso'), place).status).not.toBe(0);
    expect(readdirSync(place)).not.toContain('traspaso');
  });

  test('stops at an envelope, a list or a file that somebody changed', async () => {
    const steps = recipe().split('\n');
    const checks = steps.slice(steps.findIndex((line) => line.startsWith('tar '))).join('\n');
    const pieces = takeApart(await openGolden(expediente));
    for (const [at, piece] of pieces.entries()) {
      if (!/sobre\.json|manifest|adj/.test(piece.name)) continue;
      const place = received(`cambiado-${at}`, utf8(''));
      const content = piece.content.slice();
      content[content.length - 3] = (content[content.length - 3] ?? 0) ^ 1;
      const changed = pieces.map((one) => (one === piece ? { ...one, content } : one));
      writeFileSync(path.join(place, 'traspaso.tar'), putTogether(changed));
      const { text, status } = run('bash', ['-e', '-o', 'pipefail', '-c', checks], place);
      expect(status, `${piece.name}: ${text}`).not.toBe(0);
    }
  });

  test('the text on the stick tells the same commands', () => {
    const told = readmeText();
    expect(told.startsWith('\uFEFF')).toBe(true);
    expect(told.replaceAll('\r\n', '')).not.toContain('\n');
    for (const command of ['age -d -o traspaso.tar TRASPASO-XXXX-XXXX.age', 'tar -xf traspaso.tar']) {
      expect(recipe()).toContain(command);
      expect(told).toContain(command);
    }
    expect(told).not.toMatch(/TGU|LCE|caso/);
  });
});

describe.skipIf(absent.length > 0)('an archive to other programs', () => {
  let tar: Bytes;

  beforeAll(async () => {
    const [from] = await goldenInstallations();
    if (from === undefined) throw new Error('no office');
    const files = [await fileByHash('adjunto', utf8('una nota'), 'txt'), await fileByHash('adjunto', utf8(''), 'txt')];
    const cases = [await inventedCase(from)];
    const built = await buildBundle({
      from,
      cases,
      files,
      to: [{ oficina: 'MP', clave: 'frase' }],
      tipo: 'expediente',
    });
    tar = built.tar;
    writeFileSync(path.join(folder, 'archivo.tar'), tar);
  });

  test('is regular files of nobody, for GNU tar and for Python', () => {
    const names = takeApart(tar).map(({ name }) => name);
    const listed = run('tar', ['--utc', '-tvf', 'archivo.tar']);
    expect(listed.text.trim().split('\n')).toEqual(
      names.map(
        (name) => expect.stringMatching(new RegExp(`^-rw-r--r-- 0/0 +\\d+ 2026-11-24 15:00 ${name}$`)) as string,
      ),
    );
    const script = `
import tarfile
for m in tarfile.open('archivo.tar', 'r:'):
    print(m.name, m.isreg(), oct(m.mode), m.uid, m.gid, m.mtime)
`;
    expect(run('python3', ['-c', script]).text.trim().split('\n')).toEqual(
      names.map((name) => `${name} True 0o644 0 0 1795532400`),
    );
  });

  test('has names and contents where GNU tar puts them', () => {
    const place = path.join(folder, 'otro');
    mkdirSync(place);
    expect(run('tar', ['-xf', path.join(folder, 'archivo.tar')], place)).toEqual({ text: '', status: 0 });
    const names = takeApart(tar).map(({ name }) => name);
    const args = ['--format=ustar', '--owner=0', '--group=0', '--numeric-owner', '--mode=0644', '--mtime=@1795532400'];
    run('tar', [...args, '-b', '1', '-cf', '../suyo.tar', ...names], place);
    const theirs = readFileSync(path.join(folder, 'suyo.tar'));
    expect(theirs.length).toBe(tar.length);
    const pieces = takeApart(tar);
    let at = 0;
    for (const { name, content } of pieces) {
      expect(
        theirs
          .subarray(at, at + 100)
          .toString('latin1')
          .replace(/\0+$/, ''),
      ).toBe(name);
      expect(ownBytes(theirs.subarray(at + 512, at + 512 + content.length))).toEqual(content);
      at += 512 + content.length + tarPadding(content.length).length;
    }
  });

  test('openssl signs an envelope as we do, and what it signs with other attributes is refused', async () => {
    const [from] = await goldenInstallations();
    if (from === undefined) throw new Error('no office');
    const der = new Uint8Array(await crypto.subtle.exportKey('pkcs8', from.privateKey));
    const key = `-----BEGIN PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PRIVATE KEY-----\n`;
    writeFileSync(path.join(folder, 'llave.pem'), key);
    writeFileSync(path.join(folder, 'equipo.pem'), toPem(from.certificate));
    const envelope = takeApart(tar)[0]?.content ?? utf8('');
    writeFileSync(path.join(folder, 'sobre.json'), envelope);
    const sign = (...more: readonly string[]): Promise<unknown> => {
      const files = ['-signer', 'equipo.pem', '-inkey', 'llave.pem', '-in', 'sobre.json', '-out', 'suya.p7s'];
      const { text, status } = run('openssl', ['cms', '-sign', '-binary', '-outform', 'DER', ...files, ...more]);
      expect(status, text).toBe(0);
      return checkEnvelopeSignature(ownBytes(readFileSync(path.join(folder, 'suya.p7s'))), envelope);
    };
    expect(await sign('-cades', '-nosmimecap', '-md', 'sha256')).toMatchObject({ ok: true });
    const refused = { ok: false, fault: { code: 'bundle/signature' } };
    expect(await sign('-cades', '-nosmimecap', '-md', 'sha384')).toEqual(refused);
    expect(await sign('-nosmimecap', '-md', 'sha256')).toEqual(refused);
    expect(await sign('-cades', '-md', 'sha256')).toEqual(refused);
    expect(await sign('-cades', '-nosmimecap', '-md', 'sha256', '-nodetach')).toEqual(refused);
    expect(await sign('-cades', '-nosmimecap', '-md', 'sha256', '-keyid')).toEqual(refused);
    expect(await sign('-cades', '-nosmimecap', '-md', 'sha256', '-nocerts')).toEqual(refused);
  });
});
