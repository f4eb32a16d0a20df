import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concatBytes, toHex, utf8 } from '../../../shared/kernel/bytes.ts';
import { inflate, undoPngPredictor } from '../../../shared/signature/file/inflate.ts';
import { parseValue } from '../../../shared/signature/file/parse-value.ts';
import { dateOf, textOf } from '../../../shared/signature/file/text-string.ts';
import { PdfError, type PdfValue } from '../../../shared/signature/file/value.ts';
import { verifyPdf } from '../../../shared/signature/verify.ts';
import { writePdf } from '../../support/pdf-writer.ts';
import { signablePdf, signableObjects, TRAILER } from '../../support/signable-pdf.ts';
import { NOW } from '../../support/verdicts.ts';

const parse = (text: string): PdfValue => {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  return parseValue({ bytes, end: bytes.length, at: 0 });
};
const textIn = (source: string) => textOf(parse(source));

describe('values', () => {
  test.each<[string, Partial<PdfValue>]>([
    ['-12.5', { kind: 'number', value: -12.5 }],
    ['.5', { kind: 'number', value: 0.5 }],
    ['12 0 R', { kind: 'reference', number: 12, generation: 0 }],
    ['12 0 T', { kind: 'number', value: 12 }],
    ['/A#20B', { kind: 'name', name: 'A B' }],
    ['% a comment\n true', { kind: 'boolean', value: true }],
    ['[1 [2] /A]', { kind: 'array' }],
  ])('%s', (text, expected) => {
    expect(parse(text)).toMatchObject(expected);
  });

  test.each([
    '',
    '<< /A 1',
    '<< /A 1 /A 2 >>',
    '<< A 1 >>',
    '[1 2',
    '(open',
    '<0g>',
    '<12',
    '--5',
    '1e5',
    '/A#zz',
    'nul',
  ])('refuses %j', (text) => expect(() => parse(text)).toThrow(PdfError));

  test('refuses what is nested without end', () => {
    expect(() => parse('['.repeat(100_000))).toThrow('nested too deep');
  });

  test.each([
    ['(a\\(b\\)\\\\c)', 'a(b)\\c'],
    ['(a(b)c)', 'a(b)c'],
    ['(\\361 \\7z)', 'ñ \ufffdz'],
    ['(a\\\r\nb)', 'ab'],
    ['<FEFF00D10061>', 'Ña'],
    ['<EFBBBFC3B1>', 'ñ'],
    ['(\x80\x92)', '•™'],
    ['<FEFF0041202E0042>', 'A\ufffdB'],
  ])('the text %j', (source, expected) => {
    expect(textIn(source)).toBe(expected);
  });

  test.each([
    ["(D:20261124163835-06'00')", '2026-11-24T22:38:35.000Z'],
    ["(D:20261124223835+00'00')", '2026-11-24T22:38:35.000Z'],
    ['(D:20261124223835Z)', '2026-11-24T22:38:35.000Z'],
    ['(D:20261124223835)', '2026-11-24T22:38:35.000Z'],
    ['(24/11/2026)', undefined],
    ['(D:20261324223835Z)', undefined],
  ])('the date %s', (source, expected) => {
    expect(dateOf(parse(source))?.toISOString()).toBe(expected);
  });
});

describe('compressed data', () => {
  test('comes back', async () => {
    expect(toHex(await inflate(new Uint8Array(deflateSync(utf8('acta')))))).toBe(toHex(utf8('acta')));
  });

  test('is refused when it unfolds too far', async () => {
    const bomb = new Uint8Array(deflateSync(new Uint8Array(80 * 1024 * 1024), { level: 9 }));
    expect(bomb.length).toBeLessThan(100_000);
    await expect(inflate(bomb)).rejects.toThrow('unfolds too far');
  });

  test.each([
    ['damaged', [1, 2, 3]],
    ['empty', []],
  ])('is refused when it is %s', async (_, bytes) => {
    await expect(inflate(Uint8Array.from(bytes))).rejects.toThrow(PdfError);
  });

  test.each([
    [0, '0102'],
    [1, '0103'],
    [2, '0306'],
    [3, '0205'],
    [4, '0306'],
  ])('PNG row type %i after the row 02 04', (type, expected) => {
    const rows = Uint8Array.of(0, 2, 4, type, 1, 2);
    expect(toHex(undoPngPredictor(rows, 2).subarray(2))).toBe(expected);
  });

  test('refuses an unknown row type and a row cut short', () => {
    expect(() => undoPngPredictor(Uint8Array.of(9, 1, 2), 2)).toThrow(PdfError);
    expect(() => undoPngPredictor(Uint8Array.of(0, 1), 2)).toThrow(PdfError);
  });
});

describe('hostile files', () => {
  const verdictOf = (pdf: Uint8Array<ArrayBuffer>) => verifyPdf(pdf, { roots: [], now: NOW });

  test.each([
    [
      'cross-references in a circle',
      () => {
        const pdf = signablePdf();
        const start = Number(/startxref\n(\d+)/.exec(new TextDecoder('latin1').decode(pdf))?.[1]);
        return writePdf(signableObjects(), `${TRAILER} /Prev ${start}`);
      },
    ],
    [
      'form fields in a circle',
      () =>
        writePdf(
          signableObjects().map((object) =>
            object.number === 7 ? { number: 7, source: '<< /FT /Sig /T (a) /Kids [7 0 R] >>' } : object,
          ),
          TRAILER,
        ),
    ],
    ['a reference to itself as the catalog', () => writePdf([{ number: 1, source: '1 0 R' }], '/Root 1 0 R')],
    [
      'a table of two billion objects',
      () => concatBytes(utf8('%PDF-1.7\nxref\n0 2000000000\n'), utf8('trailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n')),
    ],
    ['a table that is not there', () => utf8('%PDF-1.7\nstartxref\n999999\n%%EOF\n')],
  ])('%s: damaged, and no endless loop', async (_, make) => {
    expect(await verdictOf(new Uint8Array(make()))).toEqual({ kind: 'damaged', reason: 'unreadable' });
  });

  test('an encrypted file is named as such', async () => {
    expect(await verdictOf(writePdf(signableObjects(), `${TRAILER} /Encrypt << /Filter /Standard >>`))).toEqual({
      kind: 'damaged',
      reason: 'encrypted',
    });
  });

  test('more signatures than anybody makes', async () => {
    const many = concatBytes(utf8('%PDF-1.7\n'), utf8('/ByteRange [0 1 2 3]\n'.repeat(100)));
    expect(await verdictOf(many)).toEqual({ kind: 'damaged', reason: 'too-large' });
  });

  test('no file makes the verifier throw', async () => {
    const base = signablePdf();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat({ max: base.length - 1 }), fc.nat({ max: 255 })), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat({ max: base.length })),
        async (edits, cut) => {
          const pdf = base.slice(0, cut ?? base.length);
          for (const [at, byte] of edits) if (at < pdf.length) pdf[at] = byte;
          const verdict = await verdictOf(pdf);
          expect(['not-a-pdf', 'damaged', 'unsigned']).toContain(verdict.kind);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
