import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberOf, wordsIn } from '../../../shared/kernel/word-list.ts';
import { compareSpoken, FINGERPRINT_WORDS, spokenFingerprint } from '../../../shared/signature/spoken-fingerprint.ts';

const fingerprints = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: 32, maxLength: 32 })
  .map((bytes) => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(''));

test('known values: the first, the last, and the first bits first', () => {
  expect(spokenFingerprint('00'.repeat(32))).toEqual(Array(8).fill('ábaco'));
  expect(spokenFingerprint('ff'.repeat(32))).toEqual(Array(8).fill('zurdo'));
});

test('the eight words hold the first 88 bits and nothing else', () => {
  fc.assert(
    fc.property(fingerprints, (fingerprint) => {
      const words = spokenFingerprint(fingerprint);
      expect(words).toHaveLength(FINGERPRINT_WORDS);
      const bits = words.map((word) => (numberOf(wordsIn(word)[0]!) ?? 0).toString(2).padStart(11, '0')).join('');
      expect(BigInt(`0b${bits}`)).toBe(BigInt(`0x${fingerprint.slice(0, 22)}`));
    }),
  );
});

test('typed with capitals, commas, numbers, without accents, or cut to four letters they are the same', () => {
  fc.assert(
    fc.property(fingerprints, (fingerprint) => {
      const words = spokenFingerprint(fingerprint);
      const plain = words.map((word) => word.normalize('NFD').replace(/\p{Mn}/gu, ''));
      for (const typed of [
        words.join(' '),
        plain.join(', ').toUpperCase(),
        plain.map((word, i) => `${i + 1}. ${word.slice(0, 4)}`).join('\n'),
      ]) {
        expect(compareSpoken(typed, fingerprint)).toEqual({ kind: 'same' });
      }
    }),
  );
});

test('one word of another certificate is enough to differ', () => {
  fc.assert(
    fc.property(fingerprints, fc.nat({ max: 87 }), (fingerprint, bit) => {
      const other = BigInt(`0x${fingerprint.slice(0, 22)}`) ^ (1n << BigInt(bit));
      const words = spokenFingerprint(other.toString(16).padStart(22, '0') + fingerprint.slice(22));
      expect(compareSpoken(words.join(' '), fingerprint)).toEqual({ kind: 'different' });
    }),
  );
});

test('what is missing or misheard is told, never guessed', () => {
  const fingerprint = '00'.repeat(32);
  expect(compareSpoken('', fingerprint)).toEqual({ kind: 'incomplete', count: 0 });
  expect(compareSpoken('abaco abaco', fingerprint)).toEqual({ kind: 'incomplete', count: 2 });
  expect(compareSpoken('abaco '.repeat(9), fingerprint)).toEqual({ kind: 'incomplete', count: 9 });
  expect(compareSpoken('abaco xyzzy abaco', fingerprint)).toEqual({ kind: 'unknown-word', place: 2 });
});
