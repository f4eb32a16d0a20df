import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextLine } from '../../../shared/pdf/engine/line-breaker.ts';
import type { Inline, LayoutLine } from '../../../shared/pdf/engine/pdfmake.ts';

const WIDTH = 100;
/** Every character is 5 points wide at size 10. */
const font = { widthOfString: (text: string) => text.length * 5 } as unknown as Inline['font'];

function word(text: string, more: Partial<Inline> = {}): Inline {
  const trailing = text.length - text.trimEnd().length;
  return {
    text,
    x: 0,
    width: text.length * 5,
    height: 12,
    font,
    fontSize: 10,
    characterSpacing: 0,
    color: 'black',
    alignment: 'left',
    leadingCut: 0,
    trailingCut: trailing * 5,
    ...more,
  };
}

function breakAll(words: Inline[]): LayoutLine[] {
  const lines: LayoutLine[] = [];
  for (let line = nextLine(words, WIDTH); line; line = nextLine(words, WIDTH)) lines.push(line);
  return lines;
}

const textOf = (line: LayoutLine): string => line.inlines.map(({ text }) => text).join('');
const inkWidth = (line: LayoutLine): number => textOf(line).trimEnd().length * 5;

test('words fill a line; the space after the last may hang over', () => {
  const lines = breakAll(['doce letras ', 'y otras mas ', 'fin'].map((text) => word(text)));
  expect(lines.map(textOf)).toEqual(['doce letras ', 'y otras mas fin']);
  expect(breakAll([word('1234567890 '), word('123456789 ')]).map(textOf)).toEqual(['1234567890 123456789 ']);
});

test('a forced line end ends the line, and empty lines stay', () => {
  const lines = breakAll([word('a', { lineEnd: true }), word('', { lineEnd: true }), word('b')]);
  expect(lines.map(textOf)).toEqual(['a', '', 'b']);
});

test('a word wider than the line starts on a line of its own and is cut', () => {
  const lines = breakAll([word('corta '), word('x'.repeat(45)), word(' fin')]);
  expect(lines.map((line) => textOf(line).length)).toEqual([6, 20, 20, 9]);
});

test('parts of one word in two fonts stay together, or are cut as one', () => {
  expect(breakAll([word('123456789012345 '), word('abc', { noNewLine: true }), word('def')]).map(textOf)).toEqual([
    '123456789012345 ',
    'abcdef',
  ]);
  const lines = breakAll([word('a'.repeat(18), { noNewLine: true }), word('b'.repeat(30))]);
  expect(lines.map(textOf)).toEqual(['a'.repeat(18) + 'bb', 'b'.repeat(20), 'b'.repeat(8)]);
});

test('a surrogate pair is never cut in two', () => {
  const lines = breakAll([word('x' + '😀'.repeat(30))]);
  for (const line of lines) expect(textOf(line)).toMatch(/^x?(?:😀)+$/u);
});

test('nothing is lost, nothing is wider than the line, and it always ends', () => {
  const inline = fc
    .tuple(fc.stringMatching(/^[a-z]{0,60} ?$/), fc.boolean(), fc.boolean())
    .map(([text, noNewLine, lineEnd]) => word(text, { noNewLine, lineEnd: lineEnd && !noNewLine }));
  fc.assert(
    fc.property(fc.array(inline, { maxLength: 30 }), (words) => {
      const text = words.map((one) => one.text).join('');
      const lines = breakAll([...words]);
      expect(lines.map(textOf).join('')).toBe(text);
      for (const line of lines) expect(inkWidth(line)).toBeLessThanOrEqual(WIDTH);
      expect(lines.filter((line) => line.lastLineInParagraph)).toHaveLength(Math.min(1, lines.length));
    }),
  );
});
