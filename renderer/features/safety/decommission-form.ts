/** What whoever destroys an office chooses and types. */
export interface DecommissionForm {
  readonly copy: 'keep' | 'none' | undefined;
  readonly officeName: string;
  readonly reason: string;
  readonly passphrase: string;
}

/** Nothing chosen, nothing typed: nothing here is proposed. */
export const untouchedForm: DecommissionForm = { copy: undefined, officeName: '', reason: '', passphrase: '' };

/** What keeps an office from being destroyed, by field. */
export interface DecommissionProblems {
  readonly copy?: 'missing' | 'not-fresh';
  readonly officeName?: 'wrong';
  readonly reason?: 'missing';
  readonly passphrase?: 'missing';
}

/**
 * Checks the form. The main process checks all of it again.
 * @param known.officeName the office's name; blanks around and doubled ones do not matter
 * @param known.hasFreshCopy whether a fresh copy lies outside this computer (shared/ipc/outside-copy.ts)
 */
export function decommissionProblems(
  form: DecommissionForm,
  known: { readonly officeName: string; readonly hasFreshCopy: boolean },
): DecommissionProblems {
  return {
    ...(form.copy === undefined ? { copy: 'missing' as const } : {}),
    ...(form.copy === 'keep' && !known.hasFreshCopy ? { copy: 'not-fresh' as const } : {}),
    ...(spaced(form.officeName) === spaced(known.officeName) ? {} : { officeName: 'wrong' as const }),
    ...(form.reason.trim() === '' ? { reason: 'missing' as const } : {}),
    ...(form.passphrase === '' ? { passphrase: 'missing' as const } : {}),
  };
}

function spaced(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/gu, ' ');
}
