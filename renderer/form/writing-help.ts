import { createContext, useContext } from 'react';
import type { PhraseFacts } from '../../shared/phrase/fill-phrase.ts';
import type { OfferedPhrase } from '../../shared/phrase/offer-phrases.ts';

/** Whether words are spelt right, and what to do with one that is not known. */
export interface SpellingHelp {
  /** those of some words that nobody knows */
  readonly unknown: (words: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly suggest: (word: string) => Promise<readonly string[]>;
  /** leaves a word alone until the office is locked */
  readonly ignore: (word: string) => void;
  /** puts a word into the office's dictionary; undefined for whoever may not */
  readonly learn: ((word: string) => void) | undefined;
}

/**
 * What helps with long texts. The form does not know where it comes from: the screen around it gives it with
 * `WritingHelpContext`. It is made anew when phrases or the dictionary change, never at a key stroke.
 */
export interface WritingHelp {
  readonly phrases: readonly OfferedPhrase[];
  /** what the record knows now, for a phrase about an infringement or about none */
  readonly facts: (infringement?: string) => PhraseFacts;
  /** keys of the infringements that the record names now */
  readonly infringements: () => ReadonlySet<string>;
  /** undefined when spelling is not checked */
  readonly spelling: SpellingHelp | undefined;
}

export const WritingHelpContext = createContext<WritingHelp | undefined>(undefined);

/** The help around a field; undefined where a screen offers none. */
export function useWritingHelp(): WritingHelp | undefined {
  return useContext(WritingHelpContext);
}
