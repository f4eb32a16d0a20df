/** What is asked of the spelling worker. */
export type SpellingWish =
  { readonly kind: 'unknown'; readonly words: readonly string[] } | { readonly kind: 'suggest'; readonly word: string };

/** A wish on its way; `id` comes back with the answer. */
export type SpellingQuestion = { readonly id: number } & SpellingWish;

/** The words that are not in the dictionary, or those that one may have been meant to be. */
export interface SpellingAnswer {
  readonly id: number;
  readonly words: readonly string[];
}
