import { findGaps } from '../kernel/gaps.ts';

/** A word of a text that is worth looking up, with its place in UTF-16 units. */
export interface TextWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What stands between blanks: letters, digits and the signs that hold parts of a code, an address or a word together. */
const CHUNK = /[\p{L}\p{M}\p{N}@_.,:\\/’'-]+/gu;
const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** Signs after which a capital letter begins a sentence and no name. */
const BEGINS = /(?:^|[.!?:;«»"“”()\n•–—¡¿-])\s*$/;

/**
 * The words of a text that a dictionary should know. Left out is what it cannot know: numbers and codes, addresses,
 * initials, words all in capitals, names (a capital inside a sentence, or two words with one at its beginning), single
 * letters, and the names of gaps.
 */
export function wordsIn(text: string): readonly TextWord[] {
  const gaps = findGaps(text);
  const inGap = (at: number): boolean => gaps.some(({ start, end }) => at >= start && at < end);
  return [...text.matchAll(CHUNK)]
    .filter(([chunk]) => !isCode(chunk))
    .flatMap((chunk) => wordsOf(chunk[0], chunk.index))
    .filter((word) => !inGap(word.start) && isLookedUp(word, text));
}

function wordsOf(chunk: string, at: number): readonly TextWord[] {
  return [...chunk.matchAll(WORD)].map((match) => {
    const start = at + match.index;
    return { text: match[0], start, end: start + match[0].length };
  });
}

/** `IT-0457`, `0801-1982-10044`, `patrono@correo.hn`, `S.A.`, `M.D.C.`, `C:\actas`. */
function isCode(chunk: string): boolean {
  return /[\p{N}@_\\]/u.test(chunk) || /\p{L}\.\p{L}/u.test(chunk);
}

function isLookedUp({ text: word, start, end }: TextWord, text: string): boolean {
  if (word.length < 2) return false;
  if (word === word.toLocaleLowerCase('es')) return true;
  // a capital anywhere but at the beginning: an acronym, or a name of its own kind
  if (word.slice(1) !== word.slice(1).toLocaleLowerCase('es')) return false;
  if (!BEGINS.test(text.slice(Math.max(0, start - 6), start))) return false;
  // at the beginning of a sentence a name is told by the surname after it
  return !/^\s+(?:(?:de|del|la|las|los|y)\s+)*\p{Lu}/u.test(text.slice(end, end + 24));
}
