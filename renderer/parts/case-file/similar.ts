import { nameWords } from '../../../shared/search/likeness.ts';

/** Words that half the companies of a country have in their names: they make nobody alike. */
const COMMON = new Set(['empresa', 'inversiones']);

/**
 * The words of a name by which one looks for others like it: without accents, legal forms and articles.
 * @returns empty while too little is typed to tell anything
 */
export function similarWords(name: string): string {
  const words = nameWords(name).filter((word) => word.length > 1 && !COMMON.has(word));
  const [first = '', second] = words;
  // two words tell a company; one must be long enough not to be a coincidence
  if (second !== undefined) return `${first} ${second}`;
  return first.length >= 4 ? first : '';
}
