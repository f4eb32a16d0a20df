import { expect, test } from 'vitest';
import { catalogues, fill, findText, languages, setLanguage, t, tCount } from '../../../../renderer/text/index.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
const spanish: Readonly<Record<string, string>> = catalogues.es;

test.each(languages)('%s has every text, none empty', (language) => {
  const texts = catalogues[language];
  expect(Object.keys(texts).sort()).toEqual(Object.keys(spanish).sort());
  expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(['en', 'fr'] as const)('%s fills the same places as Spanish', (language) => {
  const different = Object.entries(catalogues[language]).filter(
    ([key, text]) => placeholders(text).join() !== placeholders(spanish[key]!).join(),
  );
  expect(different).toEqual([]);
});

test.each(['en', 'fr'] as const)('%s is a translation, not a copy', (language) => {
  const entries = Object.entries(catalogues[language]);
  const same = entries.filter(([key, text]) => text === spanish[key] && /[a-z]{4}/i.test(text));
  expect(same.length / entries.length).toBeLessThan(0.15);
});

test('a text for one has its text for many', () => {
  const one = Object.keys(spanish).filter((key) => key.endsWith('.one'));
  expect(one.length).toBeGreaterThan(0);
  expect(one.filter((key) => !Object.hasOwn(spanish, key.replace(/one$/, 'other')))).toEqual([]);
});

test('values fill their places; a missing one stays visible', () => {
  expect(fill('{a} de {b}', { a: 1 })).toBe('1 de {b}');
  expect(fill('{constructor}', {})).toBe('{constructor}');
});

test('the language can be changed and the number chooses the text', () => {
  expect(tCount('fields.rows.count', 1)).toBe('1 fila');
  expect(tCount('fields.rows.count', 0)).toBe('0 filas');
  setLanguage('fr');
  try {
    expect(t('common.save')).toBe('Enregistrer');
    expect(tCount('fields.rows.count', 0)).toBe('0 ligne');
  } finally {
    setLanguage('es');
  }
  expect(t('common.save')).toBe('Guardar');
});

test('a name put together at run time that is not there gives nothing', () => {
  expect(findText('fields.inspection.nowhere')).toBeUndefined();
  expect(findText('toString')).toBeUndefined();
});
