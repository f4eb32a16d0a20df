/*
 * A gap is a place in a text that a person has still to fill in, written `[[monto]]`. Phrases leave gaps for what the
 * record does not know; a finished text has none.
 */

/** Names are short: two brackets left open somewhere do not make a gap of the rest of the text. */
const GAP = /\[\[([^[\]\n]{1,60})\]\]/g;

/** One gap of a text. */
export interface Gap {
  /** what is missing, without the brackets */
  readonly name: string;
  /** place of the first bracket and of what follows the last, in UTF-16 units as selections count them */
  readonly start: number;
  readonly end: number;
}

/** A gap as it is written into a text. */
export function gap(name: string): string {
  return `[[${name}]]`;
}

/** Every gap of a text, in order. */
export function findGaps(text: string): readonly Gap[] {
  return [...text.matchAll(GAP)].map((match) => ({
    name: (match[1] ?? '').trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
}
