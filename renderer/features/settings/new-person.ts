import type { PersonInput } from '../../../shared/ipc/contract.ts';
import { PASSPHRASE_MINIMUM } from '../../../shared/vault/passphrase.ts';

/** A new person as typed; the passphrase twice, by that person. */
export interface PersonForm extends PersonInput {
  readonly passphrase: string;
  readonly repeated: string;
}

export const emptyPerson: PersonForm = { name: '', position: '', credential: '', passphrase: '', repeated: '' };

/** What is wrong with each field; an absent one is fine. */
export type PersonProblems = Partial<
  Record<keyof PersonInput, 'missing'> & {
    /** characters that are missing */
    readonly passphrase: number;
    readonly repeated: 'differs';
  }
>;

/** Checks a new person. Characters are counted as people see them: an accented letter is one. */
export function checkPerson(form: PersonForm): PersonProblems {
  const length = Array.from(form.passphrase.normalize('NFKC')).length;
  const missing = (['name', 'position', 'credential'] as const).filter((field) => form[field].trim() === '');
  return {
    ...Object.fromEntries(missing.map((field) => [field, 'missing' as const])),
    ...(length < PASSPHRASE_MINIMUM ? { passphrase: PASSPHRASE_MINIMUM - length } : {}),
    ...(form.repeated === form.passphrase ? {} : { repeated: 'differs' as const }),
  };
}
