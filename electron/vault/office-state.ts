import { fail, ok, type Result } from '../../shared/kernel/result.ts';
import type { Person } from '../../shared/ipc/contract.ts';
import { ROLES_OF_FORMAT_1 } from './keyring-1.ts';
import type { KeyringState } from './keyring-file.ts';
import type { Keyring } from './keyring.ts';
import { personOf } from './person-facts.ts';

/** What the start screen has to know. */
export interface OfficeState {
  readonly state: 'new' | 'locked' | 'open' | 'damaged' | 'newer';
  /** empty when there is no office, or none that can be read */
  readonly name: string;
  /** the keyring in use is the second copy: the current file is damaged or gone */
  readonly restored: boolean;
}

/** What is to be said of an office. */
export function officeStateOf(stored: KeyringState, isOpen: boolean): OfficeState {
  if (stored.kind === 'none') return { state: 'new', name: '', restored: false };
  if (stored.kind === 'damaged' || stored.kind === 'newer') return { state: stored.kind, name: '', restored: false };
  const state = isOpen ? 'open' : stored.keyring.ready ? 'locked' : 'new';
  return { state, name: stored.keyring.office.name, restored: stored.fromSecond };
}

const reasons = { none: 'vault/missing', old: 'vault/locked', damaged: 'vault/damaged', newer: 'vault/newer' } as const;

/** The keyring as stored. @returns `vault/missing`, `vault/damaged`, `vault/newer`, or `vault/locked` while it is still of format 1 */
export function keyringOf(stored: KeyringState): Result<Keyring> {
  if (stored.kind === 'found') return ok(stored.keyring);
  return fail(reasons[stored.kind]);
}

/** Everybody who is or was of the office. @returns `vault/missing`, `vault/damaged`, `vault/newer` */
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
