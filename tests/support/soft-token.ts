import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TokenProgram } from '../../electron/tokens/pkcs11-tool.ts';

const MODULES = ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'];
const PROGRAM = '/usr/bin/pkcs11-tool';
export const TOKEN_PIN = '48151623';

/**
 * What is not installed here for a token in software; undefined when all of it is.
 * @throws where everything must be checked (CI is set) and something is missing
 */
export function missingForTokens(): string | undefined {
  const hasToken = !spawnSync('softhsm2-util', ['--version']).error && MODULES.some((file) => existsSync(file));
  const missing = hasToken ? (existsSync(PROGRAM) ? undefined : 'opensc') : 'softhsm2';
  if (missing !== undefined && process.env['CI'] !== undefined) throw new Error(`not installed: ${missing}`);
  return missing;
}

/**
 * A token in software with a key and a certificate, issued by an authority that is on the token too.
 * The environment of this process names it from then on: there is one at a time.
 * @param keys id of each key (hexadecimal), and its kind
 */
export function makeSoftToken(name: string, keys: Readonly<Record<string, 'ec' | 'rsa'>>): TokenProgram {
  const folder = mkdtempSync(path.join(tmpdir(), 'token-'));
  mkdirSync(path.join(folder, 'tokens'));
  writeFileSync(
    path.join(folder, 'softhsm2.conf'),
    `directories.tokendir = ${path.join(folder, 'tokens')}\nobjectstore.backend = file\n`,
  );
  process.env['SOFTHSM2_CONF'] = path.join(folder, 'softhsm2.conf');
  const module = MODULES.find((file) => existsSync(file)) ?? '';
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const pins = ['--so-pin', '11223344', '--pin', TOKEN_PIN];
  run('softhsm2-util', '--init-token', '--free', '--label', 'prueba', ...pins);
  const put = (file: string, id: string): void =>
    run(
      PROGRAM,
      '--module',
      module,
      '--login',
      '--pin',
      TOKEN_PIN,
      '--write-object',
      file,
      '--type',
      'cert',
      '--id',
      id,
    );
  const kinds = { ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], rsa: ['rsa:2048'] } as const;
  const authority = ['-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/C=HN/CN=AC de tokens', '-days', '60'];
  run('openssl', 'req', '-x509', '-newkey', ...kinds.ec, '-nodes', ...authority);
  run('openssl', 'x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der');
  put('ca.der', 'ca');
  for (const [id, kind] of Object.entries(keys)) {
    const own = ['-keyout', `${id}.key`, '-out', `${id}.pem`, '-subj', `/C=HN/CN=${name}`, '-days', '30'];
    const uses = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature'];
    run(
      'openssl',
      'req',
      '-x509',
      '-utf8',
      '-newkey',
      ...kinds[kind],
      '-nodes',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      ...own,
      ...uses,
    );
    run('openssl', 'pkcs8', '-topk8', '-nocrypt', '-in', `${id}.key`, '-out', `${id}.p8`);
    run('openssl', 'x509', '-in', `${id}.pem`, '-outform', 'DER', '-out', `${id}.der`);
    run('softhsm2-util', '--import', `${id}.p8`, '--token', 'prueba', '--label', id, '--id', id, '--pin', TOKEN_PIN);
    put(`${id}.der`, id);
  }
  return { program: PROGRAM, module };
}
