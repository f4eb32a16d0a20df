import type { RuleSet } from '../catalog/screening/rule-set.ts';
import { ruleSets } from '../catalog/screening/rule-sets.ts';
import type { Instant } from '../kernel/clock.ts';

/** A rule set that the office loaded, and when. */
export interface LoadedGuide {
  readonly set: RuleSet;
  readonly at: Instant;
}

/**
 * The rule sets that a confirmation speaks of: those of the app and the guides that the office had by then. Whoever
 * confirmed a screening saw no result of a guide that came after it, so none may leave the office under that word.
 * @param confirmedAt when the screening was confirmed; what is no moment lets no guide in
 */
export function setsAt(guides: readonly LoadedGuide[], confirmedAt: Instant): readonly RuleSet[] {
  const until = Date.parse(confirmedAt);
  return [...ruleSets, ...guides.filter(({ at }) => Date.parse(at) <= until).map(({ set }) => set)];
}
