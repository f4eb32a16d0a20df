import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from '../../../shared/kernel/bytes.ts';
import {
  bitStringBytes,
  DerError,
  derLength,
  oidOf,
  readDer,
  smallInteger,
} from '../../../shared/signature/der-read.ts';
import { context, integer, octetString, oid, sequence, setOf } from '../../../shared/signature/der-write.ts';

describe('reading DER', () => {
  test.each([
    ['nothing', ''],
    ['a tag alone', '30'],
    ['a value cut short', '3003020101ff'.slice(0, 8)],
    ['bytes after the end', '020101ff'],
    ['an indefinite length', '30800201010000'],
    ['a length not in its shortest form', '30810302010' + '1'],
    ['a length with leading zeros', '3082000302010' + '1'],
    ['a length of five octets', '30850000000003020101'],
    ['a tag of several octets', '1f8101020101'],
    ['a child that is longer than its parent', '3003020401020304'],
  ])('refuses %s', (_, hex) => {
    expect(() => readDer(fromHex(hex))).toThrow(DerError);
  });

  test('refuses what is nested deeper than any certificate', () => {
    let nested = integer(1);
    for (let i = 0; i < 30; i += 1) nested = sequence(nested);
    expect(() => readDer(nested)).toThrow('nested too deep');
  });

  test('refuses more elements than any certificate has', () => {
    expect(() => readDer(sequence(...Array.from({ length: 20_001 }, () => integer(1))))).toThrow('too many');
  });

  test.each(['0600', '06028001', '060180', '0609ffffffffffffffffff'])('refuses the object identifier %s', (hex) => {
    expect(() => oidOf(readDer(fromHex(hex)))).toThrow(DerError);
  });

  test.each(['0200', '0201ff', '02050100000000'])('refuses the small number %s', (hex) => {
    expect(() => smallInteger(readDer(fromHex(hex)))).toThrow(DerError);
  });

  test('refuses a bit string with unused bits where whole bytes are wanted', () => {
    expect(() => bitStringBytes(readDer(fromHex('03020780')))).toThrow(DerError);
  });

  test('never fails in another way', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          readDer(new Uint8Array(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });
});

describe('writing DER', () => {
  test.each([
    [0, '020100'],
    [127, '02017f'],
    [128, '02020080'],
    [65_536, '0203010000'],
  ])('the number %i', (value, hex) => {
    expect(toHex(integer(value))).toBe(hex);
  });

  test('numbers from bytes lose leading zeros and gain a sign octet', () => {
    expect(toHex(integer(fromHex('000000ff01')))).toBe('020300ff01');
  });

  test.each(['1.2.840.113549.1.7.2', '2.5.29.15', '2.16.840.1.101.3.4.2.1', '0.9.2342', '2.999.3'])(
    'the object identifier %s comes back',
    (dotted) => expect(oidOf(readDer(oid(dotted)))).toBe(dotted),
  );

  test('a set is in the order of its bytes', () => {
    expect(toHex(setOf(integer(2), octetString(fromHex('00')), integer(1)))).toBe('310902010102010204' + '0100');
  });

  test('whatever is written can be read, and knows its length', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 5 }), (values) => {
        const written = context(3, sequence(...values.map((value) => octetString(value))));
        const [inner] = readDer(written).children;
        expect(inner?.children.map((node) => toHex(node.body))).toEqual(values.map((value) => toHex(value)));
        expect(derLength(new Uint8Array([...written, 0, 0]))).toBe(written.length);
      }),
    );
  });
});
