// A time stamp over a whole signed paper: who looks later, with the certificate expired or revoked since, is told what it proves.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PDF, PdfArray, PdfDict, PdfName, PdfString } from '@libpdf/core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAskTimestamp } from '../../electron/host/ask-timestamp.ts';
import { createReadList, createStamping } from '../../electron/host/prove-authority.ts';
import { stampDocument, type StampTools } from '../../electron/host/stamp-document.ts';
import { instantFrom } from '../../shared/kernel/clock.ts';
import { ownBytes, type Bytes } from '../../shared/kernel/bytes.ts';
import { parseCertificate, toPem } from '../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../shared/signature/cms.ts';
import { prepareDocumentTimestamp } from '../../shared/signature/document-timestamp.ts';
import { issueCrl } from '../../shared/signature/issue-crl.ts';
import { verifyPdf } from '../../shared/signature/verify.ts';
import { askJudges, missingJudges } from '../support/outside-judges.ts';
import { signablePdf, signPdf, testOffice, type TestOffice } from '../support/signable-pdf.ts';
import { openTimestampAuthority, type TimestampAuthority } from '../support/timestamp-authority.ts';
import { valueOf } from '../support/vault-builder.ts';

const missing = missingJudges();
const DAY = 86_400_000;
const FIRST = 'Firma_Inspector_1';
let folder: string;
let authority: TimestampAuthority;
let office: TestOffice;
let signed: Bytes;
let stamped: Bytes;
let serial: string;

beforeEach((context) => {
  if (missing.length > 0) context.skip(`not installed: ${missing.join(', ')}`);
});
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'document-stamp-'));
  authority = await openTimestampAuthority();
  office = await testOffice();
  const soon = { notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + DAY) };
  const key = await office.signer('Ana', soon);
  ({ serial } = await parseCertificate(key.certificate));
  const proof = { certificates: [key.certificate, office.root], revocationLists: [] };
  signed = await signPdf(signablePdf(), key, { field: FIRST, name: 'Ana', when: new Date(), proof });
  stamped = await stamp(signed);
});
afterAll(async () => {
  await authority.close();
  rmSync(folder, { recursive: true });
});

const tools = (patienceMs = 3000): StampTools => ({
  ...createStamping(createAskTimestamp(patienceMs), createReadList(patienceMs)),
  prepareTimestamp: prepareDocumentTimestamp,
  clock: { now: () => Date.now() },
});

async function stamp(pdf: Bytes, by = authority): Promise<Bytes> {
  const proof = { certificates: [office.root], revocationLists: [] };
  const roots = [office.root, by.root];
  const made = valueOf(await stampDocument(tools(), { pdf, proof, url: by.url, roots, lists: [], stamped: [] }));
  expect(made.lacks).toBe('authority');
  return made.pdf;
}

async function verdictsOf(pdf: Bytes, { days = 0, crls = [] as Bytes[], roots = [office.root, authority.root] } = {}) {
  const verdict = await verifyPdf(pdf, { roots, crls, now: new Date(Date.now() + days * DAY) });
  if (verdict.kind !== 'signed') throw new Error(verdict.kind);
  return verdict.signatures.map((one) => ({ ...one, codes: one.reasons.map(({ code }) => code) }));
}

describe('a time stamp over a signed paper', () => {
  test('is allowed after the signature, covers everything, and says that the signature existed by then', async () => {
    const [signature, stampOf] = await verdictsOf(stamped);
    expect(signature).toMatchObject({
      verdict: 'valid',
      certifies: 2,
      laterChanges: { kind: 'only-allowed', filledFields: [] },
    });
    expect(signature?.codes).toContain('existed-by');
    expect(stampOf).toMatchObject({
      kind: 'document-timestamp',
      verdict: 'valid',
      covers: 'whole-file',
      trust: 'trusted',
    });
    expect(stampOf?.field).toBe('Sello_Tiempo_1');
  });

  test('keeps a signature whole whose certificate expired since, and one that is not stamped is doubted', async () => {
    expect((await verdictsOf(signed, { days: 30 }))[0]).toMatchObject({ verdict: 'valid-but', trust: 'expired' });
    expect((await verdictsOf(stamped, { days: 30 }))[0]).toMatchObject({ verdict: 'valid', trust: 'trusted' });
    // a stamp of somebody whom nobody vouches for proves nothing
    const [unknown] = await verdictsOf(stamped, { days: 30, roots: [office.root] });
    expect(unknown).toMatchObject({ verdict: 'valid-but', trust: 'expired' });
    expect(unknown?.codes).not.toContain('existed-by');
  });

  test('keeps one whose key was stolen afterwards, and not one whose key was stolen before', async () => {
    const revokedAt = async (hours: number): Promise<Bytes> =>
      issueCrl({
        authority: {
          certificate: await parseCertificate(office.root),
          key: webCryptoSigner(office.keys.privateKey, office.root, []),
        },
        number: 1,
        thisUpdate: instantFrom(Date.now() + 2 * DAY),
        nextUpdate: instantFrom(Date.now() + 30 * DAY),
        revoked: [{ serial, at: instantFrom(Date.now() + hours * 3_600_000), reason: 'keyCompromise' }],
        keepsExpiredSince: instantFrom(Date.now() - DAY),
      });
    const after = [await revokedAt(1)];
    expect((await verdictsOf(signed, { crls: after, days: 0.5 }))[0]?.codes).toContain('revoked-without-proof');
    const [kept] = await verdictsOf(stamped, { crls: after, days: 0.5 });
    expect(kept).toMatchObject({ verdict: 'valid' });
    expect(kept?.codes).toContain('revoked-later');
    expect((await verdictsOf(stamped, { crls: [await revokedAt(-2)] }))[0]?.codes).toContain('certificate-revoked');
  });

  test.each([
    ['stolen before it stamped', -2, 'keyCompromise', 'certificate-revoked'],
    ['stolen after the time it says', 1, 'keyCompromise', 'revoked-without-proof'],
    ['revoked for no reason given', 1, 'unspecified', 'revoked-without-proof'],
  ] as const)('of an authority whose key was %s proves nothing', async (_, hours, reason, code) => {
    const at = new Date(Date.now() + hours * 3_600_000);
    const thisUpdate = new Date(Date.now() + DAY);
    const crls = [await authority.revoked({ at, reason, thisUpdate })];
    const [signature, stampOf] = await verdictsOf(stamped, { days: 30, crls });
    expect(stampOf?.codes).toContain(code);
    expect(stampOf?.verdict).not.toBe('valid');
    expect(signature).toMatchObject({ verdict: 'valid-but', trust: 'expired' });
    expect(signature?.codes).not.toContain('existed-by');
  });

  test('of an authority that was renewed since, or that a later stamp proves to be older, is still a proof', async () => {
    const at = new Date(Date.now() + 3_600_000);
    const thisUpdate = new Date(Date.now() + DAY);
    const renewed = [await authority.revoked({ at, reason: 'superseded', thisUpdate })];
    expect((await verdictsOf(stamped, { days: 30, crls: renewed }))[0]).toMatchObject({ verdict: 'valid' });
    const other = await openTimestampAuthority();
    try {
      const both = await stamp(stamped, other);
      const stolen = [await authority.revoked({ at, reason: 'keyCompromise', thisUpdate })];
      const roots = [office.root, authority.root, other.root];
      const [signature, first] = await verdictsOf(both, { days: 30, crls: stolen, roots });
      expect(signature?.codes).toContain('existed-by');
      expect(first).toMatchObject({ verdict: 'valid', field: 'Sello_Tiempo_1' });
      expect(first?.codes).toContain('revoked-later');
    } finally {
      await other.close();
    }
  });

  test('can be followed by a second signature and a second stamp', async () => {
    const key = await office.signer('Eva');
    const again = await signPdf(stamped, key, { field: 'Firma_Jefatura', name: 'Eva', when: new Date() });
    const all = await verdictsOf(await stamp(again));
    expect(all.map(({ verdict, field }) => `${field} ${verdict}`)).toEqual([
      `${FIRST} valid`,
      'Sello_Tiempo_1 valid',
      'Firma_Jefatura valid',
      'Sello_Tiempo_2 valid',
    ]);
  });

  test('leaves the signature valid for poppler and OpenSSL, and the file sound for qpdf', () => {
    const file = path.join(folder, 'stamped.pdf');
    const root = path.join(folder, 'root.pem');
    writeFileSync(file, stamped);
    writeFileSync(root, toPem(office.root));
    const { pdfsig, openssl, qpdf } = askJudges(file, root);
    expect(pdfsig).toContain('Signature is Valid.');
    // signed, still empty, stamped
    expect(pdfsig.match(/^Signature #\d/gm)).toHaveLength(3);
    expect(openssl[0]).toContain('CAdES Verification successful');
    expect(qpdf).toContain('No syntax or stream encoding errors found');
    expect(spawnSync('qpdf', ['--show-npages', file], { encoding: 'utf8' }).stdout.trim()).toBe('1');
  });

  test.each(['silent', 'other', 'refusing', 'failing'] as const)(
    'of an authority that is %s is not there, and the paper stays as it was',
    async (manner) => {
      authority.behave(manner);
      const asked = { pdf: signed, proof: undefined, url: authority.url, roots: [office.root], lists: [], stamped: [] };
      expect(await stampDocument(tools(1000), asked)).toMatchObject({ fault: { code: 'sign/no-timestamp' } });
      authority.behave('honest');
    },
  );
});

test.each([
  ['a field with a place on the page', { Subtype: PdfName.of('Widget'), Rect: new PdfArray([]) }],
  ['a field whose value is no time stamp', { V: PdfDict.of({ Type: PdfName.of('Sig') }) }],
  ['a field of another kind', { FT: PdfName.of('Tx') }],
])('%s that is added afterwards is a forbidden change', async (_, more) => {
  const document = await PDF.load(signed);
  const form = document.getCatalog().getDict('AcroForm', (reference) => document.getObject(reference))!;
  const entries = { FT: PdfName.of('Sig'), T: PdfString.fromString('Sello_Tiempo_1'), ...more };
  const added = document.register(PdfDict.of(entries));
  form.set('Fields', new PdfArray([...form.getArray('Fields', (reference) => document.getObject(reference))!, added]));
  const changed = ownBytes(await document.save({ incremental: true }));
  const [signature] = await verdictsOf(changed);
  expect(signature).toMatchObject({ verdict: 'not-valid', laterChanges: { kind: 'forbidden' } });
});
