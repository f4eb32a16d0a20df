import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { describe, expect, test } from 'vitest';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { readCertificate, toPem } from '../../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../../shared/signature/cms.ts';
import { signablePdf, signPdf, testOffice, YEARS } from '../../support/signable-pdf.ts';
import { codesOf, firstVerdict } from '../../support/verdicts.ts';

const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const { keyCertSign, digitalSignature, keyEncipherment } = x509.KeyUsageFlags;

interface Link {
  readonly certificate: Bytes;
  readonly keys: CryptoKeyPair;
  readonly name: string;
}

interface LinkOptions {
  readonly name: string;
  readonly issuer?: Link;
  readonly extensions?: x509.Extension[];
  readonly algorithm?: RsaHashedKeyGenParams | EcKeyGenParams;
}

const rsa = (modulusLength: number): RsaHashedKeyGenParams => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength,
  publicExponent: Uint8Array.of(1, 0, 1),
});
const authority = (pathLength?: number) => [
  new x509.BasicConstraintsExtension(true, pathLength, true),
  new x509.KeyUsagesExtension(keyCertSign, true),
];
const person = () => [
  new x509.BasicConstraintsExtension(false, undefined, true),
  new x509.KeyUsagesExtension(digitalSignature, true),
];

/** A certificate of any shape, honest or not. */
async function makeLink({ name, issuer, extensions = [], algorithm = EC }: LinkOptions): Promise<Link> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.name ?? name}`,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: { ...(issuer?.keys ?? keys).privateKey.algorithm, hash: 'SHA-256' } as EcdsaParams,
    extensions,
    ...YEARS,
  });
  return { certificate: new Uint8Array(certificate.rawData), keys, name };
}

/** What is found about a document signed by a link, for somebody who trusts the root. */
async function signedBy(signer: Link, chain: readonly Link[], root: Link) {
  const links = chain.map((link) => link.certificate);
  const key = webCryptoSigner(signer.keys.privateKey, signer.certificate, links);
  const verdict = await firstVerdict(await signPdf(signablePdf(), key), root.certificate);
  return { verdict: verdict.verdict, trust: verdict.trust, first: codesOf(verdict)[0], algorithm: verdict.algorithm };
}

describe('chains', () => {
  test('over an authority in between', async () => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const middle = await makeLink({ name: 'Intermedia', issuer: root, extensions: authority(0) });
    const signer = await makeLink({ name: 'Ana', issuer: middle, extensions: person() });
    expect(await signedBy(signer, [middle], root)).toMatchObject({ verdict: 'valid', trust: 'trusted' });
    expect(await signedBy(signer, [], root)).toMatchObject({ verdict: 'valid-but', trust: 'unknown-root' });
  });

  test('through somebody who may not issue certificates', async () => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const clerk = await makeLink({ name: 'Empleado', issuer: root, extensions: person() });
    const signer = await makeLink({ name: 'Ana', issuer: clerk, extensions: person() });
    expect(await signedBy(signer, [clerk], root)).toMatchObject({ verdict: 'not-valid', first: 'chain-broken' });
  });

  test('longer than the root allows', async () => {
    const root = await makeLink({ name: 'Raíz', extensions: authority(0) });
    const middle = await makeLink({ name: 'Intermedia', issuer: root, extensions: authority() });
    const signer = await makeLink({ name: 'Ana', issuer: middle, extensions: person() });
    expect(await signedBy(signer, [middle], root)).toMatchObject({ verdict: 'not-valid', trust: 'broken-chain' });
  });

  test('a certificate that claims an issuer who did not sign it', async () => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const impostor = await makeLink({ name: 'Raíz', extensions: authority() });
    const signer = await makeLink({ name: 'Ana', issuer: impostor, extensions: person() });
    expect(await signedBy(signer, [], root)).toMatchObject({ verdict: 'not-valid', trust: 'broken-chain' });
  });
});

describe('uses', () => {
  test.each<[string, x509.Extension[]]>([
    ['only for encryption', [new x509.KeyUsagesExtension(keyEncipherment, true)]],
    ['only for web servers', [...person(), new x509.ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.1'])]],
    ['with a critical rule nobody knows', [...person(), new x509.Extension('1.2.3.4', true, Uint8Array.of(5, 0))]],
    ['of an authority', authority()],
  ])('a certificate %s may not sign documents', async (_, extensions) => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const signer = await makeLink({ name: 'Ana', issuer: root, extensions });
    expect(await signedBy(signer, [], root)).toMatchObject({
      verdict: 'not-valid',
      trust: 'wrong-usage',
      first: 'certificate-wrong-usage',
    });
  });
});

describe('algorithms', () => {
  test.each<[string, LinkOptions['algorithm']]>([
    ['RSA 2048, SHA-256', rsa(2048)],
    ['ECDSA P-384, SHA-256', { ...EC, namedCurve: 'P-384' }],
    ['ECDSA P-521, SHA-256', { ...EC, namedCurve: 'P-521' }],
  ])('%s is checked', async (name, algorithm) => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const signer = await makeLink({ name: 'Ana', issuer: root, extensions: person(), ...(algorithm && { algorithm }) });
    expect(await signedBy(signer, [], root)).toMatchObject({ verdict: 'valid', algorithm: name });
  });

  test('RSA with 1024 bits is too weak', async () => {
    const root = await makeLink({ name: 'Raíz', extensions: authority() });
    const signer = await makeLink({ name: 'Ana', issuer: root, extensions: person(), algorithm: rsa(1024) });
    expect(await signedBy(signer, [], root)).toMatchObject({ verdict: 'not-valid', first: 'algorithm-weak' });
  });
});

describe('reading a certificate', () => {
  test('tells what is in it', async () => {
    const office = await testOffice();
    const { certificate } = await office.signer('Íñigo Muñoz Ávila');
    const read = await readCertificate(certificate);
    expect(read).toMatchObject({
      ok: true,
      value: {
        subject: {
          text: 'CN=Íñigo Muñoz Ávila, SERIALNUMBER=IT-0042, T=Inspectora II, O=Oficina Regional de Choluteca, C=HN',
          commonName: 'Íñigo Muñoz Ávila',
        },
        issuer: { commonName: 'AC Oficina Regional de Choluteca' },
        notBefore: YEARS.notBefore.toISOString(),
        notAfter: YEARS.notAfter.toISOString(),
        isAuthority: false,
        keyUsages: ['digitalSignature', 'nonRepudiation'],
        publicKey: { kind: 'ec', curve: 'P-256' },
        hasUnknownCritical: false,
      },
    });
    const theirs = new x509.X509Certificate(certificate);
    expect(read.ok && read.value.serial).toBe(theirs.serialNumber);
    expect(new x509.X509Certificate(toPem(certificate)).equal(theirs)).toBe(true);
  });

  test('shows characters that hide or turn text as such', async () => {
    const office = await testOffice();
    const read = await readCertificate((await office.signer('Ana\u202easoR\u200b')).certificate);
    expect(read.ok && read.value.subject.commonName).toBe('Ana\ufffdasoR\ufffd');
  });

  test.each([
    ['nothing', []],
    ['something else', [0x30, 0x03, 0x02, 0x01, 0x05]],
  ])('refuses %s', async (_, bytes) => {
    expect(await readCertificate(Uint8Array.from(bytes))).toEqual({
      ok: false,
      fault: { code: 'sign/not-a-certificate-file' },
    });
  });
});
