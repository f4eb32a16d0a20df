import { formatDate, isPlainDate, parseTypedDate } from '../kernel/plain-date.ts';
import { monthInWords, monthNumber } from '../kernel/words.ts';

// What a witness knows is often not a number: "en marzo de 2025", "unos 14 años". It is kept as it was said. The text for
// dates is a part of EDTF (ISO 8601-2:2019): `2025`, `2025-03`, `2025-03-14`, each with `~` when it is approximate, and
// `XXXX` when nobody knows. Ages are written likewise: `14`, `14~`, `14..16`, `X`.

/** Stands for a date that nobody knows. */
export const UNKNOWN_DATE = 'XXXX';
/** Stands for an age that nobody knows. */
export const UNKNOWN_AGE = 'X';

const OLDEST = 120;

const DATE = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?~?$/;
const AGE = /^(?:(\d{1,3})(~?)|(\d{1,3})\.\.(\d{1,3}))$/;
const ABOUT = /^\s*(?:~|aprox(?:\.|imadamente)?\s|alrededor de\s|hacia\s|como en\s|unos\s|unas\s|m[áa]s o menos\s)\s*/i;
const NOBODY_KNOWS = /^\s*(?:\?|x|ns|no (?:se )?sabe|se ignora|desconocid[ao])\s*$/i;

/** True for a date in the canonical text of this file, however much of it is known. */
export function isApproximateDate(text: string): boolean {
  if (text === UNKNOWN_DATE) return true;
  const [, year, month = '01', day = '01'] = DATE.exec(text) ?? [];
  return year !== undefined && isPlainDate(`${year}-${month}-${day}`);
}

/** True for an age in years in the canonical text of this file. */
export function isAge(text: string): boolean {
  if (text === UNKNOWN_AGE) return true;
  const [, age, , from, to] = AGE.exec(text) ?? [];
  if (age !== undefined) return Number(age) <= OLDEST;
  return from !== undefined && to !== undefined && Number(from) < Number(to) && Number(to) <= OLDEST;
}

/**
 * Reads a date as people say it: `14/03/2025`, `marzo de 2025`, `03/2025`, `2025`, with `hacia`, `unos` or `~` before it
 * when it is approximate, `no se sabe` when nobody knows.
 * @returns canonical text; undefined when it is none of these
 */
export function parseTypedApproximateDate(text: string): string | undefined {
  if (NOBODY_KNOWS.test(text)) return UNKNOWN_DATE;
  const about = ABOUT.test(text) ? '~' : '';
  const said = text.replace(ABOUT, '').trim();
  const known = parseTypedDate(said) ?? parseMonth(said) ?? (/^\d{4}$/.test(said) ? said : undefined);
  const date = known === undefined ? undefined : `${known}${about}`;
  return date !== undefined && isApproximateDate(date) ? date : undefined;
}

/**
 * Reads an age as people say it: `14`, `14 años`, `unos 14`, `entre 14 y 16`, `14-16`, `no se sabe`.
 * @returns canonical text; undefined when it is none of these
 */
export function parseTypedAge(text: string): string | undefined {
  if (NOBODY_KNOWS.test(text)) return UNKNOWN_AGE;
  const about = ABOUT.test(text) ? '~' : '';
  const said = text.replace(ABOUT, '').replace(/\s*años?\s*$/i, '');
  const [, from, to] = /^\s*(?:entre\s+)?(\d{1,3})\s*(?:-|–|a|y|o|\.\.)\s*(\d{1,3})\s*$/i.exec(said) ?? [];
  const [, age] = /^\s*(\d{1,3})\s*$/.exec(said) ?? [];
  const read = age === undefined ? `${Number(from)}..${Number(to)}` : `${Number(age)}${about}`;
  return isAge(read) ? read : undefined;
}

/** A date as it is read and printed: `14/03/2025`, `marzo de 2025`, `hacia 2025`; what is no such date, as it is. */
export function formatApproximateDate(value: string): string {
  if (value === UNKNOWN_DATE) return 'fecha desconocida';
  if (!isApproximateDate(value)) return value;
  const date = value.replace('~', '');
  const [, year = '', month] = DATE.exec(date) ?? [];
  const words = isPlainDate(date)
    ? formatDate(date)
    : month === undefined
      ? year
      : `${monthInWords(Number(month))} de ${year}`;
  return value.endsWith('~') ? `hacia ${words}` : words;
}

/** An age as it is read and printed: `14 años`, `unos 14 años`, `entre 14 y 16 años`; what is no age, as it is. */
export function formatAge(value: string): string {
  if (value === UNKNOWN_AGE) return 'edad desconocida';
  const [, age, about, from, to] = AGE.exec(value) ?? [];
  if (!isAge(value)) return value;
  if (age === undefined) return `entre ${from} y ${to} años`;
  const years = `${age} ${age === '1' ? 'año' : 'años'}`;
  return about === '~' ? `unos ${years}` : years;
}

/**
 * Whether somebody is to be treated as a child. Where the age is not sure, whoever may be under 18 is: a child who is taken
 * for an adult loses more than an adult who is taken for a child.
 */
export function mayBeChild(age: string): boolean {
  return age === UNKNOWN_AGE || (ageRange(age)?.least ?? ADULT) < ADULT;
}

/** Whether an age says surely that somebody is a child; not for an age that nobody knows. */
export function isSurelyChild(age: string): boolean {
  return (ageRange(age)?.most ?? ADULT) < ADULT;
}

/** What an age says of somebody being a child: `presumed` where it leaves a doubt; empty where it says nothing. */
export function childBy(age: string): 'yes' | 'no' | 'presumed' | '' {
  const range = ageRange(age);
  if (range === undefined) return '';
  if (range.most < ADULT) return 'yes';
  return range.least < ADULT ? 'presumed' : 'no';
}

/**
 * The years an age may stand for, both ends included; "about" leaves a doubt of some years to both sides.
 * @returns undefined for an age that nobody knows and for what is no age
 */
export function ageRange(age: string): { readonly least: number; readonly most: number } | undefined {
  const [, known, about, from, to] = AGE.exec(age) ?? [];
  if (!isAge(age) || age === UNKNOWN_AGE) return undefined;
  if (known === undefined) return { least: Number(from), most: Number(to) };
  const doubt = about === '~' ? DOUBT : 0;
  return { least: Math.max(0, Number(known) - doubt), most: Number(known) + doubt };
}

/** Constitution of Honduras, art. 36, and Código de la Niñez y la Adolescencia, art. 1: a child is whoever is under 18. */
export const ADULT = 18;
/** "Unos 18" may well be 17. */
const DOUBT = 2;

function parseMonth(text: string): string | undefined {
  const [, digits, year] = /^(\d{1,2})[/.\- ](\d{4})$/.exec(text) ?? [];
  if (digits !== undefined && year !== undefined) return `${year}-${digits.padStart(2, '0')}`;
  const [, name, named] = /^([a-záéíóú]+)\.?(?:\s+del?)?\s+(\d{4})$/i.exec(text) ?? [];
  const month = name === undefined ? undefined : monthNumber(name);
  return month === undefined || named === undefined ? undefined : `${named}-${String(month).padStart(2, '0')}`;
}
