import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatInteger,
  formatMoney,
  moneyInWords,
  numberInWords,
  plainText,
  solemnDate,
} from '../../../shared/kernel/words.ts';

describe('numberInWords', () => {
  test.each([
    [0, 'cero'],
    [1, 'uno'],
    [16, 'dieciséis'],
    [21, 'veintiuno'],
    [22, 'veintidós'],
    [23, 'veintitrés'],
    [26, 'veintiséis'],
    [30, 'treinta'],
    [31, 'treinta y uno'],
    [99, 'noventa y nueve'],
    [100, 'cien'],
    [101, 'ciento uno'],
    [121, 'ciento veintiuno'],
    [500, 'quinientos'],
    [700, 'setecientos'],
    [999, 'novecientos noventa y nueve'],
    [1000, 'mil'],
    [1001, 'mil uno'],
    [2026, 'dos mil veintiséis'],
    [21_000, 'veintiún mil'],
    [31_001, 'treinta y un mil uno'],
    [100_000, 'cien mil'],
    [101_000, 'ciento un mil'],
    [1_000_000, 'un millón'],
    [1_000_001, 'un millón uno'],
    [21_000_000, 'veintiún millones'],
    [999_999_999, 'novecientos noventa y nueve millones novecientos noventa y nueve mil novecientos noventa y nueve'],
  ])('%i is %s', (value, words) => {
    expect(numberInWords(value)).toBe(words);
  });

  test.each([
    [1, 'un', 'una'],
    [21, 'veintiún', 'veintiuna'],
    [31, 'treinta y un', 'treinta y una'],
    [101, 'ciento un', 'ciento una'],
    [200, 'doscientos', 'doscientas'],
    [501, 'quinientos un', 'quinientas una'],
    [11, 'once', 'once'],
    [100, 'cien', 'cien'],
    [200_021, 'doscientos mil veintiún', 'doscientas mil veintiuna'],
    [2_000_300, 'dos millones trescientos', 'dos millones trescientas'],
  ])('%i before a noun: %s días, %s hojas', (value, masculine, feminine) => {
    expect(numberInWords(value, 'masculine')).toBe(masculine);
    expect(numberInWords(value, 'feminine')).toBe(feminine);
  });

  test('no two numbers share their words, and none has a gap', () => {
    const number = fc.integer({ min: 0, max: 999_999_999 });
    fc.assert(
      fc.property(number, number, (a, b) => {
        expect(numberInWords(a)).toMatch(/^[a-zéóú]+( [a-zéóú]+)*$/);
        expect(numberInWords(a) === numberInWords(b)).toBe(a === b);
      }),
    );
  });

  test.each([-1, 1.5, Number.NaN, 1_000_000_000])('refuses %d', (value) => {
    expect(() => numberInWords(value)).toThrow('no words');
  });
});

describe('dates', () => {
  test('the closing formula of an acta', () => {
    expect(solemnDate('2026-11-23')).toBe(
      'a los veintitrés (23) días del mes de noviembre de dos mil veintiséis (2026)',
    );
  });
  test('the first and the twenty-first', () => {
    expect(solemnDate('2027-01-01')).toBe('al primer (1) día del mes de enero de dos mil veintisiete (2027)');
    expect(solemnDate('2000-09-21')).toBe('a los veintiún (21) días del mes de septiembre de dos mil (2000)');
  });
});

describe('money', () => {
  test.each([
    ['1234567.5', 'L 1,234,567.50'],
    ['0', 'L 0.00'],
    ['12', 'L 12.00'],
    ['999.99', 'L 999.99'],
    ['1000', 'L 1,000.00'],
    ['doce', 'doce'],
  ])('%s is printed %s', (amount, printed) => {
    expect(formatMoney(amount)).toBe(printed);
  });
  test.each([
    ['1', 'un lempira exacto'],
    ['1250.5', 'mil doscientos cincuenta lempiras con cincuenta centavos'],
    ['21.01', 'veintiún lempiras con un centavo'],
    ['1000000', 'un millón de lempiras exactos'],
    ['1000100.21', 'un millón cien lempiras con veintiún centavos'],
  ])('%s in words', (amount, words) => {
    expect(moneyInWords(amount)).toBe(words);
  });
  test('words need an amount', () => {
    expect(() => moneyInWords('12,50')).toThrow('not an amount');
  });
});

test('formatInteger groups and drops leading zeros', () => {
  expect(['7', '1234', '0012345678', '000', 'x'].map(formatInteger)).toEqual(['7', '1,234', '12,345,678', '0', 'x']);
});

test('plainText forgets case, accents and doubled blanks', () => {
  expect(plainText('  Comayagüela  ÑAMASIGÜE ')).toBe('comayaguela namasigue');
});
