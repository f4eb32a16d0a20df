import { fromBase64, toBase64, type Bytes } from '../../shared/kernel/bytes.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { PersonInput } from '../../shared/ipc/contract.ts';
import { makeStoredBoxKeys } from '../../shared/vault/box.ts';
import type { ActivePerson, LegacyPerson } from './keyring.ts';
import { issueSigningKey, type OfficeAuthority } from './office-authority.ts';
import { makeSlot, sealSigningKey, type Making } from './slot.ts';

/** A person's entry, and the private key in it. */
export interface MadePerson {
  readonly entry: ActivePerson;
  /** for `importBoxKey`; otherwise the caller wipes it */
  readonly secret: Bytes;
}

/**
 * Makes a person's entry in the keyring: a key pair whose private half the passphrase opens, a new signing key that
 * only this passphrase opens, and its certificate. Nothing is granted yet.
 * @param person id and particulars; the slot is bound to them
 * @param of the office, and who issues the certificate
 */
export async function makePerson(
  person: PersonInput & { readonly id: string; readonly roles: readonly Role[] },
  passphrase: string,
  of: { readonly vaultId: string; readonly authority: OfficeAuthority },
  making: Making,
): Promise<MadePerson> {
  const { id, name, position, credential } = person;
  const pair = await makeStoredBoxKeys();
  const owner = { vaultId: of.vaultId, id, name, position, credential, publicKey: toBase64(pair.publicKey) };
  const { slot, derived } = await makeSlot(owner, pair.secret, passphrase, making);
  const signing = await issueSigning(owner, derived, of, making);
  derived.fill(0);
  return {
    entry: {
      ...{ id, name, position, credential },
      publicKey: owner.publicKey,
      roles: [...person.roles],
      state: 'active',
      slot,
      signing,
      former: [],
    },
    secret: pair.secret,
  };
}

/**
 * Makes an entry anew for somebody whose passphrase is not known: the old private keys can never be opened again, so
 * there is a new key pair and a new signing key; the old certificate is kept for verifying.
 */
export async function remakePerson(
  before: ActivePerson | LegacyPerson,
  passphrase: string,
  of: { readonly vaultId: string; readonly authority: OfficeAuthority },
  making: Making,
): Promise<MadePerson> {
  const { entry, secret } = await makePerson(before, passphrase, of, making);
  return { entry: { ...entry, former: withFormer(before) }, secret };
}

/**
 * Issues a new signing key for somebody whose passphrase was just derived.
 * @param derived of the passphrase
 */
export async function renewSigning(
  before: ActivePerson,
  derived: Bytes,
  of: { readonly vaultId: string; readonly authority: OfficeAuthority },
  making: Making,
): Promise<ActivePerson> {
  const signing = await issueSigning({ ...before, vaultId: of.vaultId }, derived, of, making);
  return { ...before, signing, former: withFormer(before) };
}

/**
 * Seals private keys that are open into an entry with a new slot.
 * @param keys `secret` is left to the caller; `signingKey` is wiped; both go under `passphrase`
 */
export async function resealPerson(
  vaultId: string,
  person: Omit<ActivePerson, 'slot'>,
  keys: { readonly secret: Bytes; readonly signingKey: Bytes; readonly passphrase: string },
  making: Making,
): Promise<ActivePerson> {
  const { slot, derived } = await makeSlot({ ...person, vaultId }, keys.secret, keys.passphrase, making);
  const certificate = fromBase64(person.signing.certificate);
  const sealedKey = await sealSigningKey({ vaultId, id: person.id }, derived, certificate, keys.signingKey);
  keys.signingKey.fill(0);
  derived.fill(0);
  return { ...person, slot, signing: { ...person.signing, sealedKey } };
}

async function issueSigning(
  person: PersonInput & { readonly vaultId: string; readonly id: string },
  derived: Bytes,
  { authority }: { readonly authority: OfficeAuthority },
  { clock }: Making,
): Promise<ActivePerson['signing']> {
  const { id, certificate, privateKey } = await issueSigningKey(person, authority, clock.now());
  const sealedKey = await sealSigningKey(person, derived, certificate, privateKey);
  privateKey.fill(0);
  return { id, certificate: toBase64(certificate), sealedKey };
}

/**
 * The certificates of somebody after the current one was given up.
 * @param compromised whether a person said that somebody else may have had its key
 */
export function withFormer(
  { former, signing }: ActivePerson | LegacyPerson,
  compromised = false,
): ActivePerson['former'] {
  const { id, certificate } = signing;
  return [...former, { id, certificate, ...(compromised ? { compromised: true as const } : {}) }];
}
