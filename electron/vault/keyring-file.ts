import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { utf8 } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { patiently, PRIVATE, systemCode, writeAtomically, writeFault } from '../disk/atomic-write.ts';
import { exists } from '../disk/look.ts';
import { parseKeyring1, type Keyring1 } from './keyring-1.ts';
import { isNewerKeyring, parseKeyring, type Keyring } from './keyring.ts';

const CURRENT = 'keyring.json';
/** a second copy; it is written first, and so never older than the current one */
const SECOND = 'keyring.previous.json';
/** an office of format 1 as it was before it was made format 2 */
const FORMAT_1 = 'keyring.format-1.json';

/** What the vault folder holds. */
export type KeyringState =
  | { readonly kind: 'none' }
  /** `fromSecond`: the current file is damaged or gone and its second copy took its place */
  | { readonly kind: 'found'; readonly keyring: Keyring; readonly fromSecond: boolean }
  /** an office of format 1: whoever signs in first makes it format 2 */
  | { readonly kind: 'old'; readonly keyring: Keyring1; readonly fromSecond: boolean }
  /** there is a file, and neither it nor its copy is a keyring; or another program does not let it be read */
  | { readonly kind: 'damaged' }
  /** a newer version of the app wrote the keyring or its copy: nothing here is touched */
  | { readonly kind: 'newer' };

/**
 * Reads the keyring. A damaged one stays where it is; the second copy is tried. The copy is written first, so a newer
 * version that was cut short may have left only that one newer: it counts all the same.
 * @param folder the vault folder, which need not exist
 */
export async function readKeyring(folder: string): Promise<KeyringState> {
  const current = await read(path.join(folder, CURRENT));
  // What is merely held is not damaged: the copy in its place would lose a change that was cut short.
  if (current === 'unreadable') return { kind: 'damaged' };
  const second = await read(path.join(folder, SECOND));
  if (current === 'newer' || second === 'newer') return { kind: 'newer' };
  if (typeof current === 'object') return stateOf(current.keyring, false);
  if (typeof second === 'object') return stateOf(second.keyring, true);
  return current === 'missing' && second === 'missing' ? { kind: 'none' } : { kind: 'damaged' };
}

/**
 * Reads the keyring at the start. An office that was never confirmed is set aside: its sheets were not handed out.
 * @param folder the vault folder, which need not exist
 */
export async function findKeyring(folder: string): Promise<KeyringState> {
  const stored = await readKeyring(folder);
  if ((stored.kind !== 'found' && stored.kind !== 'old') || stored.keyring.ready) return stored;
  await setAside(folder, 'unfinished');
  return readKeyring(folder);
}

/**
 * Writes the keyring, both copies. A damaged one is set aside, never overwritten, and one of format 1 is kept. The copies
 * are equal, for a passphrase that was changed must open neither, and a key that was begun must be in both: whatever
 * is sealed with it could not be opened without. An office that is not confirmed yet has one copy.
 * @returns nothing; `vault/newer` when a newer version of the app wrote here meanwhile; or the fault of the disk
 */
export async function writeKeyring(folder: string, keyring: Keyring): Promise<Result<undefined>> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return writeFault(error);
  }
  const [file, copy] = [path.join(folder, CURRENT), path.join(folder, SECOND)];
  const content = utf8(`${JSON.stringify(keyring, undefined, 1)}\n`);
  const current = await read(file);
  const before = await read(copy);
  if (current === 'newer' || before === 'newer') return fail('vault/newer');
  if (current === 'unreadable') return fail('file/cannot-write');
  if (current === 'damaged') await setAside(folder, 'damaged');
  const kept = await keepFormat1(folder, [current, before]);
  if (!kept.ok) return kept;
  const second = keyring.ready ? await writeAtomically(copy, content, PRIVATE) : ok(undefined);
  return second.ok ? writeAtomically(file, content, PRIVATE) : second;
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

type ReadKeyring =
  { readonly keyring: Keyring | Keyring1; readonly text: string } | 'missing' | 'damaged' | 'newer' | 'unreadable';

function stateOf(keyring: Keyring | Keyring1, fromSecond: boolean): KeyringState {
  return keyring.format === 2 ? { kind: 'found', keyring, fromSecond } : { kind: 'old', keyring, fromSecond };
}

async function keepFormat1(folder: string, files: readonly ReadKeyring[]): Promise<Result<undefined>> {
  const old = files.find((file) => typeof file === 'object' && file.keyring.format === 1);
  const kept = path.join(folder, FORMAT_1);
  if (typeof old !== 'object' || (await exists(kept))) return ok(undefined);
  return writeAtomically(kept, utf8(old.text), PRIVATE);
}

async function read(file: string): Promise<ReadKeyring> {
  try {
    const text = await patiently(() => readFile(file, 'utf8'));
    const keyring = parseKeyring(text) ?? parseKeyring1(text);
    if (keyring !== undefined) return { keyring, text };
    return isNewerKeyring(text) ? 'newer' : 'damaged';
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return systemCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
  }
}
