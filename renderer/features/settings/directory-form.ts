import { isTelephone, type DirectoryVersion, type InstitutionOnDay } from '../../../shared/catalog/office-directory.ts';
import { isPlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import type { TextKey } from '../../text/index.ts';

/** A telephone while it is typed. */
export interface TelephoneForm {
  readonly number: string;
  readonly label: string;
}

/** An institution while it is typed. */
export interface DirectoryForm {
  readonly label: string;
  readonly role: string;
  readonly telephones: readonly TelephoneForm[];
  readonly from: string;
  readonly document: string;
}

export interface DirectoryProblems {
  readonly label?: TextKey;
  readonly from?: TextKey;
  /** places of the telephones that cannot be dialled */
  readonly telephones: ReadonlySet<number>;
}

/** As many as an institution may have. */
export const MOST_TELEPHONES = 8;

/** What the form begins with: the institution as it stands, to be noted anew from today. */
export function directoryForm(known: InstitutionOnDay | undefined, today: PlainDate): DirectoryForm {
  const { label = '', role = '', telephones = [] } = known ?? {};
  const typed = telephones.map((one) => ({ number: one.number, label: one.label }));
  return { label, role, telephones: typed.length > 0 ? typed : [{ number: '', label: '' }], from: today, document: '' };
}

/**
 * What was typed as a note by somebody on a day; a telephone without a number and a name is left out.
 * @param made.withdrawn whether it is not to be called any more from the day that was typed
 * @returns the note, or what is wrong with what was typed
 */
export function readDirectoryForm(
  form: DirectoryForm,
  made: { readonly by: string; readonly on: PlainDate; readonly withdrawn: boolean },
): { readonly version: DirectoryVersion | undefined; readonly problems: DirectoryProblems } {
  const [label, role, document] = [form.label.trim(), form.role.trim(), form.document.trim()];
  const typed = form.telephones.map((one) => ({ number: one.number.trim(), label: one.label.trim() }));
  const wrong = typed.flatMap(({ number, label: name }, at) =>
    (number === '' && name === '') || isTelephone(number) ? [] : [at],
  );
  const problems: DirectoryProblems = {
    ...(label === '' ? { label: 'directory.problem_label' } : {}),
    ...(isPlainDate(form.from) ? {} : { from: 'directory.problem_date' }),
    telephones: new Set(wrong),
  };
  if (label === '' || !isPlainDate(form.from) || wrong.length > 0) return { version: undefined, problems };
  const version: DirectoryVersion = {
    from: form.from,
    label,
    ...(role === '' ? {} : { role }),
    telephones: typed
      .filter(({ number }) => number !== '')
      .map(({ number, label: name }) => ({ number, ...(name === '' ? {} : { label: name }) })),
    ...(made.withdrawn ? { withdrawn: true } : {}),
    ...(document === '' ? {} : { document }),
    by: made.by,
    on: made.on,
  };
  return { version, problems };
}
