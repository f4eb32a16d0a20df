import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { sha256, toHex } from '../../shared/kernel/bytes.ts';
import { patiently } from '../disk/atomic-write.ts';
import { namesIn } from '../disk/look.ts';
import type { Manifest } from './manifest.ts';

/** A file that goes into a snapshot. */
export interface SourceFile {
  /** in the snapshot */
  readonly name: string;
  /** absolute path */
  readonly file: string;
}

const KEYRING = 'keyring.json';
/** The second copy of the keyring, for the day on which the first is damaged. */
const SECOND_KEYRING = 'keyring.previous.json';
const CREDENTIALS = 'credentials';

/**
 * Finds what goes into a snapshot.
 * @param vaultFolder absolute path
 * @param journal absolute paths of the journal's files, in order, closed before this is called: a keyring that is
 *   younger than the journal holds every key that the journal needs, an older one might not
 * @throws what the file system throws
 */
export async function sourceFiles(vaultFolder: string, journal: readonly string[]): Promise<SourceFile[]> {
  const keyring = (await isJson(path.join(vaultFolder, KEYRING))) ? KEYRING : SECOND_KEYRING;
  const credentials = path.join(vaultFolder, CREDENTIALS);
  return [
    { name: KEYRING, file: path.join(vaultFolder, keyring) },
    ...[...(await namesIn(credentials))]
      .sort()
      // hidden files are being written, or were when the power went
      .filter((name) => !name.startsWith('.'))
      .map((name) => ({ name: `${CREDENTIALS}/${name}`, file: path.join(credentials, name) })),
    ...journal.map((file) => ({ name: `journal/${path.basename(file)}`, file })),
  ];
}

/** True when a snapshot holds these very files: files of the journal only grow, so their sizes tell. */
export async function holdsAll(
  manifest: Manifest,
  files: readonly SourceFile[],
  evidence: Manifest['evidence'],
): Promise<boolean> {
  if (files.length !== manifest.parts.length) return false;
  if (JSON.stringify(manifest.evidence) !== JSON.stringify(evidence)) return false;
  for (const [i, { name, file }] of files.entries()) {
    const part = manifest.parts[i];
    if (part?.name !== name || part.size !== (await stat(file)).size) return false;
    if (name === KEYRING && part.sha256 !== toHex(await sha256(await readFile(file)))) return false;
  }
  return true;
}

async function isJson(file: string): Promise<boolean> {
  try {
    JSON.parse(await patiently(() => readFile(file, 'utf8')));
    return true;
  } catch {
    return false;
  }
}
