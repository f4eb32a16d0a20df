import { ownBytes, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';

// The inside of a page, before it is sealed. A page is several rows of the table `pages`: its columns (`c`, `d`), which
// is all that opening reads, and its texts in parts (`ct`, `dt`), read when a row comes on the screen. Numbers are little endian,
// as on every computer that Chromium runs on: pages never leave the computer that made them.

/** Rows of a full page. */
export const PAGE_ROWS = 1024;

/** What is kept of a summary in memory: enough to find it, to sort it and to count it. */
export interface RowFacts {
  /** UUID of the case or document */
  readonly id: string;
  /** search line (shared/search/normalise.ts); its first part is the name, its second the number */
  readonly line: string;
  /** milliseconds since 1970 */
  readonly time: number;
  /** civil date as YYYYMMDD; 0: none */
  readonly date: number;
  /** civil date as YYYYMMDD on which something is due; 0: none */
  readonly due: number;
  readonly version: number;
  /** municipality DDMM as a number; 0: none */
  readonly place: number;
  /** number of the state, by kind */
  readonly state: number;
  /** key of the catalogue */
  readonly type: string;
}

/** A decoded page of columns; position i of every array is row i. */
export interface PageColumns {
  readonly rows: number;
  /** search lines, set apart by line ends */
  readonly lines: string;
  /** what the numbers in `type` stand for */
  readonly types: readonly string[];
  readonly time: Float64Array;
  readonly date: Int32Array;
  readonly due: Int32Array;
  readonly version: Uint16Array;
  readonly place: Uint16Array;
  readonly state: Uint8Array;
  readonly type: Uint8Array;
  /** 16 bytes each */
  readonly ids: Uint8Array;
}

/** 1 had no column `due`: such pages are read, and get it when they are packed again. */
const FORMAT = 2;
const HEADER = 16;
/** bytes of a row in all columns together: time 8, date 4, due 4, version 2, place 2, state 1, type 1, id 16 */
const ROW = 38;
const ROW_1 = 34;
const MOST = 0xffff;

/**
 * Packs rows into columns: format (1), zeros (3), rows (4), bytes of types (4), bytes of lines (4), the columns one after
 * another, types as JSON, lines as UTF-8.
 */
export function encodeColumns(rows: readonly RowFacts[]): Bytes {
  const n = rows.length;
  const types = [...new Set(rows.map(({ type }) => type))].slice(0, 256);
  const typesJson = utf8(JSON.stringify(types));
  const lines = utf8(rows.map(({ line }) => line.replaceAll('\n', ' ')).join('\n'));
  const bytes = new Uint8Array(HEADER + ROW * n + typesJson.length + lines.length);
  const header = new DataView(bytes.buffer);
  header.setUint8(0, FORMAT);
  header.setUint32(4, n, true);
  header.setUint32(8, typesJson.length, true);
  header.setUint32(12, lines.length, true);
  const columns = columnsAt(bytes, n);
  rows.forEach((row, i) => {
    columns.time[i] = row.time;
    columns.date[i] = row.date;
    columns.due[i] = row.due;
    columns.version[i] = Math.min(row.version, MOST);
    columns.place[i] = row.place;
    columns.state[i] = row.state;
    columns.type[i] = Math.max(types.indexOf(row.type), 0);
    putId(columns.ids, i, row.id);
  });
  bytes.set(typesJson, HEADER + ROW * n);
  bytes.set(lines, HEADER + ROW * n + typesJson.length);
  return bytes;
}

/** Unpacks columns; fault `db/damaged` when the bytes are no page of this format. The arrays look into `bytes`. */
export function decodeColumns(bytes: Bytes): Result<PageColumns> {
  if (bytes.length < HEADER) return fail('db/damaged');
  // arrays of numbers can only look into memory at their own step
  const own = bytes.byteOffset % 8 === 0 ? bytes : ownBytes(bytes);
  const header = new DataView(own.buffer, own.byteOffset, HEADER);
  const n = header.getUint32(4, true);
  const typesLength = header.getUint32(8, true);
  const format = header.getUint8(0);
  const size = HEADER + (format === FORMAT ? ROW : ROW_1) * n;
  const linesAt = size + typesLength;
  if (format < 1 || format > FORMAT || linesAt + header.getUint32(12, true) !== own.length) return fail('db/damaged');
  try {
    const text = new TextDecoder('utf-8', { fatal: true });
    const types = JSON.parse(text.decode(own.subarray(size, linesAt))) as readonly string[];
    return ok({ rows: n, lines: text.decode(own.subarray(linesAt)), types, ...columnsAt(own, n, format) });
  } catch {
    return fail('db/damaged');
  }
}

function columnsAt(
  { buffer, byteOffset }: Bytes,
  n: number,
  format = FORMAT,
): Omit<PageColumns, 'rows' | 'lines' | 'types'> {
  const at = byteOffset + HEADER;
  const hasDue = format === FORMAT;
  const rest = at + (hasDue ? 16 : 12) * n;
  return {
    time: new Float64Array(buffer, at, n),
    date: new Int32Array(buffer, at + 8 * n, n),
    due: hasDue ? new Int32Array(buffer, at + 12 * n, n) : new Int32Array(n),
    version: new Uint16Array(buffer, rest, n),
    place: new Uint16Array(buffer, rest + 2 * n, n),
    state: new Uint8Array(buffer, rest + 4 * n, n),
    type: new Uint8Array(buffer, rest + 5 * n, n),
    ids: new Uint8Array(buffer, rest + 6 * n, 16 * n),
  };
}

/** Packs the texts of the same rows: rows (4), where each ends (4 each), JSON one after another. */
export function encodeTexts(summaries: readonly object[]): Bytes {
  const texts = summaries.map((summary) => utf8(JSON.stringify(summary)));
  const head = 4 + 4 * texts.length;
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + length, head));
  const header = new DataView(bytes.buffer);
  header.setUint32(0, texts.length, true);
  let end = head;
  texts.forEach((text, i) => {
    bytes.set(text, end);
    end += text.length;
    header.setUint32(4 + 4 * i, end, true);
  });
  return bytes;
}

/** The text of one row; fault `db/damaged` when there is none. Only that row is decoded. */
export function decodeText<T extends object>(bytes: Bytes, row: number): Result<T> {
  try {
    const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const n = header.getUint32(0, true);
    if (row >= n) return fail('db/damaged');
    const from = row === 0 ? 4 + 4 * n : header.getUint32(4 * row, true);
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      bytes.subarray(from, header.getUint32(4 + 4 * row, true)),
    );
    return ok(JSON.parse(text) as T);
  } catch {
    return fail('db/damaged');
  }
}

/** Writes a UUID as 16 bytes at position `row`. */
export function putId(ids: Uint8Array, row: number, id: string): void {
  let at = 16 * row;
  for (let i = 0; i < id.length; i += 2) {
    if (id[i] === '-') i += 1;
    ids[at] = Number.parseInt(id.slice(i, i + 2), 16);
    at += 1;
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** The UUID at position `row`, lower case. */
export function idAt(ids: Uint8Array, row: number): string {
  let id = '';
  for (let i = 0; i < 16; i += 1) {
    if (i === 4 || i === 6 || i === 8 || i === 10) id += '-';
    id += HEX[ids[16 * row + i] ?? 0] ?? '';
  }
  return id;
}
