import { infringementKey } from '../catalog/infringement-value.ts';
import type { Count } from './period-counts.ts';
import { periodText as text } from './text/period-report.ts';

/** Fewer people than these are not told by their number. A proposal of this project: no norm of Honduras was found. */
export const FEWEST_PEOPLE = 5;

/** Key of what is told together because each of it is too few. */
export const OTHERS = '*';

/** Infringements that say nothing about who somebody is: any other, an office's own too, may be about one child or one person. */
const OF_WORKPLACES: ReadonlySet<string> = new Set(['obstruction', 'collectiveAgreement', 'economicLoss', 'safety']);

/** True for an infringement of which a small number is not told. */
export function isAboutPeople(infringement: string): boolean {
  return !OF_WORKPLACES.has(infringementKey(infringement));
}

/** True for a number that is not told. */
export function isFew(count: number): boolean {
  return count > 0 && count < FEWEST_PEOPLE;
}

/**
 * A number of people over some months: the sum, or between which numbers it is. It says no more than what each month says by
 * itself, so that taking months from their year gives nothing away.
 * @param months the number of each month; one for the report of a month
 */
export function ofPeople(months: readonly number[]): string {
  const few = months.filter(isFew).length;
  const told = months.reduce((so, count) => so + (isFew(count) ? 0 : count), 0);
  if (few === 0) return String(told);
  if (few === 1 && told === 0) return text.people.few(FEWEST_PEOPLE);
  return text.people.between(told + few, told + few * (FEWEST_PEOPLE - 1));
}

/**
 * Counts of places, without the names of those that have few: these are told together, with the smallest of the others while
 * they are still few. A year is its months added up, for the same reason as above.
 * @returns rows that add up to what was given, the largest first and the others last
 */
export function ofPlaces(months: readonly (readonly Count[])[]): readonly Count[] {
  const sums = new Map<string, number>();
  for (const { key, count } of months.flatMap(together)) sums.set(key, (sums.get(key) ?? 0) + count);
  return [...sums]
    .map(([key, count]) => ({ key, count }))
    .sort((a, b) => last(a) - last(b) || b.count - a.count || (a.key < b.key ? -1 : 1));
}

const last = ({ key }: Count): number => (key === OTHERS ? 1 : 0);

function together(counts: readonly Count[]): readonly Count[] {
  const told = counts.filter(({ count }) => !isFew(count)).sort((a, b) => b.count - a.count);
  let others = counts.reduce((so, { count }) => so + (isFew(count) ? count : 0), 0);
  while (isFew(others)) {
    const smallest = told.pop();
    if (smallest === undefined) break;
    others += smallest.count;
  }
  return others === 0 ? told : [...told, { key: OTHERS, count: others }];
}
