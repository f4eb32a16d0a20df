import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkWords, withCheckWords } from '../../../shared/vault/word-check.ts';

const word = fc.nat(2047);
const rows = fc.array(word, { minLength: 25, maxLength: 25 });
const place = fc.nat(26);
const row = withCheckWords(
  1,
  Array.from({ length: 25 }, (_, i) => (i * 1103 + 7) % 2048),
);

/** Multiplication in GF(2^11), the long way. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 11; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 21; bit >= 11; bit -= 1) if ((product >> bit) & 1) product ^= 0b1000_0000_0101 << (bit - 11);
  return product;
}

test('the polynomial is primitive: 2 runs through every element but zero', () => {
  const seen = new Set<number>();
  for (let element = 1; !seen.has(element); element = times(element, 2)) seen.add(element);
  expect(seen.size).toBe(2047);
});

test('what is written is a multiple of the generator: its values at 1 and at 2 are zero', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2047 }), rows, (version, words) => {
      const all = [version, ...withCheckWords(version, words)];
      expect(all.reduce((sum, value) => sum ^ value, 0)).toBe(0);
      expect(all.reduce((sum, value) => times(sum, 2) ^ value, 0)).toBe(0);
      expect(checkWords(version, all.slice(1))).toEqual({ right: true });
      expect(all.slice(1, 26)).toEqual(words);
    }),
  );
});

test('every single change of every word is found and pointed at', () => {
  expect(row).toHaveLength(27);
  for (let at = 0; at < row.length; at += 1) {
    for (let difference = 1; difference < 2048; difference += 1) {
      const changed = row.with(at, row[at]! ^ difference);
      const check = checkWords(1, changed);
      if (check.right || check.wrong !== at + 1) throw new Error(`word ${at + 1} xor ${difference} was not found`);
    }
  }
});

test('two wrong words are found, whatever they became', () => {
  fc.assert(
    fc.property(rows, place, place, fc.tuple(word, word), (words, a, b, [x, y]) => {
      const right = withCheckWords(1, words);
      const changed = right.with(a, x).with(b, y);
      expect(checkWords(1, changed).right).toBe(changed.every((value, at) => value === right[at]));
    }),
    { numRuns: 2000 },
  );
});

test('any two words that changed places are found', () => {
  for (let a = 0; a < row.length; a += 1) {
    for (let b = a + 1; b < row.length; b += 1) {
      expect(row[a]).not.toBe(row[b]);
      expect(checkWords(1, row.with(a, row[b]!).with(b, row[a]!)).right).toBe(false);
    }
  }
});

test('another version is found, and no word is blamed for it', () => {
  for (let version = 2; version < 2048; version += 1) {
    expect(checkWords(version, row)).toEqual({ right: false, wrong: undefined });
  }
});
