import type { PlainDate } from '../kernel/plain-date.ts';
import type { OpenFine, Source, Visit, WorkplaceHistory } from './workplace-history.ts';

/**
 * Something in the history of a workplace that whoever goes there should know. It says what papers say, and nobody's
 * guilt.
 */
export type Pattern =
  /** the same infringement stands in the actas of several visits */
  | { readonly key: 'repeated'; readonly infringement: string; readonly sources: readonly Source[] }
  | { readonly key: 'obstruction'; readonly sources: readonly Source[] }
  | { readonly key: 'children'; readonly sources: readonly Source[] }
  | { readonly key: 'unpaidFine'; readonly sources: readonly OpenFine[] };

/**
 * The patterns of a workplace, each with the papers it comes from, newest first.
 * @param months two visits that found the same thing are pointed out when no more than so many months lie between them
 */
export function workplacePatterns(
  { visits, openFines }: WorkplaceHistory,
  { months }: { readonly months: number },
): readonly Pattern[] {
  const patterns: readonly Pattern[] = [
    ...repeated(visits, months),
    { key: 'obstruction', sources: sourcesOf(visits.filter(({ obstructed }) => obstructed)) },
    { key: 'children', sources: sourcesOf(visits.filter(({ children }) => children > 0)) },
    { key: 'unpaidFine', sources: openFines },
  ];
  return patterns.filter(({ sources }) => sources.length > 0);
}

function repeated(visits: readonly Visit[], months: number): readonly Pattern[] {
  const keys = [...new Set(visits.flatMap(({ findings }) => findings.map(({ infringement }) => infringement)))];
  return keys.sort().map((infringement) => {
    const found = visits.filter(({ findings }) => findings.some((one) => one.infringement === infringement));
    const near = found.filter((one) => found.some((other) => other !== one && isWithin(months, one.date, other.date)));
    return { key: 'repeated', infringement, sources: sourcesOf(near) };
  });
}

function sourcesOf(visits: readonly Visit[]): readonly Source[] {
  return visits
    .map(({ caseId, number, date }) => ({ caseId, number, date }))
    .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
}

/** Whether the later day comes no later than the same day so many months after the earlier one. */
function isWithin(months: number, one: PlainDate, other: PlainDate): boolean {
  const [from, to] = one <= other ? [one, other] : [other, one];
  const [year = 0, month = 0] = from.split('-').map(Number);
  const last = year * 12 + month - 1 + months;
  const limit = `${String(Math.floor(last / 12)).padStart(4, '0')}-${String((last % 12) + 1).padStart(2, '0')}${from.slice(7)}`;
  // as text: the 31st of a month without one is still before the next month
  return to <= limit;
}
