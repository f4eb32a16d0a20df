import type { ActName } from '../../../shared/access/acts.ts';
import type { AuditEntry } from '../../../shared/journal/audit-entry.ts';
import { dateInHonduras, isPlainDate, type PlainDate } from '../../../shared/kernel/plain-date.ts';

/** Which acts are looked for, as typed and chosen. Empty texts ask for nothing. */
export interface AuditWish {
  /** id of whoever acted */
  readonly person: string;
  readonly act: ActName | '';
  /** first and last civil day in Honduras, `YYYY-MM-DD`; or what was typed and is no day */
  readonly from: string;
  readonly to: string;
  /** words of a number or an employer */
  readonly caseWords: string;
}

/** Asks for everything. */
export const everything: AuditWish = { person: '', act: '', from: '', to: '', caseWords: '' };

/** What is wrong with the days of a wish. */
export function wishProblems({ from, to }: AuditWish): {
  readonly from?: 'bad-day';
  readonly to?: 'bad-day' | 'crossed';
} {
  const isBad = (day: string): boolean => day !== '' && !isPlainDate(day);
  return {
    ...(isBad(from) ? { from: 'bad-day' as const } : {}),
    ...(isBad(to)
      ? { to: 'bad-day' as const }
      : to !== '' && isPlainDate(from) && to < from
        ? { to: 'crossed' as const }
        : {}),
  };
}

/**
 * The entries that are wished for, in the order given. Days that are no days are not asked about.
 * @param cases ids of the cases that the words were found in; undefined when no words were typed
 */
export function wantedEntries(
  entries: readonly AuditEntry[],
  wish: AuditWish,
  cases: ReadonlySet<string> | undefined,
): readonly AuditEntry[] {
  const { person, act } = wish;
  const from = dayOrNone(wish.from);
  const to = dayOrNone(wish.to);
  return entries.filter((entry) => {
    if (person !== '' && entry.person !== person) return false;
    if (act !== '' && entry.action !== act) return false;
    if (cases !== undefined && (entry.caseId === undefined || !cases.has(entry.caseId))) return false;
    if (from === undefined && to === undefined) return true;
    const day = dateInHonduras(entry.at);
    return (from === undefined || day >= from) && (to === undefined || day <= to);
  });
}

/** A day of a wish; undefined when it is empty or no day. */
export function dayOrNone(day: string): PlainDate | undefined {
  return isPlainDate(day) ? day : undefined;
}
