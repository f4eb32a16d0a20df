import en from '../text/en/alert-form.json';
import es from '../text/es/alert-form.json';
import fr from '../text/fr/alert-form.json';

export const languages = ['es', 'en', 'fr'] as const;
export type Language = (typeof languages)[number];
export type WordKey = keyof typeof es;
/** Languages are called what their own speakers call them. */
export const languageNames: Readonly<Record<Language, string>> = { es: 'Español', en: 'English', fr: 'Français' };

const words: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { es, en, fr };

/** Says a text of the form in one language. */
export type Say = (key: WordKey, params?: Readonly<Record<string, string | number>>) => string;

/** The words of a language; `{names}` are filled from `params`. */
export function speak(language: Language): Say {
  return (key, params = {}) =>
    words[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The label of a field, of one of its options, or its hint; undefined where there is none. */
export function fieldWords(language: Language, ...path: readonly string[]): string | undefined {
  const key = ['fields', 'alert', ...path].join('.');
  return Object.hasOwn(words[language], key) ? words[language][key as WordKey] : undefined;
}

/** The first of a person's languages that the form speaks. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return (
    languages.find((language) => codes.find((code) => (languages as readonly string[]).includes(code)) === language) ??
    'es'
  );
}
