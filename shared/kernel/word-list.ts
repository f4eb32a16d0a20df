import { wordlist } from '@scure/bip39/wordlists/spanish.js';

/** Bits that one word of the list stands for. */
export const WORD_BITS = 11;
/** In all BIP-39 lists the first four letters tell the words apart. */
const ENOUGH_LETTERS = 4;

/** The list in three views; made when it is first needed, for most starts need no word. */
interface WordList {
  readonly words: readonly string[];
  readonly byLetters: ReadonlyMap<string, number>;
  readonly byBeginning: ReadonlyMap<string, number>;
}
let made: WordList | undefined;

function list(): WordList {
  made ??= {
    words: wordlist.map((word) => word.normalize('NFC')),
    byLetters: new Map(wordlist.map((word, number) => [letters(word), number])),
    byBeginning: new Map(wordlist.map((word, number) => [letters(word).slice(0, ENOUGH_LETTERS), number])),
  };
  return made;
}

/** The word of a number from 0 to 2047 in the Spanish BIP-39 list, with its accents (NFC). */
export function wordOf(number: number): string {
  const word = list().words[number];
  if (word === undefined) throw new Error(`no word for ${number}`);
  return word;
}

/** The words in a text, without accents, in small letters; whatever is no letter parts them. */
export function wordsIn(text: string): readonly string[] {
  return letters(text).match(/\p{L}+/gu) ?? [];
}

/** The number of a word as {@link wordsIn} gives it; four letters are enough. Undefined when it is not on the list. */
export function numberOf(typed: string): number | undefined {
  const { words, byLetters, byBeginning } = list();
  const whole = byLetters.get(typed);
  if (whole !== undefined || typed.length < ENOUGH_LETTERS) return whole;
  const number = byBeginning.get(typed.slice(0, ENOUGH_LETTERS));
  return number !== undefined && letters(words[number] ?? '').startsWith(typed) ? number : undefined;
}

/** True when some word of the list begins so, as {@link wordsIn} gives it. */
export function beginsAWord(typed: string): boolean {
  return Array.from(list().byLetters.keys()).some((word) => word.startsWith(typed));
}

function letters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}
