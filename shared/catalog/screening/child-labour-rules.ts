import * as v from 'valibot';
import { Confidence } from '../entry.ts';
import rulesData from './child-labour.json';
import { questionKey } from './questions.ts';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const number = v.pipe(v.number(), v.minValue(0));
const fact = { source: text, confidence: Confidence };
/** a fact that holds when one of these was answered with "yes"; `from` as for an indicator of a rule set */
const anyYes = v.strictObject({ questions: v.array(questionKey), from: v.array(questionKey) });

const NationalRule = v.strictObject({
  key: text,
  when: v.picklist(['works', 'unauthorised', 'hours', 'night', 'hazardous']),
  /** most hours a day, for `hours` */
  hoursADay: v.optional(number),
  /** completed years: from, and below */
  fromAge: number,
  belowAge: number,
  norm: text,
  ...fact,
});
export type NationalRule = v.InferOutput<typeof NationalRule>;

const ChildLabourRules = v.strictObject({
  /** hours are a week's; ages are completed years */
  statistical: v.strictObject({
    version: text,
    ...fact,
    parameters: v.strictObject({
      workHours: number,
      youngBelow: number,
      lightBelow: number,
      lightHours: number,
      longHours: number,
      choresHours: number,
    }),
    worstForm: anyYes,
    hazardous: anyYes,
  }),
  national: v.strictObject({
    country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
    version: text,
    hazardousList: v.strictObject({ questions: v.array(questionKey), ...fact }),
    unauthorised: questionKey,
    night: questionKey,
    rules: v.array(NationalRule),
  }),
});

/**
 * Work of children: the international rule that statistics count with (18th ICLS 2008; UNICEF 2024; ILO C182 art. 3, R190
 * para. 3), and beside it what is known of the law of the country. The first is no legal test: what it leaves out may
 * still be unlawful.
 */
export const childLabourRules = v.parse(ChildLabourRules, rulesData);
export type ChildLabourRules = typeof childLabourRules;
