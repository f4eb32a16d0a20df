import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSamePaper, paperCodeText, readPaperCode } from '../../../shared/record/paper-code.ts';

const hash = '0123456789abcdef'.repeat(4);
const code = { number: 'STSS-ORD-LCE-00001-2026', version: 1, hash };

test('a code is read as it was written', () => {
  const codes = fc.record({
    number: fc.stringMatching(/^[A-Z0-9-]{1,60}$/),
    version: fc.integer({ min: 1, max: 9999 }),
    hash: fc.stringMatching(/^[0-9a-f]{64}$/),
  });
  fc.assert(
    fc.property(codes, (one) => {
      expect(readPaperCode(paperCodeText(one))).toEqual(one);
    }),
  );
});

test.each([
  '',
  'ALERTA1.X',
  `ATALAYA:2:X:1:${hash}`,
  `ATALAYA:1:X:0:${hash}`,
  `ATALAYA:1:X:1:${hash.toUpperCase()}`,
  `ATALAYA:1:X:1:${hash}0`,
  `ATALAYA:1::1:${hash}`,
  `https://ejemplo.hn/ATALAYA:1:X:1:${hash}`,
])('%j is no code of a paper', (text) => {
  expect(readPaperCode(text)).toBeUndefined();
});

test('another number, version or copy is another paper', () => {
  expect(isSamePaper(code, { ...code })).toBe(true);
  for (const other of [{ number: 'X' }, { version: 2 }, { hash: 'f'.repeat(64) }]) {
    expect(isSamePaper(code, { ...code, ...other })).toBe(false);
  }
});
