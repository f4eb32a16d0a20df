import { wordlist } from '@scure/bip39/wordlists/spanish.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equalBytes, fromHex, randomBytes, toHex, type Bytes } from '../../../shared/kernel/bytes.ts';
import { joinRecovery, shareToWords, splitRecovery, wordsToShare } from '../../../shared/vault/recovery-sheets.ts';
import { isSameWord, readSheet, type Share } from '../../../shared/vault/recovery-words.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes): Bytes => new Uint8Array(bytes));
const shares = fc.record({ setTag: fc.nat(0xffff), index: fc.integer({ min: 1, max: 7 }), bytes: bytes32 });
const share: Share = {
  setTag: 0xbeef,
  index: 5,
  bytes: fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f'),
};
const written = shareToWords(share);
const plain = written.split(' ');

/** Multiplication in the field of the shares, x^8 + x^4 + x^3 + x + 1, the long way. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit += 1) if ((b >> bit) & 1) product ^= a << bit;
  for (let bit = 14; bit >= 8; bit -= 1) if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  return product;
}

/** The value at zero of the line through two points. */
function atZero(a: Share, b: Share, at: number): number {
  const run = a.index ^ b.index;
  const scaled = times(a.bytes[at]!, b.index) ^ times(b.bytes[at]!, a.index);
  for (let value = 0; value < 256; value += 1) if (times(value, run) === scaled) return value;
  throw new Error('not a field');
}

test.each([2, 3, 4, 5, 6, 7])('any two of %d sheets give the seed back, in either order', async (total) => {
  const seed = randomBytes(32);
  const parts = await splitRecovery(seed, total);
  expect(parts.map(({ index }) => index)).toEqual(Array.from({ length: total }, (_, i) => i + 1));
  expect(new Set(parts.map(({ setTag }) => setTag)).size).toBe(1);
  for (const a of parts) {
    for (const b of parts) {
      if (a.index === b.index) continue;
      expect(await joinRecovery(a, b)).toEqual({ ok: true, value: seed });
      // and by a second writing of the sharing, without the library
      expect(seed.every((byte, at) => atZero(a, b, at) === byte)).toBe(true);
    }
  }
  expect(seed.some((byte) => byte !== 0)).toBe(true);
});

test('splitting again gives other sheets and another tag', async () => {
  const seed = new Uint8Array(32);
  const sets = await Promise.all(Array.from({ length: 8 }, () => splitRecovery(seed, 2)));
  expect(new Set(sets.flat().map(({ bytes }) => toHex(bytes))).size).toBe(16);
  // eight tags of 16 bits; all alike once in 2^112
  expect(new Set(sets.map(([first]) => first?.setTag)).size).toBeGreaterThan(1);
});

test('the same sheet twice, and sheets of two sets, are told apart', async () => {
  const [one, two] = [await splitRecovery(randomBytes(32), 3), await splitRecovery(randomBytes(32), 3)];
  expect(await joinRecovery(one[0]!, one[0]!)).toEqual({ ok: false, fault: { code: 'vault/same-sheet' } });
  const other = { ...two[1]!, setTag: one[0]!.setTag ^ 1 };
  const mixed = { ok: false, fault: { code: 'vault/sheets-of-another-set' } };
  expect(await joinRecovery(one[0]!, other)).toEqual(mixed);
  // the rare set with the same tag: the same number on another sheet
  expect(await joinRecovery(one[0]!, { ...two[0]!, setTag: one[0]!.setTag })).toEqual(mixed);
});

test.each([1, 8, 2.5])('no set of %d sheets is made', async (total) => {
  await expect(splitRecovery(randomBytes(32), total)).rejects.toThrow('2 to 7');
});

/** The words by arithmetic on one large number: another way to the same bits. */
function expectedWords({ setTag, index, bytes }: Share): readonly string[] {
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), BigInt(index) * 65536n + BigInt(setTag));
  const out: string[] = [];
  for (let i = 0; i < 25; i += 1) {
    out.unshift(wordlist[Number(number % 2048n)]!.normalize('NFC'));
    number /= 2048n;
  }
  expect(number).toBe(0n);
  return out;
}

test('a sheet is 27 words: number, tag and share from the front, then two check words', () => {
  fc.assert(
    fc.property(shares, (any) => {
      const words = shareToWords(any).split(' ');
      expect(words).toHaveLength(27);
      expect(words.slice(0, 25)).toEqual(expectedWords(any));
      expect(wordsToShare(words.join(' '))).toEqual({ ok: true, value: any });
    }),
  );
});

test('the layout is frozen: sheets in drawers must stay readable', () => {
  expect(written).toBe(
    'policía triste ábaco delgado agrio dejar loco barniz abuelo altar ficha actriz barco túnel alejar duro gemir áspero perder relevo cinco ogro metro iris recurso ropa flauta',
  );
});

test('two sheets that were printed once give their seed for ever', async () => {
  const [one, two] = [
    'fruta consejo vejez combate ideal bronce red mano yerno bufanda tinta echar secta materia sensor virgo salón acoso ancla reacción renta titán cambio otoño llenar nevera aviso',
    'libertad conde oasis ciprés querer leopardo banda azúcar huerta rodar amasar ausente tumor sodio romero bruja faraón gimnasio júpiter pleno marzo eficaz sacar arduo poner pollo peluca',
  ].map(wordsToShare);
  if (!one?.ok || !two?.ok) throw new Error('not read');
  const seed = Uint8Array.from({ length: 32 }, (_, i) => 255 - 3 * i);
  expect(await joinRecovery(one.value, two.value)).toEqual({ ok: true, value: seed });
});

test('the first four letters tell all words apart, with accents and ñ laid aside', () => {
  const beginnings = wordlist.map((word) =>
    word
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .slice(0, 4),
  );
  expect(new Set(beginnings).size).toBe(2048);
});

const strip = (text: string): string => text.normalize('NFD').replace(/\p{Mn}/gu, '');

test.each([
  ['capitals', written.toUpperCase()],
  ['letters and accents apart (NFD)', written.normalize('NFD')],
  ['no accents', strip(written)],
  ['extra blanks', `  ${plain.join('   ')}\t`],
  ['line ends', plain.join('\r\n')],
  ['numbers before the words', plain.map((word, at) => `${at + 1}. ${word}`).join('\n')],
  ['numbers that touch the words', plain.map((word, at) => `${at + 1}.${word}`).join(' ')],
  ['commas and dashes', plain.join(', — ')],
  ['four letters', plain.map((word) => Array.from(strip(word)).slice(0, 4).join('')).join(' ')],
  ['five letters', plain.map((word) => Array.from(word).slice(0, 5).join('')).join(' ')],
])('may be typed with %s', (_how, typed) => {
  expect(wordsToShare(typed)).toEqual({ ok: true, value: share });
});

test('every word of the list is read: whole, in capitals, and by four letters', () => {
  for (const word of wordlist) {
    const four = Array.from(word.normalize('NFC')).slice(0, 4).join('');
    for (const typed of [word, word.toUpperCase(), strip(word), four]) {
      if (!isSameWord(typed, word)) throw new Error(`${typed} is not read as ${word}`);
    }
  }
  expect(isSameWord('abej', 'abeja')).toBe(true);
  expect(isSameWord('3. Abeja', 'abeja')).toBe(true);
  for (const typed of ['abe', 'abejas', 'abdomen', '', 'abeja abeja']) expect(isSameWord(typed, 'abeja')).toBe(false);
});

test('one word changed to any other, anywhere, is found and named by its place', () => {
  fc.assert(
    fc.property(shares, fc.nat(26), fc.constantFrom(...wordlist), (any, at, other) => {
      const words = shareToWords(any).split(' ');
      fc.pre(words[at] !== other.normalize('NFC'));
      const read = wordsToShare(words.with(at, other).join(' '));
      expect(read).toEqual({
        ok: false,
        fault: { code: 'vault/wrong-sheets', detail: { problem: 'wrong-word', words: 27, word: at + 1 } },
      });
    }),
    { numRuns: 500 },
  );
});

test('a word that is not on the list is named by its place, wherever it stands', () => {
  for (let at = 0; at < 27; at += 1) {
    for (const typo of ['abejorro', 'abejas', 'xx', 'абв']) {
      expect(wordsToShare(plain.with(at, typo).join(' '))).toEqual({
        ok: false,
        fault: { code: 'vault/wrong-sheets', detail: { problem: 'unknown-word', words: 27, word: at + 1 } },
      });
    }
  }
});

test('words too few and too many are counted', () => {
  const fault = (problem: string, words: number) => ({
    fault: { code: 'vault/wrong-sheets', detail: { problem, words } },
  });
  expect(wordsToShare('')).toMatchObject(fault('unfinished', 0));
  expect(wordsToShare(plain.slice(0, 26).join(' '))).toMatchObject(fault('unfinished', 26));
  expect(wordsToShare([...plain, 'abeja'].join(' '))).toMatchObject(fault('too-many', 28));
});

test('while typing: the word under the cursor is not yet wrong, the ones before it are', () => {
  expect(readSheet('')).toEqual({ kind: 'unfinished', count: 0 });
  expect(readSheet('a')).toEqual({ kind: 'unfinished', count: 0 });
  expect(readSheet('ábaco ab')).toEqual({ kind: 'unfinished', count: 1 });
  expect(readSheet('ábaco abej')).toEqual({ kind: 'unfinished', count: 2 });
  expect(readSheet('ábaco ab ')).toEqual({ kind: 'unknown-word', count: 2, place: 2, typed: 'ab' });
  expect(readSheet('ábaco abx')).toEqual({ kind: 'unknown-word', count: 2, place: 2, typed: 'abx' });
  expect(readSheet('ábaco abejorro abeja')).toEqual({ kind: 'unknown-word', count: 3, place: 2, typed: 'abejorro' });
  expect(readSheet(plain.slice(0, 26).join(' '))).toEqual({ kind: 'unfinished', count: 26 });
  const reading = readSheet(written);
  expect(reading.kind === 'whole' && equalBytes(reading.share.bytes, share.bytes)).toBe(true);
  expect(readSheet(`${written} ab`)).toMatchObject({ kind: 'unknown-word', place: 28 });
});
