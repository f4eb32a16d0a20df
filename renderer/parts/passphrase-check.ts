import { PASSPHRASE_MINIMUM } from '../../shared/vault/passphrase.ts';
import type { TextKey, TextParams } from '../text/index.ts';

/** A new passphrase as typed, twice. */
export interface NewPassphrase {
  readonly passphrase: string;
  readonly repeated: string;
}

export const emptyPassphrase: NewPassphrase = { passphrase: '', repeated: '' };

/** A sentence to show beside a field. */
export type Words = readonly [key: TextKey, params?: TextParams];

/** Checks a new passphrase and its repetition; an absent field is fine. Characters are counted as people see them. */
export function checkPassphrases(form: NewPassphrase): Partial<Record<keyof NewPassphrase, Words>> {
  const n = countCharacters(form.passphrase);
  if (n < PASSPHRASE_MINIMUM) {
    return { passphrase: ['unlock.problem.tooShort', { min: PASSPHRASE_MINIMUM, n }] };
  }
  return form.passphrase === form.repeated ? {} : { repeated: ['unlock.problem.different'] };
}

/** Characters as people see them: an accented letter is one, however it was typed. */
export function countCharacters(text: string): number {
  return Array.from(text.normalize('NFKC')).length;
}
