import type { Permission } from '../../../shared/access/permissions.ts';
import type { Person } from '../../../shared/ipc/contract.ts';

/** What can be done about a person of the office. */
export const deeds = ['grant', 'roles', 'reset', 'leave'] as const;
export type Deed = (typeof deeds)[number];

/**
 * What the person who works may do about another. One's own passphrase is changed elsewhere, with the old one; nobody
 * takes themselves out of the office.
 * @param may whether the person who works may do something
 */
export function deedsFor(person: Person, selfId: string, may: (permission: Permission) => boolean): readonly Deed[] {
  if (person.state === 'left') return [];
  const manages = may('people.manage');
  const isOther = person.id !== selfId;
  return deeds.filter((deed) => {
    if (deed === 'grant') return person.pending && isOther && may('people.grant');
    return manages && (deed === 'roles' || isOther);
  });
}
