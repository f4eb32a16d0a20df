import type { Person } from '../../shared/ipc/contract.ts';
import type { Keyring, PersonEntry } from './keyring.ts';
import { isPending } from './who-holds.ts';

/** What others see of a person. */
export function personOf(keyring: Keyring, entry: PersonEntry): Person {
  const { id, name, position, credential, roles } = entry;
  const state = entry.state === 'left' ? 'left' : 'active';
  return { id, name, position, credential, roles, state, pending: isPending(keyring, entry) };
}
