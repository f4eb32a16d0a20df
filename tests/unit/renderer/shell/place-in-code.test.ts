import { expect, test } from 'vitest';
import { placeInCode } from '../../../../renderer/shell/place-in-code.ts';

function broken(message: string, name = 'TypeError'): Error {
  const error = new Error(message);
  error.name = name;
  error.stack = `${name}: ${message}\n    at seal (app://office/assets/index-Bx1.js:3:17)\n    at app://office/x.js:1:1`;
  return error;
}

test('a bug is named by its kind and its first place', () => {
  expect(placeInCode(broken('x is not a function'))).toBe('TypeError index-Bx1.js:3:17');
});

test.each(['Panadería El Ñandú', 'en acta.ts:1:1\n de Panadería', '0801-1990-12345.js:9:9'])(
  'what the message quotes (%s) is never told',
  (typed) => {
    expect(placeInCode(broken(typed))).toBe('TypeError index-Bx1.js:3:17');
    expect(placeInCode(broken('x', typed))).toBe('Error index-Bx1.js:3:17');
    expect(placeInCode(typed)).toBe('Error ?');
  },
);
