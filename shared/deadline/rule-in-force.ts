import * as v from 'valibot';
import { holidays, type CountingRule, type Holidays } from '../catalog/holidays.ts';
import { isPlainDate } from '../kernel/plain-date.ts';

/** The rules by which days are counted, as the catalogue has them; none has the key of a term. */
export const countingRuleKeys = ['nonWorkingWeekdays', 'counting', 'endingOnNonWorkingDay', 'children'] as const;
export type CountingRuleKey = (typeof countingRuleKeys)[number];

const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** Who has read where that days are counted so. */
export const RuleConfirmation = v.strictObject({
  /** the act, article and edition that was read, or the office's own instruction */
  document: text,
  by: text,
  on: v.pipe(v.string(), v.check(isPlainDate)),
});
export type RuleConfirmation = v.InferOutput<typeof RuleConfirmation>;

/** A rule as the office counts with it. */
export interface RuleInForce extends CountingRule {
  readonly key: CountingRuleKey;
  readonly confirmed?: RuleConfirmation;
}

/** The rules with what the office has confirmed: then each is as sure as the document that was read, which is its norm. */
export function rulesInForce(
  confirmed: Readonly<Partial<Record<CountingRuleKey, RuleConfirmation>>>,
): readonly RuleInForce[] {
  return countingRuleKeys.map((key): RuleInForce => {
    const { label, confidence, norm, source } = holidays[key];
    const known = confirmed[key];
    const rule = { key, label, source, confidence, ...(norm === undefined ? {} : { norm }) };
    return known === undefined ? rule : { ...rule, norm: known.document, confidence: 'verified', confirmed: known };
  });
}

/** The holidays of the catalogue under these rules. */
export function holidaysUnder(rules: readonly RuleInForce[]): Holidays {
  return rules.reduce<Holidays>((so, { key, confidence, norm }) => {
    const rule = { ...so[key], confidence, ...(norm === undefined ? {} : { norm }) };
    return { ...so, [key]: rule };
  }, holidays);
}
