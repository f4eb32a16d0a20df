import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { expect, test } from 'vitest';
import { generateSigningKeys } from '../../../shared/signature/authority.ts';
import { parseCertificate } from '../../../shared/signature/certificate.ts';
import { YEARS } from '../../support/signable-pdf.ts';

async function urlsIn(extension: x509.Extension | undefined): Promise<readonly string[] | undefined> {
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    ...{ name: 'CN=Sellos', keys: await generateSigningKeys(), ...YEARS },
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    extensions: extension === undefined ? [] : [extension],
  });
  return (await parseCertificate(new Uint8Array(made.rawData))).listUrls;
}

test('where a whole list is published is read from the certificate; no other way in than http is', async () => {
  const urls = ['http://sellos.example/a.crl', 'https://sellos.example/b.crl'];
  expect(await urlsIn(new x509.CRLDistributionPointsExtension(urls))).toEqual(urls);
  for (const url of ['ldap://sellos.example/cn=a', 'file:///etc/passwd', 'javascript:alert(1)', 'http://a b']) {
    expect(await urlsIn(new x509.CRLDistributionPointsExtension([url])), url).toEqual([]);
  }
  expect(await urlsIn(undefined)).toBeUndefined();
});

test('a list of somebody else, or for some reasons only, is no whole list', async () => {
  const name = '3016a014a0128610687474703a2f2f612e622f632e63726c'.slice(4);
  const points = (...extra: readonly string[]): x509.Extension => {
    const point = name + extra.join('');
    const length = (point.length / 2).toString(16).padStart(2, '0');
    const outer = (point.length / 2 + 2).toString(16).padStart(2, '0');
    return new x509.Extension('2.5.29.31', false, Buffer.from(`30${outer}30${length}${point}`, 'hex'));
  };
  expect(await urlsIn(points())).toEqual(['http://a.b/c.crl']);
  // reasons [1], of somebody else [2]
  expect(await urlsIn(points('81020640'))).toEqual([]);
  expect(await urlsIn(points('a200'))).toEqual([]);
});

test('an address that is too long is none, and one that cannot be read leaves the certificate readable', async () => {
  const long = `http://sellos.example/${'a'.repeat(500)}`;
  const short = 'http://sellos.example/a.crl';
  expect(await urlsIn(new x509.CRLDistributionPointsExtension([long, short]))).toEqual([short]);
  for (const value of ['0203010203', '30', '3005a0', '']) {
    expect(await urlsIn(new x509.Extension('2.5.29.31', false, Buffer.from(value, 'hex'))), value).toEqual([]);
  }
});
