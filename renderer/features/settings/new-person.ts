import type { Role } from '../../../shared/access/roles.ts';
import type { CallInput, PersonInput } from '../../../shared/ipc/contract.ts';
import { checkPassphrases, emptyPassphrase, type NewPassphrase, type Words } from '../../parts/passphrase-check.ts';

/** A new person as typed; the passphrase twice, by that person. */
export interface PersonForm extends PersonInput, NewPassphrase {
  readonly roles: readonly Role[];
}

export const emptyPerson: PersonForm = {
  name: '',
  position: '',
  credential: '',
  roles: ['inspector'],
  ...emptyPassphrase,
};

/** What is wrong with each field; an absent one is fine. */
export type PersonProblems = Partial<Record<keyof PersonForm, Words>>;

const missing: Words = ['settings.fieldMissing'];

/** Checks a new person. */
export function checkPerson(form: PersonForm): PersonProblems {
  const empty = (['name', 'position', 'credential'] as const).filter((field) => form[field].trim() === '');
  return {
    ...Object.fromEntries(empty.map((field) => [field, missing])),
    ...checkRoles(form.roles),
    ...checkPassphrases(form),
  };
}

/** Somebody without any role could do nothing at all. */
export function checkRoles(roles: readonly Role[]): { readonly roles?: Words } {
  return roles.length === 0 ? { roles: ['settings.rolesMissing'] } : {};
}

/** What the vault is asked to add. */
export function personRequest(form: PersonForm): CallInput<'addPerson'> {
  return {
    person: {
      name: form.name.trim(),
      position: form.position.trim(),
      credential: form.credential.trim(),
      roles: [...form.roles],
    },
    passphrase: form.passphrase,
  };
}
