import type { Bytes } from '../kernel/bytes.ts';
import { bitStringBytes, child, DerError, expectTag, oidOf, readDer, type DerNode } from './der-read.ts';
import { tags } from './der-tags.ts';
import { oids } from './oids.ts';

/** The key inside a certificate. */
export type PublicKey =
  | { readonly kind: 'ec'; readonly curve: 'P-256' | 'P-384' | 'P-521'; readonly spki: Bytes }
  | { readonly kind: 'rsa'; readonly bits: number; readonly spki: Bytes }
  | { readonly kind: 'other'; readonly algorithm: string; readonly spki: Bytes };

const CURVES: Readonly<Record<string, 'P-256' | 'P-384' | 'P-521'>> = {
  [oids.p256]: 'P-256',
  [oids.p384]: 'P-384',
  [oids.p521]: 'P-521',
};

/**
 * Reads a SubjectPublicKeyInfo.
 * @throws {DerError} when it is malformed
 */
export function readPublicKey(node: DerNode): PublicKey {
  const algorithm = child(node, 0, tags.sequence);
  const type = oidOf(child(algorithm, 0));
  const key = child(node, 1, tags.bitString);
  if (type === oids.ecPublicKey) {
    const parameters = child(algorithm, 1);
    const curve = parameters.tag === tags.oid ? CURVES[oidOf(parameters)] : undefined;
    if (curve) return { kind: 'ec', curve, spki: node.raw };
  }
  if (type === oids.rsaEncryption) return { kind: 'rsa', bits: modulusBits(bitStringBytes(key)), spki: node.raw };
  return { kind: 'other', algorithm: type, spki: node.raw };
}

function modulusBits(der: Bytes): number {
  const modulus = child(expectTag(readDer(der), tags.sequence), 0, tags.integer).body;
  const start = modulus[0] === 0 ? 1 : 0;
  const first = modulus[start];
  if (first === undefined || first === 0) throw new DerError('modulus');
  return 8 * (modulus.length - start - 1) + (32 - Math.clz32(first));
}
