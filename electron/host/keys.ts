import { ok } from '../../shared/kernel/result.ts';
import type { Handlers } from '../../shared/ipc/contract.ts';
import type { Vault } from '../vault/vault.ts';

/** Calls about the office's keys and who is signed in. */
export type KeyCall = 'createOffice' | 'confirmOffice' | 'listPeople' | 'unlock' | 'recover' | 'addPerson' | 'lock';

/**
 * The calls of the start screen and of signing in and out; `Vault` says which faults each gives.
 * @param deps.vault loaded
 */
export function createKeyHandlers({ vault }: { readonly vault: Vault }): Pick<Handlers, KeyCall> {
  return {
    createOffice: (input) => vault.createOffice(input),
    confirmOffice: async () => {
      const confirmed = await vault.confirmOffice();
      return confirmed.ok ? ok({}) : confirmed;
    },
    listPeople: () => Promise.resolve(vault.listPeople()),
    unlock: ({ personId, passphrase }) => vault.unlock(personId, passphrase),
    recover: (input) => vault.recover(input),
    addPerson: ({ person, passphrase }) => vault.addPerson(person, passphrase),
    lock: async () => {
      await vault.lock();
      return ok({});
    },
  };
}
