import type { Change } from '../change.ts';
import { rowsOf, type RecordDraft } from '../draft.ts';

/** `T-01`: T for "testigo", and a number of at least two digits. Nothing in it may say who somebody is. */
const FORM = /^T-(\d{2,4})$/;
const ENTITY = 'interviewed/';

/** True for a name that says nothing of whom it stands for. */
export function isPseudonym(text: string): boolean {
  return numberOf(text) > 0;
}

/** The pseudonyms of the people interviewed in a draft, in the order of the form; rows without one are left out. */
export function pseudonymsIn(draft: RecordDraft): readonly string[] {
  return rowsOf(draft, 'interviewed')
    .map(({ values }) => values['pseudonym'])
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .map((value) => value.trim());
}

/** Every pseudonym that a case ever gave to somebody, also to those whose row was removed since. */
export function pseudonymsGiven(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(
    changes
      .filter(({ op }) => op.f === 'pseudonym' && op.e.startsWith(ENTITY))
      .flatMap(({ x }) => (typeof x?.val === 'string' ? [x.val.trim()] : [])),
  );
}

/** The pseudonym after the highest that is known: one that is free again may stand for somebody else on a paper. */
export function nextPseudonym(known: Iterable<string>): string {
  const highest = Math.max(0, ...[...known].map(numberOf));
  return `T-${String(highest + 1).padStart(2, '0')}`;
}

function numberOf(text: string): number {
  return Number(FORM.exec(text.trim())?.[1] ?? 0);
}
