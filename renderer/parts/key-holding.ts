import { may } from '../../shared/access/permissions.ts';
import type { Role } from '../../shared/access/roles.ts';

/** Whether these roles bring the key that opens every case's protected data (docs/decisions/0009-keys-and-roles.md). */
function holdsProtected(held: readonly Role[]): boolean {
  return held.includes('liaison') || may(held, 'protected.emergency');
}

/**
 * Who opens protected data when the inspector of a case is not there.
 * @param everybody the roles of each person who works in the office
 * @returns `liaison`: as it should be; `emergency`: only a chief, with a written reason; `nobody`
 */
export function guardianOf(everybody: readonly (readonly Role[])[]): 'liaison' | 'emergency' | 'nobody' {
  if (everybody.some((held) => held.includes('liaison'))) return 'liaison';
  return everybody.some((held) => may(held, 'protected.emergency')) ? 'emergency' : 'nobody';
}

/**
 * Whether a change of roles takes a key away: then the office goes on with a new one, and whoever is signed in needs
 * it too.
 * @param after the roles afterwards; none for a person who leaves
 */
export function losesKeys(before: readonly Role[], after: readonly Role[]): boolean {
  const losesReserved = may(before, 'case.read') && !may(after, 'case.read');
  return losesReserved || (holdsProtected(before) && !holdsProtected(after));
}
