import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { ChangeOp } from './change.ts';

// Labels keep one kind of hash from ever being taken for another. They are a data format (ADR 0004).
const OP_LABEL = 'traspaso/asiento/v1\0';
const VALUE_LABEL = 'traspaso/valor/v1\0';

/** The id of a change: base64url SHA-256 of its label and canonical form (43 characters). */
export function changeId(op: ChangeOp): string {
  return changeIdOf(canonicalJson({ ...op }));
}

/** The id of a change whose canonical form was made already. */
export function changeIdOf(canonicalOp: string): string {
  return hashed(OP_LABEL + canonicalOp);
}

/**
 * The hash that stands for a value in the chain, so that the value can be withheld and the chain still verifies.
 * @param salt 16 random bytes in base64url; without it short values ("sí", an age) could be guessed from the hash
 */
export function valueHash(salt: string, value: Json): string {
  return valueHashOf(salt, canonicalJson(value));
}

/** The hash of a value whose canonical form was made already. */
export function valueHashOf(salt: string, canonicalValue: string): string {
  return hashed(`${VALUE_LABEL}${salt}\0${canonicalValue}`);
}

// a library rather than WebCrypto: ids wait for each other, and each way to WebCrypto and back costs more than the hash
function hashed(text: string): string {
  return toBase64Url(sha256(utf8(text)));
}
