import type { Indicator, Outcome, RuleSet } from '../catalog/screening/rule-set.ts';
import { standing, yesIn, type Answer, type Reply } from './answers.ts';
import { presentIndicators, questionsOf, score, type DimensionScore, type Score } from './score.ts';

/** One indicator that counts, and the answers it rests on: who said it, how it is known. */
export interface CountedFact {
  readonly indicator: Indicator;
  readonly answers: readonly Answer[];
}

export interface ExplainedDimension extends DimensionScore {
  readonly facts: readonly CountedFact[];
}

/** One more "yes" that would give another result. */
export interface Change {
  readonly question: string;
  readonly outcome: Outcome;
}

/** Why a result is what it is. */
export interface Explanation {
  readonly dimensions: readonly ExplainedDimension[];
  /** questions whose "yes" alone gives the same result; none of them can be left out */
  readonly minimal: readonly string[];
  /** questions of the rule set that nobody put */
  readonly notAsked: readonly string[];
  /** put, and nobody knew */
  readonly unknown: readonly string[];
  /** among those that are open: which one alone would change the result, the most urgent result first */
  readonly changes: readonly Change[];
}

/** Explains what a rule set made of the answers. */
export function explain(set: RuleSet, answers: readonly Answer[]): Explanation {
  const stands = standing(answers);
  const yes = yesIn(answers);
  const now = score(set, yes);
  const present = presentIndicators(set, yes);
  const open = openQuestions(set, stands, present);
  return {
    dimensions: now.dimensions.map((dimension) => ({
      ...dimension,
      facts: present
        .filter((indicator) => indicator.dimension === dimension.key)
        .map((indicator) => ({ indicator, answers: answersFor(indicator, answers) })),
    })),
    minimal: minimalAnswers(set, yes),
    notAsked: open.filter((question) => stands.get(question) !== 'unknown'),
    unknown: open.filter((question) => stands.get(question) === 'unknown'),
    changes: changesBy(set, yes, now, open),
  };
}

/**
 * A smallest choice of signs that gives the same result alone, in the sense that none of them can be left out. The strong
 * ones are kept rather than the weak ones. One pass finds it: conditions only ever ask that something is there, so between
 * a choice that gives the result and all of the signs, every choice gives it.
 */
export function minimalAnswers(set: RuleSet, yes: ReadonlySet<string>): readonly string[] {
  const full = score(set, yes);
  const known = questionsOf(set);
  const kept = new Set([...yes].filter((question) => known.has(question)));
  for (const question of [...kept].sort((a, b) => weight(set, a) - weight(set, b) || (a < b ? -1 : 1))) {
    kept.delete(question);
    if (!isSameResult(score(set, kept), full)) kept.add(question);
  }
  return [...kept].sort();
}

/** True when both say the same: outcome, on what basis, and flags. */
export function isSameResult(a: Score, b: Score): boolean {
  return a.outcome === b.outcome && a.basis === b.basis && a.flags.join() === b.flags.join();
}

/** Of its strongest indicator; what is there only by a link goes first. */
function weight(set: RuleSet, question: string): number {
  const own = set.indicators.find((indicator) => indicator.question === question);
  return own === undefined ? 0 : { unweighted: 1, weak: 1, medium: 2, strong: 3 }[own.strength];
}

/** Indicators that are neither there nor denied, by their own questions. */
function openQuestions(
  set: RuleSet,
  stands: ReadonlyMap<string, Reply>,
  present: readonly Indicator[],
): readonly string[] {
  return set.indicators
    .filter((indicator) => !present.includes(indicator) && stands.get(indicator.question) !== 'no')
    .map(({ question }) => question);
}

function changesBy(set: RuleSet, yes: ReadonlySet<string>, now: Score, open: readonly string[]): readonly Change[] {
  return open
    .flatMap((question) => {
      const { outcome } = score(set, new Set([...yes, question]));
      return outcome === now.outcome ? [] : [{ question, outcome }];
    })
    .sort((a, b) => set.outcomes.indexOf(a.outcome) - set.outcomes.indexOf(b.outcome));
}

function answersFor({ question, from = [] }: Indicator, answers: readonly Answer[]): readonly Answer[] {
  const asked = new Set([question, ...from]);
  return answers
    .filter((answer) => answer.reply === 'yes' && asked.has(answer.question))
    .sort((a, b) => (`${a.question} ${a.at}` < `${b.question} ${b.at}` ? -1 : 1));
}
