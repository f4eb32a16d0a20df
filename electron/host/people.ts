import { ok, type Result } from '../../shared/kernel/result.ts';
import type { Act } from '../../shared/access/acts.ts';
import type { Handlers, Person } from '../../shared/ipc/contract.ts';
import { changePassphrase } from '../vault/own-passphrase.ts';
import { addPerson, changeRoles, findPresent, grantAccess, removePerson, resetPerson } from '../vault/people.ts';
import { makeSheets, practiseRecovery } from '../vault/recovery.ts';
import type { Vault } from '../vault/vault.ts';
import { noteFailures, type ActLog } from './act-log.ts';
import { actWords } from './act-words.ts';

/** Calls about people, their rights, the office's rules and its sheets. */
export type PeopleCall =
  | 'changePassphrase'
  | 'addPerson'
  | 'changeRoles'
  | 'removePerson'
  | 'resetPerson'
  | 'grantAccess'
  | 'setPolicy'
  | 'makeRecoverySheets'
  | 'practiseRecovery';

/** The calls about people; see `createKeyHandlers`. */
export function createPeopleHandlers({
  vault,
  log,
  afterChange,
}: {
  readonly vault: Vault;
  readonly log: ActLog;
  /** called after a change that may have signed out whoever made it */
  readonly afterChange: () => Promise<void>;
}): Pick<Handlers, PeopleCall> {
  const witness =
    (action: Act['action'], describe: (person: Person) => string) =>
    (person: Person): Promise<Result<unknown>> =>
      log.record({ action, detail: describe(person) });
  const settled = async <T>(changing: Promise<Result<T>>): Promise<Result<T>> => {
    const changed = await changing;
    if (changed.ok) await afterChange();
    return changed;
  };

  return {
    changePassphrase: async (input) => {
      const changed = await vault.change(
        undefined,
        (office) => changePassphrase(office, input),
        () => log.record({ action: 'passphrase-changed' }),
      );
      await noteFailures(vault, log.note);
      return changed.ok ? ok({}) : changed;
    },

    addPerson: ({ person, passphrase }) =>
      vault.change(
        'people.manage',
        (office) => addPerson(office, person, passphrase),
        witness('person-added', ({ name, roles }) => actWords.added(name, roles)),
      ),

    changeRoles: ({ personId, roles }) => {
      let before: Person['roles'] = [];
      return settled(
        vault.change(
          'people.manage',
          (office) => {
            const found = findPresent(office.keyring, personId);
            if (found.ok) before = found.value.roles;
            return changeRoles(office, personId, roles);
          },
          witness('roles-changed', (person) => actWords.changed(person.name, before, person.roles)),
        ),
      );
    },

    removePerson: ({ personId, reason, compromised }) =>
      settled(
        vault.change(
          'people.manage',
          (office) => removePerson(office, personId, compromised),
          witness('person-left', ({ name }) => actWords.because(actWords.key(name, compromised), reason)),
        ),
      ),

    resetPerson: ({ personId, ...input }) =>
      vault.change(
        'people.manage',
        (office) => resetPerson(office, personId, input),
        witness('person-reset', ({ name }) => actWords.key(name, input.compromised)),
      ),

    grantAccess: ({ personId }) =>
      vault.change(
        'people.grant',
        (office) => grantAccess(office, personId),
        witness('access-granted', ({ name, roles }) => actWords.added(name, roles)),
      ),

    setPolicy: async ({ policy }) => {
      const set = await vault.change(
        'settings.write',
        ({ keyring }) => Promise.resolve(ok({ keyring: { ...keyring, policy }, value: undefined })),
        () => log.record({ action: 'settings', detail: actWords.idle(policy.idleMinutes) }),
      );
      return set.ok ? ok({}) : set;
    },

    makeRecoverySheets: async ({ holders, sheets }) => {
      const made = await vault.change(
        'recovery.manage',
        (office) => makeSheets(office, { holders, ...(sheets === undefined ? {} : { sheets }) }),
        () => log.record({ action: 'sheets-made', detail: actWords.sheetsMade(holders) }),
      );
      return made.ok ? ok({ sheets: made.value }) : made;
    },

    practiseRecovery: ({ sheets }) =>
      vault.change(
        'recovery.manage',
        (office) => practiseRecovery(office, sheets),
        ({ indexes }) => log.record({ action: 'sheets-practised', detail: actWords.sheets(indexes) }),
      ),
  };
}
