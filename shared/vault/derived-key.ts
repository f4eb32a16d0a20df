import { utf8, type Bytes } from '../kernel/bytes.ts';

/** The secret is uniform already (random, or out of argon2id with a salt of its own): HKDF needs none. */
const NO_SALT = new Uint8Array(32);

/**
 * A key for one purpose out of a secret: HKDF-SHA-256 (RFC 5869). Different purposes give unrelated keys.
 * @param secret 32 uniform bytes: the vault key, or what a passphrase was derived to
 * @param purpose stable name, part of the file format, e.g. `atalaya/ca`
 * @returns an AES-256-GCM key that cannot be read back
 */
export async function deriveSealingKey(secret: Bytes, purpose: string): Promise<CryptoKey> {
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: utf8(purpose) };
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(parameters, source, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/**
 * Raw key bytes for one purpose out of a secret; the caller wipes them.
 * @param secret 32 uniform bytes
 * @param purpose stable name, part of the file format, e.g. `atalaya/data/reserved`
 * @returns 32 bytes
 */
export async function deriveBytes(secret: Bytes, purpose: string): Promise<Bytes> {
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: NO_SALT, info: utf8(purpose) };
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  return new Uint8Array(await crypto.subtle.deriveBits(parameters, source, 256));
}
