import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A stand-in for PowerShell and the certificate store of a Windows account. */
export interface StoreStub {
  readonly program: string;
  /** thumbprints of the keys, in small letters */
  readonly thumbprints: Readonly<Record<'ec' | 'rsa', string>>;
  /** what it was told on its command line and on its input, call by call */
  readonly calls: () => readonly { readonly args: readonly string[]; readonly input: string }[];
}

/** Whether there is what the stub signs with. @throws where everything must be checked (CI is set) */
export function hasOpenssl(): boolean {
  const has = spawnSync('openssl', ['version']).error === undefined;
  if (!has && process.env['CI'] !== undefined) throw new Error('not installed: openssl');
  return has;
}

/** Answers as the script does: base64 in JSON, an elliptic signature as r and s side by side (IEEE P1363), as .NET gives it. */
const STUB = `#!${process.execPath}
const { execFileSync } = require('node:child_process');
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const here = __dirname;
const input = readFileSync(0, 'utf8');
appendFileSync(path.join(here, 'calls.jsonl'), JSON.stringify({ args: process.argv.slice(2), input }) + '\\n');
const asked = JSON.parse(input);
const store = JSON.parse(readFileSync(path.join(here, 'store.json'), 'utf8'));
if (asked.do === 'list') {
  const certificates = store.map(({ thumbprint, certificate }) => ({ thumbprint, certificate }));
  process.stdout.write(JSON.stringify({ certificates }));
} else {
  const { kind } = store.find(({ thumbprint }) => thumbprint === asked.thumbprint);
  writeFileSync(path.join(here, 'digest'), Buffer.from(asked.digest, 'base64'));
  const how = ['pkeyutl', '-sign', '-inkey', kind + '.key', '-in', 'digest', '-pkeyopt', 'digest:sha256'];
  const der = execFileSync('openssl', how, { cwd: here });
  let signature = der;
  if (kind === 'ec') {
    const rLength = der[3];
    const number = (from, length) => {
      const bytes = der.subarray(from, from + length);
      return Buffer.concat([Buffer.alloc(32), bytes]).subarray(-32);
    };
    signature = Buffer.concat([number(4, rLength), number(6 + rLength, der[5 + rLength])]);
  }
  process.stdout.write(JSON.stringify({ signature: signature.toString('base64') }));
}
`;

/** Makes a store with an elliptic and an RSA key of somebody, each with a certificate that may sign documents. */
export function makeStore(name: string): StoreStub {
  const folder = mkdtempSync(path.join(tmpdir(), 'store-'));
  const openssl = (...args: readonly string[]): Buffer =>
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const kinds = { ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], rsa: ['rsa:2048'] } as const;
  const made = (['ec', 'rsa'] as const).map((kind) => {
    const uses = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'keyUsage=critical,digitalSignature'];
    const where = ['-keyout', `${kind}.key`, '-out', `${kind}.pem`, '-subj', `/C=HN/CN=${name}`, '-days', '30'];
    openssl('req', '-x509', '-utf8', '-newkey', ...kinds[kind], '-nodes', ...where, ...uses);
    const certificate = openssl('x509', '-in', `${kind}.pem`, '-outform', 'DER').toString('base64');
    const shown = openssl('x509', '-in', `${kind}.pem`, '-noout', '-fingerprint', '-sha1').toString();
    return { kind, certificate, thumbprint: (shown.split('=')[1] ?? '').replace(/[^0-9A-F]/g, '') };
  });
  writeFileSync(path.join(folder, 'store.json'), JSON.stringify(made));
  const program = path.join(folder, 'powershell.cjs');
  writeFileSync(program, STUB, { mode: 0o755 });
  const thumbprint = (kind: string): string => made.find((one) => one.kind === kind)?.thumbprint.toLowerCase() ?? '';
  return {
    program,
    thumbprints: { ec: thumbprint('ec'), rsa: thumbprint('rsa') },
    calls: () =>
      readFileSync(path.join(folder, 'calls.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { args: string[]; input: string }),
  };
}
