/** Words of eleven bits are elements of GF(2^11): polynomials modulo x^11 + x^2 + 1, which is primitive. */
const MODULUS = 0b1000_0000_0101;
const TOP = 1 << 10;

/**
 * Adds two check words to a row of words (Reed-Solomon, roots 1 and x): any two wrong words are found, whatever they
 * became, and so are any two that changed places; one that is wrong alone can be pointed at.
 * @param version of the layout, 1 to 2047: checked as if it stood before the first word, but not written
 * @param words numbers from 0 to 2047, at most 2044 of them
 * @returns the words and the two check words
 */
export function withCheckWords(version: number, words: readonly number[]): readonly number[] {
  // the remainder of words * x^2 divided by (x + 1)(x + alpha), where alpha is the element 2
  let [first, second] = [0, 0];
  for (const word of [version, ...words]) {
    const carry = word ^ first;
    first = second ^ carry ^ double(carry);
    second = double(carry);
  }
  return [...words, first, second];
}

/** What a check says: fine, or not, and then which word is wrong if only one is. */
export type WordCheck = { readonly right: true } | { readonly right: false; readonly wrong: number | undefined };

/**
 * Checks a row of words that ends with its two check words.
 * @param version the one they were written with; another one fails
 * @returns `wrong`: the place (from 1) of the word that is wrong, supposing that all others are right; undefined when
 *   that cannot be, so that two or more are wrong
 */
export function checkWords(version: number, words: readonly number[]): WordCheck {
  let [sum, weighted] = [0, 0];
  for (const word of [version, ...words]) {
    sum ^= word;
    weighted = double(weighted) ^ word;
  }
  if (sum === 0 && weighted === 0) return { right: true };
  // one wrong word leaves its difference in the sum, and that times alpha^(words after it) in the weighted sum
  let shifted = sum;
  for (let place = words.length; sum !== 0 && place >= 1; place -= 1) {
    if (shifted === weighted) return { right: false, wrong: place };
    shifted = double(shifted);
  }
  return { right: false, wrong: undefined };
}

/** Times x in the field. */
function double(element: number): number {
  return (element & TOP) === 0 ? element << 1 : (element << 1) ^ MODULUS;
}
