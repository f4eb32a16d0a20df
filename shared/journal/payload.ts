import { concatBytes, fromHex, fromUtf8, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import type { Instant } from '../kernel/clock.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { journalTables, type JournalTable, type Write } from './write.ts';

/** How payloads are written; one of a later version is not read. */
export const PAYLOAD_VERSION = 1;
const LENGTH_PREFIX = 4;
const DIGEST = 32;

/** How far the chain of acts goes: number and hash of its newest entry; 0 and zeros before the first. */
export interface AuditEnd {
  readonly n: number;
  readonly h: Bytes;
}

/** The chain before its first entry. */
export const noAudit: AuditEnd = { n: 0, h: new Uint8Array(DIGEST) };

/** What lies sealed in one frame of the journal. */
export interface Payload {
  /** when it was written; never before the frame before */
  readonly at: Instant;
  /** with the entry of this frame, if it has one */
  readonly audit: AuditEnd;
  readonly writes: readonly Write[];
}

type Column = readonly [
  name: string,
  holds: 'id' | 'count' | 'counters' | 'summary-key' | 'digest' | 'bytes' | 'bytes?',
];

/** The columns of each table in the order in which they are written. A data format: only ever add at the end. */
const layouts: Readonly<Record<JournalTable, readonly Column[]>> = {
  meta: [
    ['k', 'counters'],
    ['v', 'count'],
    ['sealed', 'bytes'],
  ],
  saves: [
    ['c', 'id'],
    ['r', 'id'],
    ['n', 'count'],
    ['last', 'count'],
    ['sealed', 'bytes'],
    ['prot', 'bytes?'],
  ],
  summaries: [
    ['k', 'summary-key'],
    ['v', 'count'],
    ['sealed', 'bytes'],
  ],
  drafts: [
    ['c', 'id'],
    ['v', 'count'],
    ['sealed', 'bytes'],
    ['prot', 'bytes?'],
  ],
  documents: [
    ['id', 'id'],
    ['c', 'id'],
    ['v', 'count'],
    ['sealed', 'bytes'],
  ],
  files: [
    ['d', 'id'],
    ['n', 'count'],
    ['sealed', 'bytes'],
  ],
  locks: [
    ['c', 'id'],
    ['v', 'count'],
    ['sealed', 'bytes'],
  ],
  audit: [
    ['n', 'count'],
    ['h', 'digest'],
    ['sealed', 'bytes'],
  ],
};
/** Stands for the table where unsaved text is taken away. */
const DELETED_DRAFT = '-drafts';

/**
 * Writes a payload as bytes: length of the header (4, big endian), header as JSON, then the bytes of the rows, whose
 * lengths the header tells.
 * @throws when a row is not what its type says: what cannot be read back must not be kept
 */
export function encodeWrites({ at, audit, writes }: Payload): Bytes {
  const blobs: Bytes[] = [];
  const header = utf8(
    JSON.stringify({
      version: PAYLOAD_VERSION,
      at,
      audit: [audit.n, toHex(audit.h)],
      writes: writes.map((write) => encodeWrite(write, blobs)),
    }),
  );
  const prefix = new Uint8Array(LENGTH_PREFIX);
  new DataView(prefix.buffer).setUint32(0, header.length);
  return concatBytes(prefix, header, ...blobs);
}

/**
 * Reads what `encodeWrites` made. Each row owns its bytes.
 * @returns the payload; `journal/newer` when a newer version of the app wrote it; `vault/damaged` for anything else
 */
export function decodeWrites(bytes: Bytes): Result<Payload> {
  try {
    return decode(bytes);
  } catch {
    // whatever is wrong with bytes that nobody of ours wrote: they are not a payload
    return fail('vault/damaged');
  }
}

function encodeWrite(write: Write, blobs: Bytes[]): unknown[] {
  if (write.k === 'del') {
    check('id', write.key);
    return [DELETED_DRAFT, write.key];
  }
  const row = write.row as unknown as Readonly<Record<string, unknown>>;
  return [
    write.t,
    ...layouts[write.t].map(([name, holds]) => {
      const value = row[name];
      if (holds === 'bytes?' && value === undefined) return null;
      if (!isBlob(holds)) return check(holds, value);
      if (!(value instanceof Uint8Array) || (holds === 'digest' && value.length !== DIGEST)) throw malformed();
      blobs.push(value as Bytes);
      return value.length;
    }),
  ];
}

function decode(bytes: Bytes): Result<Payload> {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0);
  const body = LENGTH_PREFIX + headerLength;
  if (body > bytes.length) throw malformed();
  const header = JSON.parse(fromUtf8(bytes.subarray(LENGTH_PREFIX, body))) as Readonly<Record<string, unknown>>;
  const { version, at, audit, writes } = header;
  if (typeof version === 'number' && version > PAYLOAD_VERSION) return fail('journal/newer');
  if (version !== PAYLOAD_VERSION || !isInstant(at) || !Array.isArray(audit) || !Array.isArray(writes)) {
    throw malformed();
  }
  let next = body;
  const take = (length: unknown): Bytes => {
    const end = next + Number(check('count', length));
    if (end > bytes.length) throw malformed();
    const part = bytes.slice(next, end);
    next = end;
    return part;
  };
  const rows = writes.map((entry: unknown) => decodeWrite(entry, take));
  if (next !== bytes.length) throw malformed();
  return ok({ at, audit: decodeEnd(audit), writes: rows });
}

function decodeEnd([n, h, ...rest]: readonly unknown[]): AuditEnd {
  if (typeof h !== 'string' || h.length !== 2 * DIGEST || rest.length > 0) throw malformed();
  return { n: Number(check('count', n)), h: fromHex(h) };
}

function decodeWrite(entry: unknown, take: (length: unknown) => Bytes): Write {
  if (!Array.isArray(entry)) throw malformed();
  const [t, ...values] = entry as readonly unknown[];
  if (t === DELETED_DRAFT) {
    if (values.length !== 1) throw malformed();
    return { t: 'drafts', k: 'del', key: String(check('id', values[0])) };
  }
  const table = journalTables.find((name) => name === t);
  if (table === undefined || values.length !== layouts[table].length) throw malformed();
  const row: Record<string, unknown> = {};
  layouts[table].forEach(([name, holds], i) => {
    const value = values[i];
    if (holds === 'bytes?' && value === null) return;
    if (holds === 'digest' && value !== DIGEST) throw malformed();
    row[name] = isBlob(holds) ? take(value) : check(holds, value);
  });
  // each column was checked against the layout, which has exactly the columns of the row's type
  return { t: table, k: 'put', row } as unknown as Write;
}

function isBlob(holds: Column[1]): boolean {
  return holds === 'bytes' || holds === 'bytes?' || holds === 'digest';
}

function check(holds: Column[1], value: unknown): unknown {
  const fits =
    holds === 'count'
      ? Number.isSafeInteger(value) && Number(value) >= 0
      : typeof value === 'string' && shapes[holds]?.test(value) === true;
  if (!fits) throw malformed();
  return value;
}

const shapes: Readonly<Partial<Record<Column[1], RegExp>>> = {
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  'summary-key': /^[acde]\/[0-9a-f-]{36}$/i,
  counters: /^counters$/,
};

function isInstant(value: unknown): value is Instant {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);
}

function malformed(): Error {
  return new Error('not a payload of the journal');
}
