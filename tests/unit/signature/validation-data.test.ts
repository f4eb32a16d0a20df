import { expect, test } from 'vitest';
import { prepareSignature } from '../../../shared/signature/prepare.ts';
import { instantFrom } from '../../../shared/kernel/clock.ts';
import { latin1, type Bytes } from '../../../shared/kernel/bytes.ts';
import { parseCertificate } from '../../../shared/signature/certificate.ts';
import { webCryptoSigner } from '../../../shared/signature/cms.ts';
import { issueCrl } from '../../../shared/signature/issue-crl.ts';
import type { ValidationData } from '../../../shared/signature/validation-data.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { appendStore } from '../../support/later-store.ts';
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
import { NOW } from '../../support/verdicts.ts';

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

const nameOf = { [FIRST]: 'Ana', [SECOND]: 'Eva' };

/** Signs as the app does: what proves the signature is part of what it covers. */
async function signedWithProof(pdf: Bytes, field: typeof FIRST | typeof SECOND, list?: Bytes) {
  const name = nameOf[field];
  const key = await office.signer(name);
  const proof: ValidationData = {
    certificates: [key.certificate, office.root],
    revocationLists: [list ?? (await listOf(office))],
  };
  return { pdf: await signPdf(pdf, key, { field, name, proof }), key, proof };
}

/** Signs as the app did before: what proves the signature follows it. */
async function signedThenProven(pdf: Bytes, field: typeof FIRST | typeof SECOND): Promise<Bytes> {
  const name = nameOf[field];
  const key = await office.signer(name);
  const proof = { certificates: [key.certificate, office.root], revocationLists: [await listOf(office)] };
  return appendStore(await signPdf(pdf, key, { field, name }), field, proof);
}

const verified = (pdf: Bytes) => verifyPdf(pdf, { roots: [office.root], now: NOW });
const streamsIn = (pdf: Bytes): number => (latin1(pdf).match(/\nstream/g) ?? []).length;
const NOTHING_FILLED = { kind: 'only-allowed', filledFields: [] };
const SECOND_FILLED = { kind: 'only-allowed', filledFields: [SECOND] };

test('what proves a signature is covered by it: nothing follows, and the revocation list is found', async () => {
  const { pdf } = await signedWithProof(signablePdf(), FIRST);
  const verdict = await verified(pdf);
  expect(verdict).toMatchObject({
    signatures: [{ verdict: 'valid', covers: 'whole-file', laterChanges: { kind: 'none' } }],
  });
  const codes = verdict.kind === 'signed' ? verdict.signatures[0]?.reasons.map(({ code }) => code) : [];
  expect(codes).toEqual(['computer-clock']);
});

test('a second signature covers the whole file again, and the first stays valid under its certification', async () => {
  const list = await listOf(office);
  const first = await signedWithProof(signablePdf(), FIRST, list);
  const second = await signedWithProof(first.pdf, SECOND, list);
  expect(Buffer.compare(second.pdf.subarray(0, first.pdf.length), first.pdf)).toBe(0);
  expect(await verified(second.pdf)).toMatchObject({
    signatures: [
      { verdict: 'valid', certifies: 2, covers: 'earlier-revision', laterChanges: SECOND_FILLED },
      { verdict: 'valid', covers: 'whole-file', laterChanges: { kind: 'none' } },
    ],
  });
});

test('files whose store follows the signature stay valid, and can be signed a second time either way', async () => {
  const first = await signedThenProven(signablePdf(), FIRST);
  expect(await verified(first)).toMatchObject({
    signatures: [{ verdict: 'valid', covers: 'earlier-revision', laterChanges: NOTHING_FILLED }],
  });
  expect(await verified(await signedThenProven(first, SECOND))).toMatchObject({
    signatures: [
      { verdict: 'valid', laterChanges: SECOND_FILLED },
      { verdict: 'valid', laterChanges: NOTHING_FILLED },
    ],
  });
  const { pdf } = await signedWithProof(first, SECOND);
  expect(latin1(pdf.subarray(first.length))).toContain('/VRI');
  expect(await verified(pdf)).toMatchObject({
    signatures: [
      { verdict: 'valid', laterChanges: SECOND_FILLED },
      { verdict: 'valid', covers: 'whole-file', laterChanges: { kind: 'none' } },
    ],
  });
});

test('the same list and root are not there twice, a newer list is', async () => {
  const list = await listOf(office);
  const first = await signedWithProof(signablePdf(), FIRST, list);
  const unproven = await signPdf(first.pdf, await office.signer('Eva'), { field: SECOND, name: 'Eva' });
  const same = await signedWithProof(first.pdf, SECOND, list);
  const newer = await signedWithProof(first.pdf, SECOND, await listOf(office, 2));
  // Eva's certificate alone; with it the newer list
  expect(streamsIn(same.pdf) - streamsIn(unproven)).toBe(1);
  expect(streamsIn(newer.pdf) - streamsIn(unproven)).toBe(2);
});

test('a store that another program made in parts of its own is not rewritten: the signature is made without', async () => {
  const objects = signableObjects().map((object) =>
    object.number === 1 ? { ...object, source: object.source.replace('>>', '/DSS 10 0 R >>') } : object,
  );
  const store = [
    { number: 10, source: '<< /Type /DSS /Certs 11 0 R >>' },
    { number: 11, source: '[ ]' },
  ];
  const pdf = writePdf([...objects, ...store], TRAILER);
  const proof = { certificates: [office.root], revocationLists: [] };
  const room = { field: FIRST, name: 'Ana', reason: '', place: '', when: SIGNED_AT };
  expect(await prepareSignature(pdf, { ...room, proof })).toMatchObject({ ok: true, value: { proven: false } });
  expect(await prepareSignature(signablePdf(), { ...room, proof })).toMatchObject({ value: { proven: true } });
  expect(await prepareSignature(signablePdf(), room)).toMatchObject({ value: { proven: false } });
});
