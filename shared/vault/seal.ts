import { assert } from '../kernel/assert.ts';
import { concatBytes, randomBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** First byte of everything sealed: which layout follows. */
const VERSION = 1;
/** The epoch of a key that is never rotated. */
const ONLY_EPOCH = 1;
/** The epoch is one byte of the file format. */
export const LAST_EPOCH = 255;
const HEADER_LENGTH = 2;
const IV_LENGTH = 12;
const TAG_LENGTH = 16;
const LENGTH_PREFIX = 4;
/** Plaintext grows to a multiple of this, so that a file's size tells little about what it holds. */
const PADDING = 256;

/** The keys of one level: the newest seals, all of them open. */
export interface SealingKeys {
  /** the epoch of the key that seals what is new, 1 to 255 */
  readonly current: number;
  /** AES-256-GCM by epoch, for those epochs that the person holds; `current` is among them */
  readonly keys: ReadonlyMap<number, CryptoKey>;
}

/**
 * Seals bytes with the newest key of a level, so that only holders of that key open them, and only where they belong.
 * Layout: version (1), epoch (1), iv (12), AES-256-GCM of length (4, big endian) + bytes + zeros, tag (16); version
 * and epoch are authenticated.
 * @param aad where the bytes belong (table, id, version ...): another place refuses them
 * @param bytes less than 4 GiB
 * @throws when the current key is not among the keys: a bug of whoever put them together
 */
export async function sealWith({ current, keys }: SealingKeys, aad: string, bytes: Bytes): Promise<Bytes> {
  const key = keys.get(current);
  assert(key !== undefined && isEpoch(current), 'the current key of the level');
  return sealEpoch(key, current, aad, bytes);
}

/**
 * Opens what `sealWith` made, whatever the epoch.
 * @param aad the same place as at sealing
 * @returns the bytes; `vault/key-not-held` with `epoch` when none of the keys is of that epoch; `vault/damaged` when
 *   the place or a single bit differs
 */
export async function openWith({ keys }: SealingKeys, aad: string, sealed: Bytes): Promise<Result<Bytes>> {
  if (!hasLayout(sealed)) return fail('vault/damaged');
  const epoch = sealed[1] ?? 0;
  const key = keys.get(epoch);
  return key === undefined ? fail('vault/key-not-held', { epoch }) : openSealed(key, aad, sealed);
}

/**
 * Seals bytes with a key that is never rotated; the layout is that of {@link sealWith}, epoch 1.
 * @param key AES-256-GCM
 * @param aad where the bytes belong: another place refuses them
 * @param bytes less than 4 GiB
 */
export function seal(key: CryptoKey, aad: string, bytes: Bytes): Promise<Bytes> {
  return sealEpoch(key, ONLY_EPOCH, aad, bytes);
}

/**
 * Opens what `seal` made.
 * @param key the key that sealed it
 * @param aad the same place as at sealing
 * @returns the bytes, or `vault/damaged` when the key, the place or a single bit differs
 */
export async function open(key: CryptoKey, aad: string, sealed: Bytes): Promise<Result<Bytes>> {
  return hasLayout(sealed) && sealed[1] === ONLY_EPOCH ? openSealed(key, aad, sealed) : fail('vault/damaged');
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

function isEpoch(epoch: number): boolean {
  return Number.isInteger(epoch) && epoch >= 1 && epoch <= LAST_EPOCH;
}

/** True when the bytes can be something sealed, by version, epoch and length. */
function hasLayout(sealed: Bytes): boolean {
  const body = sealed.length - HEADER_LENGTH - IV_LENGTH - TAG_LENGTH;
  return sealed[0] === VERSION && isEpoch(sealed[1] ?? 0) && body >= PADDING && body % PADDING === 0;
}

/** What stands before everything sealed, and is authenticated. */
export function sealedHeader(epoch: number): Bytes {
  assert(isEpoch(epoch), 'an epoch of one byte');
  return new Uint8Array([VERSION, epoch]);
}

/** The bytes as they are encrypted: their length, they, and zeros up to a length that tells little. To be wiped. */
export function padded(bytes: Bytes): Bytes {
  const whole = new Uint8Array(Math.ceil((LENGTH_PREFIX + bytes.length) / PADDING) * PADDING);
  new DataView(whole.buffer).setUint32(0, bytes.length);
  whole.set(bytes, LENGTH_PREFIX);
  return whole;
}

/** What `padded` was given. @returns a copy; or `vault/damaged` when the length says more than there is */
export function unpadded(whole: Bytes): Result<Bytes> {
  if (whole.length < LENGTH_PREFIX) return fail('vault/damaged');
  const length = new DataView(whole.buffer, whole.byteOffset).getUint32(0);
  if (length > whole.length - LENGTH_PREFIX) return fail('vault/damaged');
  return ok(whole.slice(LENGTH_PREFIX, LENGTH_PREFIX + length));
}

async function sealEpoch(key: CryptoKey, epoch: number, aad: string, bytes: Bytes): Promise<Bytes> {
  const header = sealedHeader(epoch);
  const plain = padded(bytes);
  const iv = randomBytes(IV_LENGTH);
  try {
    const parameters = { name: 'AES-GCM', iv, additionalData: concatBytes(header, utf8(aad)) };
    return concatBytes(header, iv, new Uint8Array(await crypto.subtle.encrypt(parameters, key, plain)));
  } finally {
    plain.fill(0);
  }
}

async function openSealed(key: CryptoKey, aad: string, sealed: Bytes): Promise<Result<Bytes>> {
  const header = sealed.subarray(0, HEADER_LENGTH);
  const iv = sealed.subarray(HEADER_LENGTH, HEADER_LENGTH + IV_LENGTH);
  const parameters = { name: 'AES-GCM', iv, additionalData: concatBytes(header, utf8(aad)) };
  let plain: Bytes;
  try {
    plain = new Uint8Array(await crypto.subtle.decrypt(parameters, key, sealed.subarray(HEADER_LENGTH + IV_LENGTH)));
  } catch {
    // WebCrypto says no more than "operation error", and nobody outside may learn more.
    return fail('vault/damaged');
  }
  const bytes = unpadded(plain);
  plain.fill(0);
  return bytes;
}
