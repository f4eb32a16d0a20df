import { confidences, type Confidence } from '../catalog/entry.ts';
import { childLabourRules, type NationalRule } from '../catalog/screening/child-labour-rules.ts';
import type { AgeRange } from './child-labour.ts';

/** What a rule of the country's law asks about the work of somebody who may be a child; absent is not known. */
export interface NationalFacts {
  readonly hoursAWeek?: number | undefined;
  readonly hoursADay?: number | undefined;
  readonly unauthorised?: boolean | undefined;
  readonly night?: boolean | undefined;
  readonly hazardous?: boolean | undefined;
}

/** A rule that may apply at this age, and whether there are signs that it is broken. */
export interface NationalFinding {
  readonly rule: NationalRule;
  readonly state: 'sign' | 'noSign' | 'unknown';
}

export interface NationalResult {
  /** signs when one rule has some; without any, unknown as long as one rule is */
  readonly result: NationalFinding['state'];
  readonly findings: readonly NationalFinding[];
  /** how sure the surest of the rules is that there are signs against; undefined without signs */
  readonly confidence: Confidence | undefined;
  readonly ruleSet: string;
  readonly version: string;
}

/**
 * What the rules of the country say of a child's work, each with its norm and how sure the rule itself is.
 * @param age undefined when nobody knows it: then no rule is known to apply
 */
export function checkNationalRules(age: AgeRange | undefined, facts: NationalFacts): NationalResult {
  const { rules, country, version } = childLabourRules.national;
  const findings = rules
    .filter(({ fromAge, belowAge }) => age === undefined || (age.most >= fromAge && age.least < belowAge))
    .map((rule): NationalFinding => {
      const broken = age === undefined ? undefined : isBroken(rule, facts);
      return { rule, state: broken === undefined ? 'unknown' : broken ? 'sign' : 'noSign' };
    });
  const some = (state: NationalFinding['state']): boolean => findings.some((finding) => finding.state === state);
  return {
    result: some('sign') ? 'sign' : some('unknown') ? 'unknown' : 'noSign',
    findings,
    confidence: confidences.find((sure) =>
      findings.some(({ state, rule }) => state === 'sign' && rule.confidence === sure),
    ),
    ruleSet: `national${country}`,
    version,
  };
}

function isBroken({ when, hoursADay = 0 }: NationalRule, facts: NationalFacts): boolean | undefined {
  switch (when) {
    case 'works':
      return works(facts);
    case 'unauthorised':
      return works(facts) === false ? false : facts.unauthorised;
    case 'hours':
      return facts.hoursADay === undefined ? undefined : facts.hoursADay > hoursADay;
    case 'night':
      return facts.night;
    case 'hazardous':
      return facts.hazardous;
  }
}

function works({ hoursAWeek, hoursADay }: NationalFacts): boolean | undefined {
  if (hoursAWeek === undefined && hoursADay === undefined) return undefined;
  return (hoursAWeek ?? 0) > 0 || (hoursADay ?? 0) > 0;
}
