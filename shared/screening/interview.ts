import type { Question } from '../catalog/screening/questions.ts';
import { ADULT, ageRange, isSurelyChild } from '../record/approximate.ts';
import { screensChild } from '../record/kinds/screening.ts';
import { reader, setValue, type RecordDraft } from '../record/draft.ts';
import type { Answer, Reply } from './answers.ts';
import type { QuestionGroup } from './question-groups.ts';
import { answerRow, putAnswer } from './screening-draft.ts';

// An interview is a way of filling in a screening beside the worker: one question at a time. Where it stands is a field of
// the record, so that it goes on at the same question after a break, a lock or a power cut.

/** Places before and after the questions; no key of a question begins so. A data format: values of `interviewAt`. */
const CONSENT = '@consent';
const END = '@end';

/** Where an interview stands. */
export type InterviewStand =
  /** language, interpreter, who is there: for whoever asks */
  | { readonly stage: 'prepare' }
  | { readonly stage: 'consent' }
  /** `number` counts from 1 */
  | { readonly stage: 'question'; readonly question: Question; readonly number: number; readonly total: number }
  | { readonly stage: 'end' };

/** What somebody says when they are asked whether they want to talk. */
export const consentReplies = ['yes', 'no', 'couldNot'] as const;
export type ConsentReply = (typeof consentReplies)[number];

/** What must be known before anybody is asked anything. */
export type Lacking = 'private' | 'interpreter' | 'accompanied';

/** The questions of all parts in the order in which they are put. */
export function questionsInOrder(groups: readonly QuestionGroup[]): readonly Question[] {
  return groups.flatMap(({ questions }) => questions);
}

/** Where the interview of a screening stands; a question that is not asked at this age gives way to the first open one. */
export function interviewStand(draft: RecordDraft, questions: readonly Question[]): InterviewStand {
  const at = reader(draft).text('interviewAt');
  if (at === '') return { stage: 'prepare' };
  if (!hasAgreed(draft)) return { stage: 'consent' };
  if (at === END) return { stage: 'end' };
  const known = questions.findIndex(({ key }) => key === at);
  const place = known < 0 ? questions.findIndex((one) => isOpen(draft, one)) : known;
  const question = questions[place];
  if (question === undefined) return { stage: 'end' };
  return { stage: 'question', question, number: place + 1, total: questions.length };
}

/** Whether questions were put, so that there is something to go on with. */
export function isUnderWay(draft: RecordDraft): boolean {
  return reader(draft).text('interviewAt') !== '' && hasAgreed(draft);
}

/** True also while nobody knows the age: then what is said to a child is said. */
export function mayBeChild(draft: RecordDraft): boolean {
  return screensChild(reader(draft));
}

/** What is missing before the consent is asked. A child is not interviewed without somebody they trust. */
export function lackingFor(draft: RecordDraft): readonly Lacking[] {
  const { text } = reader(draft);
  return [
    ...(text('private') === '' ? (['private'] as const) : []),
    ...(text('interpreter') === '' ? (['interpreter'] as const) : []),
    ...(mayBeChild(draft) && text('accompanied') !== 'yes' ? (['accompanied'] as const) : []),
  ];
}

/** Goes to the words of the consent; while something is missing, the draft stays as it is. */
export function askConsent(draft: RecordDraft): RecordDraft {
  return lackingFor(draft).length > 0 ? draft : setValue(draft, 'interviewAt', CONSENT);
}

/** Goes back to what is asked of the official. */
export function backToPreparing(draft: RecordDraft): RecordDraft {
  return setValue(draft, 'interviewAt', '');
}

/**
 * Writes down what was said to the consent. For somebody who is surely a child consent does not apply: they agree or not.
 * Only after a "yes" are there questions; else the next time begins anew.
 */
export function takeConsent(draft: RecordDraft, reply: ConsentReply, questions: readonly Question[]): RecordDraft {
  const isChild = isSurelyChild(reader(draft).text('age'));
  const consented = setValue(draft, 'consent', isChild ? 'notApplicable' : reply);
  const assent = mayBeChild(draft) && reply !== 'couldNot' ? reply : '';
  const first = questions.find((one) => isOpen(draft, one))?.key ?? END;
  return setValue(setValue(consented, 'assent', assent), 'interviewAt', reply === 'yes' ? first : '');
}

/**
 * Writes down an answer and goes to the next question that nobody answered yet. What the person says is noted as told by
 * them, unless it was known in another way before.
 */
export function answerInInterview(
  draft: RecordDraft,
  question: string,
  { reply, ...who }: { readonly reply: Reply } & Pick<Answer, 'by' | 'at'>,
  questions: readonly Question[],
): RecordDraft {
  const how = answerRow(draft, question)?.values['how'];
  const isTold = reply === 'yes' && (how === undefined || how === '');
  const answered = putAnswer(draft, question, { reply, ...(isTold ? { how: 'told' } : {}) }, who);
  const after = questions.slice(questions.findIndex(({ key }) => key === question) + 1);
  return setValue(answered, 'interviewAt', after.find((one) => isOpen(answered, one))?.key ?? END);
}

/** Goes so many questions on (or back, when negative) without an answer; it stops at the first, and after the last. */
export function moveInInterview(draft: RecordDraft, questions: readonly Question[], by: number): RecordDraft {
  const stand = interviewStand(draft, questions);
  if (stand.stage !== 'question' && stand.stage !== 'end') return draft;
  const from = stand.stage === 'end' ? questions.length : stand.number - 1;
  return setValue(draft, 'interviewAt', questions[Math.max(0, from + by)]?.key ?? END);
}

/** Goes to the first question of the part after this one, or of the part before it. */
export function movePart(draft: RecordDraft, groups: readonly QuestionGroup[], by: 1 | -1): RecordDraft {
  const asked = groups.filter(({ questions }) => questions.length > 0);
  const stand = interviewStand(draft, questionsInOrder(groups));
  if (stand.stage !== 'question' && stand.stage !== 'end') return draft;
  const here = stand.stage === 'end' ? '' : stand.question.key;
  const at = asked.findIndex(({ questions }) => questions.some(({ key }) => key === here));
  const to = asked[Math.max(0, (at < 0 ? asked.length : at) + by)];
  return setValue(draft, 'interviewAt', to?.questions[0]?.key ?? END);
}

/** The questions that are still open, in order. */
export function openQuestions(draft: RecordDraft, questions: readonly Question[]): readonly Question[] {
  return questions.filter((one) => isOpen(draft, one));
}

/** Goes to a question. */
export function goToQuestion(draft: RecordDraft, { key }: Pick<Question, 'key'>): RecordDraft {
  return setValue(draft, 'interviewAt', key);
}

function isOpen(draft: RecordDraft, { key }: Question): boolean {
  return (answerRow(draft, key)?.values['reply'] ?? '') === '';
}

function hasAgreed(draft: RecordDraft): boolean {
  const { text } = reader(draft);
  const { least, most } = ageRange(text('age')) ?? { least: 0, most: ADULT };
  // whoever may be a child must have agreed as one; whoever may be an adult must have consented
  const assented = least >= ADULT || text('assent') === 'yes';
  return assented && (most < ADULT || text('consent') === 'yes');
}
