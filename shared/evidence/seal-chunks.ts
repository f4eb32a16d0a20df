import { concatBytes, randomBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** First byte of every sealed piece: which layout follows. */
const VERSION = 1;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const LENGTH_PREFIX = 4;
const MiB = 1024 * 1024;
/** The last chunk grows to a multiple of this: the size of a file tells little about which photograph it is. */
const PADDING = 4096;

/** Bytes of a file that one chunk holds. */
export const CHUNK_BYTES = MiB - LENGTH_PREFIX;
/** Bytes of a whole sealed chunk; only the last one is shorter. */
export const SEALED_CHUNK_BYTES = 1 + IV_LENGTH + MiB + TAG_LENGTH;

/** How many chunks a file of that many bytes has; an empty one has one. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK_BYTES));
}

/** Bytes that a file of that many bytes takes once it is sealed. */
export function sealedSize(size: number): number {
  const chunks = chunkCount(size);
  const rest = size - (chunks - 1) * CHUNK_BYTES;
  const last = Math.ceil((LENGTH_PREFIX + rest) / PADDING) * PADDING;
  return (chunks - 1) * SEALED_CHUNK_BYTES + 1 + IV_LENGTH + last + TAG_LENGTH;
}

/** Where a chunk belongs. */
export interface ChunkPlace {
  /** id of the piece */
  readonly id: string;
  /** 0 is the first */
  readonly n: number;
  /** a file that was cut ends with a chunk that does not say so */
  readonly last: boolean;
}

/** A new key for one file, to be kept with what is known of it. */
export function newFileKey(): Bytes {
  return randomBytes(32);
}

/** A file's key, ready to seal and open; the raw bytes stay as they are. */
export function importFileKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);
}

/**
 * Seals one chunk of a file. Layout: version (1), iv (12), AES-256-GCM of length (4, big endian) + bytes + zeros, tag
 * (16). Version, file, number and whether it is the last are authenticated, so that no chunk can be moved, left out,
 * repeated or put into another file, and none be missing at the end.
 * @param bytes at most {@link CHUNK_BYTES}
 */
export async function sealChunk(key: CryptoKey, place: ChunkPlace, bytes: Uint8Array): Promise<Bytes> {
  const plain = new Uint8Array(Math.ceil((LENGTH_PREFIX + bytes.length) / PADDING) * PADDING);
  new DataView(plain.buffer).setUint32(0, bytes.length);
  plain.set(bytes, LENGTH_PREFIX);
  const iv = randomBytes(IV_LENGTH);
  const parameters = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
  try {
    const sealed = new Uint8Array(await crypto.subtle.encrypt(parameters, key, plain));
    return concatBytes(new Uint8Array([VERSION]), iv, sealed);
  } finally {
    plain.fill(0);
  }
}

/**
 * Opens one chunk.
 * @returns its bytes; `evidence/damaged` when the key, the place or a single bit differs
 */
export async function openChunk(key: CryptoKey, place: ChunkPlace, sealed: Bytes): Promise<Result<Bytes>> {
  if (sealed[0] !== VERSION) return fail('evidence/damaged');
  const iv = sealed.slice(1, 1 + IV_LENGTH);
  const parameters = { name: 'AES-GCM', iv, additionalData: placeBytes(place) };
  let plain: Bytes;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.slice(1 + IV_LENGTH)));
  } catch {
    // WebCrypto says no more than "operation error", and nobody outside may learn more
    return fail('evidence/damaged');
  }
  const length = new DataView(plain.buffer).getUint32(0);
  if (length > plain.length - LENGTH_PREFIX) return fail('evidence/damaged');
  const bytes = plain.slice(LENGTH_PREFIX, LENGTH_PREFIX + length);
  plain.fill(0);
  return ok(bytes);
}

function placeBytes({ id, n, last }: ChunkPlace): Bytes {
  return utf8(`atalaya/evidencia/${VERSION}|${id}|${n}|${last ? 'fin' : 'sigue'}`);
}
