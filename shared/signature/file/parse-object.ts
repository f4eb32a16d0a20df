import type { Bytes } from '../../kernel/bytes.ts';
import { expectWord, isWhite, parseValue, readInteger, readWord, skipWhite, type Cursor } from './parse-value.ts';
import { entryOf, PdfError, type PdfObject, type PdfReference } from './value.ts';

/** Finds the length of a stream when it is kept in another object. */
export type LengthResolver = (reference: PdfReference) => Promise<number | undefined>;

/**
 * Reads the indirect object that starts at an offset, from `12 0 obj` to `endobj`.
 * @param end nothing at or after this offset belongs to the file
 * @throws {PdfError} when no complete object stands there
 */
export async function parseObject(
  bytes: Bytes,
  offset: number,
  end: number,
  lengthOf: LengthResolver,
): Promise<PdfObject> {
  const cursor: Cursor = { bytes, end, at: offset };
  skipWhite(cursor);
  const start = cursor.at;
  const number = readInteger(cursor);
  const generation = readInteger(cursor);
  expectWord(cursor, 'obj');
  const value = parseValue(cursor);
  skipWhite(cursor);
  const word = readWord(cursor);
  if (word === 'endobj') return { number, generation, value, extent: { start, end: cursor.at } };
  if (word !== 'stream' || value.kind !== 'dictionary') throw new PdfError('endobj expected');
  const dataStart = afterStreamWord(cursor);
  const length = entryOf(value, 'Length');
  const size =
    length?.kind === 'number' ? length.value : length?.kind === 'reference' ? await lengthOf(length) : undefined;
  if (size === undefined || !Number.isSafeInteger(size) || size < 0 || dataStart + size > end) {
    throw new PdfError('length of a stream');
  }
  cursor.at = dataStart + size;
  // Only white space may stand between the data and its end: anything else would be read by some and not by others.
  while (isWhite(bytes[cursor.at]) && cursor.at < end) cursor.at += 1;
  if (readWord(cursor) !== 'endstream') throw new PdfError('endstream expected');
  expectWord(cursor, 'endobj');
  return {
    number,
    generation,
    value,
    stream: { start: dataStart, end: dataStart + size },
    extent: { start, end: cursor.at },
  };
}

/** The data starts after CR LF or LF (ISO 32000-1 section 7.3.8.1). */
function afterStreamWord({ bytes, at }: Cursor): number {
  if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) return at + 2;
  if (bytes[at] === 0x0a) return at + 1;
  throw new PdfError('line end after stream');
}
