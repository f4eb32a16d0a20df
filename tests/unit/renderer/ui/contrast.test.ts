import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(path.resolve(import.meta.dirname, '../../../../renderer/ui/tokens.css'), 'utf8');

/** The colour tokens of one theme. */
function tokens(theme: 'light' | 'dark'): ReadonlyMap<string, string> {
  const block = new RegExp(`:root\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]));
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['paper', 'surface', 'surface-sunk'] as const;
const text: readonly (readonly [string, string])[] = [
  ...grounds.flatMap((ground) => ['ink', 'ink-soft', 'accent'].map((ink) => [ink, ground] as const)),
  ...['accent', 'ink', 'ink-soft'].map((ink) => [ink, 'accent-soft'] as const),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['rail-ink', 'rail'],
  ['rail-ink', 'rail-active'],
  ['rail-soft', 'rail'],
  ['rail-soft', 'rail-active'],
  ['error', 'surface'],
  ...['info', 'warn', 'error', 'success'].flatMap((kind) => [
    [kind, `${kind}-soft`] as const,
    ['ink', `${kind}-soft`] as const,
    ['ink-soft', `${kind}-soft`] as const,
    [kind, 'surface'] as const,
  ]),
];
const edges: readonly (readonly [string, string])[] = [
  ...grounds.map((ground) => ['line-strong', ground] as const),
  ...grounds.map((ground) => ['focus', ground] as const),
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const colours = tokens(theme);
  const ratio = ([a, b]: readonly [string, string]): number => contrast(colours.get(a)!, colours.get(b)!);
  test('the tokens were found', () => expect(colours.size).toBeGreaterThanOrEqual(24));
  test.each(text)('%s on %s can be read', (a, b) => expect(ratio([a, b])).toBeGreaterThanOrEqual(4.5));
  test.each(edges)('%s on %s can be seen', (a, b) => expect(ratio([a, b])).toBeGreaterThanOrEqual(3));
});
