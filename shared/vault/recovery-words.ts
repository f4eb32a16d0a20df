import { assert } from '../kernel/assert.ts';
import { equalBytes, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { beginsAWord, numberOf, WORD_BITS, wordOf, wordsIn } from '../kernel/word-list.ts';
import { checkWords, withCheckWords } from './word-check.ts';

/** One part of a recovery seed: any two of a set give the seed, one alone says nothing about it. */
export interface Share {
  /** 16 random bits, the same on all sheets of a set */
  readonly setTag: number;
  /** number of the sheet, 1 to 7; also where on the curve the part lies */
  readonly index: number;
  /** 32 bytes */
  readonly bytes: Bytes;
}

/** Words on a recovery sheet. */
export const SHEET_WORDS = 27;
/** How many sheets a set may have: what three bits hold. */
export const MOST_SHEETS = 7;
/** Another layout of the bits gets another version; a sheet of one version is never read as another. */
const VERSION = 1;
const SHARE_LENGTH = 32;
const INDEX_BITS = 3;
const TAG_BITS = 16;
const CHECK_WORDS = 2;

/**
 * Writes a share as 27 words of the Spanish BIP-39 list, 11 bits each, most significant bit first:
 * number of the sheet (3 bits), tag of the set (16), share (256), and two check words (22), which also check the
 * version of this layout.
 * @returns the words with their accents (NFC), parted by blanks
 */
export function shareToWords({ setTag, index, bytes }: Share): string {
  assert(bytes.length === SHARE_LENGTH, 'a share has 32 bytes');
  assert(Number.isInteger(index) && index >= 1 && index <= MOST_SHEETS, 'a sheet has a number from 1 to 7');
  assert(Number.isInteger(setTag) && setTag >= 0 && setTag < 1 << TAG_BITS, 'a set has a tag of 16 bits');
  const numbers: number[] = [];
  let held = 0;
  let bits = 0;
  const write = (value: number, width: number): void => {
    held = (held << width) | value;
    bits += width;
    while (bits >= WORD_BITS) {
      bits -= WORD_BITS;
      numbers.push(held >> bits);
      held &= (1 << bits) - 1;
    }
  };
  write(index, INDEX_BITS);
  write(setTag, TAG_BITS);
  for (const byte of bytes) write(byte, 8);
  assert(bits === 0, 'the bits fill the words');
  return withCheckWords(VERSION, numbers).map(wordOf).join(' ');
}

/** How far a typed sheet is. Places of words count from 1. */
export type SheetReading =
  /** every word so far is on the list; the last may be half typed and is not counted then */
  | { readonly kind: 'unfinished'; readonly count: number }
  /** `place`: the first word that is not on the list */
  | { readonly kind: 'unknown-word'; readonly count: number; readonly place: number; readonly typed: string }
  | { readonly kind: 'too-many'; readonly count: number }
  /** all 27 are on the list but do not belong together; `place`: the one to compare first, when only one can be wrong */
  | { readonly kind: 'wrong-word'; readonly count: number; readonly place: number | undefined }
  | { readonly kind: 'whole'; readonly count: number; readonly share: Share };

/**
 * Reads a sheet as it is being typed. Upper and lower case, accents, line ends, numbers and punctuation between the
 * words do not matter, and four letters of a word are enough.
 */
export function readSheet(typed: string): SheetReading {
  const found = wordsIn(typed);
  const numbers = found.map(numberOf);
  const unknown = numbers.indexOf(undefined);
  const last = found.length - 1;
  const stillTyping = /\p{L}$/u.test(typed.normalize('NFC'));
  if (unknown !== -1) {
    const word = found[unknown] ?? '';
    return unknown === last && stillTyping && last < SHEET_WORDS && beginsAWord(word)
      ? { kind: 'unfinished', count: last }
      : { kind: 'unknown-word', count: found.length, place: unknown + 1, typed: word };
  }
  const count = found.length;
  if (count < SHEET_WORDS) return { kind: 'unfinished', count };
  if (count > SHEET_WORDS) return { kind: 'too-many', count };
  const known = numbers.map((number) => number ?? 0);
  const check = checkWords(VERSION, known);
  if (!check.right) return { kind: 'wrong-word', count, place: check.wrong };
  const share = shareOf(known);
  // place 0 of the curve is the seed itself: no sheet is ever written for it
  return share.index === 0 ? { kind: 'wrong-word', count, place: undefined } : { kind: 'whole', count, share };
}

/**
 * Reads a typed sheet; see {@link readSheet} for what may be typed.
 * @returns the share, or `vault/wrong-sheets` with `problem` (what `readSheet` calls it), `words` (how many there are)
 *   and, where it is known, `word` (the place of the wrong one, from 1)
 */
export function wordsToShare(typed: string): Result<Share> {
  // what is half typed is not on the list when nobody goes on typing
  const reading = readSheet(`${typed} `);
  if (reading.kind === 'whole') return ok(reading.share);
  const word = 'place' in reading ? reading.place : undefined;
  const detail = { problem: reading.kind, words: reading.count };
  return fail('vault/wrong-sheets', word === undefined ? detail : { ...detail, word });
}

/**
 * Why two sheets do not belong together, as far as it can be told without opening anything.
 * @returns undefined when they may
 */
export function findMismatch(a: Share, b: Share): 'vault/same-sheet' | 'vault/sheets-of-another-set' | undefined {
  if (a.setTag !== b.setTag) return 'vault/sheets-of-another-set';
  if (a.index !== b.index) return undefined;
  // two sets in 65,536 have the same tag
  return equalBytes(a.bytes, b.bytes) ? 'vault/same-sheet' : 'vault/sheets-of-another-set';
}

/** True when both are the same word of the list, however they are typed. */
export function isSameWord(typed: string, word: string): boolean {
  const [first, ...more] = wordsIn(typed);
  const number = first === undefined ? undefined : numberOf(first);
  return more.length === 0 && number !== undefined && number === numberOf(wordsIn(word)[0] ?? '');
}

function shareOf(numbers: readonly number[]): Share {
  let held = 0;
  let bits = 0;
  let at = 0;
  const read = (width: number): number => {
    while (bits < width) {
      held = (held << WORD_BITS) | (numbers[at] ?? 0);
      at += 1;
      bits += WORD_BITS;
    }
    bits -= width;
    const value = held >> bits;
    held &= (1 << bits) - 1;
    return value;
  };
  const index = read(INDEX_BITS);
  const setTag = read(TAG_BITS);
  const bytes = new Uint8Array(SHARE_LENGTH).map(() => read(8));
  assert(at === SHEET_WORDS - CHECK_WORDS && bits === 0, 'the bits fill the words');
  return { setTag, index, bytes };
}
