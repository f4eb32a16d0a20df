import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { namesIn } from '../disk/look.ts';

/** Folder of the profile, and of every place of copies, that holds sealed evidence. */
export const EVIDENCE_FOLDER = 'evidencias';

// A sealed file never changes, and its name says which bytes it must have:
//
//   evidencias/<first two digits of its id>/<id>-<SHA-256 of the sealed file>.bin
//
// So every copy of it can be checked without a key, a list or the office itself.
const NAME = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-([0-9a-f]{64})\.bin$/;
const SHELF = /^[0-9a-f]{2}$/;

/** A sealed file, by what its name says. */
export interface EvidenceFile {
  /** of the piece; random */
  readonly id: string;
  /** of the sealed file, lower-case hexadecimal */
  readonly sha256: string;
  /** bytes on the disk */
  readonly size: number;
}

/** The folder of sealed evidence in a profile or in a place of copies. */
export function evidenceFolder(place: string): string {
  return path.join(place, EVIDENCE_FOLDER);
}

/** Where a file lies below the folder of evidence. */
export function shelfOf(id: string): string {
  return id.slice(0, 2);
}

/** Absolute path of a file in a folder of evidence. */
export function evidencePath(folder: string, { id, sha256 }: Pick<EvidenceFile, 'id' | 'sha256'>): string {
  return path.join(folder, shelfOf(id), `${id}-${sha256}.bin`);
}

/**
 * All sealed files of a folder, by id; unfinished and foreign ones are passed over.
 * @param folder none when it is not there
 * @throws what the file system throws when it refuses
 */
export async function listEvidence(folder: string): Promise<EvidenceFile[]> {
  const found: EvidenceFile[] = [];
  for (const shelf of (await namesIn(folder)).filter((name) => SHELF.test(name))) {
    for (const name of await namesIn(path.join(folder, shelf))) {
      const match = NAME.exec(name);
      const [, id = '', sha256 = ''] = match ?? [];
      if (match === null || shelfOf(id) !== shelf) continue;
      const facts = await stat(path.join(folder, shelf, name)).catch(() => undefined);
      if (facts?.isFile() === true) found.push({ id, sha256, size: facts.size });
    }
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The file of one piece; undefined when it is not there or cannot be seen. */
export async function findEvidence(folder: string, id: string): Promise<EvidenceFile | undefined> {
  const shelf = path.join(folder, shelfOf(id));
  for (const name of await readdir(shelf).catch((): string[] => [])) {
    const match = NAME.exec(name);
    if (match?.[1] !== id) continue;
    const facts = await stat(path.join(shelf, name)).catch(() => undefined);
    if (facts?.isFile() === true) return { id, sha256: match[2] ?? '', size: facts.size };
  }
  return undefined;
}
