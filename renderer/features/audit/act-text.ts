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

/** Fields of the office's settings as the chain names them. */
const settingNames = ['letterhead', 'paper', 'numberTemplate', 'acronym', 'chiefName', 'chiefPosition'] as const;
type SettingKey = `settings.${(typeof settingNames)[number]}`;

/**
 * The detail of an act with the names of fields as people know them.
 * @param textOf the text of a key, in the language that is wanted
 */
export function readableDetail(
  { action, detail }: Pick<AuditEntry, 'action' | 'detail'>,
  textOf: (key: SettingKey) => string,
): string | undefined {
  if (action !== 'settings' || detail === undefined) return detail;
  const names = detail.split(', ').map((part) => settingNames.find((name) => name === part));
  // what else is said of settings is a sentence already
  return names.includes(undefined)
    ? detail
    : names.flatMap((name) => (name === undefined ? [] : [textOf(`settings.${name}`)])).join(', ');
}

/** What is said of an act beside its name; why nothing is said when it is closed. */
export function detailText(entry: AuditEntry): string {
  const { details } = entry;
  return details === undefined ? (readableDetail(entry, t) ?? '') : t(`audit.${details}`);
}
