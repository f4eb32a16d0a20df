import { beforeAll, describe, expect, test } from 'vitest';
import { utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import type { SignatureVerdict } from '../../../shared/signature/verdict.ts';
import { signablePdf, SIGNED_AT, signedTwice, testOffice, type TestOffice } from '../../support/signable-pdf.ts';

const NOW = new Date('2026-11-25T00:00:00Z');

let office: TestOffice;
let once: Bytes;
let twice: Bytes;

beforeAll(async () => {
  office = await testOffice();
  ({ once, twice } = await signedTwice(office));
});

async function signaturesOf(pdf: Bytes, roots = [office.root], now = NOW): Promise<readonly SignatureVerdict[]> {
  const verdict = await verifyPdf(pdf, { roots, now });
  if (verdict.kind !== 'signed') throw new Error(JSON.stringify(verdict));
  return verdict.signatures;
}

describe('a document of the office', () => {
  test('signed once', async () => {
    const [signature] = await signaturesOf(once);
    expect(signature).toMatchObject({
      verdict: 'valid',
      field: 'Firma_Inspector_1',
      kind: 'signature',
      signer: {
        name: 'Íñigo Muñoz Ávila',
        position: 'Inspectora II',
        credential: 'IT-0042',
        organization: 'Oficina Regional de Choluteca',
      },
      reason: 'Acta levantada (final)',
      place: 'Choluteca',
      time: { at: SIGNED_AT.toISOString(), clock: 'computer' },
      covers: 'whole-file',
      laterChanges: { kind: 'none' },
      trust: 'trusted',
      root: 'AC Oficina Regional de Choluteca',
      certifies: 2,
      baseline: { ok: true },
      algorithm: 'ECDSA P-256, SHA-256',
    });
    expect(signature?.reasons).toEqual([{ code: 'revocation-unknown' }, { code: 'computer-clock' }]);
  });

  test('signed twice: both hold, and the first tells of the second', async () => {
    const verdict = await verifyPdf(twice, { roots: [office.root], now: NOW });
    expect(verdict).toMatchObject({
      kind: 'signed',
      laterChanges: { kind: 'none' },
      signatures: [
        {
          verdict: 'valid',
          covers: 'earlier-revision',
          laterChanges: { kind: 'only-allowed', filledFields: ['Firma_Jefatura'] },
        },
        { verdict: 'valid', covers: 'whole-file', laterChanges: { kind: 'none' } },
      ],
    });
  });

  test('without a signature', async () => {
    expect(await verifyPdf(signablePdf(), { roots: [office.root], now: NOW })).toEqual({ kind: 'unsigned' });
  });
});

describe('files that are no documents', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', utf8('Estimados señores:')],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
  ])('%s is not a PDF', async (_, bytes) => {
    expect(await verifyPdf(new Uint8Array(bytes), { roots: [], now: NOW })).toEqual({ kind: 'not-a-pdf' });
  });

  test('a PDF cut short is damaged', async () => {
    const cut = signablePdf().slice(0, 500);
    expect(await verifyPdf(cut, { roots: [], now: NOW })).toEqual({ kind: 'damaged', reason: 'unreadable' });
  });
});
