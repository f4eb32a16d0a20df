import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, ownBytes, type Bytes } from '../../../shared/kernel/bytes.ts';
import { isIndefinite, withDefiniteLengths } from '../../../shared/signature/ber.ts';
import { DerError } from '../../../shared/signature/der-read.ts';
import { tlv } from '../../../shared/signature/der-write.ts';

/** An element as DER, and the same with some of its lengths as end marks. */
interface Both {
  readonly der: Bytes;
  readonly ber: Bytes;
}

const trees = fc.letrec<{ tree: Both }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.uint8Array({ maxLength: 200 }).map((body): Both => {
      const der = tlv(0x04, ownBytes(body));
      return { der, ber: der };
    }),
    fc.tuple(fc.array(tie('tree'), { maxLength: 4 }), fc.boolean()).map(([parts, indefinite]): Both => {
      const inner = parts.map(({ ber }) => ber);
      const ber = indefinite
        ? concatBytes(Uint8Array.of(0x30, 0x80), ...inner, Uint8Array.of(0, 0))
        : tlv(0x30, ...inner);
      return { der: tlv(0x30, ...parts.map(({ der }) => der)), ber };
    }),
  ),
})).tree;

test('lengths are written out, and what follows is left alone', () => {
  fc.assert(
    fc.property(trees, fc.uint8Array({ maxLength: 20 }), ({ der, ber }, rest) => {
      expect(withDefiniteLengths(concatBytes(ber, ownBytes(rest)))).toEqual({ der, length: ber.length });
    }),
  );
});

test('cut short anywhere it is no element', () => {
  fc.assert(
    fc.property(trees, fc.nat(), ({ ber }, at) => {
      expect(() => withDefiniteLengths(ber.slice(0, at % ber.length))).toThrow(DerError);
    }),
  );
});

describe('nothing else is let through', () => {
  test.each([
    ['a primitive element without a length', [0x04, 0x80, 0, 0]],
    ['a length longer than it need be', [0x30, 0x80, 0x04, 0x81, 0x01, 0xaa, 0, 0]],
    ['no end mark', [0x30, 0x80, 0x04, 0x01, 0xaa]],
    ['a large tag', [0x30, 0x80, 0x1f, 0x81, 0x01, 0, 0]],
  ])('%s', (_, bytes) => {
    expect(() => withDefiniteLengths(Uint8Array.from(bytes))).toThrow(DerError);
  });

  test('nesting without an end', () => {
    const deep = new Uint8Array(200_000).map((_, i) => (i % 2 === 0 ? 0x30 : 0x80));
    expect(() => withDefiniteLengths(deep)).toThrow(DerError);
    expect(isIndefinite(deep)).toBe(true);
  });
});
