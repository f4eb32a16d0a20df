import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { faultText } from '../../../../renderer/text/fault-text.ts';
import { en } from '../../../../renderer/text/en.ts';
import { es } from '../../../../renderer/text/es.ts';
import { fr } from '../../../../renderer/text/fr.ts';
import { fill, findText, languages, setLanguage, t, tCount, type Language } from '../../../../renderer/text/index.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).sort();
const catalogues: Readonly<Record<Language, Readonly<Record<string, string>>>> = { es, en, fr };
const spanish: Readonly<Record<string, string>> = es;

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

test('the language can be changed and the number chooses the text', async () => {
  const minimum = { min: 12 };
  expect(tCount('unlock.passphrase.length', 1, minimum)).toBe('1 carácter; hacen falta al menos 12');
  expect(tCount('unlock.passphrase.length', 0, minimum)).toBe('0 caracteres; hacen falta al menos 12');
  expect(await setLanguage('fr')).toBe(true);
  try {
    expect(t('common.close')).toBe('Fermer');
    expect(tCount('unlock.passphrase.length', 0, minimum)).toBe('0 caractère ; au moins 12 nécessaires');
  } finally {
    await setLanguage('es');
  }
  expect(t('common.close')).toBe('Cerrar');
});

test('thousands are told apart as the language writes them', async () => {
  expect(tCount('home.openedText_caught-up', 1234567)).toBe(
    'Se tomaron 1,234,567 asientos del diario. No se perdió nada.',
  );
  expect(tCount('home.openedText_caught-up', 999)).toBe('Se tomaron 999 asientos del diario. No se perdió nada.');
  expect(await setLanguage('fr')).toBe(true);
  try {
    expect(tCount('home.openedText_caught-up', 12345)).toContain('12\u202f345');
  } finally {
    await setLanguage('es');
  }
});

test('of two choices the later one holds, however long either takes to read', async () => {
  const first = setLanguage('fr');
  expect(t('common.close')).toBe('Cerrar');
  const second = setLanguage('es');
  expect(await Promise.all([first, second])).toEqual([false, true]);
  expect(t('common.close')).toBe('Cerrar');
});

test('a name put together at run time that is not there gives nothing', () => {
  expect(findText('fields.inspection.nowhere')).toBeUndefined();
  expect(findText('toString')).toBeUndefined();
});

test('no text is left that no screen says', () => {
  const folder = path.resolve(import.meta.dirname, '../../../../renderer');
  const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .join('\n');
  const said = new Set([...source.matchAll(/'([\w/-]+(?:\.[\w/-]+)+)'/g)].map((match) => match[1]!));
  // names put together at run time: `common.nav.${place}`
  const patterns = [...source.matchAll(/`([\w/-]+\.[^`\s]*\$\{[^`\s]*)`/g)].map(
    (match) =>
      new RegExp(
        `^${match[1]!
          .replace(/\$\{[^}]*\}/g, '*')
          .replaceAll('.', '\\.')
          .replaceAll('*', '.+')}$`,
      ),
  );
  const base = (key: string): string => key.replace(/\.(one|other)$/, '');
  const silent = Object.keys(spanish).filter(
    (key) => !said.has(key) && !said.has(base(key)) && !patterns.some((pattern) => pattern.test(key)),
  );
  expect(silent).toEqual([]);
});

test.each(['file/cannot-write', 'file/disk-full'] as const)('%s is true of papers the app keeps nowhere', (code) => {
  // the recovery sheet, say, exists on the screen alone
  const { what, safe, todo } = faultText({ code });
  expect([what, safe, todo].join(' ')).not.toMatch(/guardad/i);
});
