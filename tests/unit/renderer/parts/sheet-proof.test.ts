import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseWords, isAskedWord, sheetWords } from '../../../../renderer/parts/sheet-proof.ts';
import type { Bytes } from '../../../../shared/kernel/bytes.ts';
import { shareToWords } from '../../../../shared/vault/recovery-sheets.ts';
import { sampleShare } from '../../../support/recovery-sheet-builder.ts';

const sets = [2, 3, 7].map((total) =>
  Array.from({ length: total }, (_, i) => shareToWords({ ...sampleShare, index: i + 1 })),
);
const four = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes): Bytes => new Uint8Array(bytes));

test('two different sheets in their order, and a word that stands where it is asked for', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sets), four, (set, random) => {
      const [one, two] = chooseWords(set, () => random);
      expect(one.sheet).toBeLessThan(two.sheet);
      for (const { sheet, place, word } of [one, two]) {
        expect(sheetWords(set[sheet]!)[place - 1]).toBe(word);
      }
    }),
  );
});

test('every sheet and every word can be asked for', () => {
  for (const set of sets) {
    const pairs = new Set<string>();
    const places = new Set<number>();
    for (let i = 0; i < 256; i += 1) {
      for (let j = 0; j < set.length; j += 1) {
        const [one, two] = chooseWords(set, () => new Uint8Array([i, j, i, i]));
        pairs.add(`${one.sheet}-${two.sheet}`);
        places.add(one.place);
      }
    }
    expect(pairs.size).toBe((set.length * (set.length - 1)) / 2);
    expect(places.size).toBe(27);
  }
});

test('the choice is made by chance when nothing else is given', () => {
  const choices = new Set(Array.from({ length: 40 }, () => JSON.stringify(chooseWords(sets[2]!))));
  expect(choices.size).toBeGreaterThan(20);
});

test('the asked word is taken without accents and by four letters, another one is not', () => {
  const asked = { sheet: 0, place: 3, word: 'águila' };
  for (const typed of ['águila', 'AGUILA', ' 3. aguila ', 'agui']) expect(isAskedWord(typed, asked)).toBe(true);
  for (const typed of ['', 'agu', 'abeja', 'aguilas']) expect(isAskedWord(typed, asked)).toBe(false);
});
