// Amounts and dates in words against a reader that was written from the grammar of Spanish numerals, not from the code:
// what is read back from the words is the number, and each form (apocope, gender, "de") is the one that grammar asks for.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateInWords, moneyInWords, numberInWords, solemnDate, type Gender } from '../../../shared/kernel/words.ts';
import type { PlainDate } from '../../../shared/kernel/plain-date.ts';

const RUNS = { numRuns: 4000 };

const ones = 'uno dos tres cuatro cinco seis siete ocho nueve'.split(' ');
const teens = 'diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve'.split(' ');
const twenties =
  'veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve'.split(
    ' ',
  );
const tens = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const hundreds = 'dos tres cuatro quin seis sete ocho nove'.split(' ');

/** What each word is worth, and in which form it stands. */
const worth = new Map<string, { readonly n: number; readonly form?: 'full' | 'short' | 'feminine' }>([
  ...ones.map((word, i) => [word, { n: i + 1 }] as const),
  ['uno', { n: 1, form: 'full' }],
  ['un', { n: 1, form: 'short' }],
  ['una', { n: 1, form: 'feminine' }],
  ...teens.map((word, i) => [word, { n: i + 10 }] as const),
  ...twenties.map((word, i) => [word, { n: i + 20 }] as const),
  ['veintiuno', { n: 21, form: 'full' }],
  ['veintiún', { n: 21, form: 'short' }],
  ['veintiuna', { n: 21, form: 'feminine' }],
  ...tens.map((word, i) => [word, { n: (i + 3) * 10 }] as const),
  ['cien', { n: 100 }],
  ['ciento', { n: 100 }],
  ...hundreds.map(
    (stem, i) =>
      [
        `${stem}ientos`
          .replace(/(dos|tres|seis|ocho)ientos/, '$1cientos')
          .replace(/(cuatro)ientos/, '$1cientos')
          .replace(/(sete|nove)ientos/, '$1cientos'),
        { n: (i + 2) * 100, form: 'full' },
      ] as const,
  ),
]);
for (const [word, value] of [...worth]) {
  if (value.n >= 200) worth.set(word.replace(/os$/, 'as'), { n: value.n, form: 'feminine' });
}

interface Read {
  readonly n: number;
  /** the forms that the words showed, in order */
  readonly forms: readonly string[];
}

/** Reads a number below a thousand; throws on words that are no Spanish numeral. */
function readBelow1000(words: readonly string[]): Read {
  let n = 0;
  let last = 1000;
  const forms: string[] = [];
  words.forEach((word, i) => {
    if (word === 'y') {
      // only between tens from thirty and units
      if (n % 100 < 30 || n % 10 !== 0 || i === words.length - 1) throw new Error(`stray y in ${words.join(' ')}`);
      return;
    }
    const value = worth.get(word);
    if (value === undefined) throw new Error(`${word} is no numeral`);
    const size = value.n >= 100 ? 100 : value.n >= 10 ? 10 : 1;
    if (size >= last) throw new Error(`${word} does not follow in ${words.join(' ')}`);
    if (size === 1 && n % 100 >= 30 && words[i - 1] !== 'y') throw new Error(`y is missing in ${words.join(' ')}`);
    if (size === 1 && n % 100 > 0 && n % 100 < 30) throw new Error(`${word} after ${n}`);
    if (word === 'cien' && words.length > 1) throw new Error('cien is followed by something');
    if (word === 'ciento' && words.length === 1) throw new Error('ciento stands alone');
    if (value.form !== undefined) forms.push(value.form);
    n += value.n;
    last = value.n >= 10 && value.n < 30 ? 1 : size;
  });
  return { n, forms };
}

/** Reads a whole number below a thousand million. */
function readNumber(text: string): { readonly n: number; readonly parts: Readonly<Record<string, Read>> } {
  if (text === 'cero') return { n: 0, parts: {} };
  const words = text.split(' ');
  const parts: Record<string, Read> = {};
  let n = 0;
  const million = words.findIndex((word) => word === 'millón' || word === 'millones');
  let rest = words;
  if (million >= 0) {
    const read = readBelow1000(words.slice(0, million));
    if ((read.n === 1) !== (words[million] === 'millón')) throw new Error('millón for one, millones for many');
    parts['millions'] = read;
    n += read.n * 1_000_000;
    rest = words.slice(million + 1);
  }
  const thousand = rest.indexOf('mil');
  if (thousand >= 0) {
    const before = rest.slice(0, thousand);
    if (before.join(' ') === 'un' || before.join(' ') === 'una') throw new Error('un mil');
    const read = before.length === 0 ? { n: 1, forms: [] } : readBelow1000(before);
    parts['thousands'] = read;
    n += read.n * 1000;
    rest = rest.slice(thousand + 1);
  }
  if (rest.length > 0) {
    const read = readBelow1000(rest);
    parts['units'] = read;
    n += read.n;
  }
  return { n, parts };
}

/** Numbers of every size: drawn over the whole range, and near the borders where the forms change. */
const whole = fc.oneof(
  fc.integer({ min: 0, max: 999_999_999 }),
  fc.integer({ min: 0, max: 2200 }),
  fc
    .tuple(
      fc.constantFrom(0, 1, 2, 21, 31, 100, 101, 121, 200, 500, 521, 999),
      fc.constantFrom(0, 1, 2, 21, 31, 100, 101, 121, 200, 500, 521, 700, 901, 999),
      fc.constantFrom(0, 1, 2, 21, 31, 41, 100, 101, 111, 121, 200, 500, 521, 700, 901, 999),
    )
    .map(([m, k, u]) => m * 1_000_000 + k * 1000 + u),
);

describe('whole numbers', () => {
  test.each(['alone', 'masculine', 'feminine'] satisfies readonly Gender[])('%s: read back as themselves', (gender) => {
    fc.assert(
      fc.property(whole, (n) => {
        expect(readNumber(numberInWords(n, gender)).n).toBe(n);
      }),
      RUNS,
    );
  });

  test('every number up to ten thousand, in each gender', () => {
    for (let n = 0; n <= 10_000; n += 1) {
      for (const gender of ['alone', 'masculine', 'feminine'] as const) {
        expect(readNumber(numberInWords(n, gender)).n).toBe(n);
      }
    }
  });

  test('each part stands in the form that grammar asks for', () => {
    const only = (read: Read | undefined, ...allowed: string[]): boolean =>
      (read?.forms ?? []).every((form) => allowed.includes(form));
    /** `doscientos veintiún`: hundreds are full, the one at the end is short. */
    const masculine = (read: Read | undefined): boolean => {
      const forms = read?.forms ?? [];
      const endsInOne = read !== undefined && read.n % 10 === 1 && read.n % 100 !== 11;
      return forms.every((form, i) => (endsInOne && i === forms.length - 1 ? form === 'short' : form === 'full'));
    };
    fc.assert(
      fc.property(whole, (n) => {
        const alone = readNumber(numberInWords(n)).parts;
        const counted = readNumber(numberInWords(n, 'masculine')).parts;
        const feminine = readNumber(numberInWords(n, 'feminine')).parts;
        // what is counted by the million is the million: masculine, whatever follows
        for (const parts of [alone, counted, feminine]) expect(masculine(parts['millions'])).toBe(true);
        expect(masculine(alone['thousands']) && masculine(counted['thousands'])).toBe(true);
        expect(only(alone['units'], 'full')).toBe(true);
        expect(masculine(counted['units'])).toBe(true);
        expect(only(feminine['thousands'], 'feminine') && only(feminine['units'], 'feminine')).toBe(true);
      }),
      RUNS,
    );
  });
});

/** Reads an amount back as cents, and complains where the words around the number do not fit it. */
function readMoney(text: string): number {
  const match = /^(.+?)( de)? (lempiras?)(?: (exactos?)| con (.+) (centavos?))$/.exec(text);
  if (match === null) throw new Error(`not an amount: ${text}`);
  const [, lempiras = '', of, noun, exact, cents, cent] = match;
  const { n } = readNumber(lempiras);
  expect(of !== undefined, `${text}: "de" follows whole millions and nothing else`).toBe(
    /mill(ón|ones)$/.test(lempiras),
  );
  expect(noun).toBe(n === 1 ? 'lempira' : 'lempiras');
  if (cents === undefined) {
    expect(exact).toBe(n === 1 ? 'exacto' : 'exactos');
    return n * 100;
  }
  const fraction = readNumber(cents).n;
  expect(fraction).toBeGreaterThan(0);
  expect(fraction).toBeLessThan(100);
  expect(cent).toBe(fraction === 1 ? 'centavo' : 'centavos');
  for (const words of [lempiras, cents]) expect(words).not.toMatch(/uno\b|una\b/);
  return n * 100 + fraction;
}

describe('amounts', () => {
  test('from one centavo to 999,999,999.99 they are read back to the centavo', () => {
    const cents = fc.oneof(fc.constant(0), fc.constantFrom(1, 5, 10, 21, 31, 50, 99), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(whole, cents, (n, c) => {
        expect(readMoney(moneyInWords(`${n}.${String(c).padStart(2, '0')}`))).toBe(n * 100 + c);
      }),
      RUNS,
    );
  });

  test.each([
    ['1', 'un lempira exacto'],
    ['1.01', 'un lempira con un centavo'],
    ['0.21', 'cero lempiras con veintiún centavos'],
    ['101', 'ciento un lempiras exactos'],
    ['21000', 'veintiún mil lempiras exactos'],
    ['500000', 'quinientos mil lempiras exactos'],
    ['250000.00', 'doscientos cincuenta mil lempiras exactos'],
    ['1000000', 'un millón de lempiras exactos'],
    ['21000000.5', 'veintiún millones de lempiras con cincuenta centavos'],
    ['1000001', 'un millón un lempiras exactos'],
    [
      '999999999.99',
      'novecientos noventa y nueve millones novecientos noventa y nueve mil novecientos noventa y nueve lempiras con noventa y nueve centavos',
    ],
  ])('%s is %s', (amount, words) => {
    expect(moneyInWords(amount)).toBe(words);
  });

  test.each(['1000000000', '-1', '1.234', '', '1,5'])('%s has no words', (amount) => {
    expect(() => moneyInWords(amount)).toThrow();
  });
});

const months = 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

/** Every day from 1900 to 2100. */
function everyDay(): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = Date.UTC(1900, 0, 1); day <= Date.UTC(2100, 11, 31); day += 86_400_000) {
    days.push(new Date(day).toISOString().slice(0, 10));
  }
  return days;
}

function readDate(day: string, month: string, year: string): string {
  const number = day === 'primero' || day === 'primer' ? 1 : readNumber(day).n;
  const parts = [readNumber(year).n, months.indexOf(month) + 1, number];
  return parts.map((part, i) => String(part).padStart(i === 0 ? 4 : 2, '0')).join('-');
}

test('every date from 1900 to 2100 is read back, inside a sentence and as an acta closes', () => {
  const days = everyDay();
  expect(days.length).toBe(73_414);
  for (const date of days) {
    const [, day = '', month = '', year = ''] = /^(.+?) de (\p{L}+) de (.+)$/u.exec(dateInWords(date)) ?? [];
    if (readDate(day, month, year) !== date || (day === 'primero') !== date.endsWith('-01')) {
      throw new Error(`${date} is ${dateInWords(date)}`);
    }
    const solemn = solemnDate(date);
    const found =
      /^(?:al (primer) \((1)\) día|a los (.+?) \((\d+)\) días) del mes de (\p{L}+) de (.+) \((\d{4})\)$/u.exec(solemn);
    const [, first, , counted = first ?? '', digits, name = '', inWords = '', inDigits] = found ?? [];
    const isRight =
      readDate(counted, name, inWords) === date &&
      inDigits === date.slice(0, 4) &&
      Number(digits ?? '1') === Number(date.slice(8)) &&
      (first === undefined) !== date.endsWith('-01') &&
      !counted.endsWith('uno');
    if (!isRight) throw new Error(`${date} is ${solemn}`);
  }
});
