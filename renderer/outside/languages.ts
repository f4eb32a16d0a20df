import { button, h } from './dom.ts';

export const languages = ['es', 'en', 'fr'] as const;
export type Language = (typeof languages)[number];
/** Languages are called what their own speakers call them. */
const languageNames: Readonly<Record<Language, string>> = { es: 'Español', en: 'English', fr: 'Français' };

/** Says a text of a page in one language; `{names}` are filled from `params`. */
export type Say<K extends string> = (key: K, params?: Readonly<Record<string, string | number>>) => string;

/** The words of a page in each language. */
export type Words<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

/** Makes what says the texts of a page. */
export function speaker<K extends string>(words: Words<K>): (language: Language) => Say<K> {
  return (language) =>
    (key, params = {}) =>
      words[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The first of a person's languages that the pages speak. */
export function preferredLanguage(wanted: readonly string[]): Language {
  const codes = wanted.map((tag) => tag.slice(0, 2).toLowerCase());
  return (
    languages.find((language) => codes.find((code) => (languages as readonly string[]).includes(code)) === language) ??
    'es'
  );
}

/**
 * The row of buttons that chooses the language. The chosen one keeps the focus when the page is drawn anew.
 * @param label what the row is called
 * @param choose draws the page in a language
 */
export function languageButtons(chosen: Language, label: string, choose: (language: Language) => void): HTMLElement {
  const choices = languages.map((one) => {
    const press = (): void => {
      choose(one);
      document.getElementById(`l-${one}`)?.focus();
    };
    return button(languageNames[one], press, { id: `l-${one}`, lang: one, 'aria-pressed': String(one === chosen) });
  });
  return h('div', { class: 'languages', role: 'group', 'aria-label': label }, ...choices);
}
