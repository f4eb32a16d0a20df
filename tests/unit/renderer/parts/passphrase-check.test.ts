import { expect, test } from 'vitest';
import { checkPassphrases, countCharacters } from '../../../../renderer/parts/passphrase-check.ts';

test('a passphrase has twelve characters and is typed the same twice', () => {
  expect(checkPassphrases({ passphrase: 'cuatro palabras', repeated: 'cuatro palabras' })).toEqual({});
  expect(checkPassphrases({ passphrase: 'once letras', repeated: 'once letras' })).toEqual({
    passphrase: ['unlock.problem.tooShort', { min: 12, n: 11 }],
  });
  expect(checkPassphrases({ passphrase: 'sin relación alguna', repeated: 'sin relacion alguna' })).toHaveProperty(
    'repeated',
  );
});

test('a letter with its accent counts once, however the keyboard wrote it', () => {
  const composed = 'ñandúñandúñ';
  expect(countCharacters(composed)).toBe(11);
  const decomposed = composed.normalize('NFD');
  expect(decomposed.length).toBeGreaterThan(11);
  expect(checkPassphrases({ passphrase: decomposed, repeated: decomposed })).toHaveProperty('passphrase');
});
