// The lock file works behind any mirror and says which bytes are meant.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text) as {
  packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
};

test('names no host that packages come from', () => {
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  // what people may be paid for is told by its own page, and nothing is fetched from there
  const elsewhere = text.replace(/"funding": (\{[^}]*\}|\[[^\]]*\]|"[^"]*")/g, '');
  expect(elsewhere.match(/(https?|git|ssh)(\+\w+)?:\/\/[^"]*/g) ?? []).toEqual([]);
});

test('holds a SHA-512 of every package', () => {
  const without = Object.entries(packages).filter(
    ([place, { integrity, link }]) => place !== '' && link !== true && !(integrity ?? '').startsWith('sha512-'),
  );
  expect(without.map(([place]) => place)).toEqual([]);
  expect(Object.keys(packages).length).toBeGreaterThan(100);
});
