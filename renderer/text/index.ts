import enCommon from './en/common.json';
import enDocuments from './en/documents.json';
import enFaults from './en/faults.json';
import enFields from './en/fields.json';
import enHome from './en/home.json';
import enInspections from './en/inspections.json';
import enSettings from './en/settings.json';
import enUnlock from './en/unlock.json';
import enVerify from './en/verify.json';
import esCommon from './es/common.json';
import esDocuments from './es/documents.json';
import esFaults from './es/faults.json';
import esFields from './es/fields.json';
import esHome from './es/home.json';
import esInspections from './es/inspections.json';
import esSettings from './es/settings.json';
import esUnlock from './es/unlock.json';
import esVerify from './es/verify.json';
import frCommon from './fr/common.json';
import frDocuments from './fr/documents.json';
import frFaults from './fr/faults.json';
import frFields from './fr/fields.json';
import frHome from './fr/home.json';
import frInspections from './fr/inspections.json';
import frSettings from './fr/settings.json';
import frUnlock from './fr/unlock.json';
import frVerify from './fr/verify.json';

/** Languages of the screens. Papers are always in Spanish: see shared/report/text. */
export const languages = ['es', 'en', 'fr'] as const;
export type Language = (typeof languages)[number];

const es = {
  ...esCommon,
  ...esUnlock,
  ...esFields,
  ...esFaults,
  ...esHome,
  ...esInspections,
  ...esDocuments,
  ...esVerify,
  ...esSettings,
};

/** The name of a text: `<area>.<what>`, as in es/<area>.json. A name that is not there does not compile. */
export type TextKey = keyof typeof es;

// Spanish is the measure: a text that another language lacks does not compile either
const en: Readonly<Record<TextKey, string>> = {
  ...enCommon,
  ...enUnlock,
  ...enFields,
  ...enFaults,
  ...enHome,
  ...enInspections,
  ...enDocuments,
  ...enVerify,
  ...enSettings,
};
const fr: Readonly<Record<TextKey, string>> = {
  ...frCommon,
  ...frUnlock,
  ...frFields,
  ...frFaults,
  ...frHome,
  ...frInspections,
  ...frDocuments,
  ...frVerify,
  ...frSettings,
};

/** All texts by language and name, for tests and tools; screens use {@link t}. */
export const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { es, en, fr };

/** What fills the `{names}` of a text. */
export type TextParams = Readonly<Record<string, string | number>>;

let current: Language = 'es';

/** Chooses the language of all texts from now on. What is already drawn keeps its words until it is drawn again. */
export function setLanguage(language: Language): void {
  current = language;
}

/** The language of the texts. */
export function currentLanguage(): Language {
  return current;
}

/** The locale for numbers and dates: Honduran in Spanish, its nearest kin elsewhere. */
export function currentLocale(): string {
  return { es: 'es-HN', en: 'en-GB', fr: 'fr-FR' }[current];
}

/**
 * A text in the language of the screens.
 * @param params fills `{name}`; a name without a value stays visible as `{name}`, which is easier to notice than a gap
 */
export function t(key: TextKey, params?: TextParams): string {
  return fill(catalogues[current][key], params);
}

/** Names of texts that exist for one and for many: `home.drafts` for `home.drafts.one` and `home.drafts.other`. */
export type CountKey = TextKey extends infer K ? (K extends `${infer Base}.one` ? Base : never) : never;

/** A text that depends on a number, available in it as `{n}`. Spanish, English and French all tell one from many. */
export function tCount(base: CountKey, n: number, params?: TextParams): string {
  // French counts zero as one
  const one = n === 1 || (current === 'fr' && n === 0);
  return fill(findText(`${base}.${one ? 'one' : 'other'}`) ?? base, { n, ...params });
}

/** A text whose name is put together at run time; undefined when there is none. */
export function findText(key: string): string | undefined {
  const texts: Readonly<Record<string, string>> = catalogues[current];
  return Object.hasOwn(texts, key) ? texts[key] : undefined;
}

/** Puts values into the `{names}` of a text. */
export function fill(text: string, params?: TextParams): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}
