import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createAuthority, generateSigningKeys, issueCertificate } from '../../../shared/signature/authority.ts';

const notBefore = new Date('2026-01-01T00:00:00Z');
const notAfter = new Date('2028-01-01T00:00:00Z');

async function makeOffice(organization = 'Oficina Regional de Choluteca') {
  const keys = await generateSigningKeys();
  const certificate = await createAuthority({ name: `AC ${organization}`, organization, keys, notBefore, notAfter });
  return { keys, certificate };
}

async function issueFor(name: string, credential = 'IT-0042') {
  const { keys, certificate: authority } = await makeOffice();
  const person = await generateSigningKeys();
  const certificate = await issueCertificate({
    subject: { name, position: 'Inspectora II', credential, organization: 'Oficina Regional de Choluteca' },
    publicKey: person.publicKey,
    authority: { certificate: authority, privateKey: keys.privateKey },
    notBefore,
    notAfter,
  });
  return { authority: new X509Certificate(authority), certificate: new X509Certificate(certificate) };
}

describe('the office authority', () => {
  test('signs itself and may issue certificates', async () => {
    const { certificate } = await makeOffice();
    const ca = new X509Certificate(certificate);
    expect(ca.ca).toBe(true);
    expect(ca.verify(ca.publicKey)).toBe(true);
    expect(ca.subject).toBe('C=HN\nO=Oficina Regional de Choluteca\nCN=AC Oficina Regional de Choluteca');
    expect(ca.issuer).toBe(ca.subject);
    expect(new Date(ca.validFrom)).toEqual(notBefore);
    expect(new Date(ca.validTo)).toEqual(notAfter);
  });

  test('issues certificates that chain to it and are no authorities themselves', async () => {
    const { authority, certificate } = await issueFor('Íñigo Muñoz Ávila');
    expect(certificate.checkIssued(authority)).toBe(true);
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.36', '1.3.6.1.5.5.7.3.4', '1.2.840.113583.1.1.5']);
  });

  test.each([
    ['accents and ñ', 'Íñigo Muñoz Ávila'],
    ['quotation marks', 'José "Chepe" Núñez'],
    ['a comma and an equals sign', 'Núñez, José = x'],
    ['a leading number sign', '#414141'],
    ['a backslash', 'a\\b'],
  ])('keeps a name with %s letter by letter', async (_, name) => {
    const { certificate } = await issueFor(name);
    expect(certificate.toLegacyObject().subject.CN).toBe(name);
  });

  test('cuts a name longer than certificates allow at the end of a word', async () => {
    const { certificate } = await issueFor(`${'María de los Ángeles '.repeat(4)}Zúniga`);
    const commonName = certificate.toLegacyObject().subject.CN;
    expect(commonName).toBe('María de los Ángeles María de los Ángeles María de los Ángeles');
  });

  test('keeps a credential with letters outside PrintableString', async () => {
    const { certificate } = await issueFor('Ana', 'Nº 12/Ñ');
    expect(certificate.subject).toContain('serialNumber=Nº 12/Ñ');
  });

  test('gives every certificate its own positive serial number', async () => {
    const serials = await Promise.all([1, 2, 3, 4].map(async () => (await issueFor('Ana')).certificate.serialNumber));
    expect(new Set(serials).size).toBe(4);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{31}$/);
  });
});
