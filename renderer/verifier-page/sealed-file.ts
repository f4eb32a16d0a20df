import { parseBundleName } from '../../shared/bundle/bundle-name.ts';
import { fromUtf8 } from '../../shared/kernel/bytes.ts';

/** A sealed bundle as it was chosen. */
export interface SealedFile {
  /** of its first part; hostile text */
  readonly name: string;
  /** all parts, one after the other */
  readonly blob: Blob;
}

const MAGIC = 'age-encryption.org/v1\n';
/** Of a part: what a browser or a person makes of the name around it does not matter. */
const PART = /\.age\.(\d{3})$/i;

/** Whether a file begins as sealed ones do: its name says nothing. A later part of one does not. */
export async function isSealed(file: Blob): Promise<boolean> {
  try {
    return fromUtf8(new Uint8Array(await file.slice(0, MAGIC.length).arrayBuffer())) === MAGIC;
  } catch {
    return false;
  }
}

/**
 * Puts the parts of a bundle in their order.
 * @param files as a person chose them, in any order; one file may have any name
 * @returns undefined when they are not the parts 1, 2, 3… of one bundle
 */
export function joinParts(files: readonly File[]): SealedFile | undefined {
  const [only, ...more] = files;
  if (only !== undefined && more.length === 0)
    return (partOf(only) ?? 1) === 1 ? { name: only.name, blob: only } : undefined;
  const parts = [...files].sort((a, b) => (partOf(a) ?? 0) - (partOf(b) ?? 0));
  const [first] = parts;
  const names = new Set(parts.map(({ name }) => parseBundleName(name)?.name));
  const isComplete = parts.every((part, i) => partOf(part) === i + 1);
  if (first === undefined || names.size > 1 || names.has(undefined) || !isComplete) return undefined;
  return { name: first.name, blob: new Blob(parts) };
}

/** Whether a file is called as a part of a bundle is. */
export function isPart(file: File): boolean {
  return partOf(file) !== undefined;
}

function partOf({ name }: File): number | undefined {
  const [, digits] = PART.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
