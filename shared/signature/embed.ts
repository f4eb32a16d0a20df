import { ownBytes, toHex, utf8, type Bytes } from '../kernel/bytes.ts';
import type { PreparedSignature } from './signer.ts';

/**
 * Puts a signature into the room that was made for it; nothing else changes.
 * @param prepared from `prepareSignature`
 * @param cms from `buildCms` over `prepared.digest`
 * @returns the signed PDF
 * @throws when the signature does not fit: a chain of dozens of certificates, which no key in use here has
 */
export function embedSignature(prepared: PreparedSignature, cms: Bytes): Bytes {
  const [start, end] = prepared.gap;
  const hex = utf8(toHex(cms));
  if (hex.length > end - start - 2) throw new Error('the signature is larger than its room');
  const signed = ownBytes(prepared.pdf);
  signed.set(hex, start + 1);
  return signed;
}
