import * as v from 'valibot';
import { fail, ok, type Result } from '../../kernel/result.ts';
import { questions } from './questions.ts';
import { RuleSet, strengths, type Condition } from './rule-set.ts';

/**
 * Reads a rule set from plain data, such as a file of a ministry.
 * @returns faults: `screening/not-a-rule-set` with the place (`path`), `screening/not-scored`, `screening/unknown-strength`,
 * `screening/unknown-dimension`, `screening/unknown-question`, `screening/repeated` and `screening/no-last-outcome`
 */
export function readRuleSet(data: unknown): Result<RuleSet> {
  if (isRecord(data) && data['scored'] === false) return fail('screening/not-scored', { name: String(data['key']) });
  const parsed = v.safeParse(RuleSet, data);
  return parsed.success ? checkRuleSet(parsed.output) : shapeFault(data, parsed.issues);
}

function shapeFault(data: unknown, issues: v.SafeParseResult<typeof RuleSet>['issues']): Result<never> {
  const strange = findStrangeStrength(data);
  if (strange !== undefined) return fail('screening/unknown-strength', strange);
  const path = issues?.[0].path?.map(({ key }) => String(key)).join('.') ?? '';
  return fail('screening/not-a-rule-set', { path });
}

function findStrangeStrength(data: unknown): { readonly name: string; readonly strength: string } | undefined {
  const indicators: unknown = isRecord(data) ? data['indicators'] : undefined;
  if (!Array.isArray(indicators)) return undefined;
  const known: readonly unknown[] = strengths;
  const strange = indicators.filter(isRecord).find((indicator) => !known.includes(indicator['strength']));
  return strange && { name: String(strange['question']), strength: String(strange['strength']) };
}

function checkRuleSet(set: RuleSet): Result<RuleSet> {
  const dimensions = new Set(set.dimensions.map(({ key }) => key));
  const asked = new Set([...questions, ...(set.questions ?? [])].map(({ key }) => key));
  const repeated =
    firstRepeated(set.indicators.map(({ question }) => question)) ??
    firstRepeated(set.dimensions.map(({ key }) => key)) ??
    firstRepeated(set.outcomes.map(({ key }) => key));
  if (repeated !== undefined) return fail('screening/repeated', { name: repeated });
  const strangeDimension = [
    ...set.indicators.map(({ dimension }) => dimension),
    ...[...set.outcomes, ...set.flags].flatMap(({ when }) => dimensionsOf(when)),
  ].find((key) => !dimensions.has(key));
  if (strangeDimension !== undefined) return fail('screening/unknown-dimension', { name: strangeDimension });
  const strangeQuestion = set.indicators
    .flatMap(({ question, from = [] }) => [question, ...from])
    .find((key) => !asked.has(key));
  if (strangeQuestion !== undefined) return fail('screening/unknown-question', { name: strangeQuestion });
  // an outcome without a condition hides all after it, and without one at the end nothing may hold
  const open = set.outcomes.findIndex(({ when }) => when === undefined);
  return open === set.outcomes.length - 1 ? ok(set) : fail('screening/no-last-outcome');
}

function dimensionsOf(condition: Condition | undefined): readonly string[] {
  return [condition?.all, condition?.any, condition?.sign].flatMap((keys) => keys ?? []);
}

function firstRepeated(keys: readonly string[]): string | undefined {
  return keys.find((key, i) => keys.indexOf(key) !== i);
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null;
}
