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
  const { dimensions, byLinkAlone } = countSigns(compiled, yes, true);
  const outcome = firstOutcome(compiled, dimensions);
  const direct = byLinkAlone ? firstOutcome(compiled, countSigns(compiled, yes, false).dimensions) : outcome;
  return {
    outcome,
    basis: direct === outcome ? outcome.basis : 'derived',
    flags: compiled.flags.filter(({ when }) => holds(when, dimensions)).map(({ key }) => key),
    dimensions,
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
  readonly dimension: number;
  readonly strength: Strength;
  /** the indicator's own question, where this one is only a link to it */
  readonly linkTo: string | undefined;
}

/** A condition with places in the list of dimensions instead of keys; absent asks nothing. */
type Places = Readonly<Record<keyof Condition, readonly number[] | undefined>>;

/** A rule set made ready for counting: an office counts a hundred thousand screenings again within seconds. */
interface Compiled {
  readonly indicators: number;
  readonly dimensions: readonly { readonly key: string; readonly needs: readonly Need[] }[];
  readonly reaches: ReadonlyMap<string, readonly Reach[]>;
  readonly outcomes: readonly { readonly outcome: Outcome; readonly when: Places }[];
  readonly flags: readonly { readonly key: string; readonly when: Places }[];
}

function countSigns(
  { indicators, dimensions, reaches }: Compiled,
  yes: ReadonlySet<string>,
  withLinks: boolean,
): { readonly dimensions: readonly DimensionScore[]; readonly byLinkAlone: boolean } {
  const counts = dimensions.map(() => ({ strong: 0, medium: 0, weak: 0, unweighted: 0 }));
  const seen = new Uint8Array(indicators);
  let byLinkAlone = false;
  for (const question of yes) {
    for (const { indicator, dimension, strength, linkTo } of reaches.get(question) ?? []) {
      if (seen[indicator] === 1 || (linkTo !== undefined && !withLinks)) continue;
      seen[indicator] = 1;
      const count = counts[dimension];
      if (count) count[strength] += 1;
      byLinkAlone ||= linkTo !== undefined && !yes.has(linkTo);
    }
  }
  const none = { strong: 0, medium: 0, weak: 0, unweighted: 0 };
  const scored = dimensions.map(({ key, needs }, i): DimensionScore => {
    const count = counts[i] ?? none;
    return { key, counts: count, positive: needs.some((need) => isMet(need, count)) };
  });
  return { dimensions: scored, byLinkAlone };
}

/** Counts from the top, so that a stronger indicator stands in for a weaker one. */
function isMet(need: Need, { strong, medium, weak, unweighted }: DimensionScore['counts']): boolean {
  const [ofStrong, ofMedium, ofAny] = [need.strong ?? 0, need.medium ?? 0, need.any ?? 0];
  return (
    strong >= ofStrong &&
    strong + medium >= ofStrong + ofMedium &&
    strong + medium + weak + unweighted >= ofStrong + ofMedium + ofAny
  );
}

function firstOutcome({ outcomes }: Compiled, dimensions: Score['dimensions']): Outcome {
  const first = outcomes.find(({ when }) => holds(when, dimensions));
  // `readRuleSet` has seen an outcome without a condition at the end
  if (first === undefined) throw new Error('a rule set without a last outcome');
  return first.outcome;
}

/** Only ever true of more signs when it was true of fewer. */
function holds({ all, any, sign }: Places, dimensions: Score['dimensions']): boolean {
  const isPositive = (at: number): boolean => dimensions[at]?.positive === true;
  const hasSign = (at: number): boolean => {
    const counts = dimensions[at]?.counts;
    return counts !== undefined && counts.strong + counts.medium + counts.weak + counts.unweighted > 0;
  };
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
    for (const asked of [question, ...from]) {
      const reach = {
        indicator,
        dimension: place(dimension),
        strength,
        linkTo: asked === question ? undefined : question,
      };
      reaches.set(asked, [...(reaches.get(asked) ?? []), reach]);
    }
  });
  return {
    indicators: set.indicators.length,
    dimensions: set.dimensions.map(({ key, positive = set.positive }) => ({ key, needs: positive })),
    reaches,
    outcomes: set.outcomes.map((outcome) => ({ outcome, when: places(outcome.when) })),
    flags: set.flags.map(({ key, when }) => ({ key, when: places(when) })),
  };
}
