import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkNumberTemplate,
  counterKey,
  defaultNumberTemplate,
  formatNumber,
  parseCounterKey,
  readNumber,
  type NumberParts,
} from '../../../shared/record/numbering.ts';

const parts: NumberParts = { acronym: 'STSS', type: 'ORD', office: 'TGU', year: 2026, sequence: 1 };

test('the default template', () => {
  expect(formatNumber(defaultNumberTemplate, parts)).toBe('STSS-ORD-TGU-00001-2026');
});

test('other templates; a long counter is written in full', () => {
  expect(formatNumber('{AAAA}/{OFICINA}.{TIPO} N {NNN}', { ...parts, sequence: 12_345 })).toBe('2026/TGU.ORD N 12345');
});

describe('a template', () => {
  test.each([
    [defaultNumberTemplate, undefined],
    ['  ', 'empty'],
    ['{TIPO}-{OFICINA}-{NN}-{AAAA}\n', 'bad-character'],
    ['{TIPO}-{OFICINA}-{NN}-{AAAA}-ñ', 'bad-character'],
    ['{TIPO', 'bad-character'],
    ['A'.repeat(61), 'bad-character'],
    ['{TIPO}-{OFICINA}-{NN}-{AAAA}-{MES}', 'unknown-placeholder'],
    ['{TIPO}-{OFICINA}-{AAAA}', 'no-counter'],
    ['{TIPO}-{OFICINA}-{NN}-{NNN}-{AAAA}', 'no-counter'],
    ['{SIGLA}-{NNNNN}-{AAAA}', 'not-unique'],
  ])('%j: %s', (template, problem) => {
    expect(checkNumberTemplate(template)).toBe(problem);
  });
  test('a bad one is never used', () => {
    expect(() => formatNumber('{NNN}', parts)).toThrow('not-unique');
    expect(() => formatNumber(defaultNumberTemplate, { ...parts, sequence: 0 })).toThrow('sequence');
  });
});

test('two papers never share a number unless they share counter and sequence', () => {
  const code = fc.stringMatching(/^[A-Z]{3}$/);
  const any = fc.record({
    acronym: fc.constant('STSS'),
    type: code,
    office: code,
    year: fc.integer({ min: 2020, max: 2099 }),
    sequence: fc.integer({ min: 1, max: 999_999 }),
  });
  fc.assert(
    fc.property(any, any, (a, b) => {
      const same = counterKey(a) === counterKey(b) && a.sequence === b.sequence;
      expect(formatNumber(defaultNumberTemplate, a) === formatNumber(defaultNumberTemplate, b)).toBe(same);
    }),
  );
});

test('a number is read back by the template that made it, and by no other counter', () => {
  const template = fc.constantFrom(
    defaultNumberTemplate,
    '{AAAA}/{OFICINA}.{TIPO} N {NNN}',
    '{TIPO}{OFICINA}{NN}{AAAA}',
  );
  const sequence = fc.integer({ min: 1, max: 999_999 });
  fc.assert(
    fc.property(template, sequence, (pattern, n) => {
      const text = formatNumber(pattern, { ...parts, sequence: n });
      expect(readNumber(pattern, parts, text)).toBe(n);
      expect(readNumber(pattern, { ...parts, type: 'EXT' }, text)).toBeUndefined();
      expect(readNumber(pattern, { ...parts, year: 2025 }, text)).toBeUndefined();
    }),
  );
  for (const text of [
    '',
    'STSS-ORD-TGU-1-2026',
    'STSS-ORD-TGU-00000-2026',
    'STSS-ORD-TGU--2026',
    'xSTSS-ORD-TGU-00001-2026',
  ]) {
    expect(readNumber(defaultNumberTemplate, parts, text)).toBeUndefined();
  }
  expect(readNumber('{NNN}', parts, '001')).toBeUndefined();
});

test('the name of a counter is taken apart again', () => {
  expect(parseCounterKey(counterKey(parts))).toEqual({ office: 'TGU', type: 'ORD', year: 2026 });
  expect(parseCounterKey('TST|ordinaria|2026')).toBeUndefined();
});
