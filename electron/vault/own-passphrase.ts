import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Bytes } from '../../shared/kernel/bytes.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import type { ActivePerson } from './keyring.ts';
import type { Edit, EditedOffice } from './open-office.ts';
import { withPerson } from './people.ts';
import { resealPerson } from './person-entry.ts';
import { derivePassphrase, openSigningKey, openSlot } from './slot.ts';

/**
 * Seals what a person has under another passphrase; keys and certificate stay. A slot that no computer was needed for
 * is bound to this one where the operating system keeps secrets.
 * @returns nothing; or `vault/weak-passphrase`, `vault/wait`, `vault/wrong-passphrase`, `vault/other-device`,
 *   `vault/damaged` when the signing key does not open with the slot
 */
export async function changePassphrase(
  { keyring, person, making, guess }: EditedOffice,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Result<Edit<undefined>>> {
  const strong = checkPassphrase(next);
  if (!strong.ok) return strong;
  const { vaultId } = keyring;
  const opened = await guess(person.id, () => openSlot(vaultId, person, current, making));
  if (!opened.ok) return opened;
  const { secret, derived } = opened.value;
  try {
    const signingKey = await openSigningKey(vaultId, person, derived);
    if (!signingKey.ok) return signingKey;
    const entry = await resealPerson(
      vaultId,
      person,
      { secret, signingKey: signingKey.value, passphrase: next },
      making,
    );
    return ok({ keyring: withPerson(keyring, entry), value: undefined });
  } finally {
    for (const key of [secret, derived]) key.fill(0);
  }
}

/**
 * Opens the private key of a person's office certificate. Wrong passphrases count towards the same delay as at signing
 * in.
 * @param person who signs: not always who is signed in, a colleague may type their own passphrase
 * @returns PKCS#8 (the caller wipes it); or `vault/wait`, `vault/wrong-passphrase`
 */
export function openSigningKeyOf(
  { keyring, making, guess }: EditedOffice,
  person: ActivePerson,
  passphrase: string,
): Promise<Result<Bytes>> {
  return guess(person.id, async () => {
    const derived = await derivePassphrase(person.slot, passphrase, making.derive);
    try {
      return await openSigningKey(keyring.vaultId, person, derived);
    } finally {
      derived.fill(0);
    }
  });
}
