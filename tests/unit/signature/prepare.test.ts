import { beforeAll, describe, expect, test } from 'vitest';
import { equalBytes, latin1, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { buildCms } from '../../../shared/signature/cms.ts';
import { embedSignature } from '../../../shared/signature/embed.ts';
import { prepareSignature, type SignatureRoom } from '../../../shared/signature/prepare.ts';
import {
  signablePdf,
  SIGNED_AT,
  signedTwice,
  stampPdf,
  testOffice,
  type TestOffice,
} from '../../support/signable-pdf.ts';

const room: SignatureRoom = {
  field: 'Firma_Inspector_1',
  name: 'Íñigo Muñoz Ávila',
  reason: 'Acta levantada',
  place: 'Choluteca',
  when: SIGNED_AT,
  certify: 2,
};

async function prepared(pdf: Bytes, changes: Partial<SignatureRoom> = {}) {
  const result = await prepareSignature(pdf, { ...room, ...changes });
  if (!result.ok) throw new Error(result.fault.code);
  return result.value;
}

/** Numbers of the objects an update holds, from its cross-reference table. */
function objectsIn(update: string): number[] {
  const table = update.slice(update.lastIndexOf('\nxref\n') + 6, update.lastIndexOf('trailer'));
  return [...table.matchAll(/^(\d+) (\d+)\s*$/gm)].flatMap(([, first, count]) =>
    Array.from({ length: Number(count) }, (_, i) => Number(first) + i),
  );
}

describe('making room for a signature', () => {
  test('appends and leaves every byte of the document as it was', async () => {
    const pdf = signablePdf();
    const { pdf: out } = await prepared(pdf);
    expect(equalBytes(out.subarray(0, pdf.length), pdf)).toBe(true);
  });

  test('the first signature replaces catalog, form and widget only; the second its widget only', async () => {
    const { once, twice } = await signedTwice(await testOffice());
    const original = signablePdf().length;
    expect(objectsIn(latin1(once.subarray(original))).filter((number) => number < 10)).toEqual([1, 6, 7]);
    expect(objectsIn(latin1(twice.subarray(once.length))).filter((number) => number < 13)).toEqual([8]);
  });

  test('the gap is the Contents string, all zeros, and the byte range is everything else', async () => {
    const { pdf, gap } = await prepared(signablePdf());
    const [start, end] = gap;
    expect(latin1(pdf.subarray(start, end))).toMatch(/^<0+>$/);
    const range = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]/.exec(latin1(pdf))?.slice(1).map(Number);
    expect(range).toEqual([0, start, end, pdf.length - end]);
  });

  test('the digest is SHA-256 of everything outside the gap', async () => {
    const { pdf, gap, digest } = await prepared(signablePdf());
    const outside = new Uint8Array([...pdf.subarray(0, gap[0]), ...pdf.subarray(gap[1])]);
    expect(toHex(digest)).toBe(toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', outside))));
  });

  test('only the first signature certifies', async () => {
    const { once, twice } = await signedTwice(await testOffice());
    expect(latin1(once)).toContain('/TransformMethod /DocMDP');
    expect(latin1(twice.subarray(once.length))).not.toContain('DocMDP');
  });

  test.each([
    ['is missing', 'Firma_Nadie'],
    ['has another kind of name', ''],
  ])('refuses when the field %s', async (_, field) => {
    const result = await prepareSignature(signablePdf(), { ...room, field });
    expect(result).toEqual({ ok: false, fault: { code: 'sign/no-free-field', detail: { field } } });
  });

  test('refuses a field that is already signed', async () => {
    const { once } = await signedTwice(await testOffice());
    const result = await prepareSignature(once, room);
    expect(result.ok ? '' : result.fault.code).toBe('sign/no-free-field');
  });

  test.each([
    ['text', new TextEncoder().encode('no es un PDF')],
    ['nothing', new Uint8Array(0)],
    ['a PDF cut short', signablePdf().subarray(0, 300)],
  ])('refuses %s', async (_, pdf) => {
    const result = await prepareSignature(new Uint8Array(pdf), room);
    expect(result.ok ? '' : result.fault.code).toMatch(/^(pdf\/unreadable|sign\/no-free-field)$/);
  });

  test('refuses a stamp that is no PDF', async () => {
    const result = await prepareSignature(signablePdf(), { ...room, stamp: new Uint8Array([1, 2, 3]) });
    expect(result.ok ? '' : result.fault.code).toBe('pdf/unreadable');
  });

  test('makes the same room for the same input', async () => {
    const first = await prepared(signablePdf(), { stamp: stampPdf('sello') });
    const second = await prepared(signablePdf(), { stamp: stampPdf('sello') });
    expect(equalBytes(first.pdf, second.pdf)).toBe(true);
  });
});

describe('embedding', () => {
  let office: TestOffice;
  beforeAll(async () => {
    office = await testOffice();
  });

  test('changes bytes inside the gap only', async () => {
    const ready = await prepared(signablePdf());
    const signed = embedSignature(ready, await buildCms(ready.digest, await office.signer('Ana')));
    expect(signed.length).toBe(ready.pdf.length);
    const changed = signed.findIndex((byte, i) => byte !== ready.pdf[i]);
    const last = signed.findLastIndex((byte, i) => byte !== ready.pdf[i]);
    expect(changed).toBeGreaterThan(ready.gap[0]);
    expect(last).toBeLessThan(ready.gap[1] - 1);
  });

  test('refuses a signature larger than its room', async () => {
    const ready = await prepared(signablePdf());
    expect(() => embedSignature(ready, new Uint8Array(17_000))).toThrow('larger');
  });
});
