import fc from 'fast-check';
import { createRequire } from 'node:module';
import { expect, test, vi } from 'vitest';
import { printable } from '../../../shared/pdf/printable.ts';
import { hasGlyph } from '../../../shared/pdf/repertoire.ts';
import { pdfAssets } from '../../support/pdf-assets.ts';

vi.setConfig({ testTimeout: 60_000 });

interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean;
}
const fontkit = createRequire(import.meta.url)('fontkit') as { create(bytes: Uint8Array): Font };

test('every character the table promises has a glyph in each face of one of the two fonts', () => {
  const families = Object.values(pdfAssets().fonts).map((faces) =>
    Object.values(faces).map((bytes) => fontkit.create(bytes as Uint8Array)),
  );
  const missing: string[] = [];
  for (let codePoint = 0; codePoint < 0x11000; codePoint += 1) {
    const drawn = families.some((faces) => faces.every((face) => face.hasGlyphForCodePoint(codePoint)));
    if (hasGlyph(codePoint) && !drawn) missing.push(codePoint.toString(16));
  }
  expect(missing).toEqual([]);
});

test('what Honduran papers need is printed as it is', () => {
  const text = 'ÁÉÍÓÚÜÑ áéíóúüñ ¿? ¡! «» “” — – … º ª n.º 23.º § 4 € L 1,234.50 ½ × ° Wagíbuna Yurumein ☐ ☑ ✓ ●';
  expect(printable(text)).toBe(text);
});

test('decomposed letters are composed', () => {
  expect(printable('Nun\u0303ez Pe\u0301rez')).toBe('Nuñez Pérez');
});

test('line ends are one character, tabs and odd spaces are spaces', () => {
  expect(printable('a\r\nb\rc\u2028d\te\u2003f')).toBe('a\nb\nc\nd e f');
  expect(printable('15\u202fdías')).toBe('15\u00a0días');
});

test('characters without ink are left out: soft hyphens, joiners, direction marks', () => {
  expect(printable('inspec\u00adción\u200b\u202e\ufeff')).toBe('inspección');
});

test('a character no font has is shown by its number, not lost', () => {
  expect(printable('multa 😀 中 \u0007')).toBe('multa [U+1F600] [U+4E2D] [U+0007]');
});

test('letters that another program joined come apart again', () => {
  expect(printable('o\ufb01cina de a\ufb03liación')).toBe('oficina de affiliación');
});

test('printing twice changes nothing, and everything printed has a glyph', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = printable(text);
      expect(printable(once)).toBe(once);
      for (const char of once) {
        const plain = char === '\n' || char === ' ' || char === '\u00a0';
        expect(plain || hasGlyph(char.codePointAt(0) ?? 0)).toBe(true);
      }
    }),
  );
});
