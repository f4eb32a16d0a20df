import { wordlist } from '@scure/bip39/wordlists/spanish.js';
import type { Bytes } from '../kernel/bytes.ts';
import { wordsIn } from '../kernel/word-list.ts';

/** Words of a passphrase that is told by telephone. */
export const SPOKEN_WORDS = 6;

/**
 * The Spanish list of BIP-39 as it is typed on any keyboard and in any console: without accents, and without the words
 * that have an ñ, which would become others. 2008 words: six of them are 65.8 bits.
 */
let made: readonly string[] | undefined;
export function spokenWordList(): readonly string[] {
  made ??= wordlist
    .map((word) => word.normalize('NFC'))
    .filter((word) => !word.includes('ñ'))
    .map((word) => word.normalize('NFD').replace(/\p{Mn}/gu, ''));
  return made;
}

/**
 * Six words, each as likely as any other of the list.
 * @param random gives that many random bytes
 * @returns the words in small letters without accents, parted by single blanks: just so they are the passphrase
 */
export function spokenWords(random: (length: number) => Bytes): string {
  const list = spokenWordList();
  // numbers from here on would make the first words of the list likelier than the others
  const end = 0x10000 - (0x10000 % list.length);
  const words: string[] = [];
  while (words.length < SPOKEN_WORDS) {
    const [high = 0, low = 0] = random(2);
    const number = (high << 8) | low;
    const word = list[number % list.length];
    if (number < end && word !== undefined) words.push(word);
  }
  return words.join(' ');
}

/** What somebody typed of words that they heard. Places count from 1. */
export type TypedWords =
  | { readonly kind: 'words'; readonly words: string }
  /** how many words there are so far; fewer or more than six */
  | { readonly kind: 'incomplete'; readonly count: number }
  /** a word that is not on the list: misheard or misspelt */
  | { readonly kind: 'unknown-word'; readonly place: number };

/** Reads words that were told by telephone: capitals, accents, numbers and commas do not matter. */
export function readSpokenWords(typed: string): TypedWords {
  const heard = wordsIn(typed);
  const list = new Set(spokenWordList());
  const unknown = heard.findIndex((word) => !list.has(word));
  if (unknown !== -1) return { kind: 'unknown-word', place: unknown + 1 };
  if (heard.length !== SPOKEN_WORDS) return { kind: 'incomplete', count: heard.length };
  return { kind: 'words', words: heard.join(' ') };
}
