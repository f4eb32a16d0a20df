import { randomBytes, toBase64 } from '../../shared/kernel/bytes.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/access/roles.ts';
import { makeStoredBoxKeys } from '../../shared/vault/box.ts';
import { deriveBytes } from '../../shared/vault/derived-key.ts';
import { grantKey } from './grants.ts';
import type { Grant, Keyring, LegacyPerson } from './keyring.ts';
import { ROLES_OF_FORMAT_1, type Keyring1 } from './keyring-1.ts';
import { KEY_LENGTH } from './levels.ts';
import { defaultPolicy } from './new-office.ts';
import { moveLegacy, type Entrance } from './sign-in.ts';
import type { Trying } from './slot.ts';
import { keyName, OFFICE_KEY } from './who-holds.ts';

/** Whoever signs in first runs the office until they say otherwise. */
const FIRST: readonly Role[] = ['inspector', 'chief', 'administrator'];

/**
 * Makes an office of format 1 format 2, with the passphrase of whoever signs in first. The one key that there was
 * becomes `office/1`. What was written with the key that came from it stays readable as epoch 1 of `reserved`; what is
 * new is sealed with epoch 2, which is fresh. The others keep their slots until they sign in. There are no sheets yet.
 * @returns the entrance, with a keyring that has to be written; the faults of `guess`; `vault/unknown-person`;
 *   `vault/damaged` when the keyring was changed from outside
 */
export async function enterAndUpgrade(
  old: Keyring1,
  personId: string,
  passphrase: string,
  trying: Trying,
): Promise<Result<Entrance>> {
  const { vaultId } = old;
  const before = old.people.find(({ id }) => id === personId);
  if (before === undefined) return fail('vault/unknown-person');
  const own = await moveLegacy(old, legacyOf(before, FIRST), passphrase, trying);
  if (!own.ok) return own;
  const { officeKey, entry, holder } = own.value;
  const pair = await makeStoredBoxKeys();
  const reserved = [await deriveBytes(officeKey, 'atalaya/data/reserved'), randomBytes(KEY_LENGTH)];
  const grants: Grant[] = [await grantKey(vaultId, { name: OFFICE_KEY, secret: officeKey }, entry)];
  for (const [i, secret] of reserved.entries()) {
    grants.push(await grantKey(vaultId, { name: keyName('reserved', i + 1), secret }, entry));
    secret.fill(0);
  }
  grants.push(await grantKey(vaultId, { name: keyName('protected', 1), secret: pair.secret }, entry, true));
  pair.secret.fill(0);

  const { officeId, installationId, office, authority, imported } = old;
  const keyring: Keyring = {
    format: 2,
    ...{ vaultId, officeId, installationId, ready: true, office },
    people: old.people.map((person) => (person.id === personId ? entry : legacyOf(person, ROLES_OF_FORMAT_1))),
    grants,
    levels: { reserved: reserved.length, protected: [{ epoch: 1, publicKey: toBase64(pair.publicKey) }] },
    policy: defaultPolicy,
    authority,
    imported,
    proof: '',
  };
  return ok({ keyring, holder, officeKey, change: { keyring, canWait: false } });
}

function legacyOf(person: Keyring1['people'][number], roles: readonly Role[]): LegacyPerson {
  return { ...person, roles: [...roles], state: 'legacy' };
}
