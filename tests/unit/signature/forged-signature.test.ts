import { beforeAll, describe, expect, test } from 'vitest';
import { concatBytes, equalBytes, latin1, toHex, utf8, type Bytes } from '../../../shared/kernel/bytes.ts';
import { buildCms } from '../../../shared/signature/cms.ts';
import { embedSignature } from '../../../shared/signature/embed.ts';
import { signablePdf, signPdf, testOffice, type TestOffice } from '../../support/signable-pdf.ts';
import { codesOf, firstVerdict, gapOf, preparedPdf, replaced, verdictOf } from '../../support/verdicts.ts';

let office: TestOffice;
let once: Bytes;

beforeAll(async () => {
  office = await testOffice();
  once = await signPdf(signablePdf(), await office.signer('Íñigo Muñoz Ávila'));
});

const firstOf = (pdf: Bytes) => firstVerdict(pdf, office.root);
const verdict = (pdf: Bytes) => verdictOf(pdf, office.root);

describe('signatures put together from others', () => {
  test('the container of another document', async () => {
    const other = await signPdf(signablePdf(), await office.signer('Otra Persona'), {
      reason: 'Otro motivo de firmar',
    });
    const [start, end] = gapOf(once);
    const [otherStart, otherEnd] = gapOf(other);
    const forged = concatBytes(once.subarray(0, start), other.subarray(otherStart, otherEnd), once.subarray(end));
    expect(codesOf(await firstOf(forged))).toContain('document-changed');
  });

  test("another person's certificate in place of the signer's", async () => {
    const prepared = await preparedPdf();
    const signer = await office.signer('Ana');
    const victim = await office.signer('Víctima Inocente');
    // the signature names Ana's certificate, the container carries the other one under the same name
    const cms = await buildCms(prepared.digest, signer);
    const swapped = await buildCms(prepared.digest, { ...victim, sign: signer.sign });
    expect(codesOf(await firstOf(embedSignature(prepared, swapped)))).toContain('signature-wrong');
    expect((await firstOf(embedSignature(prepared, cms))).verdict).toBe('valid');
  });

  test('the same key under a new certificate: the signature names the old one', async () => {
    const prepared = await preparedPdf();
    const signer = await office.signer('Ana');
    const cms = await buildCms(prepared.digest, signer);
    // one bit of the hash that names the certificate, signed anew: as if the attribute meant another certificate
    const forged = await buildCms(prepared.digest, {
      ...signer,
      sign: async (attributes) => signer.sign(flipped(attributes, await hashOf(signer.certificate))),
    });
    expect(equalBytes(cms, forged)).toBe(false);
    expect(codesOf(await firstOf(embedSignature(prepared, forged)))).toContain('signature-wrong');
  });
});

async function hashOf(bytes: Bytes): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

function flipped(bytes: Bytes, hex: string): Bytes {
  const at = toHex(bytes).indexOf(hex) / 2;
  const out = bytes.slice();
  out[at] = (out[at] ?? 0) ^ 1;
  return out;
}

describe('byte ranges that leave something out', () => {
  /** Signs honestly over a file whose ByteRange was bent first: the digest fits, the range does not. */
  async function signedOver(bend: (pdf: Bytes, gap: readonly [number, number]) => { pdf: Bytes; ranges: number[] }) {
    const prepared = await preparedPdf();
    const { pdf, ranges } = bend(prepared.pdf.slice(), prepared.gap);
    const text = latin1(pdf);
    const open = text.indexOf('[', text.indexOf('/ByteRange'));
    const close = text.indexOf(']', open);
    pdf.set(utf8(ranges.join(' ').padEnd(close - open - 1)), open + 1);
    const parts: Bytes[] = [];
    for (let i = 0; i < ranges.length; i += 2)
      parts.push(pdf.slice(ranges[i], (ranges[i] ?? 0) + (ranges[i + 1] ?? 0)));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', concatBytes(...parts)));
    const cms = await buildCms(digest, await office.signer('Ana'));
    return embedSignature({ ...prepared, pdf }, cms);
  }

  test.each<[string, (pdf: Bytes, gap: readonly [number, number]) => number[]]>([
    ['does not begin at the first byte', (pdf, [a, b]) => [10, a - 10, b, pdf.length - b]],
    ['has a gap that begins before Contents', (pdf, [a, b]) => [0, a - 20, b, pdf.length - b]],
    ['has a gap that ends after Contents', (pdf, [a, b]) => [0, a, b + 20, pdf.length - b - 20]],
    ['has ranges that overlap', (pdf, [a]) => [0, a, a - 10, pdf.length - a + 10]],
    ['ends before the file', (pdf, [a, b]) => [0, a, b, pdf.length - b - 30]],
    ['has three numbers', (_, [a, b]) => [0, a, b]],
    ['has six numbers', (pdf, [a, b]) => [0, a, b, 100, b + 100, pdf.length - b - 100]],
  ])('a range that %s', async (_, ranges) => {
    const forged = await signedOver((pdf, gap) => ({ pdf, ranges: ranges(pdf, gap) }));
    const signature = await firstOf(forged);
    expect(signature.verdict).toBe('not-valid');
    expect(codesOf(signature)).toContain('coverage-forged');
  });

  test('the same helper makes a good signature when the range is right', async () => {
    const good = await signedOver((pdf, [a, b]) => ({ pdf, ranges: [0, a, b, pdf.length - b] }));
    expect((await firstOf(good)).verdict).toBe('valid');
  });

  test.each([
    ['without Contents', '/Contents', '/Kontents'],
    ['without ByteRange', '/ByteRange', '/BiteRange'],
  ])('a signature dictionary %s', async (_, from, to) => {
    const signature = await firstOf(replaced(once, from, to));
    expect(signature.verdict).toBe('not-valid');
  });

  test('a signature that no field shows', async () => {
    expect(await verdict(replaced(once, '/V 10 0 R', '/W 10 0 R'))).toEqual({
      kind: 'damaged',
      reason: 'hidden-signature',
    });
  });
});
