import * as v from 'valibot';
import { fromBase64, toBase64, utf8, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson, type Json } from '../../shared/kernel/canonical-json.ts';
import { CertificateInfo, OfficeInput, PersonInput } from '../../shared/ipc/contract.ts';
import { deriveBytes } from '../../shared/vault/derived-key.ts';

const Base64Bytes = v.pipe(v.string(), v.maxLength(100_000), v.base64());
const Id = v.pipe(v.string(), v.uuid());

/** Bounds keep an edited file from asking for more memory or time than any office computer has. */
const Kdf = v.strictObject({
  algorithm: v.literal('argon2id'),
  memoryKiB: v.pipe(v.number(), v.integer(), v.minValue(8), v.maxValue(1024 * 1024)),
  iterations: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  parallelism: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4)),
});

/** The vault key, wrapped under what a passphrase or the recovery code is derived to. */
const Slot = v.strictObject({ kdf: Kdf, salt: Base64Bytes, wrappedKey: Base64Bytes });
export type Slot = v.InferOutput<typeof Slot>;

/** A person's own certificate with the private key under that person's passphrase. */
const Signing = v.strictObject({ id: Id, certificate: Base64Bytes, sealedKey: Base64Bytes });

/** Someone who may open the office. */
const PersonEntry = v.strictObject({
  id: Id,
  ...PersonInput.entries,
  slot: Slot,
  signing: Signing,
  /** earlier certificates: their keys are gone, but what they signed must still be verified */
  former: v.array(v.strictObject({ id: Id, certificate: Base64Bytes })),
});
export type PersonEntry = v.InferOutput<typeof PersonEntry>;

/**
 * `keyring.json`: everything that is needed to open the office, and nothing that opens it without a passphrase.
 * Format 1. Byte strings are base64.
 */
export const Keyring = v.strictObject({
  format: v.literal(1),
  vaultId: Id,
  officeId: Id,
  installationId: Id,
  /** false until the window has made its database; such a keyring is set aside at the next start */
  ready: v.boolean(),
  office: OfficeInput,
  people: v.pipe(v.array(PersonEntry), v.minLength(1)),
  recovery: Slot,
  authority: v.strictObject({ certificate: Base64Bytes, sealedKey: Base64Bytes }),
  /** certificates from .p12 files; the files themselves lie sealed in `credentials/` */
  imported: v.array(v.strictObject({ ...CertificateInfo.entries, kind: v.literal('imported') })),
  /** HMAC-SHA-256 over all the rest, under a key from the vault key */
  proof: Base64Bytes,
});
export type Keyring = v.InferOutput<typeof Keyring>;

/**
 * Reads a keyring file's content.
 * @returns the keyring, or undefined when it is not one (torn, edited beyond recognition, another format)
 */
export function parseKeyring(text: string): Keyring | undefined {
  try {
    const parsed = v.safeParse(Keyring, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Renews the proof that whoever wrote the keyring held the vault key. */
export async function proveKeyring(keyring: Keyring, vaultKey: Bytes): Promise<Keyring> {
  const key = await proofKey(vaultKey, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, provenBytes(keyring));
  return { ...keyring, proof: toBase64(new Uint8Array(mac)) };
}

/**
 * True when nothing in the keyring was changed from outside: no office renamed, no person or certificate added,
 * removed or exchanged. (An older keyring put back as a whole is not noticed.)
 */
export async function isProven(keyring: Keyring, vaultKey: Bytes): Promise<boolean> {
  const key = await proofKey(vaultKey, ['verify']);
  return crypto.subtle.verify('HMAC', key, fromBase64(keyring.proof), provenBytes(keyring));
}

async function proofKey(vaultKey: Bytes, usages: ('sign' | 'verify')[]): Promise<CryptoKey> {
  const raw = await deriveBytes(vaultKey, 'atalaya/keyring');
  try {
    return await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, usages);
  } finally {
    raw.fill(0);
  }
}

/** The keyring without its proof, in the one form that equal keyrings share. */
function provenBytes(keyring: Keyring): Bytes {
  const content: Json = { ...keyring, proof: '' };
  return utf8(canonicalJson(content));
}
