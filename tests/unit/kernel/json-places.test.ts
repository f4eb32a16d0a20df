import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPlacedJson } from '../../../shared/kernel/json-places.ts';

const text = `{
  "name": "Guía",
  "signs": [
    { "question": "cdDocs" },
    { "question": "cdDebt",
      "strength": "fuerte" }
  ]
}`;

test('a part is found by its line, and one that is missing by what should hold it', () => {
  const read = readPlacedJson(text);
  if (!read.ok) throw new Error('not read');
  expect(read.value.value).toEqual(JSON.parse(text));
  const { lineOf } = read.value;
  expect(['', 'name', 'signs.0', 'signs.1', 'signs.1.strength'].map(lineOf)).toEqual([1, 2, 4, 5, 6]);
  expect(['version', 'signs.0.strength', 'signs.7.question'].map(lineOf)).toEqual([1, 4, 3]);
});

test.each([
  ['nothing', '', 1],
  ['a comma too many', '{\n"a": 1,\n}', 3],
  ['a comma too few', '{\n"a": 1\n"b": 2}', 3],
  ['a bracket too few', '[1,\n2\n', 3],
  ['more behind it', '{}\n\nx', 3],
  ['a text that breaks', '{"a": "x\ny"}', 1],
  ['single quotes', "\n{'a': 1}", 2],
  ['depth that is made to harm', '['.repeat(10_000), 1],
])('%s is told with its line', (_, broken, line) => {
  expect(readPlacedJson(broken)).toEqual({ ok: false, fault: { kind: 'syntax', line, name: '' } });
});

test('a name twice in one object is told; in two objects it is fine', () => {
  expect(readPlacedJson('{"a": 1,\n"b": {"a": 1},\n"\\u0061": 2}')).toEqual({
    ok: false,
    fault: { kind: 'repeated', line: 3, name: 'a' },
  });
});

test('it takes what JSON.parse takes, and nothing else', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"',
    '1',
    '-',
    '0',
    '.5',
    'e3',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
  );
  const shreds = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(shreds, fc.json()), (some) => {
      const read = readPlacedJson(some);
      if (!read.ok && read.fault.kind === 'repeated') return;
      expect(read.ok).toBe(parses(some));
      if (read.ok) expect(read.value.value).toEqual(JSON.parse(some));
    }),
    { numRuns: 2000 },
  );
});

function parses(some: string): boolean {
  try {
    JSON.parse(some);
    return true;
  } catch {
    return false;
  }
}
