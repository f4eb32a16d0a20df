import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsWords, normalise, partOf, searchLine, searchWords } from '../../../shared/search/normalise.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...Array.from('aáÁñÑüÜ0123456789-./ \t\nΣςşİß«»\u212a')), maxLength: 40 }),
);
const found = (line: string, typed: string): boolean => holdsWords(line, searchWords(typed));

test('accents, capitals and blanks do not count; ñ is found by n', () => {
  expect(normalise('  Comayagüela\t\n M.D.C. Ñ ')).toBe('comayaguela m.d.c. n');
});

test('normalising twice is normalising once, and no part ever breaks a line', () => {
  fc.assert(
    fc.property(text, (t) => {
      const once = normalise(t);
      expect(normalise(once)).toBe(once);
      expect(once).not.toMatch(/[\t\n\r]/);
    }),
    { numRuns: 2000 },
  );
});

test('a line is found by whatever is cut out of one of its parts, in capitals too', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(), fc.nat(), (parts, at, a, b) => {
      const line = searchLine(parts);
      const part = parts[at % parts.length] ?? '';
      // between whole characters: nobody types half of one
      const characters = Array.from(part);
      const [from, to] = [a % (characters.length + 1), b % (characters.length + 1)];
      const cut = characters.slice(Math.min(from, to), Math.max(from, to)).join('');
      expect(found(line, cut)).toBe(true);
      expect(found(line, part)).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(found(searchLine(['Maquila del Ñandú']), 'ÑANDÚ MAQUILA')).toBe(true);
});

test('every word must be there, each inside one part', () => {
  const line = searchLine(['Granja Güity', 'STSS-AI-TEL-00007-2026', 'Tela, Atlántida']);
  expect(found(line, 'tela guity 00007')).toBe(true);
  expect(found(line, 'tela nandu')).toBe(false);
  expect(found(line, 'guitystss')).toBe(false);
  expect(found(line, '   ')).toBe(true);
});

test('numbers are found however they are grouped, also in the middle', () => {
  const line = searchLine(['x'], ['0801198210044', '9988-7766']);
  for (const typed of ['0801198210044', '0801-1982-10044', '1982-100', '0801.1982', '99887766', '9988-7766', '8877']) {
    expect(found(line, typed), typed).toBe(true);
  }
  expect(found(line, '0801-1983')).toBe(false);
});

test('the longest word is looked for first, each once', () => {
  expect(searchWords('a bcd bcd ef').map((word) => word.text)).toEqual(['bcd', 'ef', 'a']);
});

test('parts come back in their places, empty ones too', () => {
  const line = searchLine(['Á', '', 'c d']);
  expect([0, 1, 2, 3].map((index) => partOf(line, index))).toEqual(['a', '', 'c d', '']);
});
