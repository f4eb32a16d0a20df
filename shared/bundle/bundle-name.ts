import { toBase32 } from '../alert/base32.ts';
import { assert } from '../kernel/assert.ts';

/** The folder on a stick. */
export const BUNDLES_FOLDER = 'TRASPASOS';
/** Random bytes that the name of a bundle is made of. */
export const BUNDLE_NAME_BYTES = 5;
/** A part is never larger: FAT holds no file of 4 GiB. Bytes. */
export const BUNDLE_PART_BYTES = 4_000_000_000;

const NAME = /^(TRASPASO-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\.age)(?:\.(\d{3}))?$/;

/**
 * The name of a bundle on a stick, which says nothing of whom or what it is about.
 * @param random 40 random bits
 */
export function bundleFileName(random: Uint8Array): string {
  assert(random.length === BUNDLE_NAME_BYTES, 'the name of a bundle has 40 random bits');
  const code = toBase32(random);
  return `TRASPASO-${code.slice(0, 4)}-${code.slice(4)}.age`;
}

/**
 * The names of the parts that a sealed file of this size is written as: one, or `….age.001` and on.
 * @param size bytes
 * @param partBytes of a part; tests have smaller ones
 */
export function partNames(name: string, size: number, partBytes = BUNDLE_PART_BYTES): readonly string[] {
  const parts = Math.ceil(size / partBytes);
  if (parts <= 1) return [name];
  return Array.from({ length: parts }, (_, i) => `${name}.${String(i + 1).padStart(3, '0')}`);
}

/** Reads such a name. @returns the bundle's, and which part it is (from 1; undefined for a whole file) */
export function parseBundleName(text: string): { readonly name: string; readonly part?: number } | undefined {
  const [, name, part] = NAME.exec(text) ?? [];
  if (name === undefined || part === '000') return undefined;
  return part === undefined ? { name } : { name, part: Number(part) };
}
