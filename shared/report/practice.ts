/** Stands in the name of every office whose data are invented, and so on all its papers. */
export const PRACTICE_WORDS = 'DATOS INVENTADOS';

/**
 * Whether an office is there to practise: its name says so, which nobody can take out of it, and every paper bears the
 * name.
 * @param officeName as the office was made with
 */
export function isPractice(officeName: string): boolean {
  return officeName.includes(PRACTICE_WORDS);
}
