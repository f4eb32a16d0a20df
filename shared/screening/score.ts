import { strengths } from '../catalog/screening/rule-set.ts';
import type { Condition, Indicator, Need, Outcome, RuleSet, Strength } from '../catalog/screening/rule-set.ts';

/** How many indicators of each strength stand at "yes" in one dimension, and whether that makes it positive. */
export interface DimensionScore {
  readonly key: string;
  readonly counts: Readonly<Record<Strength, number>>;
  readonly positive: boolean;
}

/** What a rule set makes of a set of signs. */
export interface Score {
  readonly outcome: Outcome;
  /** derived also where the outcome rests on questions of another list */
  readonly basis: Outcome['basis'];
  /** keys of the flags that hold */
  readonly flags: readonly string[];
  /** in the order of the rule set */
  readonly dimensions: readonly DimensionScore[];
}

/**
 * Counts the signs of each dimension and takes the first outcome that holds.
 * @param yes questions that stand at "yes"; those that the rule set does not know count for nothing
 */
export function score(set: RuleSet, yes: ReadonlySet<string>): Score {
  const compiled = compiledOf(set);
  const counted = countSigns(compiled, yes, true);
  const outcome = firstOutcome(compiled, counted);
  const direct = counted.byLinkAlone ? firstOutcome(compiled, countSigns(compiled, yes, false)) : outcome;
  return {
    outcome,
    basis: direct === outcome ? outcome.basis : 'derived',
    flags: compiled.flags.filter(({ when }) => holds(when, counted)).map(({ key }) => key),
    dimensions: compiled.dimensions.map(({ key }, i) => ({
      key,
      counts: countsAt(counted, i),
      positive: counted.positive[i] === true,
    })),
  };
}

/** The indicators that the signs speak for, in the order of the rule set. */
export function presentIndicators(set: RuleSet, yes: ReadonlySet<string>): readonly Indicator[] {
  return set.indicators.filter(({ question, from = [] }) => yes.has(question) || from.some((link) => yes.has(link)));
}

/** The questions that a rule set looks at, its own and those it links to. */
export function questionsOf(set: RuleSet): ReadonlySet<string> {
  return new Set(compiledOf(set).reaches.keys());
}

/** An indicator that a question speaks for: by itself, or as one of its links. */
interface Reach {
  readonly indicator: number;
  /** where its dimension and strength are counted */
  readonly place: number;
  /** the indicator's own question, where this one is only a link to it */
  readonly linkTo: string | undefined;
}

/** A condition with places in the list of dimensions instead of keys; absent asks nothing. */
type Places = Readonly<Record<keyof Condition, readonly number[] | undefined>>;

/** A rule set made ready for counting: an office counts a hundred thousand screenings again within seconds. */
interface Compiled {
  /** a zero for each indicator, and for each place: copied, which is faster than made */
  readonly unseen: readonly number[];
  readonly uncounted: readonly number[];
  readonly dimensions: readonly { readonly key: string; readonly needs: readonly Least[] }[];
  readonly reaches: ReadonlyMap<string, readonly Reach[]>;
  readonly outcomes: readonly { readonly outcome: Outcome; readonly when: Places }[];
  readonly flags: readonly { readonly key: string; readonly when: Places }[];
}

/** A need counted from the top: so many strong ones, so many of at least medium strength, so many in all. */
type Least = readonly [strong: number, medium: number, any: number];

interface Counted {
  /** by place: dimension after dimension, each with its four strengths */
  readonly counts: readonly number[];
  /** by dimension */
  readonly positive: readonly boolean[];
  /** an indicator is there though its own question does not stand at "yes" */
  readonly byLinkAlone: boolean;
}

function countSigns(
  { unseen, uncounted, dimensions, reaches }: Compiled,
  yes: ReadonlySet<string>,
  withLinks: boolean,
): Counted {
  const counts = uncounted.slice();
  const seen = unseen.slice();
  let byLinkAlone = false;
  for (const question of yes) {
    const found = reaches.get(question);
    if (found === undefined) continue;
    for (const { indicator, place, linkTo } of found) {
      if (seen[indicator] === 1 || (linkTo !== undefined && !withLinks)) continue;
      seen[indicator] = 1;
      counts[place] = (counts[place] ?? 0) + 1;
      byLinkAlone ||= linkTo !== undefined && !yes.has(linkTo);
    }
  }
  const positive = dimensions.map(({ needs }, i) => needs.some((need) => isMet(need, counts, i * strengths.length)));
  return { counts, positive, byLinkAlone };
}

/** A stronger indicator stands in for a weaker one. */
function isMet(need: Least, counts: readonly number[], from: number): boolean {
  const strong = counts[from] ?? 0;
  const medium = strong + (counts[from + 1] ?? 0);
  const any = medium + (counts[from + 2] ?? 0) + (counts[from + 3] ?? 0);
  return strong >= need[0] && medium >= need[1] && any >= need[2];
}

function countsAt({ counts }: Counted, dimension: number): DimensionScore['counts'] {
  const at = (i: number): number => counts[dimension * strengths.length + i] ?? 0;
  return { strong: at(0), medium: at(1), weak: at(2), unweighted: at(3) };
}

function firstOutcome({ outcomes }: Compiled, counted: Counted): Outcome {
  for (const { outcome, when } of outcomes) if (holds(when, counted)) return outcome;
  // `readRuleSet` has seen an outcome without a condition at the end
  throw new Error('a rule set without a last outcome');
}

/** Only ever true of more signs when it was true of fewer. */
function holds({ all, any, sign }: Places, { positive, counts }: Counted): boolean {
  const isPositive = (at: number): boolean => positive[at] === true;
  const hasSign = (at: number): boolean => isMet([0, 0, 1], counts, at * strengths.length);
  return (
    (all === undefined || all.every(isPositive)) &&
    (any === undefined || any.some(isPositive)) &&
    (sign === undefined || sign.some(hasSign))
  );
}

const compiledSets = new WeakMap<RuleSet, Compiled>();

function compiledOf(set: RuleSet): Compiled {
  const known = compiledSets.get(set);
  if (known) return known;
  const made = compile(set);
  compiledSets.set(set, made);
  return made;
}

function compile(set: RuleSet): Compiled {
  const place = (key: string): number => set.dimensions.findIndex((dimension) => dimension.key === key);
  const places = ({ all, any, sign }: Condition = {}): Places => ({
    all: all?.map(place),
    any: any?.map(place),
    sign: sign?.map(place),
  });
  const reaches = new Map<string, Reach[]>();
  set.indicators.forEach(({ question, dimension, strength, from = [] }, indicator) => {
    const at = place(dimension) * strengths.length + strengths.indexOf(strength);
    for (const asked of [question, ...from]) {
      const reach = { indicator, place: at, linkTo: asked === question ? undefined : question };
      reaches.set(asked, [...(reaches.get(asked) ?? []), reach]);
    }
  });
  return {
    unseen: set.indicators.map(() => 0),
    uncounted: set.dimensions.flatMap(() => strengths.map(() => 0)),
    dimensions: set.dimensions.map(({ key, positive = set.positive }) => ({ key, needs: positive.map(least) })),
    reaches,
    outcomes: set.outcomes.map((outcome) => ({ outcome, when: places(outcome.when) })),
    flags: set.flags.map(({ key, when }) => ({ key, when: places(when) })),
  };
}

function least({ strong = 0, medium = 0, any = 0 }: Need): Least {
  return [strong, strong + medium, strong + medium + any];
}
