import nspell from 'nspell';
// the package gives its files only to Node; taken into the worker's own script, they need no request of their own
import affixes from '../../node_modules/dictionary-es/index.aff?raw';
import words from '../../node_modules/dictionary-es/index.dic?raw';
import { labourWords } from '../../shared/spelling/labour-words.ts';
import type { SpellingAnswer, SpellingQuestion } from './spelling-message.ts';

/*
 * Entry of the worker that knows Spanish: reading the dictionary takes a second or more and some 80 MB, which must not
 * stop anybody's typing. It holds no text, answers about single words, and reaches nothing outside itself.
 */
const speller = nspell(affixes, words);
for (const word of labourWords) speller.add(word);

function answer(question: SpellingQuestion): readonly string[] {
  switch (question.kind) {
    case 'unknown':
      return question.words.filter((word) => !speller.correct(word) && !speller.correct(word.toLocaleLowerCase('es')));
    case 'suggest':
      return speller.suggest(question.word);
  }
}

self.addEventListener('message', (event: MessageEvent<SpellingQuestion>) => {
  const { data } = event;
  self.postMessage({ id: data.id, words: answer(data) } satisfies SpellingAnswer);
});
