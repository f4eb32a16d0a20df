import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'docs/THREAT-MODEL.md'), 'utf8');
const named = [...text.matchAll(/`(tests\/[^`]+\.(?:spec|test)\.ts)`: "([^"]+)"/g)].map(
  ([, file = '', title = '']) => [file, title] as const,
);
const rows = text.split('\n').filter((line) => /^\| [STRIDE] /.test(line));

test('every threat names a measure and a test', () => {
  expect(rows.length).toBeGreaterThan(50);
  for (const row of rows) {
    expect(row.split('|').length, row).toBe(7);
    expect(row, row).toMatch(/`tests\/[^`]+`: "[^"]+"/);
  }
});

test.each(named)('%s has the test "%s"', (file, title) => {
  const place = path.join(root, file);
  expect(existsSync(place)).toBe(true);
  // quotes inside a title are written in the source in one way or another
  expect(readFileSync(place, 'utf8').replaceAll("\\'", "'")).toContain(title);
});
