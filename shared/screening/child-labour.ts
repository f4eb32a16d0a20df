import { childLabourRules, type ChildLabourRules } from '../catalog/screening/child-labour-rules.ts';
import { ADULT } from '../record/approximate.ts';

/** Completed years, both ends included; one number where the age is sure. */
export interface AgeRange {
  readonly least: number;
  readonly most: number;
}

/** What is known of the work of somebody who may be a child; what nobody knows is absent, and never zero. */
export interface WorkFacts {
  /** hours of economic activity in a week */
  readonly hoursAWeek?: number | undefined;
  /** hours of unpaid work in the own home in a week */
  readonly choresAWeek?: number | undefined;
  readonly hazardous?: boolean | undefined;
  /** ILO C182, art. 3 a-c */
  readonly worstForm?: boolean | undefined;
}

/** Most serious first; of an age that is not sure the most serious one is taken. */
const classes = ['worstForm', 'hazardous', 'childLabour', 'unknown', 'workingChild', 'notWorking', 'adult'] as const;
export type ChildLabourClass = (typeof classes)[number];

export type ChildLabourReason = 'worstForm' | 'hazardous' | 'longHours' | 'under12' | 'lightWorkExceeded' | 'chores';

export interface ChildLabour {
  readonly result: ChildLabourClass;
  readonly reasons: readonly ChildLabourReason[];
  readonly ruleSet: 'childLabour';
  readonly version: string;
}

type Parameters = ChildLabourRules['statistical']['parameters'];

/**
 * The class that statistics put a working child in (18th ICLS 2008; UNICEF 2024; ILO C182 art. 3). It is no legal test.
 * @param age undefined when nobody knows it: then only a worst form or a danger can be told
 */
export function classifyChildLabour(age: AgeRange | undefined, facts: WorkFacts): ChildLabour {
  const { parameters, version } = childLabourRules.statistical;
  const about = { ruleSet: 'childLabour', version } as const;
  const ages = age === undefined ? [undefined] : agesOf(age);
  const found = ages.map((years) => classify(years, facts, parameters));
  const worst = found.reduce((a, b) => (classes.indexOf(b.result) < classes.indexOf(a.result) ? b : a));
  return { ...worst, ...about };
}

/** Above 18 nothing changes any more. */
function agesOf({ least, most }: AgeRange): readonly number[] {
  const until = Math.max(least, Math.min(most, ADULT));
  return Array.from({ length: until - least + 1 }, (_, i) => least + i);
}

function classify(
  age: number | undefined,
  facts: WorkFacts,
  limits: Parameters,
): Pick<ChildLabour, 'result' | 'reasons'> {
  if (age !== undefined && age >= ADULT) return { result: 'adult', reasons: [] };
  const reasons = reasonsOf(age, facts, limits);
  return { result: classOf(reasons, age, facts, limits), reasons };
}

function reasonsOf(age: number | undefined, facts: WorkFacts, limits: Parameters): readonly ChildLabourReason[] {
  const hours = facts.hoursAWeek ?? 0;
  const years = age ?? Number.NaN;
  const isLight = years >= limits.youngBelow && years < limits.lightBelow;
  const found: readonly (readonly [ChildLabourReason, boolean])[] = [
    ['worstForm', facts.worstForm === true],
    ['hazardous', facts.hazardous === true],
    ['longHours', years >= limits.lightBelow && hours >= limits.longHours],
    ['under12', years < limits.youngBelow && hours >= limits.workHours],
    ['lightWorkExceeded', isLight && hours >= limits.lightHours],
    ['chores', years < limits.lightBelow && (facts.choresAWeek ?? 0) > limits.choresHours],
  ];
  return found.filter(([, holds]) => holds).map(([reason]) => reason);
}

function classOf(
  reasons: readonly ChildLabourReason[],
  age: number | undefined,
  { hoursAWeek }: WorkFacts,
  { workHours }: Parameters,
): ChildLabourClass {
  if (reasons.includes('worstForm')) return 'worstForm';
  if (reasons.includes('hazardous') || reasons.includes('longHours')) return 'hazardous';
  if (reasons.length > 0) return 'childLabour';
  if (age === undefined || hoursAWeek === undefined) return 'unknown';
  return hoursAWeek >= workHours ? 'workingChild' : 'notWorking';
}

/** Whether a class of work is a sign that goes out with a referral and counts in statistics. */
export function isChildLabourSign(result: ChildLabourClass): boolean {
  return result === 'worstForm' || result === 'hazardous' || result === 'childLabour';
}
