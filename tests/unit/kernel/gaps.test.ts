import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findGaps, gap } from '../../../shared/kernel/gaps.ts';

test('gaps are found with their names and places', () => {
  const text = 'Se constató [[hecho]] el [[ fecha ]].';
  expect(findGaps(text)).toEqual([
    { name: 'hecho', start: 12, end: 21 },
    { name: 'fecha', start: 25, end: 36 },
  ]);
  expect(findGaps('Sin huecos [uno] ni [[]] ni [[dos\nlíneas]] ni [[abierto')).toEqual([]);
});

test('what is written as a gap is found, wherever it stands', () => {
  const plain = fc.string().map((text) => text.replace(/[[\]]/g, ' '));
  const name = fc.stringMatching(/^[a-zñ]{1,20}$/);
  fc.assert(
    fc.property(plain, name, plain, (before, missing, after) => {
      expect(findGaps(`${before}${gap(missing)}${after}`)).toEqual([
        { name: missing, start: before.length, end: before.length + missing.length + 4 },
      ]);
    }),
  );
});
