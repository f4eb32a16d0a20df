import { concatBytes, randomBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** First byte of everything sealed: which layout follows. */
const VERSION = 1;
/** Which key of its level sealed the bytes; there is one until keys are rotated. */
const KEY_ID = 1;
const HEADER_LENGTH = 2;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const LENGTH_PREFIX = 4;
/** Plaintext grows to a multiple of this, so that a file's size tells little about what it holds. */
const PADDING = 256;

/**
 * Seals bytes so that only the key opens them, and only where they belong.
 * Layout: version (1), key id (1), iv (12), AES-256-GCM of length (4, big endian) + bytes + zeros, tag (16).
 * @param key AES-256-GCM
 * @param aad where the bytes belong (table, id, version ...): another place refuses them
 * @param bytes less than 4 GiB
 */
export async function seal(key: CryptoKey, aad: string, bytes: Bytes): Promise<Bytes> {
  const padded = new Uint8Array(Math.ceil((LENGTH_PREFIX + bytes.length) / PADDING) * PADDING);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, LENGTH_PREFIX);
  const header = new Uint8Array([VERSION, KEY_ID]);
  const iv = randomBytes(IV_LENGTH);
  try {
    const parameters = { name: 'AES-GCM', iv, additionalData: concatBytes(header, utf8(aad)) };
    return concatBytes(header, iv, new Uint8Array(await crypto.subtle.encrypt(parameters, key, padded)));
  } finally {
    padded.fill(0);
  }
}

/**
 * Opens what `seal` made.
 * @param key the key that sealed it
 * @param aad the same place as at sealing
 * @returns the bytes, or `vault/damaged` when the key, the place or a single bit differs
 */
export async function open(key: CryptoKey, aad: string, sealed: Bytes): Promise<Result<Bytes>> {
  const header = sealed.slice(0, HEADER_LENGTH);
  const body = sealed.length - HEADER_LENGTH - IV_LENGTH - TAG_LENGTH;
  if (header[0] !== VERSION || header[1] !== KEY_ID || body < PADDING || body % PADDING !== 0) {
    return fail('vault/damaged');
  }
  const iv = sealed.slice(HEADER_LENGTH, HEADER_LENGTH + IV_LENGTH);
  const parameters = { name: 'AES-GCM', iv, additionalData: concatBytes(header, utf8(aad)) };
  let padded: Bytes;
  try {
    padded = new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.slice(HEADER_LENGTH + IV_LENGTH)));
  } catch {
    // WebCrypto says no more than "operation error", and nobody outside may learn more.
    return fail('vault/damaged');
  }
  const length = new DataView(padded.buffer).getUint32(0);
  if (length > padded.length - LENGTH_PREFIX) return fail('vault/damaged');
  const bytes = padded.slice(LENGTH_PREFIX, LENGTH_PREFIX + length);
  padded.fill(0);
  return ok(bytes);
}

/**
 * Turns a raw data key into one that can be used but not read, and wipes the raw bytes.
 * @param raw 32 bytes; all zeros afterwards
 */
export async function importDataKey(raw: Bytes): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);
  } finally {
    raw.fill(0);
  }
}
