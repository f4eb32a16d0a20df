// One way of writing for what is searched and for what is typed into the search field, so that finding is no more
// than looking whether one text holds the other.

/** Between the parts of a search line; no typed word holds it, so that no match runs over two parts. */
const PART = '\t';
const MARKS = /\p{M}/gu;
const BLANKS = /[\s\p{Cc}]+/gu;
const NOT_DIGITS = /\D+/g;
/** digits that people group in several ways: `0801-1982-10044`, `0801.1982`, `9988-7766` */
const GROUPED_DIGITS = /^\d+(?:[-.]\d+)+$/;

/**
 * Text without what people do not think of when they look for it: accents and other marks, capitals, runs of blanks.
 * `Comayagüela` and `COMAYAGUELA` become the same; ñ becomes n. The result holds neither tabs nor line ends.
 */
export function normalise(text: string): string {
  const bare = text.toLowerCase().normalize('NFD').replace(MARKS, '');
  // the one letter that lower case writes in two ways, depending on what follows
  return bare.toLowerCase().replaceAll('ς', 'σ').replace(BLANKS, ' ').trim();
}

/**
 * The line in which a row is found.
 * @param parts what is shown or known of the row; parts without anything keep their place, so that they can be told
 * apart again with {@link partOf}
 * @param numbers identity, tax and telephone numbers, grouped or not: they are found by their digits as well
 */
export function searchLine(parts: readonly string[], numbers: readonly string[] = []): string {
  const digits = numbers.flatMap((number) => {
    const written = normalise(number);
    const bare = number.replace(NOT_DIGITS, '');
    return bare === written || bare === '' ? [written] : [written, bare];
  });
  return [...parts.map(normalise), ...digits.filter((number) => number !== '')].join(PART);
}

/** Part `index` of a search line, counted from 0; empty when there is none. */
export function partOf(line: string, index: number): string {
  let from = 0;
  for (let passed = 0; passed < index; passed += 1) {
    const next = line.indexOf(PART, from);
    if (next < 0) return '';
    from = next + 1;
  }
  const to = line.indexOf(PART, from);
  return to < 0 ? line.slice(from) : line.slice(from, to);
}

/** A word to look for, and its digits alone when it is a grouped number. */
export interface SearchWord {
  readonly text: string;
  readonly digits?: string;
}

/**
 * The words of what was typed, the longest first, because it rules out most.
 * @param typed as it stands in the field; words are set apart by blanks
 */
export function searchWords(typed: string): readonly SearchWord[] {
  const words = [...new Set(normalise(typed).split(' '))].filter((word) => word !== '');
  return words
    .sort((a, b) => b.length - a.length)
    .map((text) => (GROUPED_DIGITS.test(text) ? { text, digits: text.replace(NOT_DIGITS, '') } : { text }));
}

/** Whether a line holds the word, anywhere in it. */
export function holdsWord(line: string, { text, digits }: SearchWord): boolean {
  return line.includes(text) || (digits !== undefined && line.includes(digits));
}

/** Whether a line holds every word, in any order. No words: every line does. */
export function holdsWords(line: string, words: readonly SearchWord[]): boolean {
  return words.every((word) => holdsWord(line, word));
}
