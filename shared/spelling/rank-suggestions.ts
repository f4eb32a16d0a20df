/** How many suggestions are shown: more than that is a dictionary, not a help. */
const SHOWN = 5;

/**
 * Suggestions as they are offered: words that papers of this kind use come first, else the order given is kept.
 * @param usual lower-case words of such papers
 */
export function rankSuggestions(suggestions: readonly string[], usual: ReadonlySet<string>): readonly string[] {
  const isUsual = (word: string): boolean => usual.has(word.toLocaleLowerCase('es'));
  return [...suggestions.filter(isUsual), ...suggestions.filter((word) => !isUsual(word))].slice(0, SHOWN);
}
