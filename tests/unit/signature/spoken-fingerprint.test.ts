import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownBytes, sha256, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { numberOf, wordOf, wordsIn } from '../../../shared/kernel/word-list.ts';
import { compareSpoken, FINGERPRINT_WORDS, spokenFingerprint } from '../../../shared/signature/spoken-fingerprint.ts';

const someWords = fc.array(fc.nat({ max: 2047 }).map(wordOf), { minLength: 8, maxLength: 8 });

test('the eight words hold the first 88 bits of the SHA-256 and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const words = await spokenFingerprint(ownBytes(bytes));
      expect(words).toHaveLength(FINGERPRINT_WORDS);
      const bits = words.map((word) => (numberOf(wordsIn(word)[0]!) ?? 0).toString(2).padStart(11, '0')).join('');
      const hash = toHex(await sha256(ownBytes(bytes)));
      expect(BigInt(`0b${bits}`)).toBe(BigInt(`0x${hash.slice(0, 22)}`));
    }),
  );
});

test('a known value: the words are told to people, they may never become others', async () => {
  // SHA-256 of nothing: e3b0c442 98fc1c14 9afbf4...
  expect(parseInt('e3b0c442'.slice(0, 4), 16) >> 5).toBe(1821);
  expect((await spokenFingerprint(utf8('')))[0]).toBe(wordOf(1821));
});

test('typed with capitals, commas, numbers, without accents, or cut to four letters they are the same', () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const plain = words.map((word) => word.normalize('NFD').replace(/\p{Mn}/gu, ''));
      for (const typed of [
        words.join(' '),
        plain.join(', ').toUpperCase(),
        plain.map((word, i) => `${i + 1}. ${word.slice(0, 4)}`).join('\n'),
      ]) {
        expect(compareSpoken(typed, words)).toEqual({ kind: 'same' });
      }
    }),
  );
});

test('one other word is enough to differ, and so is another order', () => {
  fc.assert(
    fc.property(someWords, fc.nat({ max: 7 }), fc.integer({ min: 1, max: 2047 }), (words, place, step) => {
      const other = words.map((word, i) => (i === place ? wordOf((numberOf(wordsIn(word)[0]!)! + step) % 2048) : word));
      expect(compareSpoken(other.join(' '), words)).toEqual({ kind: 'different' });
      const turned = [...words.slice(1), words[0]!];
      if (turned.join(' ') !== words.join(' ')) expect(compareSpoken(turned.join(' '), words).kind).toBe('different');
    }),
  );
});

test('what is missing or misheard is told, never guessed', () => {
  const words = Array<string>(8).fill('ábaco');
  expect(compareSpoken('', words)).toEqual({ kind: 'incomplete', count: 0 });
  expect(compareSpoken('abaco abaco', words)).toEqual({ kind: 'incomplete', count: 2 });
  expect(compareSpoken('abaco '.repeat(9), words)).toEqual({ kind: 'incomplete', count: 9 });
  expect(compareSpoken('abaco xyzzy abaco', words)).toEqual({ kind: 'unknown-word', place: 2 });
});
