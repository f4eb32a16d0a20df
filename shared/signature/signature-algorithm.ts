import { toHex, type Bytes } from '../kernel/bytes.ts';
import { child, DerError, expectTag, oidOf, readDer, smallInteger, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { oids } from './oids.ts';
import type { PublicKey } from './public-key.ts';

export type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** How a signature value was made, as far as its algorithm identifier tells. */
export type SignatureAlgorithm =
  | { readonly kind: 'ecdsa'; readonly hash: HashName }
  | { readonly kind: 'rsa'; readonly hash: HashName }
  | { readonly kind: 'rsa-pss'; readonly hash: HashName; readonly saltLength: number }
  /** broken or outdated: SHA-1 */
  | { readonly kind: 'weak'; readonly name: string }
  | { readonly kind: 'unknown'; readonly name: string };

const HASHES: Readonly<Record<string, HashName>> = {
  [oids.sha256]: 'SHA-256',
  [oids.sha384]: 'SHA-384',
  [oids.sha512]: 'SHA-512',
};
const WITH_HASH: Readonly<Record<string, SignatureAlgorithm>> = {
  [oids.rsaSha256]: { kind: 'rsa', hash: 'SHA-256' },
  [oids.rsaSha384]: { kind: 'rsa', hash: 'SHA-384' },
  [oids.rsaSha512]: { kind: 'rsa', hash: 'SHA-512' },
  [oids.ecdsaSha256]: { kind: 'ecdsa', hash: 'SHA-256' },
  [oids.ecdsaSha384]: { kind: 'ecdsa', hash: 'SHA-384' },
  [oids.ecdsaSha512]: { kind: 'ecdsa', hash: 'SHA-512' },
  [oids.rsaSha1]: { kind: 'weak', name: 'RSA, SHA-1' },
  [oids.ecdsaSha1]: { kind: 'weak', name: 'ECDSA, SHA-1' },
};

/** NIST SP 800-131A: RSA below 2048 bits no longer signs. */
const RSA_MIN_BITS = 2048;
/** Verifying time grows with the square of the key; nobody uses more. */
const RSA_MAX_BITS = 16_384;

/**
 * The digest that an algorithm identifier names; `SHA-1` is told apart so that it can be refused by name.
 * @throws {DerError} when it is malformed
 */
export function readDigestAlgorithm(node: DerNode): HashName | 'SHA-1' | { readonly unknown: string } {
  const type = oidOf(child(expectTag(node, tags.sequence), 0));
  requireNoParameters(node);
  if (type === oids.sha1) return 'SHA-1';
  return HASHES[type] ?? { unknown: type };
}

/**
 * Reads the algorithm identifier of a signature.
 * @param digest the digest named beside it: plain `rsaEncryption` takes its hash from there
 * @throws {DerError} when it is malformed
 */
export function readSignatureAlgorithm(node: DerNode, digest?: HashName): SignatureAlgorithm {
  const type = oidOf(child(expectTag(node, tags.sequence), 0));
  if (type === oids.rsaPss) return readPss(node);
  requireNoParameters(node);
  if (type === oids.rsaEncryption && digest !== undefined) return { kind: 'rsa', hash: digest };
  return WITH_HASH[type] ?? { kind: 'unknown', name: type };
}

/** Parameters are absent or NULL; anything else is a place to hide bytes that no signature covers. */
function requireNoParameters(node: DerNode): void {
  const [, parameters, ...rest] = node.children;
  if (rest.length > 0) throw new DerError('algorithm identifier');
  if (parameters && (parameters.tag !== tags.null || parameters.body.length > 0)) throw new DerError('parameters');
}

/** RSASSA-PSS (RFC 4055): only the usual form, with one hash for everything. */
function readPss(node: DerNode): SignatureAlgorithm {
  const unknown: SignatureAlgorithm = { kind: 'unknown', name: 'RSASSA-PSS' };
  const parameters = expectTag(child(node, 1), tags.sequence).children;
  const part = (number: number) => parameters.find((candidate) => candidate.tag === (0xa0 | number))?.children[0];
  const [hashNode, maskNode, saltNode] = [part(0), part(1), part(2)];
  // everything left out means SHA-1
  if (!hashNode || !maskNode) return { kind: 'weak', name: 'RSASSA-PSS, SHA-1' };
  const hash = readDigestAlgorithm(hashNode);
  const maskHash = readDigestAlgorithm(child(maskNode, 1));
  if (hash === 'SHA-1' || maskHash === 'SHA-1') return { kind: 'weak', name: 'RSASSA-PSS, SHA-1' };
  if (typeof hash !== 'string' || maskHash !== hash || oidOf(child(maskNode, 0)) !== oids.mgf1) return unknown;
  return { kind: 'rsa-pss', hash, saltLength: saltNode ? smallInteger(saltNode) : 20 };
}

/** An algorithm and key in one phrase for people who know, e.g. `ECDSA P-256, SHA-256`. */
export function describeAlgorithm(algorithm: SignatureAlgorithm, key: PublicKey): string {
  if (algorithm.kind === 'weak' || algorithm.kind === 'unknown') return algorithm.name;
  const name = algorithm.kind === 'ecdsa' ? 'ECDSA' : algorithm.kind === 'rsa' ? 'RSA' : 'RSA-PSS';
  const size = key.kind === 'ec' ? key.curve : key.kind === 'rsa' ? String(key.bits) : key.algorithm;
  return `${name} ${size}, ${algorithm.hash}`;
}

/** What checking a signature value found. */
export type SignatureCheck = 'right' | 'wrong' | 'weak' | 'unsupported';

/**
 * Checks a signature value.
 * @param signature as certificates and CMS carry it: ECDSA as a DER sequence of two numbers
 * @throws {DerError} when an ECDSA value is malformed
 */
export async function checkSignature(
  algorithm: SignatureAlgorithm,
  key: PublicKey,
  signature: Bytes,
  content: Bytes,
): Promise<SignatureCheck> {
  if (algorithm.kind === 'weak') return 'weak';
  if (algorithm.kind === 'unknown') return 'unsupported';
  if (algorithm.kind === 'ecdsa') {
    if (key.kind !== 'ec') return 'wrong';
    const value = ecdsaFromDer(signature, key.curve);
    const imported = await importKey(key.spki, { name: 'ECDSA', namedCurve: key.curve });
    if (!imported) return 'wrong';
    return verifyValue({ name: 'ECDSA', hash: algorithm.hash }, imported, value, content);
  }
  if (key.kind !== 'rsa') return 'wrong';
  if (key.bits < RSA_MIN_BITS) return 'weak';
  if (key.bits > RSA_MAX_BITS) return 'unsupported';
  const name = algorithm.kind === 'rsa' ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS';
  const imported = await importKey(key.spki, { name, hash: algorithm.hash });
  if (!imported) return 'wrong';
  const parameters = algorithm.kind === 'rsa' ? { name } : { name, saltLength: algorithm.saltLength };
  return verifyValue(parameters, imported, signature, content);
}

/** WebCrypto throws on parameters that no key could have used; such a value was not made by this key. */
async function verifyValue(
  parameters: { readonly name: string; readonly [parameter: string]: unknown },
  key: CryptoKey,
  signature: Bytes,
  content: Bytes,
): Promise<SignatureCheck> {
  try {
    return (await crypto.subtle.verify(parameters, key, own(signature), own(content))) ? 'right' : 'wrong';
  } catch {
    return 'wrong';
  }
}

/** WebCrypto throws on a key that is no point of its curve and the like; such a key has signed nothing. */
async function importKey(
  spki: Bytes,
  algorithm: { readonly name: string; readonly [parameter: string]: unknown },
): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('spki', own(spki), algorithm, false, ['verify']);
  } catch {
    return undefined;
  }
}

const own = (bytes: Bytes): Bytes => bytes.slice();

const COORDINATE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;

/** The two numbers of an ECDSA signature side by side, as WebCrypto wants them. */
function ecdsaFromDer(signature: Bytes, curve: keyof typeof COORDINATE_BYTES): Bytes {
  const size = COORDINATE_BYTES[curve];
  const out = new Uint8Array(2 * size);
  const pair = expectTag(readDer(signature), tags.sequence);
  if (pair.children.length !== 2) throw new DerError('ECDSA value');
  pair.children.forEach((node, i) => {
    const { body } = expectTag(node, tags.integer);
    const isPadded = body[0] === 0 && (body[1] ?? 0) < 0x80 && body.length > 1;
    if (body.length === 0 || isPadded || (body[0] ?? 0) >= 0x80) throw new DerError(`number ${toHex(body)}`);
    const digits = body[0] === 0 ? body.subarray(1) : body;
    if (digits.length > size) throw new DerError('number too large');
    out.set(digits, (i + 1) * size - digits.length);
  });
  return out;
}
