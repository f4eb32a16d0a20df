import * as v from 'valibot';
import questionsData from './questions.json';

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(600));

/** Words that an official reads to a person or about a rule set; where a language is missing, Spanish stands in. */
export const Wording = v.strictObject({ es: text, en: v.optional(text), fr: v.optional(text) });
export type Wording = v.InferOutput<typeof Wording>;

/** Why a screening goes to a supervisor at once, whatever its score. */
export const escalationReasons = [
  'violence',
  'confinement',
  'childWorstForm',
  'sexualExploitation',
  'organRemoval',
  'cryForHelp',
] as const;
export type EscalationReason = (typeof escalationReasons)[number];

export const questionKey = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,59}$/));

/**
 * One sign that is asked or looked for; a "yes" always speaks for exploitation, never against it. The wording is our own,
 * not that of the published lists.
 */
export const Question = v.strictObject({
  key: questionKey,
  label: Wording,
  hint: v.optional(Wording),
  escalation: v.optional(v.picklist(escalationReasons)),
});
export type Question = v.InferOutput<typeof Question>;

/** The questions that come with the app; a rule set of a country may bring more. */
export const questions: readonly Question[] = v.parse(v.array(Question), questionsData);
