import { fromHex, sha256, toHex, type Bytes } from '../kernel/bytes.ts';
import { numberOf, WORD_BITS, wordOf, wordsIn } from '../kernel/word-list.ts';

/** Words of a fingerprint: 88 bits, which nobody can hit by making certificates until one fits. */
export const FINGERPRINT_WORDS = 8;

/**
 * A certificate's fingerprint as it is told by telephone: the first 88 bits of its SHA-256 as eight words of the Spanish
 * BIP-39 list, 11 bits each, most significant bit first.
 * @param fingerprint SHA-256 of the certificate, hexadecimal
 * @returns the words with their accents
 */
export function spokenFingerprint(fingerprint: string): readonly string[] {
  const bits = Array.from(fromHex(fingerprint), (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: FINGERPRINT_WORDS }, (_, i) =>
    wordOf(Number.parseInt(bits.slice(i * WORD_BITS, (i + 1) * WORD_BITS), 2)),
  );
}

/** The same of any bytes that two people want to know to be the same: a certificate in DER, the card of an office. */
export async function spokenFingerprintOf(bytes: Bytes): Promise<readonly string[]> {
  return spokenFingerprint(toHex(await sha256(bytes)));
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
 * Compares words that were heard with a certificate's fingerprint. Capitals, accents, numbers and commas do not matter,
 * and four letters of a word are enough. It does not tell which word differs: the right one is not to be guessed.
 * @param fingerprint SHA-256 of the certificate, hexadecimal
 */
export function compareSpoken(typed: string, fingerprint: string): Comparison {
  const heard = wordsIn(typed);
  const numbers = heard.map(numberOf);
  const unknown = numbers.indexOf(undefined);
  if (unknown !== -1) return { kind: 'unknown-word', place: unknown + 1 };
  if (heard.length !== FINGERPRINT_WORDS) return { kind: 'incomplete', count: heard.length };
  const wanted = spokenFingerprint(fingerprint).map((word) => numberOf(wordsIn(word)[0] ?? ''));
  return { kind: numbers.every((number, i) => number === wanted[i]) ? 'same' : 'different' };
}
