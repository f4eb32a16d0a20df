import * as v from 'valibot';
import { Confidence } from '../entry.ts';
import { escalationReasons, Question, questionKey, Wording } from './questions.ts';

/** How much an indicator weighs; lists that publish no weights say `unweighted`. */
export const strengths = ['strong', 'medium', 'weak', 'unweighted'] as const;
export type Strength = (typeof strengths)[number];

/** How fast somebody has to act on an outcome, least first. */
export const urgencies = ['none', 'low', 'medium', 'high', 'immediate'] as const;

const name = v.pipe(v.string(), v.regex(/^[a-z][A-Za-z0-9]{0,59}$/));
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(400));
const howMany = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)));

/**
 * The fewest indicators that make a dimension positive: so many strong ones, so many of at least medium strength beside
 * them, so many of any strength beside these. A stronger one always stands in for a weaker one, so that more signs never
 * make less.
 */
export const Need = v.pipe(
  v.strictObject({ strong: howMany, medium: howMany, any: howMany }),
  v.check((need) => Object.keys(need).length > 0),
);
export type Need = v.InferOutput<typeof Need>;

/** Which dimensions must be positive: all of `all`, one of `any`; `sign` asks for a single "yes" in one of them. */
export const Condition = v.strictObject({
  all: v.optional(v.array(name)),
  any: v.optional(v.array(name)),
  sign: v.optional(v.array(name)),
});
export type Condition = v.InferOutput<typeof Condition>;

const Dimension = v.strictObject({
  key: name,
  label: Wording,
  /** where it has a rule of its own */
  positive: v.optional(v.pipe(v.array(Need), v.minLength(1))),
});

const Indicator = v.strictObject({
  question: questionKey,
  dimension: name,
  strength: v.picklist(strengths),
  /** sources disagree about its strength */
  doubtful: v.optional(v.literal(true)),
  /** questions whose "yes" says the same; our own reading, so a result that needs it is a derived one */
  from: v.optional(v.array(questionKey)),
});
export type Indicator = v.InferOutput<typeof Indicator>;

const Outcome = v.strictObject({
  key: name,
  urgency: v.picklist(urgencies),
  /** read in the publication, or derived from treaties by this project or a ministry */
  basis: v.picklist(['published', 'derived']),
  /** the last outcome has none: it holds when no other does */
  when: v.optional(Condition),
  escalation: v.optional(v.picklist(escalationReasons)),
  label: Wording,
  why: v.optional(text),
});
export type Outcome = v.InferOutput<typeof Outcome>;

/**
 * A list of indicators and how to read them, as data: a guide of a country is another file in this format. Outcomes are
 * tried in their order and the first that holds is the result; conditions only ever ask that something is there.
 */
export const RuleSet = v.strictObject({
  /** version of this format; a file of a later one is refused rather than half understood */
  format: v.optional(v.literal(1)),
  /** for whoever writes the file; nothing is made of it */
  notes: v.optional(v.array(text)),
  key: name,
  version: v.pipe(v.string(), v.regex(/^[0-9A-Za-z./-]{1,40}$/)),
  /** whom it is meant for, by age: under 18, from 18, everybody */
  appliesTo: v.picklist(['adult', 'child', 'all']),
  /** false for a list whose strengths nobody has confirmed: it can be read, not counted */
  scored: v.boolean(),
  name: Wording,
  source: text,
  confidence: Confidence,
  /** what is not sure about it */
  caveat: v.optional(Wording),
  questions: v.optional(v.array(Question)),
  dimensions: v.pipe(v.array(Dimension), v.minLength(1)),
  positive: v.pipe(v.array(Need), v.minLength(1)),
  indicators: v.pipe(v.array(Indicator), v.minLength(1)),
  outcomes: v.pipe(v.array(Outcome), v.minLength(1)),
  flags: v.array(v.strictObject({ key: name, when: Condition, label: Wording })),
});
export type RuleSet = v.InferOutput<typeof RuleSet>;
