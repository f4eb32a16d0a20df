import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownBytes, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { generateSigningKeys } from '../../../shared/signature/authority.ts';
import { parseCertificate, type Certificate } from '../../../shared/signature/certificate.ts';
import { findRevocation, isRevoked, readCrl } from '../../../shared/signature/crl.ts';
import { DerError } from '../../../shared/signature/der-read.ts';
import { conclusionOf } from '../../../shared/signature/outcome.ts';
import { judgeRevocation } from '../../../shared/signature/revocation.ts';
import type { SignerKey } from '../../../shared/signature/signer.ts';
import type { SignatureVerdict } from '../../../shared/signature/verdict.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { buildCrl } from '../../support/crl-builder.ts';
import { appendUpdate } from '../../support/pdf-writer.ts';
import { signablePdf, signPdf, testOffice, TRAILER, YEARS, type TestOffice } from '../../support/signable-pdf.ts';
import { codesOf, NOW } from '../../support/verdicts.ts';

const before = new Date('2026-11-20T00:00:00Z');

let office: TestOffice;
let signer: SignerKey;
let signed: Bytes;
let certificate: Certificate;
beforeAll(async () => {
  office = await testOffice();
  signer = await office.signer('Ana');
  certificate = await parseCertificate(signer.certificate);
  signed = await signPdf(signablePdf(), signer);
});

async function judged(crls: readonly Bytes[], pdf: Bytes = signed): Promise<SignatureVerdict> {
  const verdict = await verifyPdf(pdf, { roots: [office.root], now: NOW, crls });
  const first = verdict.kind === 'signed' ? verdict.signatures[0] : undefined;
  if (!first) throw new Error(verdict.kind);
  return first;
}

describe('a list', () => {
  test('is read with its dates, serial numbers and reasons', async () => {
    const list = readCrl(await buildCrl(office, { revoked: [signer.certificate], reason: 'superseded' }));
    expect(list).toMatchObject({ thisUpdate: '2026-11-24T23:30:00.000Z', nextUpdate: '2027-01-01T00:00:00.000Z' });
    expect(list.issuer.commonName).toBe('AC Oficina Regional de Choluteca');
    expect(findRevocation(list, certificate.serial)).toEqual({ at: '2026-11-24T23:00:00.000Z', reason: 'superseded' });
    expect([isRevoked(list, certificate.serial), isRevoked(list, '01')]).toEqual([true, false]);
  });

  test.each([
    ['nothing', new Uint8Array()],
    ['text', utf8('lista')],
  ])('%s is none', (_, bytes) => {
    expect(() => readCrl(ownBytes(bytes))).toThrow(DerError);
  });

  test('cut short anywhere it is none', async () => {
    const der = await buildCrl(office, { revoked: [signer.certificate] });
    for (let end = 0; end < der.length; end += 7) expect(() => readCrl(der.slice(0, end))).toThrow(DerError);
  });
});

describe('a signature', () => {
  test('of a certificate that the list does not have holds, and says nothing of revocation', async () => {
    const found = await judged([await buildCrl(office, { revoked: [office.root] })]);
    expect(found.verdict).toBe('valid');
    expect(codesOf(found)).toEqual(['computer-clock']);
  });

  test('of a certificate revoked before it was made is refused', async () => {
    const found = await judged([await buildCrl(office, { revoked: [signer.certificate], at: before })]);
    expect(found.verdict).toBe('not-valid');
    expect(found.reasons[0]).toEqual({
      code: 'certificate-revoked',
      detail: { holder: 'Ana', revokedAt: '2026-11-20T00:00:00.000Z', revocation: 'key-compromise' },
    });
  });

  test('that says to be older than the revocation proves nothing without a time stamp', async () => {
    const found = await judged([await buildCrl(office, { revoked: [signer.certificate] })]);
    expect(found.verdict).toBe('valid-but');
    expect(codesOf(found)[0]).toBe('revoked-without-proof');
    expect(conclusionOf(found)).toEqual({ outcome: 'INDETERMINATE', sub: 'REVOKED_NO_POE' });
  });

  test.each(['superseded', 'affiliationChanged', 'cessationOfOperation'] as const)(
    'from before its certificate was retired (%s) holds, and says so',
    async (reason) => {
      const found = await judged([await buildCrl(office, { revoked: [signer.certificate], reason })]);
      expect(found.verdict).toBe('valid');
      expect(codesOf(found)).toEqual(['certificate-retired-later', 'computer-clock']);
      expect(conclusionOf(found)).toEqual({ outcome: 'TOTAL-PASSED' });
    },
  );

  test('from after its certificate was retired is refused', async () => {
    const list = await buildCrl(office, { revoked: [signer.certificate], at: before, reason: 'superseded' });
    expect(codesOf(await judged([list]))).toContain('certificate-revoked');
  });

  test.each(['unspecified', 'privilegeWithdrawn'] as const)('with the reason %s keeps its doubt', async (reason) => {
    const found = await judged([await buildCrl(office, { revoked: [signer.certificate], reason })]);
    expect(codesOf(found)[0]).toBe('revoked-without-proof');
  });

  test('a list of somebody else with the same name counts for nothing', async () => {
    const impostor = await testOffice();
    const found = await judged([await buildCrl(impostor, { revoked: [signer.certificate], at: before })]);
    expect(found.verdict).toBe('valid');
    expect(codesOf(found)).toContain('revocation-unknown');
  });

  test('a list past its date is called so', async () => {
    const early = await buildCrl(office, { revoked: [], thisUpdate: before });
    expect(codesOf(await judged([early]))).toEqual(['computer-clock']);
    const past = await buildCrl(office, { revoked: [], nextUpdate: new Date('2026-11-24T23:59:00Z') });
    expect(codesOf(await judged([past]))).toContain('revocation-stale');
  });

  test('a newer list takes no name off: neither one put back from a copy nor one of a clock that was ahead', async () => {
    const old = await buildCrl(office, { revoked: [signer.certificate], at: before, thisUpdate: before });
    const fresh = await buildCrl(office, { revoked: [] });
    expect(codesOf(await judged([old, fresh]))).toContain('certificate-revoked');
    expect(codesOf(await judged([fresh, old]))).toContain('certificate-revoked');
  });

  test('of several lists the earliest date counts, and a stolen key more than a renewal', async () => {
    const stolen = await buildCrl(office, { revoked: [signer.certificate], thisUpdate: before });
    const renewed = await buildCrl(office, { revoked: [signer.certificate], reason: 'superseded' });
    expect(codesOf(await judged([stolen, renewed]))[0]).toBe('revoked-without-proof');
    const early = await buildCrl(office, { revoked: [signer.certificate], at: before, reason: 'superseded' });
    expect((await judged([stolen, early])).reasons[0]).toMatchObject({
      code: 'certificate-revoked',
      detail: { revokedAt: before.toISOString(), revocation: 'key-compromise' },
    });
  });

  test('a hold is lifted by the newest list alone', async () => {
    const held = { revoked: [signer.certificate], at: before, reason: 'certificateHold' } as const;
    const old = await buildCrl(office, { ...held, thisUpdate: before });
    const fresh = await buildCrl(office, { revoked: [] });
    expect((await judged([old, fresh])).verdict).toBe('valid');
    expect(codesOf(await judged([await buildCrl(office, held)]))).toContain('certificate-revoked');
  });

  test('a list in the file itself (DSS) is found', async () => {
    const list = await buildCrl(office, { revoked: [signer.certificate], at: before });
    const catalog = '<< /Type /Catalog /Pages 2 0 R /AcroForm 6 0 R /Lang (es-HN) /Perms << /DocMDP 10 0 R >>';
    const withStore = appendUpdate(
      signed,
      [
        { number: 1, source: `${catalog} /DSS 30 0 R >>` },
        { number: 30, source: '<< /Type /DSS /CRLs [31 0 R] >>' },
        { number: 31, source: '<< >>', stream: list },
      ],
      { trailer: TRAILER },
    );
    const found = await judged([], withStore);
    expect(found.laterChanges).toEqual({ kind: 'only-allowed', filledFields: [] });
    expect(codesOf(found)).toContain('certificate-revoked');
  });
});

describe('with a trusted time stamp', () => {
  const judge = async (at: Date) =>
    judgeRevocation({
      path: [certificate, await parseCertificate(office.root)],
      crls: [readCrl(await buildCrl(office, { revoked: [signer.certificate] }))],
      at,
      proven: true,
      now: NOW,
    });

  test('a signature from before the revocation stands, one from after it fails for certain', async () => {
    expect(await judge(before)).toMatchObject([{ code: 'revoked-later' }]);
    const reasons = await judge(new Date('2026-11-24T23:15:00Z'));
    expect(reasons).toMatchObject([{ code: 'certificate-revoked' }]);
    const time = { at: '2026-11-24T23:15:00.000Z', clock: 'timestamp' } as const;
    expect(conclusionOf({ reasons, time })).toEqual({ outcome: 'TOTAL-FAILED', sub: 'REVOKED' });
  });
});

describe('with a trusted time stamp over the whole document', () => {
  /** A certificate of an authority that a root vouches for, and the lists of both. */
  async function chainRevoked(ofAuthority: Date, ofSigner: Date) {
    const keys = await generateSigningKeys();
    const root = new x509.X509Certificate(office.root);
    const made = await x509.X509CertificateGenerator.create({
      ...{ subject: 'CN=AC intermedia', issuer: root.subject, publicKey: keys.publicKey, ...YEARS },
      ...{ signingKey: office.keys.privateKey, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } },
      extensions: [new x509.BasicConstraintsExtension(true, undefined, true)],
    });
    const authority = new Uint8Array(made.rawData);
    const path = [certificate, await parseCertificate(authority), await parseCertificate(office.root)];
    const lists = [
      await buildCrl({ root: authority, keys }, { revoked: [signer.certificate], at: ofSigner }),
      await buildCrl(office, { revoked: [authority], at: ofAuthority }),
    ];
    return { path, crls: lists.map((der) => readCrl(der)), at: before, proven: false, now: NOW };
  }
  const [early, stamped, late] = [21, 22, 23].map((day) => new Date(`2026-11-${day}T00:00:00Z`)) as [Date, Date, Date];

  test('the later revocation of the signer does not hide that the authority was revoked before the stamp', async () => {
    const chain = await chainRevoked(early, late);
    expect(await judgeRevocation({ ...chain, existedBy: stamped })).toMatchObject([
      { code: 'revoked-without-proof', detail: { holder: 'AC intermedia' } },
    ]);
  });

  test('and the other way round', async () => {
    const chain = await chainRevoked(late, early);
    expect(await judgeRevocation({ ...chain, existedBy: stamped })).toMatchObject([
      { code: 'revoked-without-proof', detail: { holder: 'Ana' } },
    ]);
  });

  test('both after the stamp take nothing away', async () => {
    const chain = await chainRevoked(late, late);
    expect(await judgeRevocation({ ...chain, existedBy: stamped })).toMatchObject([{ code: 'revoked-later' }]);
  });
});
