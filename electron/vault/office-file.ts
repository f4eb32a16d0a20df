import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import { patiently, PRIVATE, systemCode, writeAtomically, writeFault } from '../disk/atomic-write.ts';
import type { EditedOffice } from './open-office.ts';

/** The office as its files beside the keyring need it. */
export type FileOffice = Pick<EditedOffice, 'keyring' | 'officeKey' | 'folder'>;

/**
 * Reads a file that is sealed under the office's key and belongs to one place of one office.
 * @param name within the vault folder; says whose it is, so that no file takes another's place
 * @returns its content; undefined when there is none; `vault/damaged` when somebody put another one there
 * @throws what the file system throws for a file that is there and cannot be read
 */
export async function readOfficeFile(office: FileOffice, name: string): Promise<Result<Bytes | undefined>> {
  let sealed: Bytes;
  try {
    sealed = new Uint8Array(await patiently(() => readFile(path.join(office.folder, name))));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return ok(undefined);
    throw error;
  }
  return open(await sealingKey(office), place(office, name), sealed);
}

/**
 * Writes such a file, whole or not at all.
 * @returns nothing, or the fault of the disk
 */
export async function writeOfficeFile(office: FileOffice, name: string, bytes: Bytes): Promise<Result<undefined>> {
  const file = path.join(office.folder, name);
  const sealed = await seal(await sealingKey(office), place(office, name), bytes);
  try {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  } catch (error) {
    return writeFault(error);
  }
  return writeAtomically(file, sealed, PRIVATE);
}

function sealingKey({ officeKey }: FileOffice): Promise<CryptoKey> {
  return deriveSealingKey(officeKey, 'atalaya/exchange');
}

function place({ keyring }: FileOffice, name: string): string {
  return canonicalJson(['atalaya/exchange/v1', keyring.vaultId, name]);
}
