import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { patiently, PRIVATE, systemCode, writeAtomically, writeFault } from '../disk/atomic-write.ts';
import { parseKeyring, type Keyring } from './keyring.ts';

const CURRENT = 'keyring.json';
const PREVIOUS = 'keyring.previous.json';

/** What the vault folder holds. */
export type KeyringState =
  | { readonly kind: 'none' }
  /** `fromPrevious`: the current file is damaged or gone and its predecessor took its place */
  | { readonly kind: 'found'; readonly keyring: Keyring; readonly fromPrevious: boolean }
  /** there is a file, and neither it nor its predecessor is a keyring; or another program does not let it be read */
  | { readonly kind: 'damaged' };

/**
 * Reads the keyring. A damaged one stays where it is; the previous copy is tried.
 * @param folder the vault folder, which need not exist
 */
export async function readKeyring(folder: string): Promise<KeyringState> {
  const current = await read(path.join(folder, CURRENT));
  if (typeof current === 'object') return { kind: 'found', keyring: current, fromPrevious: false };
  // What is merely held is not damaged: an older copy in its place would lose the latest change.
  if (current === 'unreadable') return { kind: 'damaged' };
  const previous = await read(path.join(folder, PREVIOUS));
  if (typeof previous === 'object') return { kind: 'found', keyring: previous, fromPrevious: true };
  return current === 'missing' && previous === 'missing' ? { kind: 'none' } : { kind: 'damaged' };
}

/**
 * Writes the keyring. The one it replaces becomes the previous copy; a damaged one is set aside, never overwritten.
 * The first keyring of an office, and the one that makes it ready, are written to both places at once.
 * @returns nothing, or the fault of the disk
 */
export async function writeKeyring(folder: string, keyring: Keyring): Promise<Result<undefined>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return writeFault(error);
  }
  const file = path.join(folder, CURRENT);
  const content = serialise(keyring);
  const current = await read(file);
  if (current === 'unreadable') return fail('file/cannot-write');
  if (current === 'damaged') await setAside(folder, 'damaged');
  if (typeof current === 'object' && current.ready) {
    const kept = await writeAtomically(path.join(folder, PREVIOUS), serialise(current), PRIVATE);
    if (!kept.ok) return kept;
  }
  const written = await writeAtomically(file, content, PRIVATE);
  if (!written.ok || !keyring.ready || (typeof current === 'object' && current.ready)) return written;
  return writeAtomically(path.join(folder, PREVIOUS), content, PRIVATE);
}

/**
 * Moves the keyring file out of the way, to `keyring.<reason>-<n>.json`.
 * @param reason `unfinished`: the office was never confirmed; `damaged`: unreadable
 */
export async function setAside(folder: string, reason: 'unfinished' | 'damaged'): Promise<void> {
  let n = 1;
  while (await exists(path.join(folder, `keyring.${reason}-${n}.json`))) n += 1;
  await rename(path.join(folder, CURRENT), path.join(folder, `keyring.${reason}-${n}.json`));
}

function serialise(keyring: Keyring): Uint8Array {
  return utf8(`${JSON.stringify(keyring, undefined, 1)}\n`);
}

async function read(file: string): Promise<Keyring | 'missing' | 'damaged' | 'unreadable'> {
  try {
    return parseKeyring(await patiently(() => readFile(file, 'utf8'))) ?? 'damaged';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return systemCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
