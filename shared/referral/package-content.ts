import { evidenceKinds, type EvidenceType } from '../evidence/sniff.ts';
import { assert } from '../kernel/assert.ts';

/** Files that every package has, by fixed names. */
export const packageFiles = {
  readme: 'LEAME.txt',
  referral: 'remision.pdf',
  annexes: 'anexos.pdf',
  receipt: 'acuse.pdf',
  identities: 'identidades.pdf',
  manifest: 'manifest-sha256.txt',
} as const;

/** A file of a package as its manifest has it. */
export interface PackageFile {
  readonly name: string;
  /** bytes */
  readonly size: number;
  /** lower-case hexadecimal */
  readonly sha256: string;
}

/** More pieces than this have no number of three digits. */
export const MOST_PIECES = 999;
/** What FAT memory sticks hold in one file, less what sealing adds. */
export const MOST_BYTES = 4_000_000_000;

const EVIDENCE = new RegExp(
  `^pruebas/prueba-\\d{3}(?:${Object.values(evidenceKinds)
    .map(({ ending }) => ending.replace('.', '\\.'))
    .join('|')})$`,
);
const FIXED: ReadonlySet<string> = new Set(Object.values(packageFiles));

/**
 * What a copy of evidence is called in a package. Its own name may be that of a person.
 * @param n its number in the package, from 1
 */
export function evidenceFileName(n: number, type: EvidenceType): string {
  assert(Number.isInteger(n) && n >= 1 && n <= MOST_PIECES, 'a piece of a package has a number from 1 to 999');
  return `pruebas/prueba-${String(n).padStart(3, '0')}${evidenceKinds[type].ending}`;
}

/** Whether a package may have a file of this name that the window made; the manifest is made by whoever seals it. */
export function isPackageFile(name: string): boolean {
  return name !== packageFiles.manifest && (FIXED.has(name) || EVIDENCE.test(name));
}

/**
 * Which files a package lacks that each must have.
 * @param names of those that it has
 */
export function missingFiles(names: Iterable<string>): readonly string[] {
  const has = new Set(names);
  const { readme, referral, annexes, receipt } = packageFiles;
  return [readme, referral, receipt, annexes].filter((name) => !has.has(name));
}

/** The manifest of a package as BagIt (RFC 8493) and `sha256sum -c` have it: a hash, two blanks and a name to a line. */
export function manifestText(files: readonly PackageFile[]): string {
  return files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
}
