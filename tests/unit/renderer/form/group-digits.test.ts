import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caretAfter, digitsOf, editGrouped, groupDigits } from '../../../../renderer/form/inputs/group-digits.ts';

const dni = [4, 4, 5];

test('dashes appear as the number grows, never at its end', () => {
  expect(groupDigits('', dni)).toBe('');
  expect(groupDigits('0801', dni)).toBe('0801');
  expect(groupDigits('08011', dni)).toBe('0801-1');
  expect(groupDigits('0801199012345', dni)).toBe('0801-1990-12345');
});

test('too many digits stand bare and none is lost', () => {
  expect(groupDigits('08011990123456', dni)).toBe('08011990123456');
});

test('grouping keeps every digit', () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{0,20}$/), (digits) => digitsOf(groupDigits(digits, dni)) === digits));
});

test('pasted text leaves its digits', () => {
  const text = 'DNI 0801 1990 12345';
  const edit = editGrouped('', { text, caret: text.length, forward: false }, dni);
  expect(edit).toEqual({ digits: '0801199012345', before: 13 });
});

test('typing in the middle keeps the caret after the new digit', () => {
  // 0801-1990 with a 7 typed after the second digit
  const edit = editGrouped('08011990', { text: '08701-1990', caret: 3, forward: false }, dni);
  expect(edit).toEqual({ digits: '087011990', before: 3 });
  expect(caretAfter(groupDigits(edit.digits, dni), edit.before)).toBe(3);
});

test('Backspace on a dash takes the digit before it, Delete the one after', () => {
  const back = editGrouped('08011990', { text: '08011990', caret: 4, forward: false }, dni);
  expect(back).toEqual({ digits: '0801990', before: 3 });
  const forward = editGrouped('08011990', { text: '08011990', caret: 4, forward: true }, dni);
  expect(forward).toEqual({ digits: '0801990', before: 4 });
});

test('a letter typed falls away and moves nothing', () => {
  expect(editGrouped('0801', { text: '08x01', caret: 3, forward: false }, dni)).toEqual({ digits: '0801', before: 2 });
});

test('so many digits stand before the caret, wherever it is put', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{0,13}$/), fc.nat(13), (digits, wanted) => {
      const before = Math.min(wanted, digits.length);
      const grouped = groupDigits(digits, dni);
      expect(digitsOf(grouped.slice(0, caretAfter(grouped, before)))).toHaveLength(before);
    }),
  );
});
