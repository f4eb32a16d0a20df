import { ADULT } from '../record/approximate.ts';
import type { AgeRange } from '../screening/child-labour.ts';

/** Completed years at which a group begins: 12, 14, 15 and 18 are limits of the rules about the work of children. */
const begins = [0, 12, 14, 15, 18, 25, 40, 60] as const;

/**
 * The group of an age, which says no birthday: `15-17`, `60+`. An age that may lie in several groups is `0-17` or `18+` where
 * that much is sure, else `unknown`.
 */
export function ageGroup(age: AgeRange | undefined): string {
  if (age === undefined) return 'unknown';
  const place = (years: number): number => begins.filter((begin) => begin <= years).length - 1;
  const at = place(age.least);
  if (at !== place(age.most)) {
    if (age.most < ADULT) return `0-${ADULT - 1}`;
    return age.least >= ADULT ? `${ADULT}+` : 'unknown';
  }
  const next = begins[at + 1];
  if (next === undefined) return `${begins[at]}+`;
  return next - 1 === begins[at] ? String(begins[at]) : `${begins[at]}-${next - 1}`;
}
