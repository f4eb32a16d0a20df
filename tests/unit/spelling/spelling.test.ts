import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import nspell from 'nspell';
import { beforeAll, describe, expect, test } from 'vitest';
import { phrases } from '../../../shared/catalog/phrases.ts';
import { labourWords } from '../../../shared/spelling/labour-words.ts';
import { rankSuggestions } from '../../../shared/spelling/rank-suggestions.ts';
import { wordsIn } from '../../../shared/spelling/words-in.ts';

const words = (text: string): string[] => wordsIn(text).map(({ text: word }) => word);

describe('the words worth looking up', () => {
  test.each([
    ['Se constató que el patrono pagó.', ['Se', 'constató', 'que', 'el', 'patrono', 'pagó']],
    ['según Wendy Núñez, de Tela', ['según', 'de']],
    ['Wendy Núñez manifestó', ['manifestó']],
    ['María de la Cruz manifestó', ['de', 'la', 'manifestó']],
    ['La STSS y el IHSS', ['el']],
    ['credencial IT-0457, DNI 0801-1982-10044', ['credencial']],
    ['correo a.b@patrono.hn y S.A. de C.V.', ['correo', 'de']],
    ['falta [[hecho constatdo]] aquí', ['falta', 'aquí']],
    ['técnico-legal y/o verbal', ['técnico', 'legal', 'verbal']],
    ['dijo: «No pagamso nada».', ['dijo', 'No', 'pagamso', 'nada']],
  ])('%s', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('each stands where it says, in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        for (const { text: word, start, end } of wordsIn(text)) {
          expect(text.slice(start, end)).toBe(word);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
        }
      }),
    );
  });
});

test('of what a slip may have been, words of such papers come first, and few are offered', () => {
  const found = ['paterno', 'patino', 'patrón', 'patrono', 'Patricia', 'patio', 'pato'];
  expect(rankSuggestions(found, new Set(['patrono', 'pago']))).toEqual([
    'patrono',
    'paterno',
    'patino',
    'patrón',
    'Patricia',
  ]);
});

describe('with the dictionary', () => {
  let unknown: (text: string) => string[];
  beforeAll(() => {
    const folder = path.resolve(import.meta.dirname, '../../../node_modules/dictionary-es');
    const file = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
    const speller = nspell(file('index.aff'), file('index.dic'));
    for (const word of labourWords) speller.add(word);
    unknown = (text) => words(text).filter((word) => !speller.correct(word) && !speller.correct(word.toLowerCase()));
  });

  test('the phrases of the catalogue are spelt right', () => {
    for (const { key, text, label } of phrases) {
      const plain = text.replace(/\{[^}]*\}/g, '').replace(/\[\[|\]\]/g, ' ');
      expect([...unknown(plain), ...unknown(label)], key).toEqual([]);
    }
  });

  test('labour words of Honduras are known, slips are not', () => {
    expect(
      unknown('el aguinaldo y el catorceavo en lempiras de la maquila, tras la reinspección de la melonera garífuna'),
    ).toEqual([]);
    expect(unknown('el patrno no pago el aguinldo a las trabajdoras')).toEqual(['patrno', 'aguinldo', 'trabajdoras']);
  });

  test('each labour word is a word of its own', () => {
    expect(new Set(labourWords).size).toBe(labourWords.length);
  });
});
