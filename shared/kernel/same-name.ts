/**
 * True when two names have the same words, in any order and whatever the accents, the case and the punctuation.
 * Words with digits are left aside: authorities append identity numbers to names. An empty name is nobody's.
 */
export function isSameName(a: string, b: string): boolean {
  const words = (name: string): string =>
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word !== '' && !/\p{N}/u.test(word))
      .sort()
      .join(' ');
  return words(a) !== '' && words(a) === words(b);
}
