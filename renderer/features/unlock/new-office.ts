import type { OfficeInput, PersonInput } from '../../../shared/ipc/contract.ts';
import { PASSPHRASE_MINIMUM } from '../../../shared/vault/passphrase.ts';
import { checkLetterhead, LETTERHEAD_LINE_LENGTH, LETTERHEAD_LINES } from '../../parts/letterhead.ts';
import type { TextKey, TextParams } from '../../text/index.ts';

/** What the first run asks, as typed. */
export interface NewOffice {
  readonly name: string;
  readonly code: string;
  readonly department: string;
  readonly municipality: string;
  /** lines of the letterhead parted by line ends; undefined while it follows the name of the office */
  readonly letterhead: string | undefined;
  readonly personName: string;
  readonly position: string;
  readonly credential: string;
  readonly passphrase: string;
  readonly repeated: string;
}

export const emptyOffice: NewOffice = {
  name: '',
  code: '',
  department: '',
  municipality: '',
  letterhead: undefined,
  personName: '',
  position: '',
  credential: '',
  passphrase: '',
  repeated: '',
};

/** A sentence to show beside a field. */
type Words = readonly [key: TextKey, params?: TextParams];
/** What is wrong with each field of a step; an absent one is fine. */
export type StepProblems = Partial<Record<keyof NewOffice, Words>>;

const missing: Words = ['unlock.problem.required'];

function needs(form: NewOffice, fields: readonly (keyof NewOffice)[]): StepProblems {
  return Object.fromEntries(
    fields.filter((field) => (form[field] ?? '').trim() === '').map((field) => [field, missing]),
  );
}

/**
 * Checks the step about the office.
 * @param letterhead as shown, whether typed or proposed
 */
export function checkOffice(form: NewOffice, letterhead: string): StepProblems {
  const badCode = form.code !== '' && !/^[A-Z0-9]{2,6}$/.test(form.code);
  const wrong = checkLetterhead(letterhead);
  const limits = { lines: LETTERHEAD_LINES, length: LETTERHEAD_LINE_LENGTH };
  return {
    ...needs(form, ['name', 'code', 'municipality']),
    ...(badCode ? { code: ['unlock.problem.code'] as const } : {}),
    ...(wrong === 'missing' ? { letterhead: ['unlock.problem.letterhead'] as const } : {}),
    ...(wrong === 'too-long' ? { letterhead: ['unlock.problem.letterheadTooLong', limits] as const } : {}),
  };
}

/** Checks the step about the first person. */
export function checkPerson(form: NewOffice): StepProblems {
  return needs(form, ['personName', 'position', 'credential']);
}

/** Checks a new passphrase and its repetition. Characters are counted as people see them. */
export function checkPassphrases(form: Pick<NewOffice, 'passphrase' | 'repeated'>): StepProblems {
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

/** The letterhead that is proposed until somebody writes another. */
export function proposedLetterhead(republic: string, ministry: string, officeName: string): string {
  return [republic, ministry, officeName.trim()].filter((line) => line !== '').join('\n');
}

/** What the vault is asked to make. */
export function officeRequest(form: NewOffice): {
  readonly office: OfficeInput;
  readonly person: PersonInput;
  readonly passphrase: string;
} {
  return {
    office: { name: form.name.trim(), code: form.code, municipality: form.municipality },
    person: {
      name: form.personName.trim(),
      position: form.position.trim(),
      credential: form.credential.trim(),
    },
    passphrase: form.passphrase,
  };
}
