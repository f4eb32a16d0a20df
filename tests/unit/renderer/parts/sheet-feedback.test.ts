import { expect, test } from 'vitest';
import { sheetFeedback, type SheetFeedback } from '../../../../renderer/parts/sheet-feedback.ts';
import { shareToWords } from '../../../../shared/vault/recovery-sheets.ts';
import { sampleShare } from '../../../support/recovery-sheet-builder.ts';

const other = { ...sampleShare, index: 3, bytes: sampleShare.bytes.map((byte) => byte ^ 0x55) };
const [first, second] = [sampleShare, other].map(shareToWords) as [string, string];
const words = first.split(' ');
const one = (typed: string): SheetFeedback => sheetFeedback(typed, '')[0];

function expectSaid({ tone, text }: SheetFeedback, expected: SheetFeedback['tone'], part: string): void {
  expect(text).toContain(part);
  expect(tone).toBe(expected);
}

test('an empty sheet says what to type, then how far it is', () => {
  expectSaid(one(''), 'hint', '27 palabras en orden');
  expect(one(words.slice(0, 12).join(' '))).toEqual({ tone: 'hint', text: '12 de 27 palabras' });
  expect(one(`${words.slice(0, 12).join(' ')} ab`)).toEqual({ tone: 'hint', text: '12 de 27 palabras' });
});

test('a word that is not on the list is named by its place and as it was typed', () => {
  const typed = words.slice(0, 12).with(6, 'abejorro').join(' ');
  expect(one(typed)).toEqual({
    tone: 'warning',
    text: '12 de 27 palabras. La n.º 7 («abejorro») no está en la lista: compárela con la hoja.',
  });
  // somebody who pastes something else sees the beginning of it
  expect(one('x'.repeat(500)).text).toContain(`«${'x'.repeat(30)}»`);
});

test('too many words are counted, one and more', () => {
  expect(one(`${first} abeja`)).toEqual({ tone: 'warning', text: 'Sobra 1 palabra: compare con la hoja.' });
  expect(one(`${first} abeja abeja`).text).toContain('Sobran 2 palabras');
});

test('words that do not agree: one wrong is pointed at, more are not guessed', () => {
  const wrong = words.with(4, words[4] === 'abeja' ? 'ábaco' : 'abeja');
  expectSaid(one(wrong.join(' ')), 'warning', 'Compare primero la n.º 5 ');
  const swapped = words.with(0, words[1]!).with(1, words[0]!);
  expectSaid(one(swapped.join(' ')), 'warning', 'una por una');
});

test('a whole sheet says which one it is', () => {
  expect(sheetFeedback(first, second)).toEqual([
    { tone: 'right', text: 'Hoja 2: las 27 palabras concuerdan.' },
    { tone: 'right', text: 'Hoja 3: las 27 palabras concuerdan.' },
  ]);
});

test('the second sheet is told when it is the first again, or of another set', () => {
  expectSaid(sheetFeedback(first, first.toUpperCase())[1], 'warning', 'la misma hoja');
  const foreign = shareToWords({ ...other, setTag: other.setTag ^ 1 });
  const [right, wrong] = sheetFeedback(first, foreign);
  expectSaid(wrong, 'warning', 'mismo juego');
  expect(right.tone).toBe('right');
});
