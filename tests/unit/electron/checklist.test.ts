import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** Titles of tests as they stand in the source, in whichever way they are quoted. */
const titles = new Set(
  ['tests/e2e', 'tests/unit/electron', 'tests/unit/ipc']
    .flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => /\.(spec|test)\.ts$/.test(name))
    .flatMap((name) =>
      [...read(name).matchAll(/\btest(?:\.each\([\s\S]*?\]\))?\(\s*(['"`])(.*?)\1/g)].map((match) => match[2]!),
    ),
);

const rows = read('docs/electron-checklist.md')
  .split('\n')
  .flatMap((line) => {
    const [, number, , , tests] = line.split('|').map((cell) => cell.trim());
    return /^\d+$/.test(number ?? '') ? [{ number: Number(number), tests: namesIn(tests ?? '') }] : [];
  });

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

test('the checklist has twenty points, and each an attack', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  expect(rows.filter(({ tests }) => tests.length === 0)).toEqual([]);
});

test('every test that the checklist names exists', () => {
  const beyond = namesIn(read('docs/electron-checklist.md').split('Beyond the list:')[1] ?? '');
  expect(beyond).toHaveLength(2);
  const named = [...rows.flatMap(({ tests }) => tests), ...beyond];
  expect(named.filter((name) => !titles.has(name))).toEqual([]);
});

test('the Electron that is shipped is one exact version, of a line that gets repairs', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  const version = devDependencies['electron'] ?? '';
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { version: string }> };
  expect(lock.packages['node_modules/electron']?.version).toBe(version);
  // the newest three lines get repairs; 45 is the oldest of them while this is written
  expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
});

test('no source of the app calls the shell of the operating system', () => {
  const users = readdirSync(path.join(root, 'electron'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => /\bshell\b/.test(read(path.join('electron', name)).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')));
  expect(users).toEqual([]);
});
