import { fromBase64, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import { fail, type Result } from '../../shared/kernel/result.ts';
import { grantUse, openBox, sealBox } from '../../shared/vault/box.ts';
import type { Grant, Keyring } from './keyring.ts';
import { findGrant } from './who-holds.ts';

/** Somebody whom keys are sealed to: a person, or the recovery sheets. */
export interface Grantee {
  /** a person's id, or `recovery` */
  readonly id: string;
  /** base64 */
  readonly publicKey: string;
}

/** Somebody who can open what was sealed to them. */
export interface Holder {
  readonly id: string;
  readonly privateKey: CryptoKey;
}

/** A key and how it is called. */
export interface NamedKey {
  /** e.g. `reserved/2` */
  readonly name: string;
  readonly secret: Bytes;
}

/**
 * Seals a key to somebody.
 * @param key its secret is left to the caller, who wipes it
 * @param emergency the key is to be used with a written reason only
 */
export async function grantKey(
  vaultId: string,
  { name, secret }: NamedKey,
  to: Grantee,
  emergency = false,
): Promise<Grant> {
  const box = await sealBox(fromBase64(to.publicKey), grantUse(vaultId, name, to.id), secret);
  return { key: name, to: to.id, box: toBase64(box), ...(emergency ? { emergency: true } : {}) };
}

/**
 * Opens a key that was granted to somebody.
 * @returns the key (the caller wipes it); or `vault/key-not-held`, `vault/damaged`
 */
export async function openGrant(
  keyring: Pick<Keyring, 'vaultId' | 'grants'>,
  keyName: string,
  holder: Holder,
): Promise<Result<Bytes>> {
  const grant = findGrant(keyring, keyName, holder.id);
  if (grant === undefined) return fail('vault/key-not-held');
  return openBox(holder.privateKey, grantUse(keyring.vaultId, keyName, holder.id), fromBase64(grant.box));
}

/** The grants that there are to somebody. */
export function grantsTo(keyring: Pick<Keyring, 'grants'>, granteeId: string): readonly Grant[] {
  return keyring.grants.filter(({ to }) => to === granteeId);
}

/** Puts grants in: one for the same key and holder is replaced. */
export function withGrants(keyring: Keyring, added: readonly Grant[]): Keyring {
  const isReplaced = (grant: Grant): boolean => added.some(({ key, to }) => key === grant.key && to === grant.to);
  return { ...keyring, grants: [...keyring.grants.filter((grant) => !isReplaced(grant)), ...added] };
}

/** Takes grants away from somebody: all, or those that `isTaken` names. */
export function withoutGrants(
  keyring: Keyring,
  granteeId: string,
  isTaken: (keyName: string) => boolean = () => true,
): Keyring {
  return { ...keyring, grants: keyring.grants.filter(({ key, to }) => to !== granteeId || !isTaken(key)) };
}
