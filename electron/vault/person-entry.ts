import { fromBase64, randomBytes, sha256, toBase64, toHex, type Bytes } from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import type { Result } from '../../shared/kernel/result.ts';
import type { PersonInput } from '../../shared/ipc/contract.ts';
import { signingKeySeal, unwrapVaultKey, wrapVaultKey, type KdfParameters } from '../../shared/vault/key-slot.ts';
import { passphraseBytes } from '../../shared/vault/passphrase.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import type { Derive } from './argon.ts';
import type { PersonEntry, Slot } from './keyring.ts';
import { issueSigningKey, type OfficeAuthority } from './office-authority.ts';

const SALT_LENGTH = 16;
/** Owner of the slot that the recovery code opens. */
const RECOVERY = { id: 'recovery', name: '', position: '', credential: '' } as const;

/** What making or renewing a slot needs. */
export interface SlotMaking {
  readonly vaultId: string;
  readonly vaultKey: Bytes;
  readonly derive: Derive;
  readonly kdf: KdfParameters;
}

/**
 * Makes a person's entry in the keyring: a slot that the passphrase opens, a new signing key that only this
 * passphrase opens, and its certificate.
 * @param person id and particulars; both slot and key are bound to them
 * @param making.authority who issues the certificate
 */
export async function makePersonEntry(
  person: PersonInput & { readonly id: string },
  passphrase: string,
  making: SlotMaking & { readonly authority: OfficeAuthority; readonly now: number },
): Promise<PersonEntry> {
  const { vaultId, vaultKey, derive, kdf } = making;
  const salt = randomBytes(SALT_LENGTH);
  const derived = await derive({ secret: passphraseBytes(passphrase), salt, kdf });
  try {
    const wrappedKey = await wrapVaultKey(derived, { vaultId, kdf, ...person }, vaultKey);
    const { id, certificate, privateKey } = await issueSigningKey(person, making.authority, making.now);
    const key = await signingKeySeal(derived, vaultId, person.id);
    const sealedKey = await seal(key, await signingKeyPlace(vaultId, person.id, certificate), privateKey);
    privateKey.fill(0);
    return {
      ...person,
      slot: { kdf, salt: toBase64(salt), wrappedKey: toBase64(wrappedKey) },
      signing: { id, certificate: toBase64(certificate), sealedKey: toBase64(sealedKey) },
      former: [],
    };
  } finally {
    derived.fill(0);
  }
}

/**
 * Opens a person's slot.
 * @returns the vault key (the caller wipes it), or `vault/damaged` for another passphrase or an edited slot
 */
export async function openPersonSlot(
  vaultId: string,
  person: PersonEntry,
  passphrase: string,
  derive: Derive,
): Promise<Result<Bytes>> {
  const derived = await deriveSlot(person.slot, passphraseBytes(passphrase), derive);
  const { id, name, position, credential, slot } = person;
  const owner = { vaultId, kdf: slot.kdf, id, name, position, credential };
  const opened = await unwrapVaultKey(derived, owner, fromBase64(slot.wrappedKey));
  derived.fill(0);
  return opened;
}

/**
 * Opens a person's private signing key.
 * @returns PKCS#8 (the caller wipes it), or `vault/damaged` for another passphrase or an exchanged certificate
 */
export async function openSigningKey(
  vaultId: string,
  person: PersonEntry,
  passphrase: string,
  derive: Derive,
): Promise<Result<Bytes>> {
  const derived = await deriveSlot(person.slot, passphraseBytes(passphrase), derive);
  const key = await signingKeySeal(derived, vaultId, person.id);
  derived.fill(0);
  const certificate = fromBase64(person.signing.certificate);
  return open(key, await signingKeyPlace(vaultId, person.id, certificate), fromBase64(person.signing.sealedKey));
}

/**
 * Makes the slot that the recovery code opens.
 * @param code the characters of the code as `parseRecoveryCode` gives them
 */
export async function makeRecoverySlot(code: string, { vaultId, vaultKey, derive, kdf }: SlotMaking): Promise<Slot> {
  const salt = randomBytes(SALT_LENGTH);
  const derived = await derive({ secret: passphraseBytes(code), salt, kdf });
  const wrappedKey = await wrapVaultKey(derived, { vaultId, kdf, ...RECOVERY }, vaultKey);
  derived.fill(0);
  return { kdf, salt: toBase64(salt), wrappedKey: toBase64(wrappedKey) };
}

/**
 * Opens the recovery slot.
 * @returns the vault key (the caller wipes it), or `vault/damaged` for another code or an edited slot
 */
export async function openRecoverySlot(
  vaultId: string,
  slot: Slot,
  code: string,
  derive: Derive,
): Promise<Result<Bytes>> {
  const derived = await deriveSlot(slot, passphraseBytes(code), derive);
  const opened = await unwrapVaultKey(derived, { vaultId, kdf: slot.kdf, ...RECOVERY }, fromBase64(slot.wrappedKey));
  derived.fill(0);
  return opened;
}

function deriveSlot(slot: Slot, secret: Bytes, derive: Derive): Promise<Bytes> {
  return derive({ secret, salt: fromBase64(slot.salt), kdf: slot.kdf });
}

async function signingKeyPlace(vaultId: string, personId: string, certificate: Bytes): Promise<string> {
  return canonicalJson(['atalaya/signing-key/v1', vaultId, personId, toHex(await sha256(certificate))]);
}
