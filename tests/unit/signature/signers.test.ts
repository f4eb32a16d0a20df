import { beforeAll, describe, expect, test } from 'vitest';
import { type Bytes } from '../../../shared/kernel/bytes.ts';
import { webCryptoSigner } from '../../../shared/signature/cms.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { signablePdf, signPdf, testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { codesOf, firstVerdict, verdictOf } from '../../support/verdicts.ts';

let office: TestOffice;
let once: Bytes;

beforeAll(async () => {
  office = await testOffice();
  once = await signPdf(signablePdf(), await office.signer('Íñigo Muñoz Ávila'));
});

const firstOf = (pdf: Bytes) => firstVerdict(pdf, office.root);
const verdict = (pdf: Bytes) => verdictOf(pdf, office.root);

describe('signers', () => {
  test('a certificate of an office unknown here: intact, but nobody vouches for it', async () => {
    const stranger = await testOffice('Oficina Desconocida');
    const signature = await firstOf(await signPdf(signablePdf(), await stranger.signer('Ana')));
    expect(signature).toMatchObject({ verdict: 'valid-but', trust: 'unknown-root' });
    expect(codesOf(signature)[0]).toBe('unknown-root');
  });

  test('an office that only bears the same name', async () => {
    const impostor = await testOffice();
    const signature = await firstOf(await signPdf(signablePdf(), await impostor.signer('Íñigo Muñoz Ávila')));
    expect(signature).toMatchObject({ verdict: 'valid-but', trust: 'unknown-root' });
    const name = 'AC Oficina Regional de Choluteca';
    expect(signature.reasons[0]).toEqual({ code: 'unknown-root', detail: { issuer: name, bearsNameOf: name } });
  });

  test('a certificate that expired since', async () => {
    const later = new Date('2029-01-01T00:00:00Z');
    const verdict = await verifyPdf(once, { roots: [office.root], now: later });
    expect(verdict).toMatchObject({ signatures: [{ verdict: 'valid-but', trust: 'expired' }] });
  });

  test.each([
    ['expired', ['2024-01-01', '2025-01-01'], 'expired', 'expired-when-signed'],
    ['not yet valid', ['2027-01-01', '2028-01-01'], 'not-yet-valid', 'not-yet-valid-when-signed'],
  ])('a certificate that was %s when it signed', async (_, [from = '', to = ''], trust, code) => {
    const key = await office.signer('Ana', { notBefore: new Date(from), notAfter: new Date(to) });
    const signature = await firstOf(await signPdf(signablePdf(), key));
    expect(signature).toMatchObject({ verdict: 'not-valid', trust });
    expect(codesOf(signature)).toContain(code);
  });

  test('a time later than today', async () => {
    const signed = await signPdf(signablePdf(), await office.signer('Ana'), { when: new Date('2027-06-01T00:00:00Z') });
    const signature = await firstOf(signed);
    expect(signature.verdict).toBe('valid-but');
    expect(codesOf(signature)).toContain('signed-in-the-future');
  });

  test("the authority's own certificate may not sign documents", async () => {
    const key = webCryptoSigner(office.keys.privateKey, office.root, []);
    const signature = await firstOf(await signPdf(signablePdf(), key));
    expect(signature).toMatchObject({ verdict: 'not-valid', trust: 'wrong-usage' });
  });

  test('a second signature by a stranger leaves the first as it is', async () => {
    const stranger = await testOffice('Oficina Desconocida');
    const both = await signPdf(once, await stranger.signer('Ana'), { field: 'Firma_Jefatura' });
    const result = await verdict(both);
    expect(result).toMatchObject({
      signatures: [{ verdict: 'valid' }, { verdict: 'valid-but', trust: 'unknown-root' }],
    });
  });
});
