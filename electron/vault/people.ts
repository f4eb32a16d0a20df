import { newId } from '../../shared/kernel/id.ts';
import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import { may } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { Person, PersonInput } from '../../shared/ipc/contract.ts';
import { checkPassphrase } from '../../shared/vault/passphrase.ts';
import { grantsTo, withGrants, withoutGrants } from './grants.ts';
import type { ActivePerson, Keyring, LegacyPerson, PersonEntry } from './keyring.ts';
import { beginEpoch, handOn } from './levels.ts';
import { openAuthority } from './office-authority.ts';
import type { Edit, EditedOffice } from './open-office.ts';
import { makePerson, remakePerson, withFormer } from './person-entry.ts';
import { personOf } from './person-facts.ts';
import { asksFor, currentKey, isOfLevel, isPending, type Level } from './who-holds.ts';

/** Somebody who may sign in. */
export type PresentPerson = ActivePerson | LegacyPerson;

const levels: readonly Level[] = ['reserved', 'protected'];

/**
 * Lets another person in, with keys of their own. They get what their roles ask for as far as whoever adds them holds
 * it; for the rest they are pending.
 * @returns the person; or `vault/weak-passphrase`, `vault/damaged`
 */
export async function addPerson(
  { keyring, officeKey, holder, making }: EditedOffice,
  input: PersonInput & { readonly roles: readonly Role[] },
  passphrase: string,
): Promise<Result<Edit<Person>>> {
  const strong = checkPassphrase(passphrase);
  if (!strong.ok) return strong;
  const authority = await openAuthority(keyring, officeKey);
  if (!authority.ok) return authority;
  const of = { vaultId: keyring.vaultId, authority: authority.value };
  const { entry, secret } = await makePerson({ ...input, id: newId() }, passphrase, of, making);
  secret.fill(0);
  const grants = await handOn(keyring, holder, entry);
  if (!grants.ok) return grants;
  return edited(withGrants({ ...keyring, people: [...keyring.people, entry] }, grants.value), entry.id);
}

/**
 * Gives a person who forgot the passphrase a new one: with new keys, for nobody else can open the old ones. What the
 * manager does not hold is pending.
 * @param input.compromised somebody else may have had the old signing key: the revocation list says so
 * @returns the person; or `vault/weak-passphrase`, `vault/unknown-person`, `vault/person-left`, `vault/damaged`;
 *   `vault/last-holder` while a key is theirs alone and there are no sheets; `access/denied` for oneself, for whoever sits down at an open office must not take over its owner's signature
 */
export async function resetPerson(
  { keyring, person, officeKey, holder, making }: EditedOffice,
  personId: string,
  { passphrase, compromised = false }: { readonly passphrase: string; readonly compromised?: boolean },
): Promise<Result<Edit<Person>>> {
  const before = findPresent(keyring, personId);
  if (!before.ok) return before;
  if (personId === person.id) return fail('access/denied', { permission: 'people.manage' });
  const strong = checkPassphrase(passphrase);
  if (!strong.ok) return strong;
  const authority = await openAuthority(keyring, officeKey);
  if (!authority.ok) return authority;
  const of = { vaultId: keyring.vaultId, authority: authority.value };
  const made = await remakePerson(before.value, passphrase, of, making);
  made.secret.fill(0);
  const entry = { ...made.entry, former: withFormer(before.value, compromised) };
  const bare = withoutGrants(withPerson(keyring, entry), personId);
  const grants = await handOn(bare, holder, entry);
  if (!grants.ok) return grants;
  const after = withGrants(bare, grants.value);
  // the old private key goes: what it alone opened nobody could ever open again, not even with the old passphrase
  const isLost = grantsTo(keyring, personId).some(({ key }) => !after.grants.some((grant) => grant.key === key));
  return isLost ? fail('vault/last-holder') : edited(after, personId);
}

/**
 * Changes what a person is. Keys that the new roles do not ask for are taken away, and what is written from then on
 * lies under new ones; keys that they do ask for are handed on as far as the manager holds them.
 * @returns the person; or `vault/unknown-person`, `vault/person-left`, `vault/last-manager`, `vault/last-holder`,
 *   `vault/damaged`, `access/denied` for whoever would make themselves the liaison
 */
export async function changeRoles(
  { keyring, holder }: EditedOffice,
  personId: string,
  roles: readonly Role[],
): Promise<Result<Edit<Person>>> {
  const before = findPresent(keyring, personId);
  if (!before.ok) return before;
  // a chief who opens victims' data does so in an emergency and with a reason, not by a new title
  const becomesLiaison = roles.includes('liaison') && !before.value.roles.includes('liaison');
  if (personId === holder.id && becomesLiaison) return fail('access/denied', { permission: 'protected.open' });
  const after = { ...before.value, roles: [...roles] };
  const changed = await takeAway(withPerson(keyring, after), after);
  if (!changed.ok || after.state === 'legacy') return changed.ok ? edited(changed.value, personId) : changed;
  const grants = await handOn(changed.value, holder, after);
  return grants.ok ? edited(withGrants(changed.value, grants.value), personId) : grants;
}

/**
 * Notes that somebody left: nothing of theirs opens anything any more, and what is written from then on lies under new
 * keys. The name stays, for papers and acts bear it, and so do the certificates, for what they signed must be verified.
 * @param compromised see `resetPerson`
 * @returns the person; or `vault/unknown-person`, `vault/person-left`, `vault/last-manager`, `vault/last-holder`
 */
export async function removePerson(
  { keyring }: EditedOffice,
  personId: string,
  compromised = false,
): Promise<Result<Edit<Person>>> {
  const before = findPresent(keyring, personId);
  if (!before.ok) return before;
  const { id, name, position, credential, roles } = before.value;
  const after: PersonEntry = {
    ...{ id, name, position, credential, roles },
    state: 'left',
    former: withFormer(before.value, compromised),
  };
  const changed = await takeAway(withPerson(keyring, after), after);
  return changed.ok ? edited(withoutGrants(changed.value, personId), personId) : changed;
}

/**
 * Hands on keys to somebody whose roles ask for them.
 * @returns the person, still pending when the giver does not hold everything; or `vault/unknown-person`,
 *   `vault/person-left`, `vault/already-granted`, `vault/key-not-held`, `vault/damaged`
 */
export async function grantAccess({ keyring, holder }: EditedOffice, personId: string): Promise<Result<Edit<Person>>> {
  const present = findPresent(keyring, personId);
  if (!present.ok) return present;
  // nothing can be sealed to whoever has not signed in since the office was of format 1
  if (present.value.state === 'legacy') return fail('vault/key-not-held');
  const grants = await handOn(keyring, holder, present.value);
  if (!grants.ok) return grants;
  if (grants.value.length === 0) {
    return fail(isPending(keyring, present.value) ? 'vault/key-not-held' : 'vault/already-granted');
  }
  return edited(withGrants(keyring, grants.value), personId);
}

/** Replaces the entry of a person. */
export function withPerson(keyring: Keyring, entry: PersonEntry): Keyring {
  return { ...keyring, people: keyring.people.map((other) => (other.id === entry.id ? entry : other)) };
}

/**
 * Finds somebody who works in the office.
 * @returns the entry; or `vault/unknown-person`, `vault/person-left`
 */
export function findPresent(keyring: Keyring, personId: string): Result<PresentPerson> {
  const person = keyring.people.find(({ id }) => id === personId);
  if (person === undefined) return fail('vault/unknown-person');
  return person.state === 'left' ? fail('vault/person-left') : ok(person);
}

/** Takes the grants away that a person no longer asks for, and begins new epochs for what was taken. */
async function takeAway(keyring: Keyring, person: PersonEntry): Promise<Result<Keyring>> {
  if (!keyring.people.some(({ state, roles }) => state !== 'left' && may(roles, 'people.manage'))) {
    return fail('vault/last-manager');
  }
  let changed = keyring;
  for (const level of levels) {
    const how = person.state === 'left' ? undefined : asksFor(person.roles, level);
    if (how === undefined) {
      const held = grantsTo(changed, person.id).some(({ key }) => isOfLevel(key, level));
      if (!held) continue;
      changed = withoutGrants(changed, person.id, (key) => isOfLevel(key, level));
      // without another holder, and without sheets, nobody could ever open anything of this level again
      if (!changed.grants.some(({ key }) => key === currentKey(changed, level))) return fail('vault/last-holder');
      changed = await beginEpoch(changed, level);
    } else changed = marked(changed, person.id, level, how === 'emergency');
  }
  return ok(changed);
}

/** Marks the grants of a level that a person keeps as their roles now have them. */
function marked(keyring: Keyring, personId: string, level: Level, emergency: boolean): Keyring {
  const grants = keyring.grants.map((grant) => {
    if (grant.to !== personId || !isOfLevel(grant.key, level)) return grant;
    const { key, to, box } = grant;
    return { key, to, box, ...(emergency ? { emergency: true as const } : {}) };
  });
  return { ...keyring, grants };
}

function edited(keyring: Keyring, personId: string): Result<Edit<Person>> {
  const entry = keyring.people.find(({ id }) => id === personId);
  return entry === undefined ? fail('vault/unknown-person') : ok({ keyring, value: personOf(keyring, entry) });
}
