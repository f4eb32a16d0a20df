import { useMemo, useState } from 'react';
import type { RecordDraft } from '../../../shared/record/draft.ts';
import { questionGroups, type QuestionGroup } from '../../../shared/screening/question-groups.ts';
import { screen, type ScreeningFacts, type ScreeningResult } from '../../../shared/screening/screen.ts';
import { factsOf } from '../../../shared/screening/screening-draft.ts';
import { useRuleSets, type RuleSetsInUse } from './use-rule-sets.ts';

/** A screening while it is written: what it comes to now, and which questions are on the screen. */
export interface ScreeningInHand {
  readonly rules: RuleSetsInUse;
  readonly facts: ScreeningFacts;
  readonly result: ScreeningResult;
  readonly groups: readonly QuestionGroup[];
  readonly group: string;
  readonly setGroup: (key: string) => void;
}

/**
 * Works out the results with every answer: all engines take far less than a frame.
 * @param draft undefined for a record of another kind
 */
export function useScreening(draft: RecordDraft | undefined): ScreeningInHand | undefined {
  const rules = useRuleSets(draft !== undefined);
  const { sets } = rules;
  const facts = useMemo(() => draft && factsOf(draft), [draft]);
  const result = useMemo(() => facts && screen(facts, sets), [facts, sets]);
  const { least, most } = facts?.age ?? {};
  const groups = useMemo(
    () => questionGroups(least === undefined || most === undefined ? undefined : { least, most }, sets),
    [least, most, sets],
  );
  const [group, setGroup] = useState('danger');
  // a group goes when the age says that it is not asked
  const current = groups.some(({ key }) => key === group) ? group : 'danger';
  return facts && result && { rules, facts, result, groups, group: current, setGroup };
}
