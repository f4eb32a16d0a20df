import { alertSigns } from '../catalog/alert-signs.ts';
import { standing, type Answer } from './answers.ts';
import type { QuestionGroup } from './question-groups.ts';

/** A question that an alert gives reason to put, and the group it stands in. */
export interface AlertAsk {
  readonly question: string;
  readonly group: string;
}

/**
 * What an alert about the case gives reason to ask this person and nobody has put yet, in the order of the form. An alert is
 * no answer: it only says where to look first.
 * @param signs keys of the signs of the alerts
 * @param groups what is asked of somebody of this age
 */
export function alertAsks(
  signs: readonly string[],
  groups: readonly QuestionGroup[],
  answers: readonly Answer[],
): readonly AlertAsk[] {
  const told = new Set(signs);
  const wanted = new Set(alertSigns.filter(({ key }) => told.has(key)).flatMap(({ asks }) => asks));
  const stands = standing(answers);
  return groups.flatMap(({ key: group, questions }) =>
    questions.filter(({ key }) => wanted.has(key) && !stands.has(key)).map(({ key }) => ({ question: key, group })),
  );
}
