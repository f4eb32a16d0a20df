import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { concatBytes, latin1, ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { readCertificate } from '../../shared/signature/certificate.ts';
import { isRevoked, readCrl } from '../../shared/signature/crl.ts';
import { embedSignature } from '../../shared/signature/embed.ts';
import { conclusionOf } from '../../shared/signature/outcome.ts';
import { prepareSignature } from '../../shared/signature/prepare.ts';
import type { SignatureVerdict } from '../../shared/signature/verdict.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { signablePdf } from '../support/signable-pdf.ts';

/*
 * Papers that others signed, with their programs, keys and authorities: OpenSSL writes the container, NSS and poppler the
 * whole signature. Their certificates begin today, so the time is that of this computer.
 */
const programs = { openssl: ['version'], pdfsig: ['-v'], certutil: ['-H'], pk12util: ['-H'], qpdf: ['--version'] };
const missing = Object.entries(programs).flatMap(([name, args]) => (spawnSync(name, args).error ? [name] : []));

let folder: string;
let root: Bytes;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'others-'));
  if (missing.length === 0) root = makeAuthority();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach((context) => {
  if (missing.length === 0) return;
  if (process.env['CI']) throw new Error(`not installed: ${missing.join(', ')}`);
  context.skip(`not installed: ${missing.join(', ')}`);
});

const run = (program: keyof typeof programs, ...args: readonly string[]): Buffer =>
  execFileSync(program, args, { cwd: folder, stdio: 'pipe' });
const read = (name: string): Bytes => ownBytes(new Uint8Array(readFileSync(path.join(folder, name))));
const write = (name: string, content: string | Uint8Array): void => writeFileSync(path.join(folder, name), content);

/** An authority and three signers, all of OpenSSL's making; gives the authority's certificate. */
function makeAuthority(): Bytes {
  const ca = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  run(
    'openssl',
    'req',
    '-x509',
    ...key,
    '-keyout',
    'root.key',
    '-out',
    'root.pem',
    '-days',
    '30',
    '-subj',
    '/CN=Otra AC',
    ...ca,
  );
  write('person.cnf', 'keyUsage=critical,digitalSignature,nonRepudiation\nextendedKeyUsage=emailProtection\n');
  write('server.cnf', 'keyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\n');
  const signers: readonly (readonly [string, readonly string[], string])[] = [
    ['rsa', key, 'person.cnf'],
    ['ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384', '-nodes'], 'person.cnf'],
    ['server', key, 'server.cnf'],
  ];
  for (const [name, newKey, extensions] of signers) {
    run(
      'openssl',
      'req',
      '-new',
      ...newKey,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=Persona ${name}`,
    );
    const authority = ['-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial', '-days', '20'];
    run('openssl', 'x509', '-req', '-in', `${name}.csr`, ...authority, '-extfile', extensions, '-out', `${name}.pem`);
  }
  run('openssl', 'x509', '-in', 'root.pem', '-outform', 'DER', '-out', 'root.der');
  return read('root.der');
}

/** The test document signed by OpenSSL. */
async function signedByOpenssl(signer: string, ...options: readonly string[]): Promise<Bytes> {
  const room = { field: 'Firma_Inspector_1', name: 'Persona', reason: '', place: '', when: new Date() };
  const prepared = await prepareSignature(signablePdf(), room);
  if (!prepared.ok) throw new Error(prepared.fault.code);
  const { pdf, gap } = prepared.value;
  write('content.bin', concatBytes(pdf.subarray(0, gap[0]), pdf.subarray(gap[1])));
  const key = ['-signer', `${signer}.pem`, '-inkey', `${signer}.key`, '-certfile', 'root.pem'];
  run(
    'openssl',
    'cms',
    '-sign',
    '-binary',
    '-in',
    'content.bin',
    ...key,
    '-outform',
    'DER',
    '-out',
    'out.der',
    ...options,
  );
  return embedSignature(prepared.value, read('out.der'));
}

async function firstOf(
  pdf: Bytes,
  trust: { readonly roots?: readonly Bytes[]; readonly crls?: readonly Bytes[] } = {},
): Promise<SignatureVerdict> {
  const verdict = await verifyPdf(pdf, { roots: [root], now: new Date(Date.now() + 5000), ...trust });
  const first = verdict.kind === 'signed' ? verdict.signatures[0] : undefined;
  if (!first) throw new Error(JSON.stringify(verdict));
  return first;
}

const changed = (pdf: Bytes): Bytes => {
  const out = pdf.slice();
  out.set(utf8('90,000.00'), latin1(out).indexOf('10,000.00'));
  return out;
};

describe.each(['rsa', 'ec'])('OpenSSL with a key of kind %s', (kind) => {
  test('as CAdES: valid, by the name in the certificate', async () => {
    const found = await firstOf(await signedByOpenssl(kind, '-cades', '-md', 'sha384'));
    expect(found).toMatchObject({
      verdict: 'valid',
      signer: { name: `Persona ${kind}` },
      root: 'Otra AC',
      covers: 'whole-file',
    });
    // OpenSSL also writes the time where the baseline forbids it
    expect(found.baseline).toEqual({ ok: false, missing: ['signing-time-attribute'] });
  });

  test('as plain CMS: valid, and the gaps of the baseline are named', async () => {
    const found = await firstOf(await signedByOpenssl(kind, '-md', 'sha256'));
    expect(found).toMatchObject({
      verdict: 'valid',
      baseline: { ok: false, missing: ['signing-certificate', 'signing-time-attribute'] },
    });
  });

  test('nobody vouches, the document is touched, or the digest is outdated: never valid', async () => {
    const signed = await signedByOpenssl(kind, '-cades', '-md', 'sha256');
    expect(conclusionOf(await firstOf(signed, { roots: [] }))).toEqual({
      outcome: 'INDETERMINATE',
      sub: 'NO_CERTIFICATE_CHAIN_FOUND',
    });
    expect(conclusionOf(await firstOf(changed(signed)))).toEqual({ outcome: 'TOTAL-FAILED', sub: 'HASH_FAILURE' });
    expect(await firstOf(await signedByOpenssl(kind, '-md', 'sha1'))).toMatchObject({ verdict: 'not-valid' });
  });
});

test("a server's certificate signs no document, whoever issued it", async () => {
  const found = await firstOf(await signedByOpenssl('server', '-md', 'sha256'));
  expect(found).toMatchObject({ verdict: 'not-valid', trust: 'wrong-usage' });
});

test("OpenSSL's revocation list is read and judged", async () => {
  write('index.txt', '');
  write(
    'ca.cnf',
    '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\ndefault_md=sha256\ndefault_crl_days=9\ncertificate=root.pem\nprivate_key=root.key\n',
  );
  const list = (name: string): Bytes => {
    run('openssl', 'ca', '-config', 'ca.cnf', '-gencrl', '-out', `${name}.pem`);
    run('openssl', 'crl', '-in', `${name}.pem`, '-outform', 'DER', '-out', `${name}.der`);
    return read(`${name}.der`);
  };
  const signed = await signedByOpenssl('ec', '-cades', '-md', 'sha256');
  const clean = await firstOf(signed, { crls: [list('empty')] });
  expect(clean.verdict).toBe('valid');
  expect(clean.reasons.map(({ code }) => code)).not.toContain('revocation-unknown');

  run('openssl', 'ca', '-config', 'ca.cnf', '-revoke', 'ec.pem', '-crl_reason', 'keyCompromise');
  const revoking = list('revoking');
  run('openssl', 'x509', '-in', 'ec.pem', '-outform', 'DER', '-out', 'ec.der');
  const certificate = await readCertificate(read('ec.der'));
  expect(certificate.ok && isRevoked(readCrl(revoking), certificate.value.serial)).toBe(true);
  const found = await firstOf(signed, { crls: [revoking] });
  expect(found.verdict).not.toBe('valid');
  expect(conclusionOf(found)).toEqual({ outcome: 'INDETERMINATE', sub: 'REVOKED_NO_POE' });
  // another person of the same authority is not touched by it
  expect((await firstOf(await signedByOpenssl('rsa', '-md', 'sha256'), { crls: [revoking] })).verdict).toBe('valid');
});

describe('poppler and NSS', () => {
  function signedByPoppler(): Bytes {
    const store = mkdtempSync(path.join(folder, 'nss-'));
    run('certutil', '-N', '-d', store, '--empty-password');
    run('certutil', '-A', '-d', store, '-n', 'otra', '-t', 'CT,C,C', '-i', 'root.pem');
    run(
      'openssl',
      'pkcs12',
      '-export',
      '-inkey',
      'rsa.key',
      '-in',
      'rsa.pem',
      '-certfile',
      'root.pem',
      '-name',
      'persona',
      '-passout',
      'pass:x',
      '-out',
      'rsa.p12',
    );
    run('pk12util', '-i', 'rsa.p12', '-d', store, '-W', 'x', '-K', '');
    write('plain.pdf', signablePdf());
    const signed = path.join(store, 'signed.pdf');
    run('pdfsig', '-nssdir', store, '-add-signature', '-nick', 'persona', 'plain.pdf', signed);
    return ownBytes(new Uint8Array(readFileSync(signed)));
  }

  test('a signature of theirs is valid, and not in DER', async () => {
    const signed = signedByPoppler();
    const found = await firstOf(signed);
    expect(found).toMatchObject({
      signer: { name: 'Persona rsa' },
      covers: 'whole-file',
      laterChanges: { kind: 'none' },
    });
    expect(found).toMatchObject({
      verdict: 'valid',
      baseline: { missing: ['sub-filter', 'encoding'] },
    });
    expect((await firstOf(signed, { roots: [] })).verdict).toBe('valid-but');
    expect(conclusionOf(await firstOf(changed(signed)))).toEqual({ outcome: 'TOTAL-FAILED', sub: 'HASH_FAILURE' });
  });

  test('written anew by qpdf, the signature does not hold any more', async () => {
    write('to-rewrite.pdf', signedByPoppler());
    run('qpdf', '--object-streams=generate', 'to-rewrite.pdf', 'rewritten.pdf');
    const verdict = await verifyPdf(read('rewritten.pdf'), { roots: [root], now: new Date() });
    expect(verdict.kind === 'signed' && verdict.signatures.every((one) => one.verdict === 'valid')).toBe(false);
  });
});
