import {
  concatBytes,
  fromBase64,
  randomBytes,
  sha256,
  toBase64,
  toHex,
  type Bytes,
} from '../../shared/kernel/bytes.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import type { Clock } from '../../shared/kernel/clock.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { PersonInput } from '../../shared/ipc/contract.ts';
import { deriveSealingKey } from '../../shared/vault/derived-key.ts';
import { signingKeySeal, type KdfParameters } from '../../shared/vault/key-slot.ts';
import { passphraseBytes } from '../../shared/vault/passphrase.ts';
import { open, seal } from '../../shared/vault/seal.ts';
import type { Derive } from './argon.ts';
import type { Device } from './device.ts';
import type { ActivePerson, LegacyPerson, Slot } from './keyring.ts';

const SALT_LENGTH = 16;

/** What making and opening slots runs on. */
export interface Making {
  readonly derive: Derive;
  /** gives what new slots are made with; existing ones keep what they were made with */
  readonly kdf: () => Promise<KdfParameters>;
  readonly device: Device;
  readonly clock: Clock;
}

/**
 * Tries a passphrase under the growing delay of a person: `vault/damaged` of the attempt means that it was a wrong one.
 * Faults: `vault/wait` (`seconds`), `vault/wrong-passphrase` (`waitSeconds`), other faults of the attempt.
 */
export type Guess = <T>(personId: string, attempt: () => Promise<Result<T>>) => Promise<Result<T>>;

/** What trying a passphrase needs. */
export interface Trying {
  readonly making: Making;
  readonly guess: Guess;
}

/** Whose slot it is: the slot opens for nobody else and under no other particulars. */
export interface SlotOwner extends PersonInput {
  readonly vaultId: string;
  readonly id: string;
  /** base64 */
  readonly publicKey: string;
}

/** What a passphrase opens. The caller wipes both. */
export interface OpenedSlot {
  /** the person's private key, for `importBoxKey` */
  readonly secret: Bytes;
  /** what the passphrase alone was derived to: opens the signing key */
  readonly derived: Bytes;
}

/**
 * Seals a person's private key under a passphrase and, where the operating system keeps secrets, this computer's
 * secret as well.
 * @param secret the private key; the caller wipes it
 * @returns the slot, and what the passphrase was derived to (the caller wipes it)
 */
export async function makeSlot(
  owner: SlotOwner,
  secret: Bytes,
  passphrase: string,
  { derive, kdf: choose, device }: Making,
): Promise<{ readonly slot: Slot; readonly derived: Bytes }> {
  const kdf = await choose();
  const salt = randomBytes(SALT_LENGTH);
  const derived = await derive({ secret: passphraseBytes(passphrase), salt, kdf });
  const bound = await device.findOrMake();
  const slot = { kdf, salt: toBase64(salt), ...(bound === undefined ? {} : { device: bound.id }) };
  const key = await slotKey(owner, derived, bound?.secret);
  bound?.secret.fill(0);
  const sealedKey = toBase64(await seal(key, slotPlace(owner, slot), secret));
  return { slot: { ...slot, sealedKey }, derived };
}

/**
 * Opens a person's slot.
 * @returns both keys; `vault/other-device` when the slot is bound to a computer's secret that is not here (nothing was
 *   derived then); `vault/damaged` for another passphrase or an edited slot
 */
export async function openSlot(
  vaultId: string,
  person: ActivePerson,
  passphrase: string,
  { derive, device }: Making,
): Promise<Result<OpenedSlot>> {
  const { slot } = person;
  const bound = slot.device === undefined ? undefined : await device.find(slot.device);
  if (slot.device !== undefined && bound === undefined) return fail('vault/other-device');
  const derived = await derivePassphrase(slot, passphrase, derive);
  const owner = { ...person, vaultId };
  const key = await slotKey(owner, derived, bound?.secret);
  bound?.secret.fill(0);
  const secret = await open(key, slotPlace(owner, slot), fromBase64(slot.sealedKey));
  if (secret.ok) return ok({ secret: secret.value, derived });
  derived.fill(0);
  return secret;
}

/** What a passphrase is derived to for a slot; the caller wipes it. */
export function derivePassphrase(slot: Pick<Slot, 'kdf' | 'salt'>, passphrase: string, derive: Derive): Promise<Bytes> {
  return derive({ secret: passphraseBytes(passphrase), salt: fromBase64(slot.salt), kdf: slot.kdf });
}

/**
 * Seals a private signing key under a passphrase alone: neither a colleague nor sheets nor this computer open it.
 * @param derived of the passphrase
 * @param pkcs8 the caller wipes it
 * @returns base64
 */
export async function sealSigningKey(
  owner: { readonly vaultId: string; readonly id: string },
  derived: Bytes,
  certificate: Bytes,
  pkcs8: Bytes,
): Promise<string> {
  const key = await signingKeySeal(derived, owner.vaultId, owner.id);
  return toBase64(await seal(key, await signingKeyPlace(owner, certificate), pkcs8));
}

/**
 * Opens a person's private signing key.
 * @param derived of the passphrase; see `derivePassphrase`
 * @returns PKCS#8 (the caller wipes it), or `vault/damaged` for another passphrase or an exchanged certificate
 */
export async function openSigningKey(
  vaultId: string,
  { id, signing }: ActivePerson | LegacyPerson,
  derived: Bytes,
): Promise<Result<Bytes>> {
  const key = await signingKeySeal(derived, vaultId, id);
  const place = await signingKeyPlace({ vaultId, id }, fromBase64(signing.certificate));
  return open(key, place, fromBase64(signing.sealedKey));
}

async function slotKey({ vaultId, id }: SlotOwner, derived: Bytes, bound: Bytes | undefined): Promise<CryptoKey> {
  const both = concatBytes(derived, bound ?? new Uint8Array(0));
  try {
    return await deriveSealingKey(both, `atalaya/slot|${vaultId}|${id}`);
  } finally {
    both.fill(0);
  }
}

function slotPlace(owner: SlotOwner, { kdf, device = '' }: Pick<Slot, 'kdf' | 'device'>): string {
  const { vaultId, id, name, position, credential, publicKey } = owner;
  return canonicalJson(['atalaya/slot/v2', vaultId, id, name, position, credential, { ...kdf }, device, publicKey]);
}

async function signingKeyPlace(owner: { readonly vaultId: string; readonly id: string }, certificate: Bytes) {
  return canonicalJson(['atalaya/signing-key/v1', owner.vaultId, owner.id, toHex(await sha256(certificate))]);
}
