import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toldLine } from '../../../shared/diagnosis/log-line.ts';
import { marker } from '../../support/markers.ts';

const calls = new Set(['main', 'commit']);
const at = '2026-11-24T15:00:00.000Z';
const told = (line: unknown) => toldLine(JSON.stringify(line), calls);

test('a line keeps its time, its codes and where in the program it came from', () => {
  const error = {
    name: 'RangeError',
    code: 'ENOSPC',
    message: 'a sentence of ours',
    stack: ['Vault.unlock main.cjs:12:3', 'main-open-vault.cjs:1:2', 'node:internal/fs:9:9', 'juana.ts:1:1'],
  };
  expect(told({ at, call: 'commit', fault: 'file/disk-full', incident: '0a1b2c3d', error })).toEqual({
    ...{ at, call: 'commit', fault: 'file/disk-full', incident: '0a1b2c3d', error: 'RangeError ENOSPC' },
    places: ['main.cjs:12:3', 'main-open-vault.cjs:1:2', 'node:internal/fs:9:9'],
  });
});

test('a window that ran out of memory is told by the word for it', () => {
  expect(told({ at, call: 'main', reason: 'oom' })).toMatchObject({ reason: 'oom' });
  expect(told({ at, call: 'main', reason: 'juana' })).toEqual({ at, call: 'main', places: [] });
});

test.each(['', '{', 'null', '[]', '"x"', '{"at":"ayer","call":"main"}', '{"call":"main"}'])('%j is no line', (text) => {
  expect(toldLine(text, calls)).toBeUndefined();
});

test('nothing that was planted anywhere in a line comes out of it', () => {
  const planted = fc.integer({ min: 0, max: 999 }).map(marker);
  // shapes that pass for what is kept, with a marker inside
  const words = planted.chain((word) =>
    fc.constantFrom(
      ...[word, `main.cjs:1:1 ${word}`, `${word}Error`, `E${word.toUpperCase()}`, `${word}.cjs:1:1`, `node:${word}`],
      ...[`Vault.${word} main.cjs:1:1`, `main-${word}.cjs:1:1`, `${at}${word}`, `/home/${word}/main.cjs:1:1`],
    ),
  );
  const value = fc.oneof(words, fc.array(words, { maxLength: 4 }), fc.dictionary(words, words, { maxKeys: 2 }));
  const error = fc.record(
    { name: value, code: value, message: value, stack: fc.oneof(value, fc.array(words)) },
    { requiredKeys: [] },
  );
  const line = fc.record(
    {
      at: fc.oneof(fc.constant(at), words),
      call: words,
      incident: value,
      fault: value,
      reason: value,
      error,
      extra: value,
    },
    { requiredKeys: ['at', 'call'] },
  );
  fc.assert(
    fc.property(line, (one) => {
      expect(JSON.stringify({ line: told(one) }).toLowerCase()).not.toContain('zqxwvkj');
    }),
    { numRuns: 2000 },
  );
});
