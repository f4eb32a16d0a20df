import { wordlist } from '@scure/bip39/wordlists/spanish.js';
import { sha256, type Bytes } from '../kernel/bytes.ts';

/** 88 bits: who wants another text with the same words makes more tries than there are computers for. */
const WORDS = 8;
const WORD_BITS = 11;

/**
 * What two people compare by telephone to know that they hold the same bytes: the first 88 bits of their SHA-256 as
 * words of the Spanish list of BIP-39.
 * @returns eight words with their accents (NFC), in their order
 */
export async function spokenFingerprint(bytes: Bytes): Promise<readonly string[]> {
  const digest = await sha256(bytes);
  return Array.from({ length: WORDS }, (_, place) => {
    let number = 0;
    for (let bit = place * WORD_BITS; bit < (place + 1) * WORD_BITS; bit += 1) {
      number = (number << 1) | (((digest[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    return (wordlist[number] ?? '').normalize('NFC');
  });
}
