import { sha256 } from '@noble/hashes/sha2.js';
import { toBase64Url, utf8 } from '../kernel/bytes.ts';
import { canonicalJson, type Json } from '../kernel/canonical-json.ts';
import type { ChangeOp } from './change.ts';

// Labels keep one kind of hash from ever being taken for another. They are a data format (ADR 0004).
const OP_LABEL = 'traspaso/asiento/v1\0';
const VALUE_LABEL = 'traspaso/valor/v1\0';

/** The id of a change: base64url SHA-256 of its label and canonical form (43 characters). */
export function changeId(op: ChangeOp): string {
  return changeIdOf(canonicalOp(op));
}

/**
 * The canonical form of what a chain covers, as `canonicalJson` makes it, in a third of the time: all members are known, and
 * stand here in the order that RFC 8785 asks for.
 * @throws on a lone surrogate
 */
export function canonicalOp({ c, e, f, h, k, n, p, r, s, t, u, v }: ChangeOp): string {
  const op = { c, e, f, h, k, n, p, r, s, t, u, v };
  const text = JSON.stringify(op);
  // a lone surrogate is written as an escape; whether this is one is for the slow way to tell
  return text.includes('\\ud') ? canonicalJson(op) : text;
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

const encoder = new TextEncoder();
/** One at its beginning, and one that becomes it again for each hash: making one takes a third as long as hashing a change. */
const atBeginning = sha256.create();
const hash = sha256.create();
const digest = new Uint8Array(32);
/** Where texts become bytes: nearly all fit. */
const room = new Uint8Array(16 * 1024);

// a library rather than WebCrypto: ids wait for each other, and each way to WebCrypto and back costs more than the hash
function hashed(text: string): string {
  // a character is at most three bytes
  const fits = text.length * 3 <= room.length;
  const bytes = fits ? room.subarray(0, encoder.encodeInto(text, room).written) : utf8(text);
  atBeginning._cloneInto(hash);
  hash.update(bytes).digestInto(digest);
  return toBase64Url(digest);
}
