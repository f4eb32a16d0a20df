import { questions, type Question, type Wording } from '../catalog/screening/questions.ts';
import type { RuleSet } from '../catalog/screening/rule-set.ts';
import { ruleSets } from '../catalog/screening/rule-sets.ts';
import { ADULT } from '../record/approximate.ts';
import type { AgeRange } from './child-labour.ts';
import { childQuestions, setsFor } from './screen.ts';

/** Questions that are put together, each question in one group only. */
export interface QuestionGroup {
  /** `danger`, `child`, or the key of a dimension */
  readonly key: string;
  /** of a dimension */
  readonly label: Wording | undefined;
  readonly questions: readonly Question[];
}

/**
 * What to ask somebody of this age, in order: signs of danger, the work of a child, then the dimensions of every rule set.
 * @param age undefined when nobody knows it: then both what is asked of children and of adults
 */
export function questionGroups(
  age: AgeRange | undefined,
  sets: readonly RuleSet[] = ruleSets,
): readonly QuestionGroup[] {
  const mine = setsFor(age, sets);
  const known = new Map([...questions, ...mine.flatMap((set) => set.questions ?? [])].map((one) => [one.key, one]));
  // of the app's lists only: a guide that counts a sign of danger does not move it from the first place
  const listed = new Set(ruleSets.flatMap(({ indicators }) => indicators.map(({ question }) => question)));
  const ofChildren = new Set(childQuestions);
  const danger = questions.filter(({ key }) => !listed.has(key) && !ofChildren.has(key)).map(({ key }) => key);
  const wanted = new Map<string, { readonly label: Wording | undefined; readonly keys: readonly string[] }>();
  wanted.set('danger', { label: undefined, keys: danger });
  if (age === undefined || age.least < ADULT) wanted.set('child', { label: undefined, keys: childQuestions });
  for (const { dimensions, indicators } of mine) {
    for (const { key, label } of dimensions) {
      const own = indicators.filter(({ dimension }) => dimension === key).map(({ question }) => question);
      // a dimension that another list has too keeps its first name
      const before = wanted.get(key) ?? { label, keys: [] };
      wanted.set(key, { ...before, keys: [...before.keys, ...own] });
    }
  }
  const asked = new Set<string>();
  return [...wanted].map(([key, { label, keys }]) => ({
    key,
    label,
    questions: keys.flatMap((one) => {
      const question = asked.has(one) ? undefined : known.get(one);
      asked.add(one);
      return question === undefined ? [] : [question];
    }),
  }));
}
