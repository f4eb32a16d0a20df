import { childLabourRules } from '../catalog/screening/child-labour-rules.ts';
import type { RuleSet } from '../catalog/screening/rule-set.ts';
import { ruleSets } from '../catalog/screening/rule-sets.ts';
import { ADULT } from '../record/approximate.ts';
import { questionsWith, yesIn, type Answer } from './answers.ts';
import { classifyChildLabour, type AgeRange, type ChildLabour } from './child-labour.ts';
import { escalationsOf, type Escalation } from './escalation.ts';
import { checkNationalRules, type NationalResult } from './national-rules.ts';
import { questionsOf, score, type Score } from './score.ts';

/** The raw facts of one screening: what was answered, and what numbers are known of the person's work. */
export interface ScreeningFacts {
  readonly answers: readonly Answer[];
  /** undefined when nobody knows it */
  readonly age: AgeRange | undefined;
  readonly hoursAWeek?: number | undefined;
  readonly hoursADay?: number | undefined;
  readonly choresAWeek?: number | undefined;
}

/** What one rule set makes of the answers. */
export interface Assessment extends Score {
  readonly set: RuleSet;
}

/** What the answers of one person come to: levels of indication, never a finding about the person. */
export interface ScreeningResult {
  /** one for each rule set that is meant for somebody of this age */
  readonly assessments: readonly Assessment[];
  /** absent for somebody who is surely no child: the statistical class, and beside it the law of the country */
  readonly child: { readonly labour: ChildLabour; readonly national: NationalResult } | undefined;
  readonly escalations: readonly Escalation[];
}

const { statistical, national } = childLabourRules;

/** The questions that only matter for somebody who may be a child. */
export const childQuestions: readonly string[] = [
  ...statistical.worstForm.questions,
  ...statistical.hazardous.questions,
  ...national.hazardousList.questions,
  national.unauthorised,
  national.night,
];

/**
 * All engines over the answers of one person. Nothing of it is stored: whoever needs it computes it again from the answers.
 * @param sets the rule sets to use; those of the app unless a country has its own
 */
export function screen(facts: ScreeningFacts, sets: readonly RuleSet[] = ruleSets): ScreeningResult {
  const { age, answers } = facts;
  const yes = yesIn(answers);
  const assessments = setsFor(age, sets).map((set): Assessment => ({ set, ...score(set, yes) }));
  const child = age === undefined || age.least < ADULT ? assessChild(facts, yes) : undefined;
  return { assessments, child, escalations: escalationsOf(yes, assessments, child?.labour, sets) };
}

/** Signs that no engine counts at this age or in this version: they stay written down and are shown as they are. */
export function uncountedIn(
  answers: readonly Answer[],
  { assessments, child, escalations }: ScreeningResult,
): readonly string[] {
  const used = new Set([
    ...assessments.flatMap(({ set }) => [...questionsOf(set)]),
    ...(child ? childQuestions : []),
    ...escalations.flatMap(({ questions }) => questions),
  ]);
  return [...yesIn(answers)].filter((question) => !used.has(question)).sort();
}

/** The rule sets that are meant for somebody of this age; where the age is not sure, those for both. */
export function setsFor(age: AgeRange | undefined, sets: readonly RuleSet[] = ruleSets): readonly RuleSet[] {
  const isAdult = age === undefined || age.most >= ADULT;
  const isChild = age === undefined || age.least < ADULT;
  return sets.filter(
    ({ appliesTo }) => appliesTo === 'all' || (appliesTo === 'adult' && isAdult) || (appliesTo === 'child' && isChild),
  );
}

/** What the rules about the work of children make of the facts of somebody who may be a child. */
export function assessChild(
  { age, answers, hoursAWeek, hoursADay, choresAWeek }: ScreeningFacts,
  yes: ReadonlySet<string> = yesIn(answers),
): NonNullable<ScreeningResult['child']> {
  const no = questionsWith(answers, 'no');
  const isYes = (question: string): boolean => yes.has(question);
  // "no" only when all of them are
  const reply = (questions: readonly string[]): boolean | undefined =>
    questions.some(isYes) || (questions.every((question) => no.has(question)) ? false : undefined);
  // a link can only add a sign: its "no" says nothing about the questions it stands for
  const fact = ({ questions, from }: typeof statistical.hazardous): boolean | undefined =>
    from.some(isYes) || reply(questions);
  // either list makes work hazardous; the one of the country is asked in part only, so that the other may say "no" alone
  const hazardous = national.hazardousList.questions.some(isYes) || fact(statistical.hazardous);
  return {
    labour: classifyChildLabour(age, { hoursAWeek, choresAWeek, hazardous, worstForm: fact(statistical.worstForm) }),
    national: checkNationalRules(age, {
      hoursAWeek,
      hoursADay,
      unauthorised: reply([national.unauthorised]),
      night: reply([national.night]),
      hazardous,
    }),
  };
}
