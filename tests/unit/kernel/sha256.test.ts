import { createHash } from 'node:crypto';
import { sha256 as sha256OfLibrary } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHex, toBase64Url, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { Sha256, sha256Now, sha256OfText } from '../../../shared/kernel/sha256.ts';

const byNode = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const cut = (bytes: Uint8Array, sizes: readonly number[]): string => {
  const hash = new Sha256();
  let at = 0;
  for (const size of sizes) {
    hash.update(bytes.subarray(at, at + size));
    at += size;
  }
  return toHex(hash.update(bytes.subarray(at)).digest());
};

describe('what NIST publishes', () => {
  // FIPS 180-4 examples, and the short and long byte-oriented messages of SHA256ShortMsg.rsp (CAVS 11.0)
  test.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['616263', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      toHex(utf8('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')),
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['d3', '28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1'],
    ['11af', '5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98'],
    ['b4190e', 'dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2'],
    ['74ba2521', 'b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e'],
  ])('of %s', (message, hash) => {
    expect(toHex(sha256Now(fromHex(message)))).toBe(hash);
  });

  test('of a million times the letter a', () => {
    expect(toHex(sha256Now(new Uint8Array(1_000_000).fill(0x61)))).toBe(
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    );
  });
});

test('of every length around the ends of blocks as OpenSSL and the library have it, whole and in any pieces', () => {
  for (let length = 0; length <= 260; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 167 + length) & 0xff);
    expect(toHex(sha256Now(bytes)), String(length)).toBe(byNode(bytes));
    expect(cut(bytes, [1, 63, 64, 65]), String(length)).toBe(toHex(sha256OfLibrary(bytes)));
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), fc.array(fc.nat(200), { maxLength: 12 }), (bytes, sizes) => {
      expect(cut(bytes, sizes)).toBe(byNode(bytes));
      // a view into something larger
      expect(toHex(sha256Now(new Uint8Array([1, ...bytes, 2]).subarray(1, -1)))).toBe(byNode(bytes));
    }),
    { numRuns: 400 },
  );
});

test('of texts as of their UTF-8, short, long, and with halves of pairs', () => {
  const agrees = (text: string): void => {
    expect(sha256OfText(text)).toBe(createHash('sha256').update(utf8(text)).digest('base64url'));
  };
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), agrees), { numRuns: 400 });
  for (const of of ['a', 'á', '語', '\u{1F600}', '\ud800']) {
    for (const count of [1, 54, 55, 56, 63, 64, 2730, 5460, 5461, 5462, 16_384, 40_000]) agrees(of.repeat(count));
  }
  // a long one leaves nothing behind for a short one
  agrees('corto');
});

test('the length in bits goes on beyond 32 bits', () => {
  const piece = new Uint8Array(57 * 1024 * 1024).fill(0xa5);
  const ours = new Sha256();
  const theirs = createHash('sha256');
  // 513 MiB are more than 2 ** 32 bits
  for (let i = 0; i < 9; i += 1) {
    ours.update(piece);
    theirs.update(piece);
  }
  expect(toHex(ours.digest())).toBe(theirs.digest('hex'));
}, 60_000);

test('base64url of any bytes is that of Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
    }),
  );
});
