import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { PhraseFacts } from '../../shared/phrase/fill-phrase.ts';
import { rankSuggestions } from '../../shared/spelling/rank-suggestions.ts';
import { learnWord } from '../db/dictionary.ts';
import type { SpellingHelp, WritingHelp } from '../form/writing-help.ts';
import { useSession } from '../session.tsx';
import { spelling } from '../spelling/spelling.ts';
import { t } from '../text/index.ts';
import { useToasts } from '../ui/toasts.tsx';
import { readWritingBank, type WritingBank } from './writing-bank.ts';

/** Left alone until the office is locked: then the page, and this with it, begins anew. */
const ignored = new Set<string>();

/** What a record knows for phrases; see shared/phrase/inspection-facts.ts for that of an inspection. */
export interface PhraseSource {
  readonly facts: (infringement?: string) => PhraseFacts;
  readonly infringements: () => ReadonlySet<string>;
}

/**
 * The help with long texts of a record: give it to the form with `WritingHelpContext`.
 * @param source of the record as it is being written; may be another one at every key stroke
 * @returns undefined until the office's phrases and words are read; stable between changes of these
 */
export function useOfficeWriting(source: PhraseSource): WritingHelp | undefined {
  const { db, may } = useSession();
  const toast = useToasts();
  const [bank, setBank] = useState<WritingBank>();
  const current = useRef(source);
  useEffect(() => {
    current.current = source;
  });
  useEffect(() => {
    let isWanted = true;
    // without the bank one writes as without this help: nothing to tell anybody
    void readWritingBank(db).then((read) => {
      if (isWanted && read.ok) setBank(read.value);
    });
    return () => {
      isWanted = false;
    };
  }, [db]);
  const isChecked = bank?.isChecked === true;
  useEffect(() => {
    if (!isChecked) return undefined;
    const idle = requestIdleCallback(() => spelling.prepare());
    return () => cancelIdleCallback(idle);
  }, [isChecked]);

  const know = useCallback((word: string): void => {
    setBank((before) => before && { ...before, words: new Set([...before.words, word.toLocaleLowerCase('es')]) });
  }, []);
  const mayLearn = may('settings.write');
  return useMemo(() => {
    if (bank === undefined) return undefined;
    const isKnown = (word: string): boolean => {
      const folded = word.toLocaleLowerCase('es');
      return bank.words.has(folded) || ignored.has(folded);
    };
    const learn = (word: string): void => {
      void learnWord(db, word).then((learned) => {
        if (learned.ok) know(word);
        else toast({ kind: 'error', title: t('writing.notLearned') });
      });
    };
    const help: SpellingHelp = {
      unknown: (words) => spelling.unknown(words.filter((word) => !isKnown(word))),
      suggest: async (word) => rankSuggestions(await spelling.suggest(word), bank.usual),
      ignore: (word) => {
        ignored.add(word.toLocaleLowerCase('es'));
        know(word);
      },
      learn: mayLearn ? learn : undefined,
    };
    return {
      phrases: bank.phrases,
      facts: (infringement) => current.current.facts(infringement),
      infringements: () => current.current.infringements(),
      spelling: bank.isChecked ? help : undefined,
    };
  }, [bank, db, know, mayLearn, toast]);
}
