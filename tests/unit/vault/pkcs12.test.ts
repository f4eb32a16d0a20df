import { verify, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPkcs12 } from '../../../electron/vault/pkcs12.ts';
import { utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { filePassphrase, hasLegacyProvider, Pkcs12Builder } from '../../support/pkcs12-builder.ts';
import { faultOf, valueOf } from '../../support/vault-builder.ts';

const builder = new Pkcs12Builder();
const legacy = hasLegacyProvider();
// Old files are what many offices have: leaving their tests out may not go unnoticed where it matters.
test.runIf(process.env['CI'])('OpenSSL here can write old files', () => {
  expect(legacy).toBe(true);
});

async function signsWith(file: Bytes): Promise<{ keyType: string; chain: number }> {
  const { key, certificate } = valueOf(await openPkcs12(file, filePassphrase));
  expect(certificate.subject.commonName).toBe('ANA NUNEZ GUITY');
  const data = utf8('acta');
  expect(verify('sha256', data, new X509Certificate(key.certificate).publicKey, await key.sign(data))).toBe(true);
  return { keyType: key.keyType, chain: key.chain.length };
}

test.each(['ec', 'rsa'] as const)('a new file (AES) with an %s key signs', async (key) => {
  expect(await signsWith(builder.build({ key }))).toEqual({ keyType: key, chain: 1 });
});

test.runIf(legacy).each(['ec', 'rsa'] as const)('an old file (RC2, 3DES) with an %s key signs', async (key) => {
  expect(await signsWith(builder.build({ key, form: 'old' }))).toEqual({ keyType: key, chain: 1 });
});

const good = builder.build({});
test.each<[string, Bytes, string, string]>([
  ['a wrong passphrase', good, 'contrasena-N1', 'sign/wrong-certificate-passphrase'],
  ['no passphrase', good, '', 'sign/wrong-certificate-passphrase'],
  ['a text', utf8('esto no es un certificado'), filePassphrase, 'sign/not-a-certificate-file'],
  ['nothing', new Uint8Array(0), filePassphrase, 'sign/not-a-certificate-file'],
  ['half a file', good.slice(0, good.length / 2), filePassphrase, 'sign/not-a-certificate-file'],
  ['no key', builder.build({ form: 'no-key' }), filePassphrase, 'sign/no-private-key'],
  ['no certificate', builder.build({ form: 'no-certificate' }), filePassphrase, 'sign/not-a-certificate-file'],
  ['an Ed25519 key', builder.build({ key: 'ed25519' }), filePassphrase, 'sign/unsupported-key'],
  ['a secp256k1 key', builder.build({ key: 'secp256k1' }), filePassphrase, 'sign/unsupported-key'],
  ['a short RSA key', builder.build({ key: 'rsa-1024' }), filePassphrase, 'sign/unsupported-key'],
  ['a key for encryption only', builder.build({ use: 'encipherment' }), filePassphrase, 'sign/unsupported-key'],
  ["an authority's certificate", builder.build({ use: 'authority' }), filePassphrase, 'sign/unsupported-key'],
])('%s: refused', async (_, file, passphrase, code) => {
  expect(faultOf(await openPkcs12(file, passphrase))).toEqual({ code });
});

test('whatever byte is damaged, it is one of our faults and never a crash', async () => {
  for (let at = 0; at < good.length; at += 17) {
    const damaged = good.slice();
    damaged[at] = damaged[at]! ^ 0xff;
    const result = await openPkcs12(damaged, filePassphrase);
    if (!result.ok) expect(result.fault.code).toMatch(/^sign\//);
  }
}, 30_000);
