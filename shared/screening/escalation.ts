import { questions, type EscalationReason } from '../catalog/screening/questions.ts';
import { escalationReasons } from '../catalog/screening/questions.ts';
import type { RuleSet } from '../catalog/screening/rule-set.ts';
import type { ChildLabour } from './child-labour.ts';
import type { Assessment } from './screen.ts';

/** Why somebody has to be called at once, and what says so. */
export interface Escalation {
  readonly reason: EscalationReason;
  /** questions that stand at "yes"; none where the reason follows from a result */
  readonly questions: readonly string[];
}

/**
 * Whatever the score: violence, confinement, a child in a worst form, any sign of sexual exploitation or of organ removal,
 * a cry for help. Hazardous work of a child is a worst form too (ILO C182, art. 3 d).
 * @param labour absent for somebody who is surely no child
 */
export function escalationsOf(
  yes: ReadonlySet<string>,
  assessments: readonly Pick<Assessment, 'outcome'>[],
  labour: ChildLabour | undefined,
  sets: readonly RuleSet[],
): readonly Escalation[] {
  const signs = new Map<EscalationReason, string[]>();
  const found = (reason: EscalationReason): string[] => {
    const there = signs.get(reason) ?? [];
    signs.set(reason, there);
    return there;
  };
  const asked = escalatingOf(sets);
  for (const question of yes) {
    const reason = asked.get(question);
    if (reason !== undefined && (reason !== 'childWorstForm' || labour !== undefined)) found(reason).push(question);
  }
  for (const { outcome } of assessments) if (outcome.escalation !== undefined) found(outcome.escalation);
  if (labour?.result === 'worstForm' || labour?.result === 'hazardous') found('childWorstForm');
  return escalationReasons.flatMap((reason) => {
    const questionsOf = signs.get(reason);
    return questionsOf === undefined ? [] : [{ reason, questions: questionsOf.sort() }];
  });
}

const byQuestion = new WeakMap<readonly RuleSet[], ReadonlyMap<string, EscalationReason>>();

/** The questions whose "yes" is a reason by itself, with those that rule sets bring along. */
function escalatingOf(sets: readonly RuleSet[]): ReadonlyMap<string, EscalationReason> {
  const known = byQuestion.get(sets);
  if (known) return known;
  const all = [...questions, ...sets.flatMap((set) => set.questions ?? [])];
  const map = new Map(all.flatMap(({ key, escalation }) => (escalation === undefined ? [] : [[key, escalation]])));
  byQuestion.set(sets, map);
  return map;
}
