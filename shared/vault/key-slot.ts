import { canonicalJson } from '../kernel/canonical-json.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Bytes } from '../kernel/bytes.ts';
import { deriveSealingKey } from './derived-key.ts';
import { open } from './seal.ts';

/** How a passphrase becomes 32 bytes; kept with each slot so that old slots open after the default is raised. */
export interface KdfParameters {
  readonly algorithm: 'argon2id';
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
}

/** What a slot of format 1 is bound to. Whoever edits one of these in the file makes the slot useless. */
export interface SlotOwner {
  readonly vaultId: string;
  readonly id: string;
  readonly name: string;
  readonly position: string;
  readonly credential: string;
  readonly kdf: KdfParameters;
}

/**
 * Opens a slot of a keyring of format 1, which held the one key of its office.
 * @param derived 32 bytes that argon2id made of what was typed
 * @returns the vault key (the caller wipes it), or `vault/damaged` when the secret is another one or the slot was edited
 */
export async function unwrapVaultKey(derived: Bytes, owner: SlotOwner, wrapped: Bytes): Promise<Result<Bytes>> {
  const opened = await open(await wrappingKey(derived, owner), slotPlace(owner), wrapped);
  if (!opened.ok) return opened;
  return opened.value.length === 32 ? ok(opened.value) : fail('vault/damaged');
}

/**
 * The key that seals a person's private signing key. It comes from the passphrase alone and not from the office's
 * keys, so that no colleague and no recovery sheet can sign in that person's name (sole control).
 */
export function signingKeySeal(derived: Bytes, vaultId: string, personId: string): Promise<CryptoKey> {
  return deriveSealingKey(derived, `atalaya/sign|${vaultId}|${personId}`);
}

function wrappingKey(derived: Bytes, owner: SlotOwner): Promise<CryptoKey> {
  return deriveSealingKey(derived, `atalaya/kek|${owner.vaultId}|${owner.id}`);
}

function slotPlace({ vaultId, id, name, position, credential, kdf }: SlotOwner): string {
  return canonicalJson(['atalaya/slot/v1', vaultId, id, name, position, credential, { ...kdf }]);
}
