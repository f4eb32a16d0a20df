import { expect, test } from 'vitest';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { latin1, ownBytes, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { parseCertificate } from '../../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../../shared/signature/cms.ts';
import { issueCrl } from '../../../shared/signature/issue-crl.ts';
import { addValidationData, type ValidationData } from '../../../shared/signature/validation-data.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { writePdf } from '../../support/pdf-writer.ts';
import {
  SIGNED_AT,
  signableObjects,
  signablePdf,
  signPdf,
  testOffice,
  TRAILER,
  type TestOffice,
} from '../../support/signable-pdf.ts';
import { gapOf, NOW } from '../../support/verdicts.ts';

const FIRST = 'Firma_Inspector_1';
const SECOND = 'Firma_Jefatura';
const office = await testOffice();

async function listOf({ root, keys }: TestOffice, number = 1): Promise<Bytes> {
  const at = SIGNED_AT.getTime();
  return issueCrl({
    authority: { certificate: await parseCertificate(root), key: webCryptoSigner(keys.privateKey, root, []) },
    number,
    thisUpdate: instantFrom(at),
    nextUpdate: instantFrom(at + 86_400_000),
    revoked: [],
    keepsExpiredSince: instantFrom(at),
  });
}

/** Signs as the app does: the signature, then what proves it. */
async function signedWithProof(pdf: Bytes, name: string, field: string, list?: Bytes) {
  const key = await office.signer(name);
  const signed = await signPdf(pdf, key, { field, name });
  const data: ValidationData = {
    certificates: [key.certificate, office.root],
    revocationLists: [list ?? (await listOf(office))],
  };
  const proven = await addValidationData(signed, field, data);
  if (!proven.ok) throw new Error(proven.fault.code);
  return { signed, proven: proven.value };
}

const countOf = (pdf: Bytes, what: RegExp): number => (latin1(pdf).match(what) ?? []).length;
const isPrefix = (pdf: Bytes, of: Bytes): boolean => Buffer.compare(of.subarray(0, pdf.length), pdf) === 0;

test('what proves a signature is appended, and our own audit allows exactly that', async () => {
  const { signed, proven } = await signedWithProof(signablePdf(), 'Ana', FIRST);
  expect(isPrefix(signed, proven)).toBe(true);
  expect(await verifyPdf(proven, { roots: [office.root], now: NOW })).toMatchObject({
    kind: 'signed',
    signatures: [{ verdict: 'valid', laterChanges: { kind: 'only-allowed', filledFields: [] } }],
  });
});

test('the entry of a signature is named by the SHA-1 of all that its Contents holds', async () => {
  const { signed, proven } = await signedWithProof(signablePdf(), 'Ana', FIRST);
  const [start, end] = gapOf(signed);
  const contents = Buffer.from(latin1(signed.subarray(start + 1, end - 1)), 'hex');
  const key = toHex(new Uint8Array(await crypto.subtle.digest('SHA-1', ownBytes(contents)))).toUpperCase();
  expect(latin1(proven.subarray(signed.length))).toContain(`/${key} <<`);
});

test('a field that is still empty can be signed afterwards, and both signatures stay valid through both stores', async () => {
  const list = await listOf(office);
  const first = await signedWithProof(signablePdf(), 'Ana', FIRST, list);
  const second = await signedWithProof(first.proven, 'Eva', SECOND, list);
  expect(isPrefix(first.proven, second.proven)).toBe(true);
  expect(await verifyPdf(second.proven, { roots: [office.root], now: NOW })).toMatchObject({
    signatures: [
      { verdict: 'valid', certifies: 2, laterChanges: { kind: 'only-allowed', filledFields: [SECOND] } },
      { verdict: 'valid', laterChanges: { kind: 'only-allowed', filledFields: [] } },
    ],
  });
});

test('the same list and root are not there twice, a newer list is', async () => {
  const list = await listOf(office);
  const first = await signedWithProof(signablePdf(), 'Ana', FIRST, list);
  const same = await signedWithProof(first.proven, 'Eva', SECOND, list);
  const newer = await signedWithProof(first.proven, 'Eva', SECOND, await listOf(office, 2));
  const added = (pdf: Bytes, { signed }: { signed: Bytes }): number =>
    countOf(pdf.subarray(signed.length), /\nstream/g);
  // Eva's certificate alone; with it the newer list
  expect(added(same.proven, same)).toBe(1);
  expect(added(newer.proven, newer)).toBe(2);
});

test.each([
  ['a field that nobody signed', SECOND, 'sign/no-free-field'],
  ['a field that is not there', 'Otra', 'sign/no-free-field'],
])('%s has nothing to prove', async (_, field, code) => {
  const { signed } = await signedWithProof(signablePdf(), 'Ana', FIRST);
  const data = { certificates: [office.root], revocationLists: [] };
  expect(await addValidationData(signed, field, data)).toMatchObject({ ok: false, fault: { code } });
});

test('a store that another program made in parts of its own is not rewritten', async () => {
  const objects = signableObjects().map((object) =>
    object.number === 1 ? { ...object, source: object.source.replace('>>', '/DSS 10 0 R >>') } : object,
  );
  const store = [
    { number: 10, source: '<< /Type /DSS /Certs 11 0 R >>' },
    { number: 11, source: '[ ]' },
  ];
  const signed = await signPdf(writePdf([...objects, ...store], TRAILER), await office.signer('Ana'));
  const data = { certificates: [office.root], revocationLists: [] };
  expect(await addValidationData(signed, FIRST, data)).toMatchObject({ fault: { code: 'pdf/unreadable' } });
});

test('what is no PDF is refused', async () => {
  const data = { certificates: [office.root], revocationLists: [] };
  expect(await addValidationData(new Uint8Array([1, 2, 3]), FIRST, data)).toMatchObject({
    ok: false,
    fault: { code: 'pdf/unreadable' },
  });
});
