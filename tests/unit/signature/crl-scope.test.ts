import 'reflect-metadata';
import { beforeAll, expect, test } from 'vitest';
import { parseCertificate, type Certificate } from '../../../shared/signature/certificate.ts';
import { readCrl, sameScope, tellsOf } from '../../../shared/signature/crl.ts';
import { DerError } from '../../../shared/signature/der-read.ts';
import { judgeRevocation } from '../../../shared/signature/revocation.ts';
import { buildCrl } from '../../support/crl-builder.ts';
import { issuingPoint, placeAt as at } from '../../support/issuing-point.ts';
import { testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { NOW } from '../../support/verdicts.ts';

const HERE = 'http://a.hn/1.crl';
let office: TestOffice;
let certificate: Certificate;
beforeAll(async () => {
  office = await testOffice();
  certificate = await parseCertificate((await office.signer('Ana')).certificate);
});

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

test('lists are of the same scope when they have the same places, in any order, and the same holders', async () => {
  const scopes = [[], [USERS], [AUTHORITIES], [at(HERE)], [at('http://a.hn/2.crl')], [at(HERE), USERS]] as const;
  const lists = await Promise.all(scopes.map((parts) => listWith(...parts)));
  const again = await Promise.all(scopes.map((parts) => listWith(...parts)));
  for (const [i, one] of lists.entries()) {
    expect(again.map((other) => sameScope(one, other))).toEqual(scopes.map((_, j) => i === j));
  }
  const placed = (...urls: readonly string[]) => ({ ...lists[0]!, scope: { urls } });
  expect(sameScope(placed('a', 'b'), placed('b', 'a'))).toBe(true);
  expect(sameScope(placed('a', 'b'), placed('a'))).toBe(false);
});
