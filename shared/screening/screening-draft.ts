import type { RuleSet } from '../catalog/screening/rule-set.ts';
import { ruleSets } from '../catalog/screening/rule-sets.ts';
import { newId } from '../kernel/id.ts';
import { ageRange } from '../record/approximate.ts';
import { addRow, reader, rowsOf, setRowValue, type DraftRow, type RecordDraft } from '../record/draft.ts';
import { screeningAnswers } from '../record/kinds/screening.ts';
import { replies, waysOfKnowing, type Answer } from './answers.ts';
import { screen, type ScreeningFacts, type ScreeningResult } from './screen.ts';

/** The raw facts of a screening record; what is not filled in, or is no such value, is not known. */
export function factsOf(draft: RecordDraft): ScreeningFacts {
  const { text } = reader(draft);
  const hours = (key: string): number | undefined => (/^\d{1,3}$/.test(text(key)) ? Number(text(key)) : undefined);
  return {
    answers: rowsOf(draft, screeningAnswers).map(answerOf),
    age: ageRange(text('age')),
    hoursAWeek: hours('hoursAWeek'),
    hoursADay: hours('hoursADay'),
    choresAWeek: hours('choresAWeek'),
  };
}

/**
 * Results and escalations of a screening record: what a referral, a list or a paper of the office builds on.
 * @param sets the rule sets of the app, and the guides of the office beside them
 */
export function resultsOf(draft: RecordDraft, sets: readonly RuleSet[] = ruleSets): ScreeningResult {
  return screen(factsOf(draft), sets);
}

/** The row of a question; undefined while it was never answered. */
export function answerRow(draft: RecordDraft, question: string): DraftRow | undefined {
  return rowsOf(draft, screeningAnswers).find(({ values }) => values['question'] === question);
}

/** Columns of an answer that somebody fills in. */
export type AnswerValues = Readonly<Partial<Record<'reply' | 'how' | 'evidence' | 'words', string>>>;

/** Writes down an answer, with who and when; other columns of it stay as they are. */
export function putAnswer(
  draft: RecordDraft,
  question: string,
  values: AnswerValues,
  who: Pick<Answer, 'by' | 'at'>,
): RecordDraft {
  const known = answerRow(draft, question);
  const row = known?.id ?? newId();
  const begun = known ? draft : addRow(draft, screeningAnswers, { id: row, values: { question } });
  return Object.entries({ ...values, ...who }).reduce(
    (so, [column, value]) => setRowValue(so, { table: screeningAnswers, row, column }, value),
    begun,
  );
}

function answerOf({ values }: DraftRow): Answer {
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    question: text('question'),
    reply: replies.find((reply) => reply === text('reply')) ?? 'notAsked',
    how: waysOfKnowing.find((how) => how === text('how')),
    evidence: text('evidence')
      .split(' ')
      .filter((id) => id !== ''),
    by: text('by'),
    at: text('at'),
  };
}
