import { compareSpoken } from '../signature/spoken-fingerprint.ts';

/**
 * Whether somebody typed the words that they heard: accents, capitals and what stands between them do not count, and
 * four letters of a word are enough. Whoever only looks at the words of the file at hand has heard nothing, so screens
 * do not show them.
 * @param words of `spokenFingerprint`
 */
export function heardSameWords(typed: string, words: readonly string[]): boolean {
  return compareSpoken(typed, words).kind === 'same';
}
