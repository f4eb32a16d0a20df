import { toBase32 } from '../alert/base32.ts';
import { assert } from '../kernel/assert.ts';

/** Random bytes that the name of a package is made of. */
export const PACKAGE_NAME_BYTES = 5;

/**
 * The name of a package outside the office: it says what kind of thing it is, and nothing of whom or what it is about.
 * @param random 40 random bits
 * @param kind a referral, or a whole case
 */
export function packageFileName(random: Uint8Array, kind: 'REMISION' | 'EXPEDIENTE' = 'REMISION'): string {
  assert(random.length === PACKAGE_NAME_BYTES, 'the name of a package has 40 random bits');
  const code = toBase32(random);
  return `${kind}-${code.slice(0, 4)}-${code.slice(4)}.age`;
}
