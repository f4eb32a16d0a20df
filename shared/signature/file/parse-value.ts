import { fromHex, type Bytes } from '../../kernel/bytes.ts';
import { PdfError, type PdfDictionary, type PdfValue } from './value.ts';

/** A place in the bytes of a PDF from which values are read; `at` moves on as they are. */
export interface Cursor {
  readonly bytes: Bytes;
  /** nothing is read at or after this offset */
  readonly end: number;
  at: number;
}

const MAX_DEPTH = 100;
const MAX_STRING = 16 * 1024 * 1024;

const WHITE = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
const DELIMITERS = new Set(Array.from('()<>[]{}/%', (char) => char.charCodeAt(0)));
const [LF, CR, PERCENT, SLASH, HASH, BACKSLASH] = [0x0a, 0x0d, 0x25, 0x2f, 0x23, 0x5c];
const [OPEN_PAREN, CLOSE_PAREN, LESS, GREATER, OPEN_BRACKET, CLOSE_BRACKET] = [0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d];

const peek = (cursor: Cursor, ahead = 0): number | undefined =>
  cursor.at + ahead < cursor.end ? cursor.bytes[cursor.at + ahead] : undefined;

/** True for the six white-space characters of PDF. */
export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && WHITE.has(byte);
}

/** Moves past white space and comments. */
export function skipWhite(cursor: Cursor): void {
  for (;;) {
    const byte = peek(cursor);
    if (byte === PERCENT) {
      for (let next = peek(cursor); next !== undefined && next !== LF && next !== CR; next = peek(cursor))
        cursor.at += 1;
    } else if (isWhite(byte)) {
      cursor.at += 1;
    } else {
      return;
    }
  }
}

/** The next word of regular characters, e.g. `obj`, `12` or `trailer`; empty at a delimiter or the end. */
export function readWord(cursor: Cursor): string {
  let word = '';
  for (let byte = peek(cursor); byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte); byte = peek(cursor)) {
    word += String.fromCharCode(byte);
    cursor.at += 1;
    if (word.length > 256) throw new PdfError('word too long');
  }
  return word;
}

/**
 * Moves past white space and an expected word.
 * @throws {PdfError} when another word stands there
 */
export function expectWord(cursor: Cursor, expected: string): void {
  skipWhite(cursor);
  if (readWord(cursor) !== expected) throw new PdfError(`${expected} expected`);
}

/**
 * Moves past white space and reads a whole number that is not negative.
 * @throws {PdfError} when something else stands there
 */
export function readInteger(cursor: Cursor): number {
  skipWhite(cursor);
  const word = readWord(cursor);
  if (!/^\d{1,15}$/.test(word)) throw new PdfError('whole number expected');
  return Number(word);
}

/**
 * Reads one value. Strict where readers of PDF differ, because a difference is where forgeries hide: a key twice in a
 * dictionary, a number with two signs or a name without end are refused.
 * @throws {PdfError} when there is none
 */
export function parseValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > MAX_DEPTH) throw new PdfError('nested too deep');
  skipWhite(cursor);
  const byte = peek(cursor);
  if (byte === SLASH) return { kind: 'name', name: readName(cursor) };
  if (byte === OPEN_PAREN) return readLiteralString(cursor);
  if (byte === OPEN_BRACKET) return readArray(cursor, depth);
  if (byte === LESS) return peek(cursor, 1) === LESS ? readDictionary(cursor, depth) : readHexString(cursor);
  return readWordValue(cursor);
}

function readWordValue(cursor: Cursor): PdfValue {
  const word = readWord(cursor);
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
  if (word === 'null') return { kind: 'null' };
  if (/^\d{1,10}$/.test(word)) {
    const generation = referenceFollows(cursor);
    if (generation !== undefined) return { kind: 'reference', number: Number(word), generation };
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfError('value expected');
  return { kind: 'number', value: Number(word) };
}

/** `12` may be a number or the start of `12 0 R`: looks ahead and moves on only when it is a reference. */
function referenceFollows(cursor: Cursor): number | undefined {
  const ahead: Cursor = { bytes: cursor.bytes, end: cursor.end, at: cursor.at };
  skipWhite(ahead);
  const generation = readWord(ahead);
  if (!/^\d{1,5}$/.test(generation)) return undefined;
  skipWhite(ahead);
  if (readWord(ahead) !== 'R') return undefined;
  cursor.at = ahead.at;
  return Number(generation);
}

function readName(cursor: Cursor): string {
  cursor.at += 1;
  let name = '';
  for (let byte = peek(cursor); byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte); byte = peek(cursor)) {
    if (byte === HASH) {
      const code = String.fromCharCode(peek(cursor, 1) ?? 0, peek(cursor, 2) ?? 0);
      if (!/^[0-9a-fA-F]{2}$/.test(code)) throw new PdfError('name');
      byte = Number.parseInt(code, 16);
      cursor.at += 2;
    }
    name += String.fromCharCode(byte);
    cursor.at += 1;
    if (name.length > 512) throw new PdfError('name too long');
  }
  return name;
}

function readArray(cursor: Cursor, depth: number): PdfValue {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipWhite(cursor);
    if (peek(cursor) === CLOSE_BRACKET) {
      cursor.at += 1;
      return { kind: 'array', items };
    }
    items.push(parseValue(cursor, depth + 1));
  }
}

function readDictionary(cursor: Cursor, depth: number): PdfDictionary {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipWhite(cursor);
    if (peek(cursor) === GREATER && peek(cursor, 1) === GREATER) {
      cursor.at += 2;
      return { kind: 'dictionary', entries };
    }
    if (peek(cursor) !== SLASH) throw new PdfError('key expected');
    const key = readName(cursor);
    if (entries.has(key)) throw new PdfError('key twice');
    entries.set(key, parseValue(cursor, depth + 1));
  }
}

function readHexString(cursor: Cursor): PdfValue {
  const start = cursor.at;
  cursor.at += 1;
  const close = cursor.bytes.indexOf(GREATER, cursor.at);
  if (close < 0 || close >= cursor.end || close - start > MAX_STRING) throw new PdfError('string without end');
  let digits = '';
  for (; cursor.at < close; cursor.at += 1) {
    const byte = cursor.bytes[cursor.at];
    if (byte !== undefined && !WHITE.has(byte)) digits += String.fromCharCode(byte);
  }
  cursor.at = close + 1;
  if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfError('hexadecimal string');
  const bytes = fromHex(digits.length % 2 === 0 ? digits : `${digits}0`);
  return { kind: 'string', hex: true, bytes, start, end: cursor.at };
}

const ESCAPES: Readonly<Record<string, number>> = { n: 0x0a, r: 0x0d, t: 0x09, b: 0x08, f: 0x0c };

function readLiteralString(cursor: Cursor): PdfValue {
  const start = cursor.at;
  cursor.at += 1;
  const out: number[] = [];
  for (let open = 1; ;) {
    const byte = peek(cursor);
    if (byte === undefined || out.length > MAX_STRING) throw new PdfError('string without end');
    cursor.at += 1;
    if (byte === BACKSLASH) {
      readEscape(cursor, out);
      continue;
    }
    if (byte === OPEN_PAREN) open += 1;
    if (byte === CLOSE_PAREN) open -= 1;
    if (open === 0) break;
    // an end of line counts as LF, however it is written (ISO 32000-1 section 7.3.4.2)
    if (byte === CR && peek(cursor) === LF) cursor.at += 1;
    out.push(byte === CR ? LF : byte);
  }
  return { kind: 'string', hex: false, bytes: Uint8Array.from(out), start, end: cursor.at };
}

function readEscape(cursor: Cursor, out: number[]): void {
  const byte = peek(cursor);
  if (byte === undefined) throw new PdfError('string without end');
  cursor.at += 1;
  if (byte >= 0x30 && byte <= 0x37) {
    let code = byte - 0x30;
    for (let i = 0; i < 2; i += 1) {
      const next = peek(cursor);
      if (next === undefined || next < 0x30 || next > 0x37) break;
      code = code * 8 + next - 0x30;
      cursor.at += 1;
    }
    out.push(code & 0xff);
  } else if (byte === CR || byte === LF) {
    // a line broken inside a string is one line
    if (byte === CR && peek(cursor) === LF) cursor.at += 1;
  } else {
    out.push(ESCAPES[String.fromCharCode(byte)] ?? byte);
  }
}
