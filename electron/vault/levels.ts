import { assert } from '../../shared/kernel/assert.ts';
import { randomBytes, toBase64 } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Role } from '../../shared/access/roles.ts';
import { makeStoredBoxKeys } from '../../shared/vault/box.ts';
import { LAST_EPOCH } from '../../shared/vault/seal.ts';
import { grantKey, grantsTo, openGrant, withGrants, type Grantee, type Holder, type NamedKey } from './grants.ts';
import { RECOVERY, type Grant, type Keyring } from './keyring.ts';
import { asksFor, currentKey, epochOf, findGrant, isOfLevel, keyName, OFFICE_KEY, type Level } from './who-holds.ts';

export const KEY_LENGTH = 32;

/**
 * Hands on what a person's roles ask for and the giver holds: all epochs, so that what is old can be read as well.
 * @returns the new grants, none for keys that the person has; or `vault/damaged`
 */
export async function handOn(
  keyring: Keyring,
  giver: Holder,
  to: Grantee & { readonly roles: readonly Role[] },
): Promise<Result<readonly Grant[]>> {
  const grants: Grant[] = [];
  for (const { key } of grantsTo(keyring, giver.id)) {
    const level = isOfLevel(key, 'protected') ? 'protected' : 'reserved';
    const how = key === OFFICE_KEY ? 'plain' : asksFor(to.roles, level);
    if (how === undefined || findGrant(keyring, key, to.id) !== undefined) continue;
    const secret = await openGrant(keyring, key, giver);
    if (!secret.ok) return secret;
    grants.push(await grantKey(keyring.vaultId, { name: key, secret: secret.value }, to, how === 'emergency'));
    secret.value.fill(0);
  }
  return ok(grants);
}

/**
 * Begins a new epoch of a level after somebody lost the right to it: what is written from now on stays closed to them.
 * The new key goes to those who held the one before and still may, and to the recovery sheets; to nobody who was
 * merely waiting for it, for then whoever manages people could let them in.
 * @param keyring already without the grants of whoever lost the right
 */
export async function beginEpoch(keyring: Keyring, level: Level): Promise<Keyring> {
  const before = currentKey(keyring, level);
  const epoch = epochOf(before) + 1;
  assert(epoch <= LAST_EPOCH, 'an epoch is one byte of the file format');
  const made = level === 'reserved' ? { secret: randomBytes(KEY_LENGTH) } : await makeStoredBoxKeys();
  const levels =
    'publicKey' in made
      ? {
          ...keyring.levels,
          protected: [...keyring.levels.protected, { epoch, publicKey: toBase64(made.publicKey) }],
        }
      : { ...keyring.levels, reserved: epoch };
  const grants = await grantToHolders(keyring, before, { name: keyName(level, epoch), secret: made.secret });
  made.secret.fill(0);
  return withGrants({ ...keyring, levels }, grants);
}

/** Who a key can be sealed to in this keyring, by id. */
function findGrantee(keyring: Keyring, id: string): Grantee | undefined {
  if (id === RECOVERY) return keyring.recovery && { id, publicKey: keyring.recovery.publicKey };
  const person = keyring.people.find((other) => other.id === id);
  return person?.state === 'active' ? person : undefined;
}

async function grantToHolders(keyring: Keyring, before: string, key: NamedKey): Promise<Grant[]> {
  const grants: Grant[] = [];
  for (const grant of keyring.grants) {
    const grantee = grant.key === before ? findGrantee(keyring, grant.to) : undefined;
    if (grantee) grants.push(await grantKey(keyring.vaultId, key, grantee, grant.emergency === true));
  }
  return grants;
}
