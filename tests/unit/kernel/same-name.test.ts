import { expect, test } from 'vitest';
import { isSameName } from '../../../shared/kernel/same-name.ts';

test.each([
  ['Ana Núñez Güity', 'ANA NUNEZ GUITY', true],
  ['Ana Núñez Güity', 'NÚÑEZ GÜITY, ANA', true],
  ['Ana Núñez Güity', 'ANA NUNEZ GUITY - 0101199012345', true],
  ['María José Paz', 'Maria-Jose Paz', true],
  ['Ana Núñez Güity', 'Ana Núñez', false],
  ['Ana Núñez', 'Ana Núñez Güity', false],
  ['Ana Ana Núñez', 'Ana Núñez Núñez', false],
  ['Ana Núñez Güity', 'Marvin Güity', false],
  ['', '', false],
  ['0101199012345', '0101199012345', false],
])('%j and %j: %s', (a, b, same) => {
  expect(isSameName(a, b)).toBe(same);
  expect(isSameName(b, a)).toBe(same);
});
