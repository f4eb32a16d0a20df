import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { toBase64 } from '../../shared/kernel/bytes.ts';
import { createAuthority, generateSigningKeys, issueCertificate } from '../../shared/signature/authority.ts';
import { toPem } from '../../shared/signature/certificate.ts';

/** What a file of a certificate and its key says. */
export interface KeyFile {
  readonly name: string;
  readonly passphrase: string;
  readonly notAfter?: Date;
}

/**
 * A .p12 file as a certification authority hands it out, written by OpenSSL.
 * @returns its path, in a temporary folder of its own
 */
export async function writeKeyFile({ name, passphrase, notAfter = new Date('2036-01-01') }: KeyFile): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'atalaya-key-'));
  const organization = 'Prestador de prueba';
  const dates = { notBefore: new Date('2020-01-01'), notAfter };
  const authority = await generateSigningKeys();
  const root = await createAuthority({ name: `AC ${organization}`, organization, keys: authority, ...dates });
  const keys = await generateSigningKeys();
  const certificate = await issueCertificate({
    subject: { name, position: 'Inspectora', credential: 'X-1', organization },
    publicKey: keys.publicKey,
    authority: { certificate: root, privateKey: authority.privateKey },
    ...dates,
  });
  const key = toBase64(new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)));
  writeFileSync(path.join(folder, 'key.pem'), `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`);
  writeFileSync(path.join(folder, 'cert.pem'), toPem(certificate));
  const out = ['-inkey', 'key.pem', '-in', 'cert.pem', '-out', 'person.p12', '-passout', `pass:${passphrase}`];
  execFileSync('openssl', ['pkcs12', '-export', ...out], { cwd: folder });
  return path.join(folder, 'person.p12');
}

/** Overwrites a piece in the middle of a file: its frame still looks right. */
export function overwriteMiddle(file: string): string {
  const bytes = readFileSync(file);
  bytes.fill(0x55, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.5));
  writeFileSync(file, bytes);
  return file;
}

/** Leaves only the first half of a file, as a broken copy does. */
export function cutOff(file: string): string {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length / 2));
  return file;
}
