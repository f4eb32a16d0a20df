import { randomBytes } from '../../shared/kernel/bytes.ts';
import { isSameWord } from '../../shared/vault/recovery-words.ts';

/** One word that is asked back, to prove that a sheet can be read where it is now. */
export interface AskedWord {
  /** which of the sheets, from 0 */
  readonly sheet: number;
  /** the place of the word on it, from 1 */
  readonly place: number;
  readonly word: string;
}

/**
 * Chooses one word of each of two sheets.
 * @param words of each sheet, parted by blanks; two sheets at least
 * @param random bytes to choose by, as many as asked for
 * @returns two words of different sheets, in the order of the sheets
 */
export function chooseWords(words: readonly string[], random = randomBytes): readonly [AskedWord, AskedWord] {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  const first = a % words.length;
  const second = (first + 1 + (b % (words.length - 1))) % words.length;
  const [one, two] = first < second ? [first, second] : [second, first];
  return [wordOf(words, one, c), wordOf(words, two, d)];
}

/** True when what was typed is the word that was asked for; four letters are enough. */
export function isAskedWord(typed: string, { word }: AskedWord): boolean {
  return isSameWord(typed, word);
}

function wordOf(words: readonly string[], sheet: number, random: number): AskedWord {
  const listed = sheetWords(words[sheet] ?? '');
  const at = random % listed.length;
  return { sheet, place: at + 1, word: listed[at] ?? '' };
}

/** The words of a sheet, one by one. */
export function sheetWords(words: string): readonly string[] {
  return words.trim().split(/\s+/);
}
