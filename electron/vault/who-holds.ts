import { assert } from '../../shared/kernel/assert.ts';
import { may } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { Grant, Keyring, PersonEntry } from './keyring.ts';

// What the keyring says by itself about who holds which key. Nothing is opened or sealed here: the first screen asks it,
// before the program for that is read.

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

/** The grant of a key to somebody, if there is one. */
export function findGrant(keyring: Pick<Keyring, 'grants'>, keyName: string, granteeId: string): Grant | undefined {
  return keyring.grants.find(({ key, to }) => key === keyName && to === granteeId);
}
