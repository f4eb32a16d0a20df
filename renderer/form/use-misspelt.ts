import { useEffect, useMemo, useState } from 'react';
import { wordsIn, type TextWord } from '../../shared/spelling/words-in.ts';
import type { SpellingHelp } from './writing-help.ts';

/** Long enough that a word is not looked up while it is being typed. */
const PAUSE_MS = 400;

const none: ReadonlySet<string> = new Set();

/**
 * The words of a text that are not known, looked up when the typing pauses.
 * @param spelling undefined to look up nothing
 * @returns in the order of the text as it stands now; empty while nothing has been looked up
 */
export function useMisspelt(text: string, spelling: SpellingHelp | undefined): readonly TextWord[] {
  const [unknown, setUnknown] = useState(none);
  useEffect(() => {
    let isWanted = true;
    if (spelling === undefined || text.trim() === '') return undefined;
    const timer = setTimeout(() => {
      void spelling.unknown(wordsIn(text).map((word) => word.text)).then((found) => {
        if (isWanted) setUnknown(found);
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, spelling]);
  return useMemo(
    () => (spelling === undefined || unknown.size === 0 ? [] : wordsIn(text).filter((word) => unknown.has(word.text))),
    [text, unknown, spelling],
  );
}
