import { sha256, type Bytes } from '../kernel/bytes.ts';
import { numberOf, WORD_BITS, wordOf, wordsIn } from '../kernel/word-list.ts';

/** Words of a fingerprint: 88 bits; who wants other bytes with the same words makes more tries than there are computers. */
export const FINGERPRINT_WORDS = 8;

/**
 * What two people compare by telephone to know that they hold the same bytes, such as a certificate: the first 88 bits of
 * their SHA-256 as words of the Spanish list of BIP-39, 11 bits each, most significant bit first.
 * @returns eight words with their accents (NFC), in their order
 */
export async function spokenFingerprint(bytes: Bytes): Promise<readonly string[]> {
  const bits = Array.from(await sha256(bytes), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: FINGERPRINT_WORDS }, (_, i) =>
    wordOf(Number.parseInt(bits.slice(i * WORD_BITS, (i + 1) * WORD_BITS), 2)),
  );
}

/** How what a person typed compares with a fingerprint. Places count from 1. */
export type Comparison =
  | { readonly kind: 'same' }
  /** how many words there are so far; fewer or more than eight */
  | { readonly kind: 'incomplete'; readonly count: number }
  /** a word that is not on the list: misheard or misspelt */
  | { readonly kind: 'unknown-word'; readonly place: number }
  | { readonly kind: 'different' };

/**
 * Compares words that were heard with those of a certificate. Capitals, accents, numbers and commas do not matter, and four
 * letters of a word are enough. It does not tell which word differs: the right one is not to be guessed.
 * @param words of {@link spokenFingerprint}
 */
export function compareSpoken(typed: string, words: readonly string[]): Comparison {
  const heard = wordsIn(typed);
  const numbers = heard.map(numberOf);
  const unknown = numbers.indexOf(undefined);
  if (unknown !== -1) return { kind: 'unknown-word', place: unknown + 1 };
  if (heard.length !== words.length) return { kind: 'incomplete', count: heard.length };
  const wanted = words.map((word) => numberOf(wordsIn(word)[0] ?? ''));
  return { kind: numbers.every((number, i) => number === wanted[i]) ? 'same' : 'different' };
}
