import { assert } from '../../shared/kernel/assert.ts';
import { randomBytes, toBase64 } from '../../shared/kernel/bytes.ts';
import { ok, type Result } from '../../shared/kernel/result.ts';
import { may } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';
import { makeStoredBoxKeys } from '../../shared/vault/box.ts';
import { LAST_EPOCH } from '../../shared/vault/seal.ts';
import {
  findGrant,
  grantKey,
  grantsTo,
  openGrant,
  withGrants,
  type Grantee,
  type Holder,
  type NamedKey,
} from './grants.ts';
import { RECOVERY, type Grant, type Keyring, type PersonEntry } from './keyring.ts';

export const KEY_LENGTH = 32;
/** The name of the key that every active person holds; it is never exchanged. */
export const OFFICE_KEY = 'office/1';

/** Levels whose keys are exchanged when somebody loses the right to them. */
export type Level = 'reserved' | 'protected';

/** The name of a level's key of one epoch. */
export function keyName(level: Level, epoch: number): string {
  return `${level}/${epoch}`;
}

/** True when a key belongs to a level, whatever its epoch. */
export function isOfLevel(name: string, level: Level): boolean {
  return name.startsWith(`${level}/`);
}

/** The epoch in a key's name. */
export function epochOf(name: string): number {
  return Number(name.slice(name.indexOf('/') + 1));
}

/** The name of the key of a level that is in use for what is new. */
export function currentKey({ levels }: Pick<Keyring, 'levels'>, level: Level): string {
  return keyName(level, level === 'reserved' ? levels.reserved : currentProtected({ levels }).epoch);
}

/** The public half that keys of new cases are sealed to. */
export function currentProtected({ levels }: Pick<Keyring, 'levels'>): {
  readonly epoch: number;
  readonly publicKey: string;
} {
  const last = levels.protected.at(-1);
  assert(last !== undefined, 'a keyring has a protected level');
  return last;
}

/**
 * How somebody with these roles may hold a level's key. Inspectors hold keys of single cases, never `protected` itself.
 * @returns `emergency`: only to be used with a written reason; undefined: not at all
 */
export function asksFor(roles: readonly Role[], level: Level): 'plain' | 'emergency' | undefined {
  if (level === 'reserved') return may(roles, 'case.read') ? 'plain' : undefined;
  if (roles.includes('liaison')) return 'plain';
  return may(roles, 'protected.emergency') ? 'emergency' : undefined;
}

/** True when the roles of a person ask for a key in use that nobody has handed on yet. */
export function isPending(keyring: Keyring, person: PersonEntry): boolean {
  if (person.state === 'left') return false;
  if (person.state === 'legacy') return true;
  return (['reserved', 'protected'] as const).some(
    (level) =>
      asksFor(person.roles, level) !== undefined &&
      findGrant(keyring, currentKey(keyring, level), person.id) === undefined,
  );
}

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
