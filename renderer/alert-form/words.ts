import { speaker, type Language, type Say as SayKey } from '../outside/languages.ts';
import en from '../text/en/alert-form.json';
import es from '../text/es/alert-form.json';
import fr from '../text/fr/alert-form.json';

export type WordKey = keyof typeof es;
/** Says a text of the form in one language. */
export type Say = SayKey<WordKey>;

const words = { es, en, fr };

/** The words of a language; `{names}` are filled from `params`. */
export const speak: (language: Language) => Say = speaker<WordKey>(words);

/** The label of a field, of one of its options, or its hint; undefined where there is none. */
export function fieldWords(language: Language, ...path: readonly string[]): string | undefined {
  const key = ['fields', 'alert', ...path].join('.');
  return Object.hasOwn(words[language], key) ? words[language][key as WordKey] : undefined;
}
