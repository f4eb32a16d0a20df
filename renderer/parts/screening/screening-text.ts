import { questions, type Question, type Wording } from '../../../shared/catalog/screening/questions.ts';
import { ruleSets } from '../../../shared/catalog/screening/rule-sets.ts';
import type { QuestionGroup } from '../../../shared/screening/question-groups.ts';
import { currentLanguage, t } from '../../text/index.ts';

/** In the language of the screens; what was never put into it, in Spanish. */
export function wordingText(wording: Wording): string {
  return wording[currentLanguage()] ?? wording.es;
}

const byKey = new Map<string, Question>(
  [...questions, ...ruleSets.flatMap((set) => set.questions ?? [])].map((question) => [question.key, question]),
);

/** What a question asks; its key where nobody here knows it, so that nothing vanishes. */
export function questionText(key: string): string {
  const question = byKey.get(key);
  return question === undefined ? key : wordingText(question.label);
}

/** The heading of a group of questions. */
export function groupText({ key, label }: QuestionGroup): string {
  if (label !== undefined) return wordingText(label);
  return t(key === 'child' ? 'screening.group_child' : 'screening.group_danger');
}
