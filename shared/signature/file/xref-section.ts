import type { Bytes } from '../../kernel/bytes.ts';
import { inflate, undoPngPredictor } from './inflate.ts';
import { parseObject } from './parse-object.ts';
import { parseValue, readInteger, readWord, skipWhite, type Cursor } from './parse-value.ts';
import { entryOf, integerAt, itemsAt, nameAt, PdfError, type PdfDictionary, type PdfObject } from './value.ts';

/** Where an object is. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly container: number; readonly index: number };

/** One cross-reference section: a classic table or a stream. Each incremental update adds one. */
export interface XrefSection {
  readonly kind: 'table' | 'stream';
  /** offsets of its first byte and of the byte after its trailer or its stream object */
  readonly extent: { readonly start: number; readonly end: number };
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly trailer: PdfDictionary;
  /** has a stream for newer readers beside the table (hybrid file) */
  readonly isHybrid: boolean;
}

/** Papers of an office have hundreds; more than these only take seconds to read. */
const MAX_OBJECTS = 500_000;

/**
 * Reads the section that starts at an offset; of a hybrid file both halves.
 * @throws {PdfError} when none stands there
 */
export async function readXrefSection(bytes: Bytes, offset: number, end: number): Promise<XrefSection> {
  const cursor: Cursor = { bytes, end, at: offset };
  skipWhite(cursor);
  const start = cursor.at;
  if (readWord(cursor) !== 'xref') return readStreamSection(bytes, start, end);
  const table = readTable(cursor);
  const trailer = parseValue(cursor);
  if (trailer.kind !== 'dictionary') throw new PdfError('trailer');
  const hybrid = integerAt(trailer, 'XRefStm');
  const more = hybrid === undefined ? undefined : await readStreamSection(bytes, hybrid, end);
  return {
    kind: 'table',
    extent: { start, end: cursor.at },
    entries: more ? overlay(more.entries, table) : table,
    trailer,
    isHybrid: more !== undefined,
  };
}

/** A hybrid file's table marks as free what only the stream tells (ISO 32000-1 section 7.5.8.4). */
function overlay(
  stream: ReadonlyMap<number, XrefEntry>,
  table: ReadonlyMap<number, XrefEntry>,
): Map<number, XrefEntry> {
  const out = new Map(stream);
  for (const [number, entry] of table) if (entry.kind !== 'free' || !out.has(number)) out.set(number, entry);
  return out;
}

function readTable(cursor: Cursor): Map<number, XrefEntry> {
  const entries = new Map<number, XrefEntry>();
  for (;;) {
    skipWhite(cursor);
    const word = readWord(cursor);
    if (word === 'trailer') return entries;
    if (!/^\d{1,10}$/.test(word)) throw new PdfError('cross-reference table');
    const first = Number(word);
    const count = readInteger(cursor);
    if (first + count > MAX_OBJECTS) throw new PdfError('too many objects');
    for (let i = 0; i < count; i += 1) {
      const offset = readInteger(cursor);
      const generation = readInteger(cursor);
      skipWhite(cursor);
      const kind = readWord(cursor);
      if (kind !== 'n' && kind !== 'f') throw new PdfError('cross-reference table');
      if (entries.has(first + i)) throw new PdfError('object twice in one section');
      entries.set(first + i, kind === 'f' ? { kind: 'free' } : { kind: 'at', offset, generation });
    }
  }
}

async function readStreamSection(bytes: Bytes, offset: number, end: number): Promise<XrefSection> {
  // The length stands in the dictionary itself: nothing else can be found before this stream is read.
  const object = await parseObject(bytes, offset, end, () => Promise.resolve(undefined));
  if (object.value.kind !== 'dictionary' || nameAt(object.value, 'Type') !== 'XRef' || !object.extent) {
    throw new PdfError('cross-reference section');
  }
  const data = await decodeStream(bytes, object);
  return {
    kind: 'stream',
    extent: object.extent,
    entries: readRows(object.value, data),
    trailer: object.value,
    isHybrid: false,
  };
}

function readRows(dictionary: PdfDictionary, data: Bytes): Map<number, XrefEntry> {
  const numbers = (key: string): number[] =>
    itemsAt(dictionary, key).map((item) => {
      if (item.kind !== 'number' || !Number.isSafeInteger(item.value) || item.value < 0) throw new PdfError(key);
      return item.value;
    });
  const widths = numbers('W');
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowLength = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some((width) => width > 6) || rowLength === 0) throw new PdfError('W');
  const size = integerAt(dictionary, 'Size') ?? 0;
  const index = entryOf(dictionary, 'Index') ? numbers('Index') : [0, size];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, otherwise: number): number => {
    if (width === 0) return otherwise;
    let value = 0;
    for (let i = 0; i < width; i += 1) value = value * 256 + (data[at + i] ?? 0);
    at += width;
    return value;
  };
  for (let pair = 0; pair + 1 < index.length; pair += 2) {
    const [first = 0, count = 0] = [index[pair], index[pair + 1]];
    if (first + count > MAX_OBJECTS || at + count * rowLength > data.length) throw new PdfError('cross-reference rows');
    for (let i = 0; i < count; i += 1) {
      const [type, second, third] = [field(typeWidth, 1), field(secondWidth, 0), field(thirdWidth, 0)];
      if (entries.has(first + i)) throw new PdfError('object twice in one section');
      if (type > 2) throw new PdfError('kind of cross-reference');
      if (type === 0) entries.set(first + i, { kind: 'free' });
      else if (type === 1) entries.set(first + i, { kind: 'at', offset: second, generation: third });
      else entries.set(first + i, { kind: 'packed', container: second, index: third });
    }
  }
  return entries;
}

/**
 * The bytes of a stream that is stored as it is or with FlateDecode, with or without a PNG predictor: what
 * cross-reference and object streams use.
 * @throws {PdfError} on another filter
 */
export async function decodeStream(bytes: Bytes, object: PdfObject): Promise<Bytes> {
  const { value, stream } = object;
  if (!stream) throw new PdfError('stream expected');
  const raw = bytes.slice(stream.start, stream.end);
  const one = (key: string) => {
    const entry = entryOf(value, key);
    if (entry?.kind !== 'array') return entry;
    if (entry.items.length > 1) throw new PdfError('more than one filter');
    return entry.items[0];
  };
  const filter = one('Filter');
  if (filter === undefined) return raw;
  if (filter.kind !== 'name' || filter.name !== 'FlateDecode') throw new PdfError('filter');
  const data = await inflate(raw);
  const parameters = one('DecodeParms');
  const predictor = integerAt(parameters, 'Predictor') ?? 1;
  if (predictor === 1) return data;
  const isPlain =
    (integerAt(parameters, 'Colors') ?? 1) === 1 && (integerAt(parameters, 'BitsPerComponent') ?? 8) === 8;
  if (predictor < 10 || !isPlain) throw new PdfError('predictor');
  return undoPngPredictor(data, integerAt(parameters, 'Columns') ?? 1);
}
