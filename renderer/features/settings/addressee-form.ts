import type { Fault } from '../../../shared/kernel/fault.ts';
import { isPlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';
import { parseAgeKeys, splitAgeKeys } from '../../../shared/referral/age-key.ts';
import type { AddresseeKeys, ComparedWay } from '../../db/addressees.ts';
import type { TextKey } from '../../text/index.ts';

/** The keys of an institution as they are typed. */
export interface AddresseeForm {
  readonly keys: string;
  readonly by: string;
  readonly on: string;
  readonly how: ComparedWay | undefined;
}

/** What is wrong with it, by field. */
export interface AddresseeProblems {
  readonly keys?: Fault;
  readonly by?: TextKey;
  readonly on?: TextKey;
  readonly how?: TextKey;
}

/** The form as it opens; a key that is new was compared today. */
export function addresseeForm(kept: AddresseeKeys | undefined, today: PlainDate): AddresseeForm {
  if (kept === undefined) return { keys: '', by: '', on: today, how: undefined };
  return { ...kept, keys: kept.keys.join('\n') };
}

/** Reads the form. @returns what is to be kept, when nothing is wrong */
export function readAddresseeForm(
  form: AddresseeForm,
  today: PlainDate,
): { readonly kept: AddresseeKeys | undefined; readonly problems: AddresseeProblems } {
  const keys = parseAgeKeys(splitAgeKeys(form.keys));
  const by = form.by.trim();
  const problems: AddresseeProblems = {
    ...(keys.ok ? {} : { keys: keys.fault }),
    ...(by === '' ? { by: 'packages.byMissing' } : {}),
    ...(isPlainDate(form.on) && form.on <= today ? {} : { on: 'packages.onMissing' }),
    ...(form.how === undefined ? { how: 'packages.howMissing' } : {}),
  };
  if (!keys.ok || form.how === undefined || Object.keys(problems).length > 0) return { kept: undefined, problems };
  return { kept: { keys: keys.value.map(({ text }) => text), by, on: form.on, how: form.how }, problems };
}
