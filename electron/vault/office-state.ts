import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Person } from '../../shared/ipc/contract.ts';
import type { KeyringState } from './keyring-file.ts';
import type { Keyring } from './keyring.ts';
import { personOf } from './person-entry.ts';
import { ROLES_OF_FORMAT_1 } from './upgrade-keyring.ts';

/** What the start screen has to know. */
export interface OfficeState {
  readonly state: 'new' | 'locked' | 'open' | 'damaged';
  /** empty when there is no office, or none that can be read */
  readonly name: string;
  /** the keyring in use is the second copy: the current file is damaged or gone */
  readonly restored: boolean;
}

/** What is to be said of an office. */
export function officeStateOf(stored: KeyringState, isOpen: boolean): OfficeState {
  if (stored.kind === 'none') return { state: 'new', name: '', restored: false };
  if (stored.kind === 'damaged') return { state: 'damaged', name: '', restored: false };
  const state = isOpen ? 'open' : stored.keyring.ready ? 'locked' : 'new';
  return { state, name: stored.keyring.office.name, restored: stored.fromSecond };
}

/** The keyring as stored. @returns `vault/missing`, `vault/damaged`, or `vault/locked` while it is still of format 1 */
export function keyringOf(stored: KeyringState): Result<Keyring> {
  if (stored.kind === 'found') return ok(stored.keyring);
  return fail(stored.kind === 'none' ? 'vault/missing' : stored.kind === 'old' ? 'vault/locked' : 'vault/damaged');
}

/** Everybody who is or was of the office. @returns `vault/missing`, `vault/damaged` */
export function peopleOf(stored: KeyringState): Result<Person[]> {
  if (stored.kind === 'old') {
    return ok(
      stored.keyring.people.map(({ id, name, position, credential }): Person => {
        return { id, name, position, credential, roles: [...ROLES_OF_FORMAT_1], state: 'active', pending: false };
      }),
    );
  }
  const keyring = keyringOf(stored);
  return keyring.ok ? ok(keyring.value.people.map((person) => personOf(keyring.value, person))) : keyring;
}
