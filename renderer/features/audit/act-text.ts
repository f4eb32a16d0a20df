import { acts, type ActName } from '../../../shared/access/acts.ts';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import type { Person } from '../../../shared/ipc/contract.ts';
import { t } from '../../text/index.ts';

/** Every act by name, in the order in which the list of acts offers them. */
export const actNames = Object.keys(acts) as readonly ActName[];

/** What somebody did, as said on the screens. */
export function actText(action: ActName): string {
  return t(`audit.act_${action}`);
}

/** The name of whoever acted; the beginning of the id of somebody whom the keyring does not know. */
export function personText(id: string, people: readonly Pick<Person, 'id' | 'name'>[]): string {
  return people.find((person) => person.id === id)?.name ?? t('audit.unknownPerson', { id: id.slice(0, 8) });
}

/** What is said of an act beside its name; why nothing is said when it is closed. */
export function detailText({ detail, details }: AuditEntry): string {
  return details === undefined ? (detail ?? '') : t(`audit.${details}`);
}
