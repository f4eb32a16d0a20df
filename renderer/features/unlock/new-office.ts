import type { Role } from '../../../shared/access/roles.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { Bytes } from '../../../shared/kernel/bytes.ts';
import { checkLetterhead, LETTERHEAD_LINE_LENGTH, LETTERHEAD_LINES } from '../../parts/letterhead.ts';
import { emptyPassphrase, type NewPassphrase, type Words } from '../../parts/passphrase-check.ts';

/** What the first run asks, as typed. */
export interface NewOffice extends NewPassphrase {
  readonly name: string;
  readonly code: string;
  readonly department: string;
  readonly municipality: string;
  /** lines of the letterhead parted by line ends; undefined while it follows the name of the office */
  readonly letterhead: string | undefined;
  readonly personName: string;
  readonly position: string;
  readonly credential: string;
  readonly roles: readonly Role[];
  /** who keeps each of the recovery sheets */
  readonly holders: readonly string[];
}

/** The first person looks after the office, whatever else they are. */
export const FIRST_PERSON_IS = 'administrator' satisfies Role;

/**
 * A form to begin with.
 * @param holders who is proposed to keep the recovery sheets
 */
export function emptyOffice(holders: readonly string[]): NewOffice {
  return {
    ...emptyPassphrase,
    name: '',
    code: '',
    department: '',
    municipality: '',
    letterhead: undefined,
    personName: '',
    position: '',
    credential: '',
    roles: ['inspector', FIRST_PERSON_IS],
    holders,
  };
}

/** What is wrong with each field of a step; an absent one is fine. */
export type StepProblems<F extends string> = Partial<Record<F, Words>>;

const missing: Words = ['unlock.problem.required'];

type TextField = 'name' | 'code' | 'municipality' | 'personName' | 'position' | 'credential';

function needs<F extends TextField>(form: NewOffice, fields: readonly F[]): StepProblems<F> {
  const empty = fields.filter((field) => form[field].trim() === '').map((field) => [field, missing]);
  return Object.fromEntries(empty) as StepProblems<F>;
}

/**
 * Checks the step about the office.
 * @param letterhead as shown, whether typed or proposed
 */
export function checkOffice(
  form: NewOffice,
  letterhead: string,
): StepProblems<'name' | 'code' | 'municipality' | 'letterhead'> {
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
export function checkPerson(form: NewOffice): StepProblems<'personName' | 'position' | 'credential'> {
  return needs(form, ['personName', 'position', 'credential']);
}

/** The letterhead that is proposed until somebody writes another. */
export function proposedLetterhead(republic: string, ministry: string, officeName: string): string {
  return [republic, ministry, officeName.trim()].filter((line) => line !== '').join('\n');
}

/**
 * What the vault is asked to make.
 * @param transport public half of the window's key for this session
 */
export function officeRequest(form: NewOffice, transport: Bytes): CallInput<'createOffice'> {
  return {
    office: { name: form.name.trim(), code: form.code, municipality: form.municipality },
    person: {
      name: form.personName.trim(),
      position: form.position.trim(),
      credential: form.credential.trim(),
      roles: [...form.roles],
    },
    passphrase: form.passphrase,
    holders: form.holders.map((holder) => holder.trim()),
    transport,
  };
}
