import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { es } from '../../../../renderer/text/es-door.ts';

const renderer = path.resolve(import.meta.dirname, '../../../../renderer');
const door = Object.keys(es);

interface Source {
  readonly code: string;
  /** files that are read with it, and files that it reads later */
  readonly now: readonly string[];
  readonly later: readonly string[];
}

function sourceOf(file: string): Source {
  const code = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const found = (pattern: RegExp): string[] =>
    [...code.matchAll(pattern)]
      .map(([, to = '']) => path.resolve(path.dirname(file), to))
      .filter((to) => existsSync(to));
  return {
    code,
    now: found(/(?:^|\n)(?:import|export)\s(?!type\b)(?:[^;]*?from\s)?\s*'(\.[^']+\.tsx?)'/g),
    later: found(/import\('(\.[^']+\.tsx?)'\)/g),
  };
}

/** A file and all that is read with it. */
function readWith(entry: string): Map<string, Source> {
  const seen = new Map<string, Source>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file) || !file.startsWith(renderer)) continue;
    const source = sourceOf(file);
    seen.set(file, source);
    waiting.push(...source.now);
  }
  return seen;
}

const start = readWith(path.join(renderer, 'main.tsx'));
const usesTexts = /\b(t|tCount|findText|faultText)\(/;

test('the first screen uses the texts that the window opens with, and no other', () => {
  const named = [...start].flatMap(([file, { code }]) =>
    [...code.matchAll(/\bt(?:Count)?\(\s*(?:\w+ \? )?['`]([\w.-]+)/g)].map(([, key = '']) => ({ file, key })),
  );
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter(({ key }) => !door.some((known) => known.startsWith(key)))).toEqual([]);
});

test('whatever comes later and tells something brings the texts of every area', () => {
  const whole = path.join(renderer, 'text/whole.ts');
  const later = [...start].filter(([file]) => !file.includes('/text/')).flatMap(([, source]) => source.later);
  expect(later.length).toBeGreaterThan(5);
  const without = later.filter((entry) => {
    const read = readWith(entry);
    return !read.has(whole) && [...read].some(([file, { code }]) => !start.has(file) && usesTexts.test(code));
  });
  expect(without).toEqual([]);
});
