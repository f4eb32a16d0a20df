import type { Change } from '../change.ts';
import { rowsOf, type RecordDraft } from '../draft.ts';

/**
 * Tables whose rows are people that papers know by a pseudonym, and the kinds of record that are about one such person; and
 * their letters: T for "testigo", NNA for "niña, niño o adolescente", P for "persona".
 */
export const pseudonymTables = {
  interviewed: 'T',
  minors: 'NNA',
  screening: 'P',
  protected_person: 'P',
  interview: 'P',
} as const;
export type PseudonymTable = keyof typeof pseudonymTables;

/** Letters and a number of at least two digits. Nothing in it may say who somebody is. */
const FORM = /^([A-Z]+)-(\d{2,4})$/;

/** The keys of {@link pseudonymTables}. */
export const pseudonymTableKeys = Object.keys(pseudonymTables) as readonly PseudonymTable[];

/** The table with this key, when its rows go by pseudonyms. */
export function findPseudonymTable(key: string): PseudonymTable | undefined {
  return pseudonymTableKeys.find((table) => table === key);
}

/** True for a name of that table that says nothing of whom it stands for. */
export function isPseudonym(text: string, table: PseudonymTable): boolean {
  return numberOf(text, table) > 0;
}

/** True for a pseudonym of whatever table. */
export function isAnyPseudonym(text: string): boolean {
  return pseudonymTableKeys.some((table) => isPseudonym(text, table));
}

/** The pseudonyms of the people of one table in a draft, in the order of the form; rows without one are left out. */
export function pseudonymsIn(draft: RecordDraft, table: PseudonymTable): readonly string[] {
  return rowsOf(draft, table)
    .map(({ values }) => values['pseudonym'])
    .filter((value): value is string => typeof value === 'string' && value.trim() !== '')
    .map((value) => value.trim());
}

/** Every pseudonym that a case ever gave to somebody, also to those whose row was removed since. */
export function pseudonymsGiven(changes: readonly Change[]): ReadonlySet<string> {
  return new Set(
    changes
      .filter(({ op }) => op.f === 'pseudonym' && pseudonymTableKeys.some((table) => op.e.startsWith(`${table}/`)))
      .flatMap(({ x }) => (typeof x?.val === 'string' ? [x.val.trim()] : [])),
  );
}

/** The pseudonym after the highest that is known: one that is free again may stand for somebody else on a paper. */
export function nextPseudonym(known: Iterable<string>, table: PseudonymTable): string {
  const highest = Math.max(0, ...[...known].map((text) => numberOf(text, table)));
  return `${pseudonymTables[table]}-${String(highest + 1).padStart(2, '0')}`;
}

function numberOf(text: string, table: PseudonymTable): number {
  const [, letters, digits = ''] = FORM.exec(text.trim()) ?? [];
  return letters === pseudonymTables[table] ? Number(digits) : 0;
}
