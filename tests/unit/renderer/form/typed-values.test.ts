import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMinutes,
  completeDate,
  formatTypedCoordinates,
  formatTypedInteger,
  formatTypedMoney,
  parseTypedCoordinates,
  parseTypedInteger,
  parseTypedMoney,
  parseTypedTime,
} from '../../../../renderer/form/inputs/typed-values.ts';

const today = '2026-11-24';

describe('dates', () => {
  test.each([
    ['24/11/2026', '2026-11-24'],
    ['24112026', '2026-11-24'],
    ['24-11-26', '2026-11-24'],
    ['241126', '2026-11-24'],
    ['24/11', '2026-11-24'],
    ['1.2', '2026-02-01'],
    ['0102', '2026-02-01'],
    ['29/2/2024', '2024-02-29'],
  ])('%s is %s', (typed, date) => expect(completeDate(typed, today)).toBe(date));

  test.each(['31/02/2026', '29/02', '24/13/2026', '24', 'ayer', '', '24/11/202'])('%s is no date', (typed) =>
    expect(completeDate(typed, today)).toBeUndefined(),
  );

  test('days are added across months and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(addDays('24/11/2026', 1)).toBeUndefined();
  });

  test('a day forth and back is the same day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        fc.integer({ min: -400, max: 400 }),
        (date, days) => {
          const day = date.toISOString().slice(0, 10);
          return addDays(addDays(day, days) ?? '', -days) === day;
        },
      ),
    );
  });
});

describe('times', () => {
  test.each([
    ['930', '09:30'],
    ['9:30', '09:30'],
    ['0930', '09:30'],
    ['9.30', '09:30'],
    ['14h05', '14:05'],
    ['9', '09:00'],
    ['00:00', '00:00'],
  ])('%s is %s', (typed, time) => expect(parseTypedTime(typed)).toBe(time));

  test.each(['24:00', '960', '9:5', '12345', 'a', ''])('%s is no time', (typed) =>
    expect(parseTypedTime(typed)).toBeUndefined(),
  );

  test('minutes go round midnight', () => {
    expect(addMinutes('23:59', 1)).toBe('00:00');
    expect(addMinutes('00:00', -1)).toBe('23:59');
    expect(addMinutes('9:30', 1)).toBeUndefined();
  });
});

describe('money', () => {
  test.each([
    ['1,234.5', '1234.50'],
    ['L 1234', '1234.00'],
    ['L. 1 234.05', '1234.05'],
    ['0.10', '0.10'],
    ['007', '7.00'],
  ])('%s is %s', (typed, money) => expect(parseTypedMoney(typed)).toBe(money));

  test.each(['1.234,50', '12,34', '-5', '1.234', 'mil', '', '1234567890123'])('%s is no amount', (typed) =>
    expect(parseTypedMoney(typed)).toBeUndefined(),
  );

  test('what is shown is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 99_999_999_999_999n }), (cents) => {
        const text = cents.toString().padStart(3, '0');
        const money = `${text.slice(0, -2).replace(/^0+(?=\d)/, '')}.${text.slice(-2)}`;
        return parseTypedMoney(formatTypedMoney(money)) === money;
      }),
    );
  });

  test('an amount that is none is shown as it is', () => expect(formatTypedMoney('12,34 aprox')).toBe('12,34 aprox'));
});

describe('whole numbers', () => {
  test.each([
    ['1,200', '1200'],
    ['1 200', '1200'],
    ['0', '0'],
    ['0012', '12'],
  ])('%s is %s', (typed, number) => expect(parseTypedInteger(typed)).toBe(number));
  test.each(['1,20', '1.5', '-3', 'dos', ''])('%s is none', (typed) =>
    expect(parseTypedInteger(typed)).toBeUndefined(),
  );
  test('thousands are parted when shown', () => {
    expect(formatTypedInteger('1234567')).toBe('1,234,567');
    expect(formatTypedInteger('120')).toBe('120');
    expect(formatTypedInteger('doce')).toBe('doce');
  });
});

describe('coordinates', () => {
  test.each([
    ['14.0723, -87.1921', '14.0723,-87.1921'],
    ['14.0723 -87.1921', '14.0723,-87.1921'],
    ['14.0723N, 87.1921O', '14.0723,-87.1921'],
    ['14.0723° N; 87.1921° W', '14.0723,-87.1921'],
  ])('%s is %s', (typed, point) => expect(parseTypedCoordinates(typed)).toBe(point));
  test.each(['14.0723', '14,0723,-87,1921', 'parque central', '140.1, -87'])('%s is no point', (typed) =>
    expect(parseTypedCoordinates(typed)).toBeUndefined(),
  );
  test('they are shown with a blank after the comma', () =>
    expect(formatTypedCoordinates('14.0723,-87.1921')).toBe('14.0723, -87.1921'));
});
