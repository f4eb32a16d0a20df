import * as v from 'valibot';
import { Confidence } from '../entry.ts';
import wordsData from './interview-words.json';
import { questionKey, Wording, type Question } from './questions.ts';

/** Whom a sentence is said to; what is said to a child is said to whoever may be one. */
const Listener = v.picklist(['all', 'child']);

/**
 * What is read to a worker beside whom one sits: the sentences before the first question, and each question in plain
 * words. The wording is our own: until the authority named here has approved it, `confidence` says so, to the office and
 * never to the worker.
 */
export const InterviewWords = v.strictObject({
  version: v.pipe(v.string(), v.regex(/^[0-9.]+$/)),
  confidence: Confidence,
  source: v.pipe(v.string(), v.trim(), v.minLength(1)),
  /** who has to approve the wording */
  approvedBy: v.pipe(v.string(), v.trim(), v.minLength(1)),
  consent: v.pipe(v.array(v.strictObject({ key: questionKey, for: Listener, text: Wording })), v.minLength(1)),
  /** what is asked once they were said */
  ask: Wording,
  /** by key of the question */
  questions: v.record(questionKey, Wording),
});
export type InterviewWords = v.InferOutput<typeof InterviewWords>;

/** The words that come with the app. */
export const interviewWords: InterviewWords = v.parse(InterviewWords, wordsData);

/** The sentences that are said before the first question. */
export function consentWords(mayBeChild: boolean): readonly Wording[] {
  return interviewWords.consent.filter((one) => mayBeChild || one.for === 'all').map(({ text }) => text);
}

/** A question as it is read aloud; of a list that has no such words, as the list has it. */
export function plainQuestion({ key, label }: Pick<Question, 'key' | 'label'>): Wording {
  return interviewWords.questions[key] ?? label;
}
