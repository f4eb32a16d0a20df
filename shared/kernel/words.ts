import { weekdayOf, type PlainDate } from './plain-date.ts';

/** How a number is written before a noun: `uno` alone, `un` día, `una` hoja. */
export type Gender = 'alone' | 'masculine' | 'feminine';

const SMALL = [
  ...['cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce'],
  ...['trece', 'catorce', 'quince', 'dieciséis', 'diecisiete', 'dieciocho', 'diecinueve', 'veinte', 'veintiuno'],
  ...['veintidós', 'veintitrés', 'veinticuatro', 'veinticinco', 'veintiséis', 'veintisiete', 'veintiocho'],
  'veintinueve',
];
const TENS = ['', '', '', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const HUNDREDS = [
  ...['', 'ciento', 'doscientos', 'trescientos', 'cuatrocientos', 'quinientos'],
  ...['seiscientos', 'setecientos', 'ochocientos', 'novecientos'],
];
const MONTHS = [
  ...['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio'],
  ...['agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'],
];

/**
 * A whole number in Spanish words: `23` is `veintitrés`, `101` is `ciento uno`, `1000` is `mil`.
 * @param value 0 to 999,999,999
 * @param gender `masculine` shortens the final one (`veintiún días`), `feminine` agrees (`doscientas una hojas`)
 * @throws outside that range
 */
export function numberInWords(value: number, gender: Gender = 'alone'): string {
  if (!Number.isInteger(value) || value < 0 || value > 999_999_999) throw new Error(`no words for ${value}`);
  if (value === 0) return 'cero';
  const millions = Math.floor(value / 1_000_000);
  const thousands = Math.floor(value / 1000) % 1000;
  const parts: string[] = [];
  // Millions are a masculine noun; thousands agree with what is counted: `veintiún mil días`, `veintiuna mil hojas`.
  if (millions === 1) parts.push('un millón');
  else if (millions > 1) parts.push(`${below1000(millions, 'masculine')} millones`);
  if (thousands === 1) parts.push('mil');
  else if (thousands > 1) parts.push(`${below1000(thousands, gender === 'feminine' ? gender : 'masculine')} mil`);
  if (value % 1000 > 0) parts.push(below1000(value % 1000, gender));
  return parts.join(' ');
}

/**
 * A date as Honduran papers close with it:
 * `a los veintitrés (23) días del mes de noviembre de dos mil veintiséis (2026)`; the first is
 * `al primer (1) día del mes de ...`.
 */
export function solemnDate(date: PlainDate): string {
  const { year, month, day } = parts(date);
  const days = day === 1 ? 'al primer (1) día' : `a los ${numberInWords(day, 'masculine')} (${day}) días`;
  return `${days} del mes de ${month} de ${numberInWords(year)} (${year})`;
}

/**
 * A date in words inside a sentence, as it follows `el`: `veintitrés de noviembre de dos mil veintiséis`; the first of a
 * month is `primero de enero`.
 */
export function dateInWords(date: PlainDate): string {
  const { year, month, day } = parts(date);
  return `${day === 1 ? 'primero' : numberInWords(day)} de ${month} de ${numberInWords(year)}`;
}

const WEEKDAYS = ['lunes', 'martes', 'miércoles', 'jueves', 'viernes', 'sábado', 'domingo'];

/** The name of a date's day of the week: `miércoles`. */
export function weekdayName(date: PlainDate): string {
  return WEEKDAYS[weekdayOf(date) - 1] ?? '';
}

/** The name of a month, 1 to 12: `marzo`. */
export function monthInWords(month: number): string {
  return MONTHS[month - 1] ?? '';
}

/** The number of a month by its Spanish name, however it is written, or its first three letters; undefined for any other word. */
export function monthNumber(name: string): number | undefined {
  const wanted = plainText(name);
  if (wanted === 'setiembre') return 9;
  const at = MONTHS.findIndex((month) => month === wanted || (wanted.length >= 3 && month.startsWith(wanted)));
  return at < 0 ? undefined : at + 1;
}

/** A date with its day of the week, as it is said: `martes 8 de diciembre de 2026`. */
export function spokenDate(date: PlainDate): string {
  const { year, month, day } = parts(date);
  return `${weekdayName(date)} ${day} de ${month} de ${year}`;
}

/**
 * An amount in lempiras as it is printed: `1234567.5` is `L 1,234,567.50`.
 * @param amount canonical text: digits, optionally a point and one or two decimals
 * @returns the amount; the text as it is when it is not one
 */
export function formatMoney(amount: string): string {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) return amount;
  const [, whole = '', cents = ''] = match;
  return `L ${formatInteger(whole)}.${cents.padEnd(2, '0')}`;
}

/** Digits with a comma every three places: `1234567` is `1,234,567`; other text comes back as it is. */
export function formatInteger(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',') : digits;
}

/**
 * An amount in words: `1250.50` is `mil doscientos cincuenta lempiras con cincuenta centavos`.
 * @param amount canonical text up to 999999999.99
 * @throws when it is not such an amount
 */
export function moneyInWords(amount: string): string {
  const match = /^(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (!match) throw new Error('not an amount');
  const whole = Number(match[1]);
  const cents = Number((match[2] ?? '').padEnd(2, '0'));
  // "un millón de lempiras", but "un millón cien lempiras"
  const of = whole >= 1_000_000 && whole % 1_000_000 === 0 ? ' de' : '';
  const lempiras = `${numberInWords(whole, 'masculine')}${of} ${whole === 1 ? 'lempira' : 'lempiras'}`;
  if (cents === 0) return `${lempiras} ${whole === 1 ? 'exacto' : 'exactos'}`;
  return `${lempiras} con ${numberInWords(cents, 'masculine')} ${cents === 1 ? 'centavo' : 'centavos'}`;
}

/** Text for comparing: lower case, without accents, ñ as n, blanks collapsed. `Comayagüela ` is `comayaguela`. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

function below1000(value: number, gender: Gender): string {
  if (value === 100) return 'cien';
  const hundreds = HUNDREDS[Math.floor(value / 100)] ?? '';
  const agreed =
    gender === 'feminine' ? hundreds.replace(/ientos$|entos$/, (end) => end.replace('os', 'as')) : hundreds;
  return [agreed, below100(value % 100, gender)].filter((part) => part !== '').join(' ');
}

function below100(value: number, gender: Gender): string {
  if (value === 0) return '';
  if (value % 10 === 1 && value !== 11 && gender !== 'alone') {
    const one = gender === 'feminine' ? 'una' : 'un';
    if (value === 21) return gender === 'feminine' ? 'veintiuna' : 'veintiún';
    return value === 1 ? one : `${TENS[Math.floor(value / 10)] ?? ''} y ${one}`;
  }
  const small = SMALL[value];
  if (small !== undefined) return small;
  const tens = TENS[Math.floor(value / 10)] ?? '';
  return value % 10 === 0 ? tens : `${tens} y ${SMALL[value % 10] ?? ''}`;
}

function parts(date: PlainDate): { readonly year: number; readonly month: string; readonly day: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return { year, month: MONTHS[month - 1] ?? '', day };
}
