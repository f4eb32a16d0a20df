import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

/** The few words that parts say by themselves; the app hands them in, so that parts stay free of any language file. */
export interface UiWords {
  readonly close: string;
  readonly cancel: string;
  /** spoken after the label of a field that must be filled */
  readonly required: string;
  /** the list of a combo box holds nothing for what was typed */
  readonly noMatch: string;
  /** in the place of a choice that was not made yet */
  readonly choose: string;
  readonly openList: string;
  readonly clear: string;
  readonly yes: string;
  readonly no: string;
  readonly working: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly capsLock: string;
  readonly notifications: string;
  readonly done: string;
  readonly missing: string;
  readonly current: string;
  readonly sortAscending: string;
  readonly sortDescending: string;
}

const WordsContext = createContext<UiWords | undefined>(undefined);

/** Gives every part below its words. */
export function UiWordsProvider({ words, children }: { readonly words: UiWords; readonly children: ReactNode }) {
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words of the nearest provider; a part outside one is a bug. */
export function useUiWords(): UiWords {
  const words = useContext(WordsContext);
  if (!words) throw new Error('parts of renderer/ui need a UiWordsProvider above them');
  return words;
}
