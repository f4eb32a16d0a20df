import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64Url, toBase64Url, utf8 } from '../../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../../shared/kernel/canonical-json.ts';
import { readCanonicalJson } from '../../../shared/kernel/canonical-read.ts';

const json = fc.jsonValue({ maxDepth: 8 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('readCanonicalJson', () => {
  test('reads whatever canonicalJson writes, and nothing that says the same otherwise', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.constantFrom(' ', '\n', '0', '"', '\\'), (value, at, more) => {
        const text = canonicalJson(value);
        expect(readCanonicalJson(utf8(text))).toEqual(value);
        const place = at % (text.length + 1);
        const other = text.slice(0, place) + more + text.slice(place);
        const read = readCanonicalJson(utf8(other));
        if (read !== undefined) expect(canonicalJson(read)).toBe(other);
      }),
    );
  });

  test.each([
    '{"a":1,"a":1}',
    '{"b":1,"a":2}',
    '{"a": 1}',
    '{"a":1}\n',
    '\uFEFF{}',
    '1.0',
    '-0',
    '1e2',
    '"\\u0041"',
    '"\\ud800"',
    '{"10":1,"9":1,"a":1}x',
    '{"9":1,"10":1}',
    `${'['.repeat(13)}${']'.repeat(13)}`,
    '',
  ])('refuses %s', (text) => {
    expect(readCanonicalJson(utf8(text))).toBeUndefined();
  });

  test('takes names that look like numbers in the order of their letters, and brackets inside texts as text', () => {
    expect(readCanonicalJson(utf8('{"10":1,"9":1}'))).toEqual({ '9': 1, '10': 1 });
    expect(readCanonicalJson(utf8(`["${'['.repeat(50)}\\"${'{'.repeat(50)}"]`))).toHaveLength(1);
    expect(readCanonicalJson(utf8(`${'['.repeat(12)}${']'.repeat(12)}`))).toBeDefined();
    expect(readCanonicalJson(new Uint8Array([0x22, 0xff, 0x22]))).toBeUndefined();
  });
});

describe('base64 for URLs', () => {
  test('goes there and back, and is what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each(['A', 'AB=', 'A+B/', 'AB', 'AAAAB', 'á'])('refuses %s', (text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });
});
