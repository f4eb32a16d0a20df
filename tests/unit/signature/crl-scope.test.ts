import 'reflect-metadata';
import { Extension } from '@peculiar/x509';
import { beforeAll, expect, test } from 'vitest';
import { fromHex, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { parseCertificate, type Certificate } from '../../../shared/signature/certificate.ts';
import { readCrl, tellsOf } from '../../../shared/signature/crl.ts';
import { DerError } from '../../../shared/signature/der-read.ts';
import { judgeRevocation } from '../../../shared/signature/revocation.ts';
import { buildCrl } from '../../support/crl-builder.ts';
import { testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { NOW } from '../../support/verdicts.ts';

const HERE = 'http://a.hn/1.crl';
let office: TestOffice;
let certificate: Certificate;
beforeAll(async () => {
  office = await testOffice();
  certificate = await parseCertificate((await office.signer('Ana')).certificate);
});

/** An IssuingDistributionPoint with these parts, hexadecimal; critical, as RFC 5280 section 5.2.5 wants it. */
function issuingPoint(...parts: readonly string[]): Extension {
  const value = parts.join('');
  return new Extension('2.5.29.28', true, fromHex(`30${(value.length / 2).toString(16).padStart(2, '0')}${value}`));
}
const length = (hex: string): string => (hex.length / 2).toString(16).padStart(2, '0');
const wrapped = (tag: string, hex: string): string => `${tag}${length(hex)}${hex}`;
const at = (url: string): string => wrapped('a0', wrapped('a0', wrapped('86', toHex(utf8(url)))));
const [USERS, AUTHORITIES, SOME_REASONS, INDIRECT] = ['8101ff', '8201ff', '83020640', '8401ff'] as const;

const listWith = async (...parts: readonly string[]) =>
  readCrl(await buildCrl(office, { revoked: [certificate.der], extensions: [issuingPoint(...parts)] }));

test.each([
  ['its own place', [at(HERE)], true],
  ['its own place, for users', [at(HERE), USERS], true],
  ['another place', [at('http://a.hn/2.crl')], false],
  ['users', [USERS], true],
  ['authorities', [AUTHORITIES], false],
  ['whatever there is', [], true],
] as const)('a list of %s tells of a person: %s', async (_, parts, tells) => {
  const list = await listWith(...parts);
  expect(tellsOf(list, { isAuthority: false, listUrls: [HERE] })).toBe(tells);
});

test('a certificate that names no place is in no list of a place', async () => {
  expect(tellsOf(await listWith(at(HERE)), certificate)).toBe(false);
  expect(tellsOf(await listWith(AUTHORITIES), { isAuthority: true })).toBe(true);
});

test('a list of some reasons, of others, or with a place that cannot be read is no list', async () => {
  for (const parts of [[SOME_REASONS], [at(HERE), INDIRECT], [at('ldap://a.hn')]]) {
    await expect(listWith(...parts)).rejects.toThrow(DerError);
  }
});

test('a list that does not tell of the signer proves nothing of him, and one that does counts', async () => {
  const path = [{ ...certificate, listUrls: [HERE] }, await parseCertificate(office.root)];
  const codes = async (...parts: readonly string[]) =>
    (await judgeRevocation({ path, crls: [await listWith(...parts)], at: NOW, proven: false, now: NOW })).map(
      ({ code }) => code,
    );
  expect(await codes(at('http://a.hn/2.crl'))).toEqual(['revocation-unknown']);
  expect(await codes(at(HERE))).toEqual(['certificate-revoked']);
});
