import type { TextKey } from './es.ts';
import { es } from './es-door.ts';

/** Languages of the screens. Papers are always in Spanish: see shared/report/text. */
export const languages = ['es', 'en', 'fr'] as const;
export type Language = (typeof languages)[number];

export type { TextKey };

type Texts = Readonly<Record<TextKey, string>>;

let current: Language = 'es';
/** Those of the first screen, until `whole.ts` is loaded. */
let spanish: Partial<Texts> = es;
let texts: Partial<Texts> = spanish;
/** Counts the choices, so that slow words do not overtake a later choice. */
let latest = 0;

/** Puts the Spanish texts of all areas in place of those of the first screen. For `whole.ts`. */
export function giveSpanish(all: Texts): void {
  spanish = all;
  if (current === 'es') texts = all;
}

/**
 * Chooses the language of all texts from now on, once its words are here; until then everything stays in the one
 * before. Spanish, which every window opens with, comes with the program; the others are read when they are chosen.
 * What is already drawn keeps its words until it is drawn again. Of two choices the later one holds.
 * @returns false when another language was chosen meanwhile; rejects when the words cannot be read
 */
export async function setLanguage(language: Language): Promise<boolean> {
  const choice = (latest += 1);
  const chosen = await loadTexts(language);
  if (choice !== latest) return false;
  texts = chosen;
  current = language;
  return true;
}

async function loadTexts(language: Language): Promise<Partial<Texts>> {
  if (language === 'en') return (await import('./en.ts')).en;
  if (language === 'fr') return (await import('./fr.ts')).fr;
  return spanish;
}

/** The language of the texts. */
export function currentLanguage(): Language {
  return current;
}

/** The locale for numbers and dates: Honduran in Spanish, its nearest kin elsewhere. */
export function currentLocale(): string {
  return { es: 'es-HN', en: 'en-GB', fr: 'fr-FR' }[current];
}

/** What fills the `{names}` of a text. */
export type TextParams = Readonly<Record<string, string | number>>;

/**
 * A text in the language of the screens.
 * @param params fills `{name}`; a name without a value stays visible as `{name}`, which is easier to notice than a gap
 */
export function t(key: TextKey, params?: TextParams): string {
  return fill(texts[key] ?? key, params);
}

/** Names of texts that exist for one and for many: `home.drafts` for `home.drafts.one` and `home.drafts.other`. */
export type CountKey = TextKey extends infer K ? (K extends `${infer Base}.one` ? Base : never) : never;

/** A text that depends on a number, available in it as `{n}` with its thousands apart. Spanish, English and French all tell one from many. */
export function tCount(base: CountKey, n: number, params?: TextParams): string {
  // French counts zero as one
  const one = n === 1 || (current === 'fr' && n === 0);
  return fill(findText(`${base}.${one ? 'one' : 'other'}`) ?? base, { n: formatNumber(n), ...params });
}

/** One for each locale: making one takes longer than a whole table of numbers. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A number as it is written in the language of the screens: `12,345`. */
function formatNumber(n: number): string {
  const locale = currentLocale();
  let format = numberFormats.get(locale);
  if (format === undefined) numberFormats.set(locale, (format = new Intl.NumberFormat(locale)));
  return format.format(n);
}

/** A text whose name is put together at run time; undefined when there is none. */
export function findText(key: string): string | undefined {
  const byName: Readonly<Record<string, string>> = texts;
  return Object.hasOwn(byName, key) ? byName[key] : undefined;
}

/** Puts values into the `{names}` of a text. */
export function fill(text: string, params?: TextParams): string {
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    return value === undefined ? whole : String(value);
  });
}
