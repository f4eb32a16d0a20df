import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { assert } from '../kernel/assert.ts';
import { concatBytes, utf8, type Bytes } from '../kernel/bytes.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import { fail, ok, type Result } from '../kernel/result.ts';

/** An uncompressed point of P-256: 4, x, y. */
const PUBLIC_KEY_LENGTH = 65;
const TAG_LENGTH = 16;
/** What a box is longer than the secret in it. */
export const BOX_OVERHEAD = PUBLIC_KEY_LENGTH + TAG_LENGTH;
/** PKCS #8 of a P-256 key as WebCrypto writes it; its last bytes are the public half. */
const SECRET_LENGTH = 138;

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
/** RFC 9180: the one suite of the file format. Only WebCrypto is underneath. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const NO_AAD = new Uint8Array(0);

/**
 * The public half of every private key made here. Opening needs both halves, and WebCrypto gives no public half back
 * for a private key that may not be read. (The library would guess it, wrongly for every second key.)
 */
const publicHalves = new WeakMap<CryptoKey, CryptoKey>();

/** A key pair to seal secrets to. */
export interface BoxKeys {
  /** 65 bytes, for anybody to see */
  readonly publicKey: Bytes;
  /** opens boxes; can be used, not read */
  readonly privateKey: CryptoKey;
}

/** Makes a key pair that lives as long as the process: its private half can never be read. */
export async function makeBoxKeys(): Promise<BoxKeys> {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  return held(pair.privateKey, await rawPublicKey(pair.publicKey));
}

/**
 * Makes a key pair to be kept.
 * @returns the public half, and 138 bytes for {@link importBoxKey}, which the caller seals and then wipes
 */
export async function makeStoredBoxKeys(): Promise<{ readonly publicKey: Bytes; readonly secret: Bytes }> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
  const publicKey = await rawPublicKey(pair.publicKey);
  const secret = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  assert(isSecretOf(secret, publicKey), 'a private key is written with its public half at the end');
  return { publicKey, secret };
}

/**
 * Takes a kept private key into use.
 * @param secret what `makeStoredBoxKeys` gave; all zeros afterwards
 * @returns a key that can be used, not read
 * @throws when the bytes are no such secret: they come out of a seal, so another length is a bug
 */
export async function importBoxKey(secret: Bytes): Promise<CryptoKey> {
  try {
    assert(secret.length === SECRET_LENGTH, 'a private key has 138 bytes');
    const privateKey = await crypto.subtle.importKey('pkcs8', secret, CURVE, false, ['deriveBits']);
    return (await held(privateKey, secret.slice(-PUBLIC_KEY_LENGTH))).privateKey;
  } finally {
    secret.fill(0);
  }
}

/**
 * The key pair that belongs to a seed: DeriveKeyPair of RFC 9180 section 7.1.3. The same seed gives the same pair.
 * @param seed at least 32 random bytes; the caller wipes them
 */
export async function boxKeysFromSeed(seed: Bytes): Promise<BoxKeys> {
  assert(seed.length >= 32, 'a seed has at least 32 bytes');
  const pair = await suite.kem.deriveKeyPair(seed);
  // the library makes keys that can be read
  const readable = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  try {
    const privateKey = await crypto.subtle.importKey('pkcs8', readable, CURVE, false, ['deriveBits']);
    return await held(privateKey, await rawPublicKey(pair.publicKey));
  } finally {
    readable.fill(0);
  }
}

/**
 * A pair for signing out of a seed, by the same derivation: who has the seed needs no file to have the key again.
 * @param seed at least 32 random bytes that serve nothing else; the caller wipes them
 * @returns ECDSA P-256; the private half can be read, so that it can be sealed
 */
export async function signingKeysFromSeed(seed: Bytes): Promise<CryptoKeyPair> {
  assert(seed.length >= 32, 'a seed has at least 32 bytes');
  const pair = await suite.kem.deriveKeyPair(seed);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };
  try {
    const point = await rawPublicKey(pair.publicKey);
    return {
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ecdsa, true, ['sign']),
      publicKey: await crypto.subtle.importKey('raw', point, ecdsa, true, ['verify']),
    };
  } finally {
    pkcs8.fill(0);
  }
}

/**
 * Seals a secret to whoever holds the private half; nobody can tell by whom.
 * @param publicKey 65 bytes
 * @param use what the box is for, from one of the functions below: it opens for no other use
 * @param secret a key or a seed; the caller wipes it
 * @returns encapsulated key (65 bytes), then AES-256-GCM of the secret (16 bytes longer)
 * @throws when the public key is no point of the curve: those in files are authenticated, so this is a bug
 */
export async function sealBox(publicKey: Bytes, use: string, secret: Bytes): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: utf8(use) }, secret, NO_AAD);
  return concatBytes(new Uint8Array(enc), new Uint8Array(ct));
}

/**
 * Opens what `sealBox` made.
 * @param privateKey from one of the functions above
 * @param use the same as at sealing
 * @returns the secret (the caller wipes it), or `vault/damaged` when the key, the use or a single bit differs
 */
export async function openBox(privateKey: CryptoKey, use: string, box: Bytes): Promise<Result<Bytes>> {
  const publicKey = publicHalves.get(privateKey);
  assert(publicKey !== undefined, 'a private key that was not made for boxes');
  if (box.length < BOX_OVERHEAD) return fail('vault/damaged');
  const enc = box.slice(0, PUBLIC_KEY_LENGTH);
  try {
    const opening = { recipientKey: { privateKey, publicKey }, enc, info: utf8(use) };
    return ok(new Uint8Array(await suite.open(opening, box.slice(PUBLIC_KEY_LENGTH), NO_AAD)));
  } catch {
    // a point off the curve, another key, another use, a changed bit: nobody outside may learn which
    return fail('vault/damaged');
  }
}

/**
 * The use of a key that is granted to somebody in the keyring.
 * @param keyName for instance `reserved/2`
 * @param granteeId a person's id, or `recovery`
 */
export function grantUse(vaultId: string, keyName: string, granteeId: string): string {
  return canonicalJson(['atalaya/grant/v1', vaultId, keyName, granteeId]);
}

/** The use of a key on its way from the main process into the window. */
export function sessionUse(vaultId: string, keyName: string): string {
  return canonicalJson(['atalaya/session/v1', vaultId, keyName]);
}

/**
 * The use of a case's own key, kept with the case.
 * @param to for whom: a person's id, or the name of a level's key such as `protected/1`
 */
export function caseUse(vaultId: string, caseId: string, to: string): string {
  return canonicalJson(['atalaya/case/v1', vaultId, caseId, to]);
}

async function held(privateKey: CryptoKey, publicKey: Bytes): Promise<BoxKeys> {
  publicHalves.set(privateKey, await suite.kem.deserializePublicKey(publicKey));
  return { publicKey, privateKey };
}

async function rawPublicKey(key: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', key));
}

function isSecretOf(secret: Bytes, publicKey: Bytes): boolean {
  const at = SECRET_LENGTH - PUBLIC_KEY_LENGTH;
  return secret.length === SECRET_LENGTH && publicKey.every((byte, i) => byte === secret[at + i]);
}
