import { questions, type Question, type Wording } from '../../../shared/catalog/screening/questions.ts';
import type { RuleSet } from '../../../shared/catalog/screening/rule-set.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import type { QuestionGroup } from '../../../shared/screening/question-groups.ts';
import { currentLanguage, t } from '../../text/index.ts';

/** In the language of the screens; what was never put into it, in Spanish. */
export function wordingText(wording: Wording): string {
  return wording[currentLanguage()] ?? wording.es;
}

const known = new WeakMap<readonly RuleSet[], ReadonlyMap<string, Question>>();

function questionsIn(sets: readonly RuleSet[]): ReadonlyMap<string, Question> {
  const before = known.get(sets);
  if (before) return before;
  const all = [...questions, ...sets.flatMap((set) => set.questions ?? [])];
  const made = new Map(all.map((question) => [question.key, question]));
  known.set(sets, made);
  return made;
}

/**
 * What a question asks; its key where nobody here knows it, so that nothing vanishes.
 * @param sets those in use, which may bring questions along
 */
export function questionText(key: string, sets: readonly RuleSet[] = ruleSets): string {
  const question = questionsIn(sets).get(key);
  return question === undefined ? key : wordingText(question.label);
}

/** The heading of a group of questions. */
export function groupText({ key, label }: QuestionGroup): string {
  if (label !== undefined) return wordingText(label);
  return t(key === 'child' ? 'screening.group_child' : 'screening.group_danger');
}
